//! The layer `events`: a point for each event with days and a position.

use super::cells::{Cells, Draft, Header, finish};
use super::common::{Common, Sources, Style, counted, days, joined};
use super::off_map::Mapped;
use super::precision::{PlacePrecision, TimePrecision, middle};
use super::wording::{clean, label, name, one_line, short};
use super::{Layer, MapMeta, Shape, Symbol, UNKNOWN};
use crate::events::Event;
use crate::region::Region;
use crate::reports::{Modality, Relation, Report};

/// Longest place name in a composed sentence, in characters.
const NAME_LIMIT: usize = 80;

pub(super) fn layer(events: &[Event], region: &Region, meta: &MapMeta) -> Layer {
    let drafts = events.iter().filter_map(|event| Some(draft(event, Mapped::of(event).ok()?, region)));
    let header = Header {
        name: "events",
        title: "Events",
        description: meta.describe("What news reports say happened, where and when."),
        shape: Shape::Point,
    };
    finish(header, drafts)
}

fn draft(event: &Event, at: Mapped<'_>, region: &Region) -> Draft {
    let Mapped { report, start, end, point } = at;
    let time = TimePrecision::of(start, end, Some(report.date_basis));
    let place = PlacePrecision::of(&report.place_kind, event.relation, report.location_precision_m);
    let side = event.actors.first().map(|actor| region.side_of(actor, Some(start)));
    let colour = Symbol::of(event.code).colour.or_else(|| side.map(|s| region.colour(s))).unwrap_or(UNKNOWN);
    let sources = Sources::of(&event.reports, event.sources);
    let common = Common {
        id: &event.id,
        start,
        end,
        ongoing: false,
        time: true,
        date: middle(start, end),
        date_precision: time.as_str(),
        date_text: report.date_text.as_deref().map(clean),
        title: title(event, report),
        description: description(event, report, &days(start, end)),
        status: event.modality.as_str(),
        location_precision_m: report.location_precision_m.map(i64::from),
        location_precision: place.word,
        sources,
        style: Style {
            colour,
            width: 2.0,
            opacity: 1.0,
            fill_opacity: if event.modality == Modality::Reported { 0.8 } else { 0.2 },
        },
    };
    let mut cells = common.cells();
    own_cells(&mut cells, event, report, time, place);
    Draft { start, id: event.id.clone(), geometry: point, cells }
}

/// The columns that only events have.
fn own_cells(cells: &mut Cells, event: &Event, report: &Report, time: TimePrecision, place: PlacePrecision) {
    let (event_type, sub_event_type) = event.code.acled();
    let text = |s: &Option<String>| s.as_deref().map(clean);
    let fatalities = event.fatalities;
    cells
        .text("code", event.code.as_str())
        .text("event_type", event_type)
        .text("sub_event_type", sub_event_type)
        .text_if("actor1", event.actors.first().map(|a| clean(a)))
        .text_if("assoc_actor_1", associates(&event.actors))
        .text_if("actor2", event.against.first().map(|a| clean(a)))
        .text_if("assoc_actor_2", associates(&event.against))
        .text("place", clean(&report.place))
        .text_if("place_id", text(&report.place_id))
        .text_if("admin1", text(&report.admin1))
        .text_if("admin2", text(&report.admin2))
        .text_if("country", text(&report.country))
        .text("relation", relation(event.relation))
        .integer("where_prec", place.ucdp)
        .integer("geo_precision", place.acled)
        .integer("date_prec", time.ucdp())
        .integer("time_precision", time.acled())
        .integer("fatalities_low", fatalities.map(|f| i64::from(f.0)))
        .integer("fatalities_best", fatalities.map(|f| i64::from(f.1)))
        .integer("fatalities_high", fatalities.map(|f| i64::from(f.2)))
        .boolean("background", event.reports.iter().all(|r| r.background))
        .text_if("claimed_by", text(&report.claimed_by))
        .real("confidence", event.confidence)
        .text("quote", clean(&report.quote))
        .text("report_ids", joined(&event.reports.iter().map(|r| r.report_id.clone()).collect::<Vec<_>>()));
}

/// Those who took part beside the first, in ACLED's form: separated by '; '.
fn associates(actors: &[String]) -> Option<String> {
    (actors.len() > 1).then(|| actors[1..].iter().map(|a| clean(a)).collect::<Vec<_>>().join("; "))
}

fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::In => "in",
        Relation::Near => "near",
        Relation::Direction => "direction",
        Relation::Between => "between",
        Relation::Toward => "toward",
    }
}

/// 'Armed clash near Goma (M23, FARDC)'.
fn title(event: &Event, report: &Report) -> String {
    let place = short(&one_line(&report.place), NAME_LIMIT);
    let joint = match event.relation {
        Relation::In => ": ",
        Relation::Near | Relation::Direction => " near ",
        Relation::Between => " by ",
        Relation::Toward => " toward ",
    };
    let who: Vec<_> = event.actors.iter().chain(&event.against).take(3).map(|a| short(&one_line(a), 40)).collect();
    let who = if who.is_empty() { String::new() } else { format!(" ({})", who.join(", ")) };
    format!("{}{joint}{place}{who}", label(event.code))
}

/// '2024-02-03 to 2024-02-04. M23 against FARDC. Claimed by M23. 3 killed. 2 sources.'
fn description(event: &Event, report: &Report, days: &str) -> String {
    let names = |actors: &[String]| actors.iter().map(|a| name(a)).collect::<Vec<_>>().join(", ");
    let mut parts = vec![days.to_string()];
    match (event.actors.is_empty(), event.against.is_empty()) {
        (false, false) => parts.push(format!("{} against {}", names(&event.actors), names(&event.against))),
        (false, true) => parts.push(names(&event.actors)),
        (true, false) if event.against.len() > 1 => parts.push(format!("Between {}", names(&event.against))),
        (true, false) => parts.push(format!("Against {}", names(&event.against))),
        (true, true) => {}
    }
    let said = match event.modality {
        Modality::Reported => "Reported",
        Modality::Claimed => "Claimed",
        Modality::Denied => "Denied",
        Modality::Threatened => "Threatened",
        Modality::Planned => "Planned",
        Modality::Hypothetical => "Hypothetical",
    };
    parts.push(match &report.claimed_by {
        Some(by) if event.modality != Modality::Reported => format!("{said} by {}", name(by)),
        _ => said.to_string(),
    });
    if let Some((low, best, high)) = event.fatalities {
        parts.push(if low == high { format!("{best} killed") } else { format!("{best} killed ({low} to {high})") });
    }
    parts.push(counted(event.sources, "source"));
    parts.join(". ") + "."
}
