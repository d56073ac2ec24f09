//! A place through time: the probability of each holder on each day, from all evidence before and after.
//!
//! A hidden Markov model over days whose state is the party in the place, or nobody known. Between two days with
//! evidence belief fades into 'unknown' with a half-life; evidence moves or reweighs it:
//!
//! - `Took` moves belief from every state that is not on the taker's side to the taker, with the evidence's weight;
//!   `Present` does so, too, but only half as well where another party is known to hold the place.
//! - `Left` and `Absent` move the party's belief to 'unknown'; who `Left` was there before.
//! - `Present`, `Seen`, `Fought` and `Denied` reweigh states: they decide between claims, on the days before as well
//!   as after, and never make a holder out of nothing.
//!
//! The forward pass carries belief ahead, the backward pass tells each day what later evidence makes of it
//! (Rabiner 1989, 'A tutorial on hidden Markov models', section III B, with matrices that change from day to day).
//! Only days with evidence are stored: between them every probability has a closed form, so that the cost is that
//! of the evidence, not that of the days.

use chrono::NaiveDate;

use super::evidence::{Argument, Evidence};
use super::parties::{Parties, Party};
use crate::events::EVERYBODY;

/// Parties followed at one place; the rest are ignored. Bounds memory on hostile input: no place sees so many.
const MAX_PARTIES: usize = 48;
/// What `Present` is worth against a holder who is known: guests have bases too.
const AGAINST_HOLDER: f64 = 0.5;

/// Belief about one place on the days that have evidence.
pub(super) struct Timeline {
    /// The parties that are states, ascending; the state behind the last is 'unknown'.
    pub(super) states: Vec<Party>,
    /// Days with evidence, ascending.
    pub(super) days: Vec<NaiveDate>,
    /// Belief after each day's evidence, from the past alone; `states.len() + 1` wide.
    forward: Vec<Vec<f64>>,
    /// How well each state before a day's evidence explains that evidence and all after it.
    backward: Vec<Vec<f64>>,
    /// Belief lost a day, as a rate.
    rate: f64,
}

impl Timeline {
    /// Filters one place's evidence, which stands in order of day.
    pub(super) fn new(evidence: &[Evidence], parties: &Parties, half_life_days: f64) -> Self {
        let states = states(evidence, parties);
        let rate = std::f64::consts::LN_2 / half_life_days.max(0.1);
        let groups: Vec<&[Evidence]> = evidence.chunk_by(|a, b| a.day == b.day).collect();
        let days: Vec<NaiveDate> = groups.iter().filter_map(|g| g.first()).map(|e| e.day).collect();
        let updates: Vec<Update> = groups.iter().map(|group| Update::new(group, &states, parties)).collect();
        let mut timeline = Self { states, days, forward: Vec::new(), backward: Vec::new(), rate };
        timeline.pass_forward(&updates);
        timeline.pass_backward(&updates);
        timeline
    }

    fn pass_forward(&mut self, updates: &[Update]) {
        let mut belief = vec![0.0; self.states.len() + 1];
        if let Some(unknown) = belief.last_mut() {
            *unknown = 1.0;
        }
        for (i, update) in updates.iter().enumerate() {
            if i > 0 {
                self.fade(&mut belief, (self.days[i] - self.days[i - 1]).num_days());
            }
            update.forward(&mut belief);
            normalise(&mut belief);
            self.forward.push(belief.clone());
        }
    }

    fn pass_backward(&mut self, updates: &[Update]) {
        let mut message = vec![1.0; self.states.len() + 1];
        let mut messages = Vec::with_capacity(updates.len());
        for (i, update) in updates.iter().enumerate().rev() {
            update.backward(&mut message);
            normalise(&mut message);
            messages.push(message.clone());
            if i > 0 {
                let kept = self.kept((self.days[i] - self.days[i - 1]).num_days());
                let unknown = message.last().copied().unwrap_or(1.0);
                for value in &mut message {
                    *value = kept * *value + (1.0 - kept) * unknown;
                }
            }
        }
        messages.reverse();
        self.backward = messages;
    }

    /// Share of a belief that is left after some days.
    fn kept(&self, days: i64) -> f64 {
        (-self.rate * days as f64).exp()
    }

    fn fade(&self, belief: &mut [f64], days: i64) {
        let kept = self.kept(days);
        if let Some((unknown, known)) = belief.split_last_mut() {
            for value in known {
                *unknown += *value * (1.0 - kept);
                *value *= kept;
            }
        }
    }

    /// The probability of each state on a day, 'unknown' last. Before the first evidence nothing is known.
    pub(super) fn belief(&self, day: NaiveDate) -> Vec<f64> {
        let next = self.days.partition_point(|&d| d <= day);
        let Some(last) = next.checked_sub(1) else {
            let mut nothing = vec![0.0; self.states.len() + 1];
            nothing[self.states.len()] = 1.0;
            return nothing;
        };
        let mut belief = self.forward[last].clone();
        self.fade(&mut belief, (day - self.days[last]).num_days());
        if let Some(message) = self.backward.get(next) {
            let kept = self.kept((self.days[next] - day).num_days());
            let unknown = message.last().copied().unwrap_or(1.0);
            for (value, later) in belief.iter_mut().zip(message) {
                *value *= kept * later + (1.0 - kept) * unknown;
            }
        }
        normalise(&mut belief);
        belief
    }
}

/// The parties argued about, those with the most evidence first where there are too many.
fn states(evidence: &[Evidence], parties: &Parties) -> Vec<Party> {
    let mut all: Vec<Party> =
        evidence.iter().flat_map(|e| &e.actors).filter_map(|actor| parties.number(actor)).collect();
    all.sort_unstable();
    let mut counted: Vec<(usize, Party)> = all.chunk_by(|a, b| a == b).map(|run| (run.len(), run[0])).collect();
    counted.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    counted.truncate(MAX_PARTIES);
    let mut states: Vec<Party> = counted.into_iter().map(|(_, party)| party).collect();
    states.sort_unstable();
    states
}

fn normalise(values: &mut [f64]) {
    let sum: f64 = values.iter().sum();
    if sum > 0.0 && sum.is_finite() {
        for value in values.iter_mut() {
            *value /= sum;
        }
    } else {
        // Evidence that contradicts itself wholly leaves nothing known.
        values.fill(0.0);
        if let Some(unknown) = values.last_mut() {
            *unknown = 1.0;
        }
    }
}

/// What one day's evidence does to belief.
struct Update {
    /// Side of each state on that day.
    sides: Vec<Party>,
    /// Factor of each state to begin with, 'unknown' last.
    before: Vec<f64>,
    /// Share of each state's belief that then goes to 'unknown'.
    left: Vec<f64>,
    /// States that gain: index, share taken of 'unknown', share taken of states on other sides.
    taken: Vec<(usize, f64, f64)>,
    /// Factor of each state afterwards, 'unknown' last.
    factor: Vec<f64>,
}

impl Update {
    fn new(group: &[Evidence], states: &[Party], parties: &Parties) -> Self {
        let n = states.len();
        let day = group.first().map_or(NaiveDate::MIN, |e| e.day);
        let sides: Vec<Party> = states.iter().map(|&state| parties.side(state, day)).collect();
        let (before, factor) = (vec![1.0; n + 1], vec![1.0; n + 1]);
        let mut update = Self { sides, before, left: vec![0.0; n], taken: Vec::new(), factor };
        // Shares by taker: (of unknown, of others).
        let mut takers = vec![(0.0_f64, 0.0_f64); n];
        for evidence in group {
            let named: Vec<Party> = evidence.actors.iter().filter_map(|actor| parties.number(actor)).collect();
            let allied: Vec<bool> =
                update.sides.iter().map(|&side| named.iter().any(|&p| parties.side(p, day) == side)).collect();
            let weight = evidence.weight.clamp(0.0, 0.999);
            match evidence.argument {
                // Only the party itself leaves: its allies may stay behind.
                Argument::Left => {
                    let all = evidence.actors.iter().any(|actor| actor == EVERYBODY);
                    if !all {
                        update.was_there(&named, states, weight);
                    }
                    update.leave(|i| all || named.contains(&states[i]), weight);
                }
                Argument::Absent => update.leave(|i| allied[i], weight),
                Argument::Took | Argument::Present => {
                    if let Some(i) = named.first().and_then(|party| states.binary_search(party).ok()) {
                        let against =
                            if evidence.argument == Argument::Took { weight } else { weight * AGAINST_HOLDER };
                        takers[i] = (either(takers[i].0, weight), either(takers[i].1, against));
                    }
                    // Its weight has been used up against 'unknown'; against others who are known it speaks once more.
                    if evidence.argument == Argument::Present {
                        update.reweigh(|i| allied.get(i).is_some_and(|ally| !ally), weight);
                    }
                }
                // Who fights is told by the other side, too: the name of one says nothing about who holds the place.
                Argument::Fought if !two_sides(&named, parties, day) => {}
                Argument::Seen | Argument::Fought => {
                    update.reweigh(|i| !allied.get(i).copied().unwrap_or(false), weight);
                }
                Argument::Denied => update.reweigh(|i| allied.get(i).copied().unwrap_or(false), weight),
            }
        }
        // Who takes a place and leaves it on one day was there before he left: he is gone in the evening.
        for evidence in group.iter().filter(|e| e.argument == Argument::Left && is_alone(e, group)) {
            for party in evidence.actors.iter().filter_map(|actor| parties.number(actor)) {
                if let Ok(i) = states.binary_search(&party) {
                    let stays = 1.0 - evidence.weight.clamp(0.0, 0.999);
                    takers[i] = (takers[i].0 * stays, takers[i].1 * stays);
                }
            }
        }
        update.taken = share_out(&takers);
        update
    }

    fn leave(&mut self, who: impl Fn(usize) -> bool, weight: f64) {
        for (i, left) in self.left.iter_mut().enumerate() {
            if who(i) {
                *left = either(*left, weight);
            }
        }
    }

    /// Who leaves was there before: this is what tells the days before a departure.
    fn was_there(&mut self, named: &[Party], states: &[Party], weight: f64) {
        for (i, before) in self.before.iter_mut().enumerate() {
            if states.get(i).is_none_or(|state| !named.contains(state)) {
                *before *= 1.0 - weight;
            }
        }
    }

    fn reweigh(&mut self, who: impl Fn(usize) -> bool, weight: f64) {
        for (i, factor) in self.factor.iter_mut().enumerate() {
            if who(i) {
                *factor *= 1.0 - weight;
            }
        }
    }

    /// Share that state `i` gives to the taker at `taken[k]`: nothing to its own side.
    fn gives(&self, i: usize, k: usize) -> f64 {
        let (to, of_unknown, of_others) = self.taken[k];
        match self.sides.get(i) {
            None => of_unknown,
            Some(&side) if side == self.sides[to] => 0.0,
            Some(_) => of_others,
        }
    }

    fn forward(&self, belief: &mut [f64]) {
        let n = self.left.len();
        belief.iter_mut().zip(&self.before).for_each(|(value, factor)| *value *= factor);
        for (i, left) in self.left.iter().enumerate() {
            let gone = belief[i] * left;
            belief[i] -= gone;
            belief[n] += gone;
        }
        let before = belief.to_vec();
        for (i, had) in before.iter().enumerate() {
            for (k, &(to, ..)) in self.taken.iter().enumerate() {
                let moved = had * self.gives(i, k);
                belief[i] -= moved;
                belief[to] += moved;
            }
        }
        belief.iter_mut().zip(&self.factor).for_each(|(value, factor)| *value *= factor);
    }

    fn backward(&self, message: &mut [f64]) {
        let n = self.left.len();
        message.iter_mut().zip(&self.factor).for_each(|(value, factor)| *value *= factor);
        let after = message.to_vec();
        for (i, value) in message.iter_mut().enumerate() {
            for (k, &(to, ..)) in self.taken.iter().enumerate() {
                *value += self.gives(i, k) * (after[to] - after[i]);
            }
        }
        let unknown = message[n];
        for (value, left) in message.iter_mut().zip(&self.left) {
            *value += left * (unknown - *value);
        }
        message.iter_mut().zip(&self.before).for_each(|(value, factor)| *value *= factor);
    }
}

/// True for a departure of which no gain of another is told in one.
fn is_alone(left: &Evidence, group: &[Evidence]) -> bool {
    !group.iter().any(|e| e.argument == Argument::Took && e.reports.iter().any(|r| left.reports.contains(r)))
}

/// True when parties of different sides are among those named.
fn two_sides(named: &[Party], parties: &Parties, day: NaiveDate) -> bool {
    let mut sides = named.iter().map(|&party| parties.side(party, day));
    sides.next().is_some_and(|first| sides.any(|side| side != first))
}

/// Probability that one of two independent arguments is right.
fn either(a: f64, b: f64) -> f64 {
    1.0 - (1.0 - a) * (1.0 - b)
}

/// Several takers on one day share what any of them would take, by the odds of each: nobody is first.
fn share_out(takers: &[(f64, f64)]) -> Vec<(usize, f64, f64)> {
    let shares = |weight: fn(&(f64, f64)) -> f64| {
        let all = takers.iter().fold(0.0, |sum, taker| either(sum, weight(taker)));
        let odds: f64 = takers.iter().map(|taker| weight(taker) / (1.0 - weight(taker))).sum();
        let scale = if odds > 0.0 { all / odds } else { 0.0 };
        takers.iter().map(move |taker| weight(taker) / (1.0 - weight(taker)) * scale).collect::<Vec<f64>>()
    };
    let (unknown, others) = (shares(|taker| taker.0), shares(|taker| taker.1));
    (0..takers.len()).filter(|&i| takers[i].0 > 0.0).map(|i| (i, unknown[i], others[i])).collect()
}
