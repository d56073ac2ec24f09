//! The output contract's rules for columns and rows.

use super::sample::{Sample, day, event, sample};
use super::{Layer, Reason, Value, build, off_map};

fn layers() -> Vec<Layer> {
    let sample = sample();
    build(&sample.situation(), &sample.region, &sample.meta)
}

fn layer(name: &str) -> Layer {
    layers().into_iter().find(|l| l.name == name).unwrap()
}

fn value<'a>(layer: &'a Layer, row: usize, column: &str) -> &'a Value {
    let at = layer.columns.iter().position(|c| c.name == column).unwrap_or_else(|| panic!("no column {column}"));
    &layer.rows[row].values[at]
}

fn text(layer: &Layer, row: usize, column: &str) -> String {
    match value(layer, row, column) {
        Value::Text(s) => s.clone(),
        other => panic!("{column} is {other:?}"),
    }
}

const COMMON: &str = "id start end ongoing start_ms end_ms date date_precision date_text title description status \
    location_precision_m location_precision source_url source_count sources_json \
    marker-color stroke stroke-width stroke-opacity fill fill-opacity";

#[test]
fn columns_are_those_of_the_contract_in_its_order() {
    let with_time = COMMON.replace("end_ms date", "end_ms time date");
    for (name, common, own) in [
        (
            "events",
            with_time.as_str(),
            "code event_type sub_event_type actor1 assoc_actor_1 actor2 assoc_actor_2 place place_id admin1 admin2 \
             country relation where_prec geo_precision date_prec time_precision fatalities_low fatalities_best \
             fatalities_high background claimed_by confidence quote report_ids",
        ),
        ("control", COMMON, "holder side area_km2 evidence report_ids"),
        (
            "frontlines",
            COMMON,
            "left right left_side right_side length_km newest_evidence newest_left newest_right \
             farthest_evidence_km report_ids",
        ),
        ("places", COMMON, "place place_id place_kind admin1 admin2 country holder side confidence report_ids"),
    ] {
        let columns: Vec<_> = layer(name).columns.iter().map(|c| c.name).collect();
        let expected: Vec<_> = common.split_whitespace().chain(own.split_whitespace()).collect();
        assert_eq!(columns, expected, "{name}");
    }
}

#[test]
fn qgis_finds_start_and_end_by_their_names() {
    // QGIS takes the first date column whose name contains one of these words.
    const WORDS: [&str; 11] =
        ["start", "begin", "from", "since", "end", "last", "to", "stop", "event", "until", "finish"];
    for layer in layers() {
        let dates: Vec<_> = layer
            .columns
            .iter()
            .filter(|c| matches!(c.kind, super::ColumnType::Date | super::ColumnType::DateTime))
            .map(|c| c.name)
            .collect();
        assert_eq!(&dates[..2], ["start", "end"], "{}", layer.name);
        for name in &dates[2..] {
            assert!(!WORDS.iter().any(|w| name.contains(w)), "{} of {} misleads QGIS", name, layer.name);
        }
    }
}

#[test]
fn column_names_are_short_and_differ_by_more_than_case() {
    for layer in layers() {
        let mut seen = std::collections::HashSet::new();
        for column in &layer.columns {
            assert!(column.name.len() <= 31, "{}", column.name);
            assert!(seen.insert(column.name.to_lowercase()), "{} twice in {}", column.name, layer.name);
        }
        assert!(layer.rows.iter().all(|r| r.values.len() == layer.columns.len()));
    }
}

#[test]
fn time_runs_from_the_first_to_the_last_second() {
    let events = layer("events");
    let moment = |column| match value(&events, 0, column) {
        Value::DateTime(at) => at.to_rfc3339(),
        other => panic!("{other:?}"),
    };
    assert_eq!(moment("start"), "2024-02-03T00:00:00+00:00");
    assert_eq!(moment("end"), "2024-02-04T23:59:59+00:00");
    assert_eq!(moment("time"), moment("start"));
    assert_eq!(value(&events, 0, "start_ms"), &Value::Integer(1_706_918_400_000));
    assert_eq!(value(&events, 0, "end_ms"), &Value::Integer(1_707_091_199_000));
    assert_eq!(value(&events, 0, "date"), &Value::Date(day("2024-02-03")));
    assert_eq!(text(&events, 0, "date_precision"), "days");
}

#[test]
fn what_cannot_stand_on_the_map_is_told_apart() {
    assert_eq!(layer("events").rows.len(), 1);
    let sample = sample();
    let reasons: Vec<_> = off_map(&sample.events).iter().map(|o| (o.event.id.as_str(), o.reason)).collect();
    assert_eq!(reasons, [("ev-2", Reason::NoDate), ("ev-3", Reason::NoPosition)]);

    let mut far = event("far");
    far.end = chrono::NaiveDate::from_ymd_opt(20233, 1, 1);
    let mut backwards = event("backwards");
    (backwards.start, backwards.end) = (backwards.end, backwards.start);
    let mut half = event("half");
    half.end = None;
    let events = [far, backwards, half];
    let reasons: Vec<_> = off_map(&events).iter().map(|o| (o.event.id.as_str(), o.reason)).collect();
    assert_eq!(reasons, [("far", Reason::NoDate), ("backwards", Reason::NoDate)]);
}

#[test]
fn colours_come_from_the_side() {
    assert_eq!(text(&layer("control"), 0, "side"), "RED");
    assert_eq!(text(&layer("control"), 0, "fill"), "#D55E00");
    assert_eq!(text(&layer("places"), 0, "marker-color"), "#D55E00");
    assert_eq!(text(&layer("events"), 0, "marker-color"), "#0072B2");
}

#[test]
fn events_tell_who_and_how_sure() {
    let events = layer("events");
    for (column, expected) in [
        ("title", "Armed clash near Northtown (RED, PINK, BLUE)"),
        (
            "description",
            "2024-02-03 to 2024-02-04. RED, PINK against BLUE. Claimed by RED. 3 killed (2 to 4). 1 source.",
        ),
        ("status", "claimed"),
        ("sub_event_type", "Armed clash"),
        ("actor1", "RED"),
        ("assoc_actor_1", "PINK"),
        ("actor2", "BLUE"),
        ("location_precision", "near"),
        ("source_url", "https://example.org/a-1"),
        (
            "sources_json",
            r#"[{"article":"a-1","title":"Fighting near Northtown","outlet":"The Example","url":"https://example.org/a-1","published":"2024-02-05"}]"#,
        ),
    ] {
        assert_eq!(text(&events, 0, column), expected);
    }
    assert_eq!(value(&events, 0, "assoc_actor_2"), &Value::Null);
    assert_eq!(value(&events, 0, "confidence"), &Value::Real(0.812));
}

#[test]
fn evidence_is_spelled_out() {
    let control = layer("control");
    assert_eq!(text(&control, 0, "evidence"), "2024-02-04 Northtown: Armed clash (The Example)");
    assert_eq!(text(&control, 0, "report_ids"), "ev-1-r");
}

#[test]
fn the_order_of_events_does_not_matter() {
    let Sample { mut events, region, meta, holdings, areas, fronts } = sample();
    events.extend(["b", "a", "a", "c"].map(event));
    let build = |events: &[_]| {
        build(
            &super::Situation { events, evidence: events, holdings: &holdings, areas: &areas, fronts: &fronts },
            &region,
            &meta,
        )
    };
    let forwards = build(&events);
    events.reverse();
    assert_eq!(forwards, build(&events));
    let ids: Vec<_> = forwards[0].rows.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c", "ev-1"]);
}

#[test]
fn evidence_from_outside_the_days_shown_is_still_named() {
    let sample = sample();
    let mut situation = sample.situation();
    situation.events = &[];
    let layers = build(&situation, &sample.region, &sample.meta);
    assert!(layers[0].rows.is_empty());
    assert_eq!(text(&layers[3], 0, "evidence"), "2024-02-04 Northtown: Armed clash (The Example)");
}
