//! Who stands in a sentence where no actor is named: a number, 'most', a people by its name.

use std::ops::Range;

use super::Code;
use super::context::Context;
use super::reading::{Object, Reading};
use crate::actors::ActorClass;
use crate::article::Lang;
use crate::lexicon::{Grammar, Role as Part, TriggerHit, TriggerRule};
use crate::places::Role;
use crate::text::TokenKind;

/// How far before its verb a number or a 'most' may stand.
const COUNT_REACH: usize = 4;

/// How far from its verb a people may stand.
const PEOPLE_REACH: usize = 6;

impl Context<'_> {
    /// True when a number stands for those who do it: 'thousands fled', 'some 300 have arrived'.
    pub(super) fn is_counted(&self, hit: &TriggerHit) -> bool {
        let near = hit.start.saturating_sub(COUNT_REACH)..hit.start;
        self.scan.numbers.iter().any(|n| near.contains(&n.start) && n.tag[1] > 1)
            || near.into_iter().any(|i| self.doc.tokens[i].kind == TokenKind::Number)
    }

    /// True for 'les familles ont gagné Minova': who bears no arms takes no place and leaves none to an enemy.
    pub(super) fn is_taken_by_civilians(&self, rule: &TriggerRule, reading: &Reading, hit: &TriggerHit) -> bool {
        let territory = rule.code.map_or(rule.role == Part::Agent, |c| {
            matches!(c, Code::Withdrawal | Code::BaseEstablished | Code::Advance)
        });
        let beside = |&i: &usize| {
            let tokens = &self.actors[i].tokens;
            let between = tokens.end..hit.start;
            self.actors[i].class == ActorClass::Civilian
                && between.len() <= COUNT_REACH + 1
                && between.clone().all(|k| self.doc.word(k) != ",")
                && self.triggers_in(&between).is_empty()
        };
        let civil = !reading.agents.is_empty() && reading.agents.iter().all(beside) || self.are_others(hit);
        territory && !reading.passive && civil
    }

    /// True for 'others' or 'many' as the subject, alone: 'd'autres ont fui', and no 'd'autres unités'.
    fn are_others(&self, hit: &TriggerHit) -> bool {
        let helps = [Grammar::Have, Grammar::Be, Grammar::VerbLead, Grammar::Reflexive];
        let alone = |end: usize| end <= hit.start && (end..hit.start).all(|k| helps.iter().any(|&tag| self.is(k, tag)));
        let near = hit.start.saturating_sub(COUNT_REACH)..hit.start;
        self.grammar_in(&near).any(|h| h.tag == Grammar::Many && alone(h.end))
    }

    /// True when many who bear no arms do it: named as such, or by a number or 'others' right before the verb.
    pub(super) fn is_crowd(&self, who: &[usize], hit: &TriggerHit) -> bool {
        // 'Selon des négociants, l'extraction s'est arrêtée': what one comma parts is no subject.
        let joined = |i: usize| {
            let tokens = &self.actors[i].tokens;
            let commas = (tokens.end..hit.start).filter(|&k| self.doc.word(k) == ",").count();
            commas != 1
        };
        if who.iter().any(|&i| self.is_many(i) && joined(i)) {
            return true;
        }
        // 'd'autres ont fui', '900 sont arrivés'
        let near = hit.start.saturating_sub(COUNT_REACH)..hit.start;
        let apart = |&i: &usize| self.actors[i].tokens.end <= near.start;
        self.are_others(hit) || who.iter().all(apart) && (self.is_counted(hit) || self.people_in(&near))
    }

    /// True for those who bear no arms and are named in the plural, by a number or by a word for many.
    pub(super) fn is_many(&self, i: usize) -> bool {
        let tokens = &self.actors[i].tokens;
        let near = tokens.start.saturating_sub(2)..tokens.end;
        matches!(self.actors[i].class, ActorClass::Civilian | ActorClass::Protesters)
            && (self.doc.folded(tokens.end - 1).ends_with(['s', 'x'])
                || self.grammar_in(&near).any(|h| h.tag == Grammar::Many)
                || self.scan.numbers.iter().any(|n| near.contains(&n.start) && n.tag[1] > 1)
                || near.into_iter().any(|k| self.doc.tokens[k].kind == TokenKind::Number))
    }

    /// True when a number, 'most' or the name of a people stands for those who do it: 'most have left', 'Serbs fled'.
    pub(super) fn stand_for_people(&self, hit: &TriggerHit) -> bool {
        let floor = self.sentence(self.doc.sentence_of(hit.start)).start;
        let near = |reach: usize| floor.max(hit.start.saturating_sub(reach))..hit.start;
        self.is_counted(hit)
            || self.grammar_in(&near(COUNT_REACH)).any(|h| h.tag == Grammar::Many)
            || self.people_in(&near(PEOPLE_REACH))
    }

    /// True when those it is done to are a people, a number or 'most': 'Serbs were driven out', 'drove out the Serbs'.
    pub(super) fn is_done_to_people(&self, hit: &TriggerHit, reading: &Reading) -> bool {
        match reading.object {
            Object::Actor(_) | Object::Person(_) | Object::Ground => false,
            _ if reading.passive => self.stand_for_people(hit),
            _ => {
                let behind = hit.end..self.doc.tokens.len().min(hit.end + COUNT_REACH);
                self.people_in(&behind)
                    || self.scan.numbers.iter().any(|n| n.start == hit.end && n.tag[1] > 1)
                    || self.is(hit.end, Grammar::Many)
            }
        }
    }

    /// True when a people is named: 'Serbs', not the 'Serb' of 'Serb soldiers'.
    fn people_in(&self, range: &Range<usize>) -> bool {
        self.places_in(range).any(|i| self.is_people(i))
    }

    /// True for a place mention that is the name of a people.
    pub(super) fn is_people(&self, i: usize) -> bool {
        let place = &self.places[i];
        place.role == Role::AdjectiveOrPeople
            && self.scanner.lang == Lang::En
            && self.doc.folded(place.tokens.end.saturating_sub(1)).ends_with('s')
            && !self.actors.iter().any(|a| a.tokens.start <= place.tokens.end && place.tokens.start < a.tokens.end)
    }
}
