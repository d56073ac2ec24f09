//! What changed between two maps' events.

use std::collections::{BTreeMap, BTreeSet};

use super::Event;
use crate::reports::Report;

/// New, changed and withdrawn events.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Diff {
    /// Events of the new map that the old one lacks.
    pub new: Vec<Event>,
    /// Events of both that differ: old, new, and the fields that differ.
    pub changed: Vec<(Event, Event, Vec<&'static str>)>,
    /// Events of the old map that the new one lacks.
    pub withdrawn: Vec<Event>,
}

/// Compares two sets of events. Two events are one when they share an id or, where the id has changed because a better
/// report leads now, a report; of several that share, the one with most reports in common.
#[must_use]
pub fn diff(old: &[Event], new: &[Event]) -> Diff {
    let mut by_report: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (i, event) in old.iter().enumerate() {
        for report in &event.reports {
            by_report.entry(&report.report_id).or_default().insert(i);
        }
    }
    let by_id: BTreeMap<&str, usize> = old.iter().enumerate().map(|(i, event)| (event.id.as_str(), i)).collect();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut pairs: Vec<Option<usize>> = vec![None; new.len()];
    // Those with the same id first, so that nobody takes another's place.
    for (pair, event) in pairs.iter_mut().zip(new) {
        *pair = by_id.get(event.id.as_str()).copied();
        taken.extend(*pair);
    }
    for (pair, event) in pairs.iter_mut().zip(new) {
        if pair.is_some() {
            continue;
        }
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for i in event.reports.iter().filter_map(|r| by_report.get(r.report_id.as_str())).flatten() {
            if !taken.contains(i) {
                *shared.entry(*i).or_default() += 1;
            }
        }
        *pair = shared.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(&i, _)| i);
        taken.extend(*pair);
    }
    let mut result = Diff::default();
    for (pair, event) in pairs.into_iter().zip(new) {
        match pair.map(|i| &old[i]) {
            None => result.new.push(event.clone()),
            Some(before) => {
                let fields = fields(before, event);
                if !fields.is_empty() {
                    result.changed.push((before.clone(), event.clone(), fields));
                }
            }
        }
    }
    let gone = old.iter().enumerate().filter(|(i, _)| !taken.contains(i));
    result.withdrawn = gone.map(|(_, event)| event.clone()).collect();
    result
}

/// The fields in which two events differ.
fn fields(old: &Event, new: &Event) -> Vec<&'static str> {
    let place = |e: &Event| {
        e.best().map(|r| (r.place_id.clone(), r.place.clone(), r.lat.map(f64::to_bits), r.lon.map(f64::to_bits)))
    };
    let ids = |e: &Event| e.reports.iter().map(|r: &Report| r.report_id.clone()).collect::<BTreeSet<_>>();
    [
        ("code", old.code != new.code),
        ("place", place(old) != place(new) || old.relation != new.relation),
        ("date", (old.start, old.end) != (new.start, new.end)),
        ("actors", old.actors != new.actors || old.against != new.against),
        ("status", old.modality != new.modality),
        ("fatalities", old.fatalities != new.fatalities),
        ("reports", ids(old) != ids(new)),
    ]
    .into_iter()
    .filter_map(|(name, differs)| differs.then_some(name))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::testing::events;

    #[test]
    fn new_changed_and_withdrawn() {
        let old = events(
            "2024-01-10 armed_clash alpha A>B
             2024-02-10 armed_clash beta A>B
             2024-03-10 armed_clash gamma A>B",
        );
        let mut new = events(
            "2024-01-10 armed_clash alpha A>B
             2024-02-10 armed_clash beta A>B
             2024-04-10 armed_clash delta A>B",
        );
        assert_eq!(diff(&old, &old), Diff::default());
        new[1].id = "e-other".into();
        new[1].fatalities = Some((1, 2, 3));
        let diff = diff(&old, &new);
        let places = |events: &[Event]| events.iter().map(|e| e.reports[0].place.clone()).collect::<Vec<_>>();
        assert_eq!((places(&diff.new), places(&diff.withdrawn)), (vec!["delta".into()], vec!["gamma".into()]));
        assert_eq!(diff.changed.len(), 1);
        assert_eq!(diff.changed[0].2, ["fatalities"]);
    }
}
