//! Corrections applied to events.

use super::by_hand::{by_hand, holding, same_id, together};
use super::corrections::{Action, Correction};
use super::weigh::weigh;
use super::{Event, Hash};
use crate::region::Region;
use crate::reports::{DateBasis, Relation, Report};

/// How many corrections did something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// Lines that were applied.
    pub applied: usize,
    /// Lines whose id no event, report or place bears: out of date, or mistyped.
    pub unmatched: Vec<u64>,
}

/// Applies corrections in order. Ids are those of the map without corrections, so a file stays right on the next run.
#[must_use]
pub fn correct(events: Vec<Event>, corrections: &[Correction], region: &Region) -> (Vec<Event>, Applied) {
    let mut events = events;
    let mut applied = Applied::default();
    for correction in corrections {
        if apply(&mut events, correction, region) {
            applied.applied += 1;
        } else {
            applied.unmatched.push(correction.line);
        }
    }
    events.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
    (events, applied)
}

fn apply(events: &mut Vec<Event>, correction: &Correction, region: &Region) -> bool {
    let id = correction.id.as_str();
    match &correction.action {
        Action::Reject => change(events, id, |_| false),
        Action::SetPlace(place) => {
            let Some(place) = region.place(place) else { return false };
            change(events, id, |report| {
                (report.place, report.place_id) = (place.name.clone(), Some(place.id.clone()));
                (report.lat, report.lon) = (Some(place.lat), Some(place.lon));
                (report.admin1, report.admin2) = (place.admin1.clone(), place.admin2.clone());
                report.country = Some(place.country.clone()).filter(|code| !code.is_empty());
                place.kind.coarse().clone_into(&mut report.place_kind);
                report.location_precision_m = Some((place.precision_km * 1000.0) as u32);
                report.relation = Relation::In;
                true
            })
        }
        Action::SetDate(from, to) => change(events, id, |report| {
            (report.date_start, report.date_end) = (Some(*from), Some(*to));
            report.date_basis = DateBasis::Explicit;
            true
        }),
        Action::SetHolder(holder, from, to) => {
            let Some(place) = region.place(id) else { return false };
            let told = holding(correction, place, holder.as_deref(), *from, *to);
            let known = |told: &Report| events.iter().flat_map(|e| &e.reports).any(|r| r.report_id == told.report_id);
            let new: Vec<Report> = told.into_iter().filter(|report| !known(report)).collect();
            events.extend(
                new.into_iter().filter_map(|report| weigh(vec![report])).filter_map(|e| reweigh(&e.id, e.reports)),
            );
            true
        }
        Action::Merge(into) => merge(events, id, into),
        Action::Split => split(events, id),
    }
}

/// Changes every report of an event, or one report; those for which `keep` is false go. True when there was one.
fn change(events: &mut Vec<Event>, id: &str, mut keep: impl FnMut(&mut Report) -> bool) -> bool {
    let mut found = false;
    let mut changed = Vec::with_capacity(events.len());
    for mut event in events.drain(..) {
        let whole = same_id(&event.id, id);
        if !whole && !event.reports.iter().any(|r| r.report_id == id) {
            changed.push(event);
            continue;
        }
        found = true;
        event.reports.retain_mut(|report| !(whole || report.report_id == id) || keep(report));
        changed.extend(reweigh(&event.id, event.reports));
    }
    *events = changed;
    found
}

/// The event of some reports, under its old id as one put together by hand.
fn reweigh(id: &str, reports: Vec<Report>) -> Option<Event> {
    together(&by_hand(id), reports)
}

fn merge(events: &mut Vec<Event>, id: &str, into: &str) -> bool {
    let at = |events: &[Event], id: &str| events.iter().position(|event| same_id(&event.id, id));
    if same_id(id, into) || at(events, into).is_none() {
        return false;
    }
    let Some(from) = at(events, id) else { return false };
    let gone = events.remove(from);
    let Some(to) = at(events, into) else { return false };
    let whole = events.remove(to);
    let reports = whole.reports.into_iter().chain(gone.reports).collect();
    events.extend(reweigh(&whole.id, reports));
    true
}

fn split(events: &mut Vec<Event>, id: &str) -> bool {
    let Some(at) = events.iter().position(|e| e.reports.len() > 1 && e.reports.iter().any(|r| r.report_id == id))
    else {
        return false;
    };
    let event = events.remove(at);
    let (alone, rest): (Vec<Report>, Vec<Report>) = event.reports.into_iter().partition(|r| r.report_id == id);
    events.extend(reweigh(&event.id, rest));
    // The first report of an event gives it its id: the one that is split off needs another.
    let own = Hash::default().field("split").field(id).id('e');
    events.extend(reweigh(&own, alone));
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::testing::{day, events, region};
    use crate::events::{join, read_corrections};

    fn corrected(lines: &str) -> (Vec<Event>, Applied, Vec<String>) {
        let told = events(
            "2024-01-10 territory_gained_nonstate alpha A>B
             2024-01-10 territory_gained_nonstate alpha A>B claimed-by-A
             2024-02-10 armed_clash beta A>B",
        );
        let region = region(&[("alpha", 29.0, 0.0), ("beta", 29.5, 0.0)], Vec::new());
        let ids = |text: &str| {
            told.iter().enumerate().fold(text.to_owned(), |t, (i, e)| {
                let t = t.replace(&format!("E{i}"), &e.id);
                e.reports.iter().enumerate().fold(t, |t, (k, r)| t.replace(&format!("R{i}{k}"), &r.report_id))
            })
        };
        let text = format!("action,id,value,from,to,note\n{}", ids(lines));
        let (corrections, errors) = read_corrections(text.as_bytes()).unwrap();
        let (events, applied) = correct(told.clone(), &corrections, &region);
        (events, applied, errors.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn each_action_does_what_it_says() {
        let (events, applied, errors) = corrected("");
        assert_eq!((events.len(), events[0].reports.len(), applied.applied, errors.len()), (2, 2, 0, 0));
        assert_eq!(corrected("reject,E0,,,,\n").0.len(), 1);
        assert_eq!(corrected("reject,R01,,,,\n").0[0].reports.len(), 1);
        assert_eq!(corrected("set_place,E0,beta,,,\n").0[0].reports[1].place_id.as_deref(), Some("beta"));
        assert_eq!(corrected("set_date,E0,,2024-03-01,2024-03-02,\n").0[1].end, Some(day("2024-03-02")));
        let merged = corrected("merge,E1,E0,,,\n").0;
        assert_eq!((merged.len(), merged[0].reports.len()), (1, 3));
        let split = corrected("split,R00,,,,\n").0;
        assert_eq!(split.len(), 3);
        assert!(split.iter().all(|e| e.reports.iter().all(|r| r.event_id == e.id)));
        let held = corrected("set_holder,beta,B,2024-05-01,2024-05-31,seen there\n").0;
        assert_eq!((held.len(), held[2].start, held[3].start), (4, Some(day("2024-05-01")), Some(day("2024-06-01"))));
        let again = corrected("set_holder,beta,B,2024-05-01,,\nset_holder,beta,B,2024-05-01,,\n");
        assert_eq!((again.0.len(), again.1.applied), (3, 2), "twice the same is once");
    }

    #[test]
    fn what_was_corrected_comes_back_from_its_reports() {
        for lines in [
            "reject,R00,,,,\n",
            "set_place,R00,beta,,,\n",
            "set_date,E0,,2024-03-01,2024-03-02,\n",
            "merge,E1,E0,,,\n",
            "split,R00,,,,\n",
            "merge,E1,E0,,,\nsplit,R10,,,,\nset_holder,beta,B,2024-05-01,2024-05-31,seen\n",
        ] {
            let (events, applied, _) = corrected(lines);
            assert_eq!(applied.unmatched, [0; 0], "{lines}");
            let mut reports: Vec<Report> = events.iter().flat_map(|e| e.reports.clone()).collect();
            assert_eq!(join(reports.clone()), events, "{lines}");
            reports.reverse();
            assert_eq!(join(reports), events, "{lines}, the other way round");
        }
    }

    #[test]
    fn what_fits_nothing_is_counted() {
        let (_, applied, _) = corrected("reject,nobody,,,,\nset_place,E0,nowhere,,,\n");
        assert_eq!(applied, Applied { applied: 0, unmatched: vec![2, 3] });
    }
}
