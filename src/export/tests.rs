//! Whole folders, read back.

use std::fs;
use std::path::Path;

use super::{ExportError, Format, Map, UnplacedName, Written, write_map};
use crate::layers::build;
use crate::layers::sample::{Sample, sample};

fn write_to(out: &Path, sample: &Sample, formats: &[Format]) -> Result<Vec<Written>, ExportError> {
    let layers = build(&sample.situation(), &sample.region, &sample.meta);
    let unplaced = UnplacedName::among(&sample.events);
    let map = Map {
        layers: &layers,
        events: &sample.events,
        evidence: &sample.events,
        unplaced: &unplaced,
        region: &sample.region,
        meta: &sample.meta,
        tiles: None,
        shifts: &[],
    };
    write_map(out, &map, formats)
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn geojson_reads_back_with_the_geojson_crate() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("map");
    write_to(&out, &sample(), &[Format::GeoJson]).unwrap();
    for (name, kind) in
        [("events", "Point"), ("places", "Point"), ("frontlines", "MultiLineString"), ("control", "MultiPolygon")]
    {
        let text = fs::read_to_string(out.join(format!("{name}.geojson"))).unwrap();
        let collection: geojson::FeatureCollection = text.parse::<geojson::GeoJson>().unwrap().try_into().unwrap();
        let foreign = collection.foreign_members.unwrap();
        assert_eq!(foreign["name"], name);
        assert!(foreign["description"].as_str().unwrap().contains("Situation as of 2024-02-07"));
        assert!(foreign.contains_key("metadata") && !foreign.contains_key("crs"));
        let [west, south, east, north] = collection.bbox.unwrap()[..] else { panic!("four numbers") };
        assert!(west <= east && south <= north);
        assert_eq!(collection.features.len(), 1);
        for feature in collection.features {
            let properties = feature.properties.unwrap();
            assert_eq!(feature.id, Some(geojson::feature::Id::String(properties["id"].as_str().unwrap().into())));
            assert_eq!(feature.geometry.unwrap().value.type_name(), kind);
        }
    }
}

#[test]
fn start_and_end_come_first_in_the_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("map");
    write_to(&out, &sample(), &[Format::GeoJson]).unwrap();
    let text = fs::read_to_string(out.join("events.geojson")).unwrap();
    let feature = text.lines().find(|l| l.starts_with("{\"type\":\"Feature\",")).unwrap();
    assert!(
        feature.starts_with(
            r#"{"type":"Feature","id":"ev-1","properties":{"id":"ev-1","start":"2024-02-03T00:00:00Z","end":"2024-02-04T23:59:59Z","ongoing":false,"start_ms":1706918400000,"#
        ),
        "{feature}"
    );
    assert!(feature.contains(r#""date":"2024-02-03""#));
    assert!(feature.ends_with(r#""geometry":{"type":"Point","coordinates":[29.123457,-1.5]}}"#), "{feature}");
}

#[test]
fn streams_hold_a_feature_a_line() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("map");
    write_to(&out, &sample(), &[Format::GeoJsonL, Format::GeoJsonS]).unwrap();
    let plain = fs::read_to_string(out.join("events.geojsonl")).unwrap();
    let sequence = fs::read_to_string(out.join("events.geojsons")).unwrap();
    assert_eq!(sequence, format!("\u{1e}{plain}"));
    assert!(plain.ends_with("}\n") && plain.lines().count() == 1);
    plain.parse::<geojson::Feature>().unwrap();
}

#[test]
fn csv_has_the_columns_of_the_layer() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("map");
    let sample = sample();
    write_to(&out, &sample, &[Format::Csv]).unwrap();
    let mut csv = csv::Reader::from_path(out.join("events.csv")).unwrap();
    let columns = build(&sample.situation(), &sample.region, &sample.meta)[0].columns.clone();
    let expected: Vec<_> = ["longitude", "latitude"].into_iter().chain(columns.iter().map(|c| c.name)).collect();
    assert_eq!(csv.headers().unwrap().iter().collect::<Vec<_>>(), expected);
    let row = csv.records().next().unwrap().unwrap();
    assert_eq!((&row[0], &row[1], &row[2], &row[3]), ("29.123457", "-1.5", "ev-1", "2024-02-03T00:00:00Z"));
}

#[test]
fn all_reports_are_kept_and_what_has_no_place_on_the_map_is_listed() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("map");
    let mut sample = sample();
    sample.events[2].reports[0].place_id = None;
    write_to(&out, &sample, &[]).unwrap();
    let reports: Vec<crate::reports::Report> = fs::read_to_string(out.join("reports.jsonl"))
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(reports.iter().map(|r| r.event_id.as_str()).collect::<Vec<_>>(), ["ev-1", "ev-2", "ev-3"]);
    let unplaced = fs::read_to_string(out.join("unplaced.csv")).unwrap();
    let lines: Vec<_> = unplaced.lines().map(|l| l.split(',').take(5).collect::<Vec<_>>().join(",")).collect();
    assert_eq!(
        lines,
        [
            "what,name,count,container,reason",
            "name,Lost Hamlet,1,North,in no place table",
            "event,Northtown,1,North,no date",
            "event,Lost Hamlet,1,North,no position",
        ]
    );
    let metadata: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(out.join("metadata.json")).unwrap()).unwrap();
    assert_eq!(metadata["counts"]["events_without_date"], 1);
    assert_eq!(metadata["counts"]["events_without_position"], 1);
    assert_eq!(metadata["counts"]["events"], 1);
    assert_eq!(metadata["as_of"], "2024-02-07");
    assert_eq!(metadata["files"], serde_json::json!(["metadata.json", "reports.jsonl", "unplaced.csv"]));
}

#[test]
fn empty_layers_are_not_written() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("map");
    let mut sample = sample();
    (sample.areas, sample.fronts, sample.holdings) = (Vec::new(), Vec::new(), Vec::new());
    sample.events.remove(0);
    write_to(&out, &sample, &Format::ALL).unwrap();
    assert!(names(&out).iter().all(|n| !n.contains("geojson") && !n.contains("events.csv")), "{:?}", names(&out));
}

#[test]
fn a_new_map_replaces_the_old_and_keeps_the_users_files() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("map");
    write_to(&out, &sample(), &[Format::GeoJson]).unwrap();
    fs::write(out.join("my notes.txt"), "mine").unwrap();
    fs::create_dir(out.join("pictures")).unwrap();
    fs::write(out.join("pictures/one.png"), "mine too").unwrap();
    fs::write(out.join("map.gpkg-wal"), "of the old database").unwrap();
    write_to(&out, &sample(), &[Format::Csv]).unwrap();
    assert_eq!(
        names(&out),
        ["events.csv", "metadata.json", "my notes.txt", "pictures", "reports.jsonl", "unplaced.csv"]
    );
    assert_eq!(fs::read_to_string(out.join("pictures/one.png")).unwrap(), "mine too");
    assert_eq!(names(dir.path()), ["map"], "no temporary folder stays");
}

#[test]
fn what_is_not_ours_is_not_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "mine").unwrap();
    assert!(matches!(write_to(&file, &sample(), &[]), Err(ExportError::OutIsFile { .. })));

    let full = dir.path().join("full");
    fs::create_dir(&full).unwrap();
    fs::write(full.join("thesis.txt"), "mine").unwrap();
    assert!(matches!(write_to(&full, &sample(), &[]), Err(ExportError::NotOurs { .. })));
    fs::write(full.join("metadata.json"), r#"{"generator": "another program", "files": ["thesis.txt"]}"#).unwrap();
    assert!(matches!(write_to(&full, &sample(), &[]), Err(ExportError::NotOurs { .. })));
    assert_eq!(names(&full), ["metadata.json", "thesis.txt"]);

    let map = dir.path().join("map");
    write_to(&map, &sample(), &[]).unwrap();
    fs::write(map.join("events.csv"), "my own").unwrap();
    let error = write_to(&map, &sample(), &[Format::Csv]).unwrap_err();
    assert!(matches!(error, ExportError::InTheWay { .. }) && error.to_string().contains("events.csv"), "{error}");
    assert_eq!(fs::read_to_string(map.join("events.csv")).unwrap(), "my own");

    let here = std::env::current_dir().unwrap();
    for out in [here.as_path(), here.parent().unwrap(), Path::new(".")] {
        assert!(matches!(write_to(out, &sample(), &[]), Err(ExportError::OutIsHere { .. })), "{}", out.display());
    }
    assert_eq!(names(dir.path()), ["file", "full", "map"], "no temporary folder stays");
}

#[test]
fn an_empty_folder_and_missing_parents_are_fine() {
    let dir = tempfile::tempdir().unwrap();
    let empty = dir.path().join("empty");
    fs::create_dir(&empty).unwrap();
    write_to(&empty, &sample(), &[]).unwrap();
    let deep = dir.path().join("a/b/map");
    write_to(&deep, &sample(), &[]).unwrap();
    assert_eq!(names(&empty), names(&deep));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_stays_a_link() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("real")).unwrap();
    std::os::unix::fs::symlink(dir.path().join("real"), dir.path().join("link")).unwrap();
    write_to(&dir.path().join("link"), &sample(), &[]).unwrap();
    assert!(fs::symlink_metadata(dir.path().join("link")).unwrap().is_symlink());
    assert_eq!(names(&dir.path().join("real")), ["metadata.json", "reports.jsonl", "unplaced.csv"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_a_forbidden_place_are_told() {
    use std::io;
    let full = fs::write("/dev/full", "x").unwrap_err();
    let error = ExportError::io(Path::new("map/events.geojson"), full);
    assert!(matches!(error, ExportError::DiskFull { .. }), "{error:?}");
    assert!(error.to_string().starts_with("map/events.geojson: the disk is full"));
    let denied = ExportError::io(Path::new("/root/map"), io::ErrorKind::PermissionDenied.into());
    assert!(denied.to_string().contains("not allowed"), "{denied}");
    // Nobody, not even root, may make a folder here.
    assert!(write_to(Path::new("/proc/map"), &sample(), &[]).is_err());
}

#[test]
fn same_map_same_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let (one, other) = (dir.path().join("one"), dir.path().join("other"));
    let mut sample = sample();
    write_to(&one, &sample, &Format::ALL).unwrap();
    sample.events.reverse();
    write_to(&other, &sample, &Format::ALL).unwrap();
    assert_eq!(names(&one), names(&other));
    for name in names(&one) {
        assert!(fs::read(one.join(&name)).unwrap() == fs::read(other.join(&name)).unwrap(), "{name} differs");
    }
}

#[test]
fn formats_have_names() {
    for format in Format::ALL {
        assert_eq!(format.as_str().parse(), Ok(format));
        assert_eq!(format.to_string().to_uppercase().parse(), Ok(format));
    }
    assert!("shapefile".parse::<Format>().unwrap_err().to_string().contains("geojson, csv"));
}

#[test]
fn reports_that_holders_rest_on_are_kept_from_outside_the_days_shown() {
    let dir = tempfile::tempdir().unwrap();
    let sample = sample();
    let mut situation = sample.situation();
    situation.events = &[];
    let map = Map {
        layers: &build(&situation, &sample.region, &sample.meta),
        events: &[],
        evidence: &sample.events,
        unplaced: &[],
        region: &sample.region,
        meta: &sample.meta,
        shifts: &[],
        tiles: None,
    };
    write_map(&dir.path().join("map"), &map, &[]).unwrap();
    let text = fs::read_to_string(dir.path().join("map/reports.jsonl")).unwrap();
    let ids: Vec<String> =
        text.lines().map(|l| serde_json::from_str::<crate::reports::Report>(l).unwrap().report_id).collect();
    assert_eq!(ids, ["ev-1-r"]);
}
