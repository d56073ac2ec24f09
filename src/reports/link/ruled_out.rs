//! Of the places around a trigger those that the words themselves say the event was not at.

use super::Where;
use crate::lexicon::{Form, Grammar, Need, Role, TriggerHit};
use crate::places::Relation;
use crate::reports::context::Context;
use crate::reports::reading::{Object, Reading};
use crate::reports::{Code, Group};

/// As many words behind 'these clashes' still say where they were.
const AGAIN_REACH: usize = 3;

impl Context<'_> {
    /// Takes out of the places seen from a trigger those that it was not at. `told`: an event was told before.
    pub(super) fn rule_out(&self, seen: &mut Vec<(usize, Where)>, hit: &TriggerHit, reading: &Reading, told: bool) {
        let sentence = self.sentence(self.doc.sentence_of(hit.start));
        let rule = self.scanner.rules.get(usize::from(reading.rule));
        let (gain, leave) = rule.map_or((false, false), |r| (r.code.is_none(), r.role == Role::Leave));
        // What leads to the first of a list leads to all of it.
        let listed = |i: usize, leads: &dyn Fn(usize) -> bool| {
            leads(i) || self.list_of(i, &sentence).first().is_some_and(|&first| first != i && leads(first))
        };
        // Who advances on a place has not taken it, and who withdraws to one has not left it.
        let toward = |i: usize| {
            self.places[i].spatial.relation == Relation::Toward
                || leave && self.leads_to(self.places[i].span.start, Grammar::Toward)
        };
        let ahead = |i: usize| (gain || leave) && listed(i, &toward);
        seen.retain(|&(i, _)| !self.names_accord(i, hit) && !ahead(i) && !self.is_besides(i, hit, reading));
        // 'a delegation come from Kalemie': where those come from who go somewhere else. 'troops were sent from Bangui and
        // Libreville': for those who are sent any 'from' tells.
        let group = rule.and_then(|r| r.code).map_or(Group::Territory, Code::group);
        let sent = rule.is_some_and(|r| r.code == Some(Code::BaseEstablished));
        let moves = leave || matches!(group, Group::Relief | Group::Territory);
        if sent || !moves {
            let from = if sent { Grammar::From } else { Grammar::Origin };
            let origin = |i: usize| listed(i, &|k| self.leads_to(self.places[k].span.start, from));
            let stays: Vec<(usize, Where)> = seen.iter().copied().filter(|&(i, _)| !origin(i)).collect();
            if sent || !stays.is_empty() {
                *seen = stays;
            }
        }
        // 'These clashes drove thousands from Jomba': the clashes were where they were told of before.
        let again = !reading.verb && hit.start.checked_sub(1).is_some_and(|k| self.is(k, Grammar::These));
        let beyond = |i: usize| self.places[i].span.start > hit.end + AGAIN_REACH;
        if again && told {
            seen.retain(|&(i, place)| place != Where::Sentence || !beyond(i));
        }
        seen.retain(|&(i, place)| place != Where::Sentence || !self.is_launch_site(i, hit, reading));
    }

    /// True for a place beside the one that is itself taken, left or lost: named before it, at the end of a road, or told of by
    /// another verb ('shells fell on Goma from Sake, which they took', 'took Minova, cutting the route to Goma', 'took Sake
    /// and marched on Goma').
    fn is_besides(&self, i: usize, hit: &TriggerHit, reading: &Reading) -> bool {
        let rule = self.scanner.rules.get(usize::from(reading.rule));
        let Object::Place(taken) = reading.object else { return false };
        let bound = rule.is_some_and(|r| r.code.is_none() || r.object == Need::Place);
        let (object, place) = (&self.places[taken], &self.places[i]);
        let number = self.doc.sentence_of(hit.start);
        let same = self.doc.sentence_of(place.span.start) == number;
        let listed = || self.list_of(taken, &self.sentence(number)).contains(&i);
        if !bound || !reading.verb || !same || self.same_place(i, taken) || listed() {
            return false;
        }
        let between = object.tokens.end..place.span.start;
        if between.start > between.end {
            return true;
        }
        let road = self.grammar_in(&between).any(|h| h.tag == Grammar::Road && h.end + 1 >= place.span.start);
        let verb = |t: &TriggerHit| t.start >= hit.end && t.options.iter().any(|o| o.form != Form::Noun);
        let clause = self.grammar_in(&between).any(|h| h.tag == Grammar::Clause);
        let others = self.triggers_in(&between);
        road || others.iter().any(verb) || clause && !others.is_empty()
    }

    /// True for where shells and rockets come from, when it is told where they fell: 'militants in Gaza fired rockets at
    /// Sderot', 'shells fired from Bwiza hit Sake'.
    fn is_launch_site(&self, i: usize, hit: &TriggerHit, reading: &Reading) -> bool {
        let code = self.scanner.rules.get(usize::from(reading.rule)).and_then(|r| r.code);
        let place = &self.places[i];
        if !matches!(code, Some(Code::Shelling | Code::AirDroneStrike)) || place.tokens.end > hit.start && reading.verb
        {
            return false;
        }
        let sentence = self.sentence(self.doc.sentence_of(hit.start));
        let target =
            |k: usize| k != i && !self.same_place(k, i) && self.places[k].span.start >= hit.end.max(place.tokens.end);
        let led = |tag: Grammar| self.leads_to(place.span.start, tag);
        let from = led(Grammar::Origin) || led(Grammar::From);
        // 'Militants in Gaza': where they are who fire.
        let owner = self.actors_in(&(sentence.start..place.span.start)).next_back();
        let beside =
            owner.is_some_and(|a| (1..=2).contains(&(place.span.start.saturating_sub(self.actors[a].tokens.end))));
        let within = !reading.passive && led(Grammar::In) && beside && place.tokens.end <= hit.start;
        (from || within) && self.hosts_in(&sentence).any(target)
    }
}
