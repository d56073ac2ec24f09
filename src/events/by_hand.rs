//! What an analyst puts together by hand: events that later runs leave as they are, and holders as reports.
//!
//! The id of an event that a correction has touched begins with `h` instead of `e`. Where its reports come back from
//! a map's `reports.jsonl` they stay that event: nothing joins or leaves it (see `join`). So a map made again from
//! its own reports is the same map, without the corrections at hand.

use chrono::NaiveDate;

use super::corrections::{CORRECTIONS, Correction};
use super::weigh::{better, weigh};
use super::{Event, Hash};
use crate::article::Lang;
use crate::region::Place;
use crate::reports::{Code, DateBasis, Modality, Relation, Report};

/// Stands for every party in a withdrawal set by hand.
pub const EVERYBODY: &str = "*";

/// The id under which an event goes once it has been corrected.
pub(super) fn by_hand(id: &str) -> String {
    format!("h{}", bare(id))
}

/// True for the id of an event put together by hand.
pub(super) fn is_by_hand(id: &str) -> bool {
    id.starts_with('h')
}

/// True when two ids are of one event, be it corrected or not.
pub(super) fn same_id(a: &str, b: &str) -> bool {
    bare(a) == bare(b)
}

fn bare(id: &str) -> &str {
    id.strip_prefix(['e', 'h']).unwrap_or(id)
}

/// The event of some reports, under this id.
pub(super) fn together(id: &str, mut reports: Vec<Report>) -> Option<Event> {
    reports.sort_by(better);
    reports.dedup();
    let mut event = weigh(reports)?;
    for report in &mut event.reports {
        id.clone_into(&mut report.event_id);
    }
    id.clone_into(&mut event.id);
    Some(event)
}

/// A holder set by hand, as reports: they say it on the map like any others, and come back from `reports.jsonl`.
pub(super) fn holding(
    correction: &Correction,
    place: &Place,
    holder: Option<&str>,
    from: NaiveDate,
    to: Option<NaiveDate>,
) -> Vec<Report> {
    let report = |code: Code, who: &str, day: NaiveDate| {
        let key = Hash::default().field("set_holder").field(&place.id).field(who).field(&day.to_string());
        Report {
            report_id: key.field(code.as_str()).id('r'),
            event_id: String::new(),
            article: CORRECTIONS.to_owned(),
            url: None,
            title: None,
            outlet: Some("analyst".to_owned()),
            published: Some(day),
            lang: Lang::En,
            code,
            place: place.name.clone(),
            place_id: Some(place.id.clone()),
            place_kind: place.kind.coarse().to_owned(),
            lat: Some(place.lat),
            lon: Some(place.lon),
            admin1: place.admin1.clone(),
            admin2: place.admin2.clone(),
            country: Some(place.country.clone()).filter(|code| !code.is_empty()),
            relation: Relation::In,
            location_precision_m: Some((place.precision_km * 1000.0) as u32),
            date_start: Some(day),
            date_end: Some(day),
            date_basis: DateBasis::Explicit,
            date_text: None,
            actors: vec![who.to_owned()],
            against: Vec::new(),
            modality: Modality::Reported,
            claimed_by: None,
            background: false,
            fatalities: None,
            fatalities_low: None,
            fatalities_high: None,
            confidence: 1.0,
            quote: correction.note.clone(),
            quote_start: 0,
            quote_end: correction.note.len(),
        }
    };
    match (holder, to) {
        (Some(who), None) => vec![report(Code::TerritoryGainedNonstate, who, from)],
        (Some(who), Some(to)) => {
            let left = to.succ_opt().unwrap_or(to);
            vec![report(Code::TerritoryGainedNonstate, who, from), report(Code::Withdrawal, who, left)]
        }
        // Nobody: whoever is there has left.
        (None, _) => vec![report(Code::Withdrawal, EVERYBODY, from)],
    }
}
