//! What stands behind a verb or noun and names another side: 'by', 'against', 'to', 'from'.

use std::ops::Range;

use super::context::Context;
use crate::actors::ActorClass;
use crate::lexicon::{Grammar, TriggerHit};
use crate::text::Case;

/// How far behind its verb or noun a 'by' or 'against' may stand, in tokens.
const AFTER_REACH: usize = 14;

/// How far behind a verb its 'to whom' may stand.
const GIVEN_REACH: usize = 10;

impl Context<'_> {
    /// The first actor behind a small word ('by', 'against') that stands behind token `at`.
    pub(super) fn after_word(&self, word: Grammar, at: usize, clause: &Range<usize>) -> Option<usize> {
        let end = clause.end.min(at + AFTER_REACH);
        let hit = self.grammar_in(&(at..end)).find(|h| h.tag == word)?;
        // 'arrêtés par le M23, accusés de collaborer avec les Wazalendo': another's 'with'.
        if word == Grammar::Against && (at..hit.start).any(|i| self.doc.word(i) == ",") {
            return None;
        }
        let first = self.actors_in(&(hit.end..end)).next()?;
        (self.actors[first].tokens.start <= hit.end + 4).then_some(first)
    }

    /// The agent behind a participle that belongs to a noun, no verb of its own between.
    pub(super) fn carried_out_by(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let by = self.grammar_in(&(at..sentence.end.min(at + AFTER_REACH))).find(|h| h.tag == Grammar::By)?;
        let told = (at..by.start).any(|i| {
            self.is(i, Grammar::Be)
                || self.is(i, Grammar::Have)
                || self.is(i, Grammar::VerbLead)
                || self.is(i, Grammar::Clause)
        });
        let first = self.actors_in(&(by.end..sentence.end.min(by.end + 4))).next()?;
        (!told).then_some(first)
    }

    /// Those whom 'opposer … à …' sets against each other.
    pub(super) fn pitted(&self, at: usize, sentence: &Range<usize>) -> Option<(usize, usize)> {
        let verb = self.grammar_in(&(at..sentence.end.min(at + GIVEN_REACH))).find(|h| h.tag == Grammar::Pit)?;
        let range = verb.end..sentence.end.min(verb.end + 2 * GIVEN_REACH);
        let one = self.actors_in(&range).find(|&i| self.actors[i].class.is_force())?;
        let behind = self.actors[one].tokens.end;
        let and = |i: &usize| (behind..self.actors[*i].tokens.start).any(|k| self.is(k, Grammar::And));
        let other = self.given_to(behind, &(behind..sentence.end));
        let other =
            other.or_else(|| self.actors_in(&(behind..range.end)).find(|i| self.actors[*i].class.is_force() && and(i)));
        other.map(|other| (one, other))
    }

    /// The force that 'from' leads to: 'was retaken from the rebels', 'libérée des mains du M23'.
    pub(super) fn taken_from(&self, at: usize, clause: &Range<usize>) -> Option<usize> {
        let near = at..clause.end.min(at + AFTER_REACH);
        self.actors_in(&near).find(|&i| self.actors[i].class.is_force() && self.is_led_from(i))
    }

    /// True for an actor that 'from' leads to, at most two small words between.
    pub(super) fn is_led_from(&self, i: usize) -> bool {
        let start = self.actors[i].tokens.start;
        let lower = |&k: &usize| self.doc.tokens[k].case == Case::Lower && self.doc.word(k) != ",";
        let before = (0..start).rev().take(3).take_while(lower).last().unwrap_or(start)..start;
        self.grammar_in(&before).any(|h| h.tag == Grammar::From)
    }

    /// The force that 'à' leads to: 'une embuscade tendue aux ADF', 'ont repris la cité aux rebelles'.
    pub(super) fn given_to(&self, at: usize, clause: &Range<usize>) -> Option<usize> {
        let range = at..clause.end.min(at + GIVEN_REACH);
        self.actors_in(&range).find(|&i| self.actors[i].tokens.start > at && self.is_given_to(i))
    }

    /// True for a force that 'à' leads to: 'aux rebelles'.
    pub(super) fn is_given_to(&self, i: usize) -> bool {
        let start = self.actors[i].tokens.start;
        let led = |k: usize| start >= k && self.is(start - k, Grammar::To);
        self.actors[i].class.is_force() && (led(1) || led(2) && self.is(start - 1, Grammar::Article))
    }

    /// To whom a place is given: 'handed the town over to the army'. Not 'according to the army', 'to army positions'; and
    /// 'wants to hand it over' gives nobody anything.
    pub(super) fn receiver(&self, hit: &TriggerHit, clause: &Range<usize>, givers: &[usize]) -> Option<usize> {
        let range = hit.start..clause.end.min(hit.tail.max(hit.end) + GIVEN_REACH);
        let said = |k: usize| self.scan.cues.iter().any(|c| c.start < k && k < c.end);
        let to = |k: usize| k > hit.start && self.is(k, Grammar::Receiver) && !said(k);
        // Peacekeepers hand over camps, not ground they hold.
        let held = givers.iter().all(|&i| self.actors[i].class != ActorClass::Mission);
        self.actors_in(&range).find(|&i| {
            let actor = &self.actors[i];
            let start = actor.tokens.start;
            held && !givers.contains(&i)
                && actor.class.is_force()
                && (to(start.saturating_sub(1)) || to(start.saturating_sub(2)) && self.is(start - 1, Grammar::Article))
                && !self.is(actor.tokens.end, Grammar::Ground)
        })
    }

    /// The actor behind 'from' where the subject suffers what they do: 'came under fire from the rebels'.
    pub(super) fn doer_right(&self, at: usize, clause: &Range<usize>) -> Option<usize> {
        let first = self.actors_in(&(at..clause.end.min(at + 6))).next()?;
        (self.is(at, Grammar::Lead) && self.actors[first].tokens.start <= at + 3).then_some(first)
    }
}
