//! One happening told several times in an article becomes one report.

use chrono::Duration;

use super::candidate::{Candidate, When};
use super::context::Context;
use super::site::Found;
use super::{Code, Group, Modality};
use crate::places::geometry::distance_m;
use crate::text::fold;

impl Context<'_> {
    /// Joins candidates that tell of one happening: same place, same kind, days that touch. What one tells and the
    /// other does not is kept. Candidates come in the order of the text and leave in it.
    pub(super) fn merge(&self, candidates: Vec<Candidate>) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = Vec::new();
        for candidate in candidates {
            match self.twin(&out, &candidate) {
                Some(i) => self.join(&mut out[i], candidate),
                None => out.push(candidate),
            }
        }
        self.drop_wider(out)
    }

    /// 'Fighting in the south' of the lede is the fighting at the town named below: told once, at the finer place.
    fn drop_wider(&self, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
        let told = |c: &Candidate| matches!(c.saying.modality, Modality::Reported | Modality::Claimed);
        let finer = |wide: &Candidate, fine: &Candidate| {
            told(wide)
                && told(fine)
                && (wide.code == fine.code || absorbs(fine.code, wide.code) == Some(fine.code))
                && self.lies_in(fine.place, wide.place)
                && touch(wide.when.as_ref(), fine.when.as_ref())
        };
        let mut i = 0;
        while i < candidates.len() {
            match (0..candidates.len()).find(|&k| k != i && finer(&candidates[i], &candidates[k])) {
                Some(k) => {
                    candidates[k].repeats += candidates[i].repeats + 1;
                    candidates.remove(i);
                }
                None => i += 1,
            }
        }
        candidates
    }

    /// True when place `fine` lies in the area `wide`.
    fn lies_in(&self, fine: usize, wide: usize) -> bool {
        let (f, w) = (&self.resolved[fine], &self.resolved[wide]);
        if f.kind.is_area() || !(w.kind.is_area() || self.is_part_of_country(wide)) || f.country != w.country {
            return false;
        }
        if self.is_part_of_country(wide) {
            return f.country.is_some();
        }
        let near = match (f.lat.zip(f.lon), w.lat.zip(w.lon), w.precision_m) {
            (Some(a), Some(b), Some(radius)) => distance_m(a, b) <= radius * 1.3,
            _ => false,
        };
        near || [&f.admin1, &f.admin2].into_iter().flatten().any(|a| fold(a) == fold(&w.name))
    }

    /// The candidate that tells of the same happening: among several the last one told.
    fn twin(&self, known: &[Candidate], new: &Candidate) -> Option<usize> {
        let here =
            |old: &&Candidate| self.same_place(old.place, new.place) && touch(old.when.as_ref(), new.when.as_ref());
        let told = |c: &Candidate| matches!(c.saying.modality, Modality::Reported | Modality::Claimed);
        let said_alike = |old: &Candidate| old.saying.modality == new.saying.modality || (told(old) && told(new));
        let undated = !new.when.as_ref().is_some_and(|w| w.own);
        let same = |old: &Candidate| {
            said_alike(old)
                && (old.code == new.code
                    || (absorbs(old.code, new.code) == Some(old.code) && (undated || same_days(old, new)))
                    || (old.sentence == new.sentence && absorbs(old.code, new.code).is_some())
                    || wreck(old, new)
                    || wreck(new, old))
        };
        // A sentence that names no day of its own goes on about what was told of that place, whatever its words.
        let goes_on = |old: &Candidate| {
            undated
                && (said_alike(old) || new.found >= Found::Here)
                && old.code.group() != Group::Territory
                && (old.code.group() == new.code.group()
                    || (new.found >= Found::Here && absorbs(old.code, new.code).is_some()))
        };
        let pick = |test: &dyn Fn(&Candidate) -> bool| known.iter().rposition(|old| here(&old) && test(old));
        pick(&same).or_else(|| pick(&goes_on))
    }

    fn join(&self, old: &mut Candidate, new: Candidate) {
        let code = if wreck(&new, old) {
            new.code
        } else if old.sentence == new.sentence {
            absorbs(old.code, new.code).unwrap_or(old.code)
        } else {
            old.code
        };
        let own = |c: &Candidate| c.when.as_ref().is_some_and(|w| w.own);
        // The fuller telling stands for both: its own place in the sentence, its own date, its parties.
        let rank = |c: &Candidate| {
            (c.code == code, std::cmp::Reverse(c.found), own(c), c.actors.len().min(1) + c.against.len().min(1))
        };
        let repeats = old.repeats + new.repeats + 1;
        let mut other = if rank(&new) > rank(old) { std::mem::replace(old, new) } else { new };
        old.code = code;
        old.repeats = repeats;
        // The narrower of two own dates says more: 'last month' and 'on March 21'.
        let length = |c: &Candidate| c.when.as_ref().map_or(i64::MAX, |w| (w.end - w.start).num_days());
        // But when a span began is no day of what happened in it.
        let span = old.when.as_ref().is_some_and(|w| w.span);
        if own(&other) && !span && (!own(old) || length(&other) < length(old) && lies_within(&other, old)) {
            old.when = other.when.take();
        }
        if old.toll.is_none() && other.listed == 1 {
            old.toll = other.toll;
        }
        if old.actors.is_empty() {
            old.actors = other.actors;
            old.actors.retain(|a| !old.against.contains(a));
        }
        if old.against.is_empty() {
            old.against = other.against;
        }
        let actors = old.actors.clone();
        old.against.retain(|a| !actors.contains(a));
        // What somebody else tells too is more than a claim; a headline only leaves out who says so.
        let headline = |sentence: usize| sentence < self.body;
        let stronger = match (other.saying.modality, old.saying.modality) {
            (Modality::Reported, Modality::Claimed) => !headline(other.sentence),
            (Modality::Claimed, Modality::Reported) => headline(old.sentence),
            _ => false,
        };
        if stronger {
            old.saying = other.saying;
        }
        old.weak &= other.weak;
    }
}

/// The code that stands for two told of one place in one sentence, when one is only how the other was done or what
/// it led to: a bomb kills, a town is taken after clashes.
fn absorbs(a: Code, b: Code) -> Option<Code> {
    use Code::{
        AirDroneStrike, ArmedClash, AttackCivilians, BaseEstablished, Explosion, Shelling, TerritoryGainedGovernment,
        TerritoryGainedNonstate,
    };
    let one_way = |a: Code, b: Code| match (a, b) {
        (AirDroneStrike | Explosion | Shelling, AttackCivilians | ArmedClash)
        | (TerritoryGainedGovernment | TerritoryGainedNonstate, ArmedClash | BaseEstablished)
        | (AirDroneStrike, Explosion | Shelling)
        | (ArmedClash, AttackCivilians) => Some(a),
        _ => None,
    };
    one_way(a, b).or_else(|| one_way(b, a))
}

/// True when the days of one lie within those of the other.
fn lies_within(fine: &Candidate, wide: &Candidate) -> bool {
    matches!((&fine.when, &wide.when), (Some(f), Some(w)) if w.start <= f.start && f.end <= w.end)
}

/// True when one fires or blows up and the other is what that wrecked, told in the same sentence.
fn wreck(fire: &Candidate, ruin: &Candidate) -> bool {
    matches!(fire.code, Code::AirDroneStrike | Code::Explosion | Code::Shelling)
        && ruin.code == Code::LootingDestruction
        && ruin.weak
        && fire.sentence == ruin.sentence
}

/// True when both name the same days.
fn same_days(a: &Candidate, b: &Candidate) -> bool {
    matches!((&a.when, &b.when), (Some(a), Some(b)) if a.start == b.start && a.end == b.end)
}

/// True when two intervals touch, give or take a day, or when one of them is only the day of publication or taken
/// over from what was told before.
fn touch(a: Option<&When>, b: Option<&When>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) if a.own && b.own => {
            let day = Duration::days(1);
            a.start <= b.end + day && b.start <= a.end + day
        }
        _ => true,
    }
}
