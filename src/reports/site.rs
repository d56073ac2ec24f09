//! Where an event is: which of the places named belongs to a trigger.

use std::ops::Range;

use super::context::Context;
use super::reading::{Object, Reading};
use crate::lexicon::{Cue, Grammar, Role, TriggerHit};
use crate::places;
use crate::region::PlaceKind;
use crate::text::Join;

/// How the place of an event was found: the nearer to its words, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Found {
    /// It is the verb's own object or subject.
    Object,
    /// In the trigger's clause, behind it.
    Behind,
    /// In the trigger's clause, before it.
    Before,
    /// Elsewhere in the sentence.
    Sentence,
    /// 'the town', 'there': the place last told of.
    Here,
    /// The place of the event told before.
    Last,
    /// The headline's place.
    Headline,
}

impl Found {
    /// Its number among the features of the score.
    pub(super) fn index(self) -> usize {
        self as usize
    }
}

/// Places of an event and how they were found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Site {
    /// Numbers of place mentions: several for a list.
    pub places: Vec<usize>,
    pub found: Found,
    /// Tokens between trigger and place; 0 when not in the sentence.
    pub distance: usize,
}

impl Context<'_> {
    /// The places named in the sentence that the trigger's event may be at, best first; `None` when the sentence
    /// names none.
    pub(super) fn site_in_sentence(
        &self,
        hit: &TriggerHit,
        reading: &Reading,
        sentence: &Range<usize>,
    ) -> Option<Site> {
        let role = self.scanner.rules.get(usize::from(reading.rule)).map_or(Role::Agent, |r| r.role);
        let clause = self.clause(hit.start, sentence);
        if let Object::Place(i) = reading.object
            && self.can_host(i)
            && !matches!(role, Role::Harm | Role::Suffer)
        {
            let best = self.finer(i, sentence);
            return Some(Site { places: self.list_of(best, sentence), found: Found::Object, distance: 0 });
        }
        let best = self
            .places_in(sentence)
            .filter(|&i| self.can_host(i) && !self.is_speakers(i) && !self.names_accord(i, hit))
            .map(|i| (self.site_cost(i, hit, &clause, role), i))
            .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
        let place = &self.places[best.1];
        let found = match (clause.contains(&place.tokens.start), place.tokens.start >= hit.end) {
            (true, true) => Found::Behind,
            (true, false) => Found::Before,
            (false, _) => Found::Sentence,
        };
        let distance = place.tokens.start.abs_diff(hit.start);
        let best = self.finer(best.1, sentence);
        Some(Site { places: self.list_of(best, sentence), found, distance })
    }

    /// True for places an event of the map can be at: no whole countries or lakes, no part of another name.
    pub(super) fn can_host(&self, i: usize) -> bool {
        let (place, resolved) = (&self.places[i], &self.resolved[i]);
        place.role == places::Role::Place
            && !place.spatial.second
            && (resolved.kind != PlaceKind::Country || self.is_part_of_country(i))
            && resolved.kind != PlaceKind::Lake
            && (resolved.place.is_some() || self.is_announced(i))
            && !self.actors_in(&(place.tokens.start.saturating_sub(3)..place.tokens.end)).any(|a| {
                let actor = &self.actors[a].tokens;
                self.actors[a].class.is_force() && actor.start < place.tokens.end && place.tokens.start < actor.end
            })
    }

    /// True for a name in no table that the words around it make a place: 'the village of X', 'in X'.
    fn is_announced(&self, i: usize) -> bool {
        let place = &self.places[i];
        // 'in the Tulkarem area': an article may stand between.
        let led = place
            .tokens
            .start
            .checked_sub(1)
            .map(|k| if self.is(k, Grammar::Article) { k.saturating_sub(1) } else { k })
            .is_some_and(|k| self.is(k, Grammar::In) || self.is(k, Grammar::Of) || self.is(k, Grammar::Lead));
        place.announced
            && (place.particle.is_some() || led || self.follows_in_list(i))
            && !place.span.clone().any(|k| self.is(k, Grammar::NotPlace))
            && !(place.span.start > 1 && self.is(place.span.start - 2, Grammar::NotPlace))
            && !self.scan.nations.iter().any(|h| h.start == place.tokens.start)
    }

    /// True for the later names of a list whose first is a place.
    fn follows_in_list(&self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|before| {
            self.is_list_gap(self.places[before].tokens.end, self.places[i].span.start) && self.can_host(before)
        })
    }

    /// True for 'eastern DR Congo', 'the south of Sudan': a part of a country, told by direction.
    pub(super) fn is_part_of_country(&self, i: usize) -> bool {
        let place = &self.places[i];
        self.resolved[i].kind == PlaceKind::Country
            && place.spatial.bearing.is_some()
            && place.spatial.relation == places::Relation::In
            && place.span.start < place.tokens.start
    }

    /// How badly a place fits a trigger: tokens between, with a surcharge for another clause, another order, or
    /// the place where somebody speaks.
    fn site_cost(&self, i: usize, hit: &TriggerHit, clause: &Range<usize>, role: Role) -> f64 {
        let place = &self.places[i];
        let (start, end) = (place.span.start, place.tokens.end);
        let behind = start >= hit.end;
        let gap = if behind { start - hit.end } else { hit.start.saturating_sub(end) };
        let mut cost = gap as f64;
        if !clause.contains(&start) {
            cost += 8.0;
        }
        if !behind {
            cost += 4.0;
        }
        // 'from Goma' is where they come from, unless they leave it.
        let lead = start.checked_sub(1).map(|k| self.doc.folded(k)).unwrap_or_default();
        if matches!(lead, "from" | "depuis") && !matches!(role, Role::Leave | Role::Expel | Role::Suffer) {
            cost += 10.0;
        }
        // The wider area is only where the finer place lies.
        if self.resolved[i].kind.is_area() {
            cost += 6.0;
        }
        cost
    }

    /// True for a place that only names an accord or a process: 'the Luanda peace agreement'.
    fn names_accord(&self, i: usize, hit: &TriggerHit) -> bool {
        let end = self.places[i].tokens.end;
        let talks = |t: &TriggerHit| {
            t.options.iter().any(|o| {
                let code = self.scanner.rules.get(usize::from(o.rule)).and_then(|r| r.code);
                code.is_some_and(|c| c.group() == super::Group::Talks)
            })
        };
        self.scan.triggers.iter().any(|t| (t.start == end || t.start == end + 1) && t.start != hit.start && talks(t))
    }

    /// True for where somebody speaks: 'said in Goma', 'told reporters in Kinshasa', 'In New York, the UN called on'.
    fn is_speakers(&self, i: usize) -> bool {
        let place = &self.places[i];
        let (start, end) = (place.span.start, place.tokens.end);
        let said = |range: Range<usize>| {
            self.cues_in(&range).any(|h| matches!(h.tag, Cue::Said | Cue::Call | Cue::Accuse | Cue::Deny))
        };
        let sentence = self.sentence(self.doc.sentence_of(start));
        let opens = start <= sentence.start + 1 && self.is(sentence.start, Grammar::In);
        let trigger = |range: &Range<usize>| self.scan.triggers.iter().any(|t| range.contains(&t.start));
        let before = start.saturating_sub(4).max(sentence.start)..start;
        let after = end..(end + 10).min(sentence.end);
        // 'described by Kinshasa as', 'accused by Kigali': a capital that stands for its government.
        let by = start.checked_sub(1).is_some_and(|k| self.is(k, Grammar::By));
        by || said(before.clone()) && !trigger(&before) || opens && said(after.clone()) && !trigger(&after)
    }

    /// The finest place that the text puts inside place `i` and names within a few words of it.
    fn finer(&self, i: usize, sentence: &Range<usize>) -> usize {
        if !self.resolved[i].kind.is_area() {
            return i;
        }
        let end = self.places[i].tokens.end;
        // 'eastern DR Congo's North Kivu province'.
        let owns = |k: usize| {
            let start = self.places[k].span.start;
            start > end && start <= end + 2 && self.doc.tokens[end].join == Join::Apostrophe
        };
        self.places_in(sentence)
            .find(|&k| k != i && (self.places[k].container == Some(i) || owns(k)) && self.can_host(k))
            .map_or(i, |k| self.finer(k, sentence))
    }

    /// The places named in one list with place `i` ('Kitshanga, Mweso and Pinga').
    fn list_of(&self, i: usize, sentence: &Range<usize>) -> Vec<usize> {
        let here: Vec<usize> = self.places_in(sentence).filter(|&k| self.can_host(k)).collect();
        let Some(at) = here.iter().position(|&k| k == i) else { return vec![i] };
        let alike = |a: usize, b: usize| {
            self.resolved[a].kind.is_area() == self.resolved[b].kind.is_area()
                && self.is_list_gap(self.places[a].tokens.end, self.places[b].span.start)
        };
        let mut first = at;
        while first > 0 && alike(here[first - 1], here[first]) {
            first -= 1;
        }
        let mut last = at;
        while last + 1 < here.len() && alike(here[last], here[last + 1]) {
            last += 1;
        }
        // Two names with a comma are apposition as often as list: 'Sake, Masisi'. A list has three, or an 'and'.
        let joined = |k: usize| {
            let gap = self.places[here[k]].tokens.end..self.places[here[k + 1]].span.start;
            self.grammar_in(&gap).any(|h| h.tag == Grammar::And)
        };
        let apart = |k: usize| {
            let (a, b) = (here[k], here[k + 1]);
            self.places[a].container != Some(b) && self.places[b].container != Some(a)
        };
        if (first..last).any(joined) || (last - first >= 2 && (first..last).all(apart)) {
            here[first..=last].to_vec()
        } else {
            vec![i]
        }
    }

    /// True when the sentence points back to a place ('the town', 'cette cité').
    pub(super) fn points_back(&self, sentence: &Range<usize>) -> bool {
        self.grammar_in(sentence).any(|h| h.tag == Grammar::Here)
    }

    /// True when two mentions mean one place.
    pub(super) fn same_place(&self, a: usize, b: usize) -> bool {
        if self.is_part_of_country(a) != self.is_part_of_country(b) {
            return false;
        }
        match (&self.resolved[a].place, &self.resolved[b].place) {
            (Some(x), Some(y)) => {
                let off = |i: usize| self.resolved[i].relation == places::Relation::Direction;
                x == y && off(a) == off(b)
            }
            (None, None) => crate::text::fold(&self.resolved[a].name) == crate::text::fold(&self.resolved[b].name),
            _ => false,
        }
    }
}
