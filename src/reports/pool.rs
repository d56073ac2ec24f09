//! One happening told several times in an article becomes one report: candidates of one place and kind whose days touch are
//! pooled. A place won, lost and left is three happenings. The likeliest stands for them; what the others tell and it does
//! not is kept.

use std::rc::Rc;

use chrono::Duration;

use super::candidate::{Candidate, When};
use super::context::Context;
use super::{Group, Modality};

/// Candidates less likely than this to be at their place on their days are not looked at.
const LEAST: f32 = 0.02;

/// What a candidate less likely than this part of the best of its pool tells of tolls and parties is not taken over.
const SHARE: f32 = 0.3;

/// Intervals of more days than this have ends of their own: what was in 2012 was not in 2013.
const SHORT_DAYS: i64 = 7;

/// The candidates of one happening.
#[derive(Debug)]
pub(super) struct Pool {
    /// Their numbers, the likeliest first.
    pub members: Vec<usize>,
}

impl Pool {
    /// The number of the candidate that stands for all.
    pub(super) fn best(&self) -> usize {
        self.members[0]
    }
}

impl Context<'_> {
    /// Pools candidates, in the order of the text.
    pub(super) fn pools(&self, all: &[Candidate]) -> Vec<Pool> {
        let mut order: Vec<usize> = (0..all.len()).filter(|&i| all[i].weight() >= LEAST).collect();
        order.sort_by(|&a, &b| all[b].weight().total_cmp(&all[a].weight()));
        let mut out: Vec<Pool> = Vec::new();
        for i in order {
            let same = |p: &&mut Pool| self.is_one(&all[p.best()], &all[i]);
            match out.iter_mut().find(same) {
                Some(pool) => pool.members.push(i),
                None => out.push(Pool { members: vec![i] }),
            }
        }
        out.sort_by_key(Pool::best);
        out
    }

    /// True when two candidates may tell of one happening.
    fn is_one(&self, a: &Candidate, b: &Candidate) -> bool {
        let told = |c: &Candidate| matches!(c.saying.modality, Modality::Reported | Modality::Claimed);
        self.same_place(a.place, b.place)
            && (a.code == b.code || a.code.group() == b.code.group() && a.code.group() != Group::Territory)
            && (a.saying.modality == b.saying.modality || told(a) && told(b))
            && touch(a.when.as_ref(), b.when.as_ref())
    }

    /// The candidate that stands for a pool, with what the others tell.
    pub(super) fn told_in(&self, pool: &Pool, all: &[Candidate]) -> Candidate {
        let mut out = all[pool.best()].clone();
        let likely = |c: &&Candidate| c.weight() >= SHARE * all[pool.best()].weight();
        for other in pool.members[1..].iter().map(|&i| &all[i]).filter(likely) {
            self.join(&mut out, other);
        }
        out
    }

    fn join(&self, old: &mut Candidate, other: &Candidate) {
        // The narrower of two own dates says more: 'last month' and 'on March 21'.
        let own = |c: &Candidate| c.when.as_ref().is_some_and(|w| w.own);
        let length = |c: &Candidate| c.when.as_ref().map_or(i64::MAX, |w| (w.end - w.start).num_days());
        // But when a span began is no day of what happened in it.
        let span = old.when.as_ref().is_some_and(|w| w.span);
        if own(other) && own(old) && !span && length(other) < length(old) && lies_within(other, old) {
            old.when.clone_from(&other.when);
        }
        old.toll = old.toll.or(other.toll);
        if old.actors.is_empty() {
            old.actors.clone_from(&other.actors);
            Rc::make_mut(&mut old.actors).retain(|a| !old.against.contains(a));
        }
        if old.against.is_empty() {
            old.against.clone_from(&other.against);
        }
        if old.against.iter().any(|a| old.actors.contains(a)) {
            Rc::make_mut(&mut old.against).retain(|a| !old.actors.contains(a));
        }
        // What somebody else tells too is more than a claim; a headline only leaves out who says so.
        let headline = |sentence: usize| sentence < self.body;
        let stronger = match (other.saying.modality, old.saying.modality) {
            (Modality::Reported, Modality::Claimed) => !headline(other.sentence),
            (Modality::Claimed, Modality::Reported) => headline(old.sentence),
            _ => false,
        };
        if stronger {
            old.saying = other.saying.clone();
        }
    }
}

/// True when the days of one lie within those of the other.
fn lies_within(fine: &Candidate, wide: &Candidate) -> bool {
    matches!((&fine.when, &wide.when), (Some(f), Some(w)) if w.start <= f.start && f.end <= w.end)
}

/// True when two intervals overlap, give or take a day for short ones, or when one is not known.
pub(super) fn touch(a: Option<&When>, b: Option<&When>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            let short = |w: &When| (w.end - w.start).num_days() <= SHORT_DAYS;
            let day = Duration::days(i64::from(short(a) || short(b)));
            a.start <= b.end + day && b.start <= a.end + day
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::reports::DateBasis;

    fn when(start: &str, end: &str) -> When {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let basis = DateBasis::Explicit;
        When { start: day(start), end: day(end), basis, tokens: 0..0, own: true, span: false }
    }

    #[test]
    fn days_touch_give_or_take_one_and_years_do_not() {
        for ((a, b), (c, d), expected) in [
            (("2024-02-03", "2024-02-03"), ("2024-02-03", "2024-02-03"), true),
            (("2024-02-03", "2024-02-03"), ("2024-02-04", "2024-02-04"), true),
            (("2024-02-03", "2024-02-03"), ("2024-02-05", "2024-02-05"), false),
            (("2024-02-01", "2024-02-29"), ("2024-02-12", "2024-02-12"), true),
            // The first of March is short, so that a day counts.
            (("2024-02-01", "2024-02-29"), ("2024-03-01", "2024-03-01"), true),
            (("2012-01-01", "2012-12-31"), ("2013-01-01", "2013-12-31"), false),
        ] {
            let (one, other) = (when(a, b), when(c, d));
            assert_eq!(touch(Some(&one), Some(&other)), expected, "{a}..{b} and {c}..{d}");
            assert_eq!(touch(Some(&other), Some(&one)), expected, "{c}..{d} and {a}..{b}");
        }
        assert!(touch(None, Some(&when("2024-02-03", "2024-02-03"))));
    }
}
