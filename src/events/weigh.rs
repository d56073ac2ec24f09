//! From the reports of one happening to the event: days, parties, toll, how it is said, how sure it is.

use std::cmp::Ordering;

use chrono::NaiveDate;
use hashbrown::HashMap;

use super::same::{days, point};
use super::{Event, Hash, independent};
use crate::reports::{DateBasis, Modality, Relation, Report};

/// What a further independent source is worth beside the best: extraction errors are not independent (the same
/// reader made them), so a second voice closes half of what its own confidence would.
const FURTHER: f64 = 0.5;

/// Best report first: the one whose place, days and words are the most exact. A total order, so that the result
/// does not depend on the order of input.
pub(super) fn better(a: &Report, b: &Report) -> Ordering {
    let key = |r: &Report| {
        (
            modality_rank(r.modality),
            relation_rank(r.relation),
            point(r).is_none(),
            r.place_id.is_none(),
            r.location_precision_m.unwrap_or(u32::MAX),
            days(r).is_none(),
            basis_rank(r.date_basis),
            days(r).map_or(0, |(s, e)| (e - s).num_days()),
        )
    };
    key(a)
        .cmp(&key(b))
        .then_with(|| b.confidence.total_cmp(&a.confidence))
        .then_with(|| (a.published, &a.article, a.quote_start).cmp(&(b.published, &b.article, b.quote_start)))
        .then_with(|| (a.code, &a.place, &a.report_id).cmp(&(b.code, &b.place, &b.report_id)))
        .then_with(|| serde_json::to_string(a).ok().cmp(&serde_json::to_string(b).ok()))
}

fn modality_rank(m: Modality) -> u8 {
    match m {
        Modality::Reported => 0,
        Modality::Claimed => 1,
        Modality::Denied => 2,
        Modality::Threatened | Modality::Planned | Modality::Hypothetical => 3,
    }
}

fn relation_rank(r: Relation) -> u8 {
    match r {
        Relation::In => 0,
        Relation::Near => 1,
        Relation::Direction | Relation::Between => 2,
        Relation::Toward => 3,
    }
}

fn basis_rank(b: DateBasis) -> u8 {
    match b {
        DateBasis::Explicit => 0,
        DateBasis::Relative => 1,
        DateBasis::Publication => 2,
    }
}

/// Makes the event. `reports` stand best first; empty gives `None`.
pub(super) fn weigh(mut reports: Vec<Report>) -> Option<Event> {
    let best = reports.first()?;
    let id = Hash::default().field("event").field(&best.report_id).field(&best.article).id('e');
    let (code, relation) = (best.code, best.relation);
    let interval = interval(&reports);
    let voices = independent(&reports.iter().collect::<Vec<_>>());
    let modality = modality(&reports);
    let (confidence, sources) = confidence(&reports, &voices, modality);
    let (actors, against) = parties(&reports);
    let fatalities = fatalities(&reports);
    for report in &mut reports {
        report.event_id.clone_from(&id);
    }
    let (start, end) = interval.map_or((None, None), |(s, e)| (Some(s), Some(e)));
    Some(Event { id, code, start, end, modality, relation, actors, against, fatalities, confidence, sources, reports })
}

/// The days that all reports with the best kind of date allow; where they have none in common, the best report's.
fn interval(reports: &[Report]) -> Option<(NaiveDate, NaiveDate)> {
    let best = reports.iter().find_map(|r| days(r).map(|d| (basis_rank(r.date_basis), d)));
    let (basis, own) = best?;
    let common = reports
        .iter()
        .filter(|r| basis_rank(r.date_basis) == basis)
        .filter_map(days)
        .fold(own, |(s, e), (t, f)| (s.max(t), e.min(f)));
    Some(if common.0 <= common.1 { common } else { own })
}

/// A neutral voice outweighs a party's; two parties on opposite sides that claim the same are as good as one.
fn modality(reports: &[Report]) -> Modality {
    let said = |m| reports.iter().any(|r| r.modality == m);
    if said(Modality::Reported) {
        return Modality::Reported;
    }
    if said(Modality::Claimed) {
        let sides: Vec<&String> = reports.iter().filter_map(|r| r.claimed_by.as_ref()).collect();
        let by = |names: fn(&Report) -> &[String]| {
            sides.iter().any(|s| reports.iter().any(|r| r.modality == Modality::Claimed && names(r).contains(s)))
        };
        let both = by(|r| &r.actors) && by(|r| &r.against) && sides.iter().any(|s| *s != sides[0]);
        return if both { Modality::Reported } else { Modality::Claimed };
    }
    reports.first().map_or(Modality::Reported, |r| r.modality)
}

/// The best voice's confidence, raised by each further voice; and the number of voices that say it happened.
fn confidence(reports: &[Report], voices: &[usize], modality: Modality) -> (f64, usize) {
    let denial = modality == Modality::Denied;
    let mut best: HashMap<usize, f64> = HashMap::new();
    for (report, &voice) in reports.iter().zip(voices) {
        if denial || report.modality != Modality::Denied {
            let entry = best.entry(voice).or_insert(0.0);
            *entry = entry.max(report.confidence.clamp(0.0, 1.0));
        }
    }
    let mut each: Vec<f64> = best.into_values().collect();
    each.sort_by(|a, b| b.total_cmp(a));
    let doubt =
        each.iter().enumerate().fold(1.0, |doubt, (i, c)| doubt * (1.0 - if i == 0 { *c } else { c * FURTHER }));
    ((1.0 - doubt).clamp(0.0, 0.99), each.len().max(1))
}

/// Every party named, the chief ones of the best reports first; nobody stands on both sides of an event.
fn parties(reports: &[Report]) -> (Vec<String>, Vec<String>) {
    let (mut actors, mut against): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for report in reports {
        for name in &report.actors {
            if !actors.contains(name) && !against.contains(name) {
                actors.push(name.clone());
            }
        }
        for name in &report.against {
            if !actors.contains(name) && !against.contains(name) {
                against.push(name.clone());
            }
        }
    }
    (actors, against)
}

/// Lowest and highest figure of all reports; the best is the newest published (tolls are corrected as news comes
/// in), of those the best report's.
fn fatalities(reports: &[Report]) -> Option<(u32, u32, u32)> {
    let told = || reports.iter().filter(|r| r.fatalities.or(r.fatalities_low).or(r.fatalities_high).is_some());
    let figure = |r: &Report| r.fatalities.or(r.fatalities_low).or(r.fatalities_high);
    let newest = told().map(|r| r.published).max()?;
    let best = told().find(|r| r.published == newest).and_then(figure)?;
    let low = told().filter_map(|r| r.fatalities_low.or(figure(r))).min()?;
    let high = told().filter_map(|r| r.fatalities_high.or(figure(r))).max()?;
    Some((low.min(best), best, high.max(best)))
}
