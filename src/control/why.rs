//! Why a place is shown as somebody's: each report that argued, with what it weighs.

use chrono::NaiveDate;

use super::evidence::{Argument, Evidence};
use super::read::histories;
use super::timeline::Timeline;
use super::{ControlOptions, Status};
use crate::events::Event;
use crate::region::Region;

/// The answer for one place on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// The holder; `None` = unknown.
    pub holder: Option<String>,
    /// How well supported; `None` when nobody ever argued about the place by that day.
    pub status: Option<Status>,
    /// Probability of each side, highest first, and of 'unknown' as `None`.
    pub probabilities: Vec<(Option<String>, f64)>,
    /// Everything that argued, also later news, in order of day.
    pub arguments: Vec<Reason>,
}

/// One argument and what it does.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// Day from which it counts.
    pub day: NaiveDate,
    /// What is argued.
    pub argument: Argument,
    /// About whom.
    pub actors: Vec<String>,
    /// Probability that it is right, 0 to 1.
    pub weight: f64,
    /// What it does to the probability of the holder that is shown (of 'unknown' where none is): with it less
    /// without it. Above 0 it argued for, below 0 against.
    pub effect: f64,
    /// Why it argues so.
    pub reason: &'static str,
    /// Only the winner says so.
    pub claimed: bool,
    /// Ids of the reports that say it; empty for the start table.
    pub reports: Vec<String>,
}

/// Who held a place on a day by all evidence up to the cut-off, and why; `None` when nothing argues about the place.
#[must_use]
pub fn why(place_id: &str, day: NaiveDate, events: &[Event], region: &Region, options: &ControlOptions) -> Option<Why> {
    let (histories, parties, _) = histories(events, region, options);
    let history = histories.iter().find(|history| history.place_id == place_id)?;
    let span = history.spans.iter().find(|span| span.start <= day && day <= span.end);
    let side = span.and_then(|span| span.side);
    // The probability of what is shown, by all evidence or a part of it.
    let shown = |timeline: &Timeline| -> f64 {
        let belief = timeline.belief(day);
        let Some(side) = side else { return belief.last().copied().unwrap_or(1.0) };
        let mine = timeline.states.iter().zip(&belief).filter(|&(&state, _)| parties.side(state, day) == side);
        mine.map(|(_, p)| p).sum()
    };
    let all = shown(&history.timeline);
    let without = |i: usize| {
        let rest = history.evidence.iter().enumerate().filter(|&(j, _)| j != i);
        let rest: Vec<Evidence> = rest.map(|(_, e)| e.clone()).collect();
        shown(&Timeline::new(&rest, &parties, options.limits.half_life_days))
    };
    let arguments = history.evidence.iter().enumerate().map(|(i, e)| Reason {
        day: e.day,
        argument: e.argument,
        actors: e.actors.clone(),
        weight: e.weight,
        effect: all - without(i),
        reason: e.reason,
        claimed: e.claimed,
        reports: e.reports.clone(),
    });
    let belief = history.timeline.belief(day);
    let mut probabilities: Vec<(Option<String>, f64)> = history
        .by_side(&belief, day, &parties)
        .into_iter()
        .map(|(party, p)| (Some(parties.id(party).to_owned()), p))
        .chain(belief.last().map(|&p| (None, p)))
        .collect();
    probabilities.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Some(Why {
        holder: side.map(|side| parties.id(side).to_owned()),
        status: span.map(|span| span.status),
        arguments: arguments.collect(),
        probabilities,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::testing::{day, events, region};

    #[test]
    fn tells_holder_and_what_spoke_for_and_against() {
        let told = events(
            "2024-01-10 territory_gained_nonstate x A>B
             2024-01-12 territory_gained_nonstate x A>B denied
             2024-01-15 other_strategic x A",
        );
        let region = region(&[("x", 0.0, 0.0)], Vec::new());
        let why = |place| why(place, day("2024-01-13"), &told, &region, &ControlOptions::default());
        assert_eq!(why("y"), None);
        let answer = why("x").unwrap();
        assert_eq!((answer.holder.as_deref(), answer.status), (Some("A"), Some(Status::Confirmed)));
        let effect = |argument| answer.arguments.iter().find(|r| r.argument == argument).unwrap().effect;
        assert!(effect(Argument::Took) > 0.5, "{answer:#?}");
        assert!(effect(Argument::Denied) < -0.01);
        assert!(effect(Argument::Seen) > 0.0, "later news speaks for it, too");
        assert!((answer.probabilities.iter().map(|p| p.1).sum::<f64>() - 1.0).abs() < 1e-9);
    }
}
