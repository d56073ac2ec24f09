//! A place's belief cut into intervals of days with one holder and one status.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::evidence::{Argument, Evidence};
use super::parties::{Parties, Party};
use super::timeline::Timeline;
use super::{ControlOptions, Status};

/// Where no side reaches the threshold: what the two strongest must have together …
const TORN_TOGETHER: f64 = 0.6;
/// … and the weaker of them alone, for the place to count as contested between claims.
const TORN_EACH: f64 = 0.25;

/// Some days of a place with one holder and one status.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Span {
    pub(super) start: NaiveDate,
    pub(super) end: NaiveDate,
    /// The holder's side; `None` = unknown, or contested without a holder.
    pub(super) side: Option<Party>,
    pub(super) status: Status,
    /// Probability of the holder (of 'unknown' where there is none), mean over the days.
    pub(super) probability: f64,
    /// Indices of the evidence behind it, ascending.
    pub(super) evidence: Vec<usize>,
}

/// A place with its evidence and what follows from it.
pub(super) struct History {
    pub(super) place_id: String,
    /// In order of day.
    pub(super) evidence: Vec<Evidence>,
    pub(super) timeline: Timeline,
    pub(super) spans: Vec<Span>,
}

impl History {
    /// Reads one place's evidence, in order of day, up to the cut-off day.
    pub(super) fn new(
        evidence: Vec<Evidence>,
        parties: &Parties,
        options: &ControlOptions,
        cut_off: NaiveDate,
    ) -> Self {
        let timeline = Timeline::new(&evidence, parties, options.limits.half_life_days);
        let place_id = evidence.first().map(|e| e.place_id.clone()).unwrap_or_default();
        let mut history = Self { place_id, evidence, timeline, spans: Vec::new() };
        history.spans = history.cut(parties, options, cut_off);
        history
    }

    fn cut(&self, parties: &Parties, options: &ControlOptions, cut_off: NaiveDate) -> Vec<Span> {
        let bounds = self.bounds(parties, options, cut_off);
        let mut spans: Vec<Span> = Vec::new();
        for pair in bounds.windows(2) {
            let (mut start, last) = (pair[0], before(pair[1]));
            while start <= last {
                let end = self.steady(start, last, parties, options);
                let span = self.span(start, end, parties, options);
                match spans.last_mut() {
                    Some(known) if known.side == span.side && known.status == span.status => join(known, span),
                    _ => spans.push(span),
                }
                start = after(end);
            }
        }
        // A place that nobody ever held is only shown while it is contested.
        let mut held = false;
        spans.retain(|span| {
            held |= span.side.is_some();
            held || span.status == Status::Contested
        });
        // That a place was lost is news for a while; then it is a place like all others of which nothing is known.
        let told = chrono::Duration::days(options.limits.half_life_days.clamp(1.0, 1e5) as i64);
        for span in spans.iter_mut().filter(|span| span.side.is_none()) {
            span.end = span.start.checked_add_signed(told).map_or(span.end, |last| last.min(span.end));
        }
        spans
    }

    /// The days on which something may change that the belief alone does not tell, and the day behind the cut-off.
    fn bounds(&self, parties: &Parties, options: &ControlOptions, cut_off: NaiveDate) -> Vec<NaiveDate> {
        let mut bounds = BTreeSet::new();
        let Some(first) = self.evidence.iter().map(|e| e.day.min(e.start)).min() else { return Vec::new() };
        for evidence in &self.evidence {
            bounds.insert(evidence.day);
            bounds.insert(plus(evidence.day, u64::from(options.limits.stale_days) + 1));
            if evidence.argument == Argument::Fought {
                bounds.insert(evidence.start);
                bounds.insert(plus(evidence.end, u64::from(options.limits.contested_days) + 1));
            }
        }
        bounds.extend(parties.turns());
        bounds.retain(|&day| first <= day && day <= cut_off);
        if !bounds.is_empty() {
            bounds.insert(after(cut_off));
        }
        bounds.into_iter().collect()
    }

    /// The last day up to `last` on which the holder is still that of `start`. Between evidence each holder's
    /// probability only falls, so halving finds the day.
    fn steady(&self, start: NaiveDate, last: NaiveDate, parties: &Parties, options: &ControlOptions) -> NaiveDate {
        let same = |day| self.decide(day, parties, options).0 == self.decide(start, parties, options).0;
        if same(last) {
            return last;
        }
        let (mut low, mut high) = (0, (last - start).num_days());
        while high - low > 1 {
            let middle = i64::midpoint(low, high);
            if same(start + chrono::Duration::days(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        start + chrono::Duration::days(low)
    }

    /// Holder and whether claims of two sides stand against each other, with the probability of the answer.
    fn decide(&self, day: NaiveDate, parties: &Parties, options: &ControlOptions) -> ((Option<Party>, bool), f64) {
        let belief = self.timeline.belief(day);
        let sides = self.by_side(&belief, day, parties);
        let unknown = belief.last().copied().unwrap_or(1.0);
        match sides.first() {
            Some(&(side, probability)) if probability >= options.threshold => ((Some(side), false), probability),
            Some(&(_, one)) => {
                let other = sides.get(1).map_or(0.0, |&(_, p)| p);
                ((None, one + other >= TORN_TOGETHER && other >= TORN_EACH), unknown)
            }
            None => ((None, false), unknown),
        }
    }

    /// Probability of each side, highest first.
    pub(super) fn by_side(&self, belief: &[f64], day: NaiveDate, parties: &Parties) -> Vec<(Party, f64)> {
        let mut sides: Vec<(Party, f64)> = Vec::new();
        for (&state, &probability) in self.timeline.states.iter().zip(belief) {
            let side = parties.side(state, day);
            match sides.iter_mut().find(|(known, _)| *known == side) {
                Some((_, sum)) => *sum += probability,
                None => sides.push((side, probability)),
            }
        }
        sides.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        sides
    }

    fn span(&self, start: NaiveDate, end: NaiveDate, parties: &Parties, options: &ControlOptions) -> Span {
        let ((side, torn), at_start) = self.decide(start, parties, options);
        let probability = f64::midpoint(at_start, self.decide(end, parties, options).1);
        let fights: Vec<usize> =
            (0..self.evidence.len()).filter(|&i| self.fought(i, start, side, parties, options)).collect();
        let contested = !fights.is_empty();
        let (mut evidence, status) = match side {
            None => (self.departures(start), if contested || torn { Status::Contested } else { Status::Stale }),
            Some(side) => {
                let (support, newest) = self.support(side, start, parties);
                let claimed = support.iter().filter(|&&i| self.founds(i)).all(|&i| self.evidence[i].claimed);
                let old = newest.is_none_or(|day| (start - day).num_days() > i64::from(options.limits.stale_days));
                let status = match (contested, old, claimed) {
                    (true, ..) => Status::Contested,
                    (_, true, _) => Status::Stale,
                    (_, _, true) => Status::Claimed,
                    _ => Status::Confirmed,
                };
                (support, status)
            }
        };
        if torn {
            evidence.extend((0..self.evidence.len()).filter(|&i| self.evidence[i].day <= start && self.founds(i)));
        }
        evidence.extend(fights);
        evidence.sort_unstable();
        evidence.dedup();
        Span { start, end, side, status, probability, evidence }
    }

    /// True when evidence can make a holder.
    fn founds(&self, i: usize) -> bool {
        matches!(self.evidence[i].argument, Argument::Took | Argument::Present)
    }

    /// True when a fight contests the place on a day: those who are named, and who holds it, are of two sides.
    fn fought(
        &self,
        i: usize,
        day: NaiveDate,
        holder: Option<Party>,
        parties: &Parties,
        options: &ControlOptions,
    ) -> bool {
        let e = &self.evidence[i];
        let lasts = e.start <= day && day <= plus(e.end, u64::from(options.limits.contested_days));
        let named = e.actors.iter().filter_map(|actor| parties.number(actor)).map(|party| parties.side(party, day));
        let mut sides = named.chain(holder);
        e.argument == Argument::Fought && lasts && sides.next().is_some_and(|first| sides.any(|side| side != first))
    }

    /// Evidence for a side on a day, since the last evidence that it lost the place, and the newest day of it.
    fn support(&self, side: Party, day: NaiveDate, parties: &Parties) -> (Vec<usize>, Option<NaiveDate>) {
        let is_for = |e: &Evidence| {
            e.actors.iter().filter_map(|actor| parties.number(actor)).any(|party| parties.side(party, day) == side)
        };
        let (mut support, mut newest) = (Vec::new(), None);
        let past = self.evidence.partition_point(|e| e.day <= day);
        for (i, evidence) in self.evidence[..past].iter().enumerate().rev() {
            match evidence.argument {
                Argument::Took | Argument::Present | Argument::Seen if is_for(evidence) => support.push(i),
                Argument::Fought if is_for(evidence) => {}
                Argument::Took if support.iter().any(|&i| self.founds(i)) => break,
                Argument::Left | Argument::Absent | Argument::Denied
                    if is_for(evidence) && support.iter().any(|&i| self.founds(i)) =>
                {
                    break;
                }
                _ => continue,
            }
            newest = newest.max(Some(evidence.day));
        }
        support.reverse();
        (support, newest)
    }

    /// The newest evidence that somebody left, up to a day.
    fn departures(&self, day: NaiveDate) -> Vec<usize> {
        let gone = |e: &&Evidence| e.argument == Argument::Left && e.day <= day;
        let Some(newest) = self.evidence.iter().filter(gone).map(|e| e.day).max() else { return Vec::new() };
        (0..self.evidence.len())
            .filter(|&i| self.evidence[i].argument == Argument::Left && self.evidence[i].day == newest)
            .collect()
    }
}

/// Lengthens a span by the next one.
fn join(known: &mut Span, next: Span) {
    let days = |span: &Span| ((span.end - span.start).num_days() + 1) as f64;
    let (a, b) = (days(known), days(&next));
    known.probability = (known.probability * a + next.probability * b) / (a + b);
    known.end = next.end;
    known.evidence.extend(next.evidence);
    known.evidence.sort_unstable();
    known.evidence.dedup();
}

pub(super) fn plus(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

pub(super) fn after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(NaiveDate::MAX)
}

pub(super) fn before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(NaiveDate::MIN)
}
