//! Small wars for tests: a region of a few places and reports in one line each.

use chrono::NaiveDate;

use crate::events::{Event, join};
use crate::region::{Actor, ActorKind, Alliance, Place, PlaceKind, Region};
use crate::reports::{Code, Modality, Report, testing};

/// A day given as text ('2024-06-01').
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A place of the test region.
pub(crate) fn place(id: &str, lon: f64, lat: f64) -> Place {
    Place {
        id: id.to_owned(),
        name: id.to_owned(),
        alt_names: Vec::new(),
        adjectives: Vec::new(),
        kind: PlaceKind::Town,
        lat,
        lon,
        precision_km: 1.0,
        country: "XX".to_owned(),
        admin1: None,
        admin2: None,
        population: None,
        source: String::new(),
        note: String::new(),
    }
}

/// An actor of the test region, standing for itself.
pub(crate) fn actor(id: &str) -> Actor {
    Actor {
        id: id.to_owned(),
        name: id.to_owned(),
        alt_names: Vec::new(),
        kind: ActorKind::RebelGroup,
        country: None,
        side: id.to_owned(),
        colour: String::new(),
        first_year: None,
        last_year: None,
        source: String::new(),
    }
}

/// `actor` on the side of `lead` between two days, either of which may be empty.
pub(crate) fn ally(actor: &str, lead: &str, from: &str, to: &str) -> Alliance {
    Alliance {
        actor: actor.to_owned(),
        lead: lead.to_owned(),
        from: from.parse().ok(),
        to: to.parse().ok(),
        relation: "ally".to_owned(),
        source: String::new(),
    }
}

/// A region of towns without land.
pub(crate) fn region(places: &[(&str, f64, f64)], alliances: Vec<Alliance>) -> Region {
    let places = places.iter().map(|&(id, lon, lat)| place(id, lon, lat)).collect();
    let mut civilians = actor("civilians");
    civilians.kind = ActorKind::Civilians;
    let actors = ["A", "B", "C", "D"].map(actor).into_iter().chain([civilians]).collect();
    Region::from_parts("test", places, actors, alliances)
}

/// A report written as 'day code place actor>against how', or 'day..day' for a span; `>against` may be missing, and how is empty ('reported'),
/// 'claimed-by-X', 'denied', 'planned' …
pub(crate) fn tell(line: &str) -> Report {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (first, last) = words[0].split_once("..").unwrap_or((words[0], words[0]));
    let (date, last) = (day(first), day(last));
    let (code, place, who) = (words[1].parse::<Code>().unwrap(), words[2], words[3]);
    let names = |text: &str| text.split(',').filter(|n| !n.is_empty() && *n != "-").map(str::to_owned).collect();
    let (actors, against) = who.split_once('>').unwrap_or((who, ""));
    let mut report = testing::report(&line.replace(' ', "_"), place);
    (report.code, report.actors, report.against) = (code, names(actors), names(against));
    (report.date_start, report.date_end, report.published) = (Some(date), Some(last), Some(last));
    let how = words.get(4).copied().unwrap_or("reported");
    if let Some(speaker) = how.strip_prefix("claimed-by-") {
        (report.modality, report.claimed_by) = (Modality::Claimed, Some(speaker.to_owned()));
    } else {
        report.modality = serde_json::from_value(serde_json::json!(how)).unwrap();
    }
    report
}

/// Events of reports written one a line.
pub(crate) fn events(lines: &str) -> Vec<Event> {
    join(lines.lines().map(str::trim).filter(|l| !l.is_empty()).map(tell).collect())
}
