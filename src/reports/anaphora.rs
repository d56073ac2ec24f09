//! What pronouns and relative words stand for: 'l'ont reprise', 'y sont entrés', 'the town from which they were driven'.

use std::ops::Range;

use super::context::Context;
use super::reading::Object;
use crate::article::Lang;
use crate::lexicon::{Cue, Form, Grammar, TriggerHit};

/// How many small words a verb may have before it.
const GROUP_REACH: usize = 6;

/// How many words may stand between commas behind a place, before the relative word that means it.
const APPOSED: usize = 9;

/// How far before a verb the word may stand that opens its relative clause.
const OPENER_REACH: usize = 9;

impl Context<'_> {
    /// The first token of a verb with its helpers, pronouns and adverbs: 'ne s'en sont finalement | emparés'.
    pub(super) fn verb_group(&self, hit: &TriggerHit, sentence: &Range<usize>) -> usize {
        let floor = hit.start.saturating_sub(GROUP_REACH).max(sentence.start);
        let small = |k: usize| {
            [Grammar::Be, Grammar::Have, Grammar::Reflexive, Grammar::Clitic].iter().any(|&tag| self.is(k, tag))
                || self.cues_in(&(k..k + 1)).any(|h| h.tag == Cue::Negation)
                || self.doc.folded(k).ends_with("ment")
                || self.doc.folded(k).ends_with("ly")
        };
        (floor..hit.start).rev().take_while(|&k| small(k)).last().unwrap_or(hit.start)
    }

    /// True for a French verb whose object or place is a pronoun before it: 'l'ont reprise', 'y entrer', 's'en emparer'.
    pub(super) fn has_clitic(&self, hit: &TriggerHit, form: Form, sentence: &Range<usize>) -> bool {
        if self.scanner.lang != Lang::Fr || form == Form::Gerund {
            return false;
        }
        (self.verb_group(hit, sentence)..hit.start).any(|k| {
            let helped = self.is(k + 1, Grammar::Have) || self.is(k + 1, Grammar::Be) || form == Form::Base;
            self.is(k, Grammar::Clitic) && (helped || !self.is(k, Grammar::Article))
        })
    }

    /// What stands right before the relative word that opens the verb's clause, when that word is an object or a place
    /// ('la cité que le M23 a prise', 'Sake, d'où ils ont été chassés') or, with `subject`, the subject ('Sake, qui est
    /// tombée').
    pub(super) fn antecedent(&self, hit: &TriggerHit, subject: bool, sentence: &Range<usize>) -> Object {
        let first = self.verb_group(hit, sentence);
        let near = first.saturating_sub(OPENER_REACH).max(sentence.start)..first;
        let tag = |h: Grammar| h == Grammar::Relative || subject && h == Grammar::RelativeSubject;
        let Some(opener) = self.grammar_in(&near).filter(|h| tag(h.tag) && h.end <= first).last() else {
            return Object::None;
        };
        // Another verb between: 'Goma, où le M23 est entré et l'armée a été …'.
        let verb = |k: usize| self.is(k, Grammar::Be) || self.is(k, Grammar::Have);
        if (opener.end..first).any(verb) || subject && opener.tag == Grammar::RelativeSubject && opener.end != first {
            return Object::None;
        }
        let parts = |k: usize| self.doc.word(k) == "," || self.is(k, Grammar::In) || self.is(k, Grammar::Of);
        let end = (sentence.start..opener.start).rev().take(3).find(|&k| !parts(k)).map_or(opener.start, |k| k + 1);
        let before = end.saturating_sub(4).max(sentence.start)..end;
        if let Some(place) = self.places_in(&before).next_back().filter(|&i| self.places[i].tokens.end == end) {
            return Object::Place(place);
        }
        // 'Katogota, à 10 km plus au nord, que les rebelles ont prise'
        let apposed = |i: usize| {
            let between = self.places[i].tokens.end..end;
            self.doc.word(between.start) == ","
                && between.len() <= APPOSED
                && self.actors_in(&between).is_empty()
                && !between.into_iter().any(|k| self.is(k, Grammar::Be) || self.is(k, Grammar::Have))
        };
        let far = end.saturating_sub(APPOSED + 4).max(sentence.start)..end;
        let last = self.places_in(&far).next_back().filter(|&i| self.doc.word(end) == "," && apposed(i));
        if let Some(place) = last {
            return Object::Place(place);
        }
        let ground = |tag| matches!(tag, Grammar::Ground | Grammar::Here);
        if self.grammar_in(&before).any(|h| ground(h.tag) && h.end == end) { Object::Ground } else { Object::None }
    }

    /// True when a relative word stands right before a French verb: its subject stands behind ('où campe un bataillon').
    pub(super) fn is_turned(&self, hit: &TriggerHit, sentence: &Range<usize>) -> bool {
        let first = self.verb_group(hit, sentence);
        self.scanner.lang == Lang::Fr
            && first.checked_sub(1).is_some_and(|k| self.is(k, Grammar::Relative))
            && first > sentence.start
    }

    /// True when a pronoun is the verb's subject: 'ils s'en sont emparés'.
    pub(super) fn has_pronoun(&self, hit: &TriggerHit, sentence: &Range<usize>) -> bool {
        let first = self.verb_group(hit, sentence);
        self.grammar_in(&(first.saturating_sub(3).max(sentence.start)..first)).any(|h| h.tag == Grammar::Pronoun)
    }

    /// One past the last token where an object may stand: `reach` tokens on, words of time not counted ('ont investi
    /// lundi soir le centre').
    pub(super) fn reach_end(&self, at: usize, reach: usize, clause: &Range<usize>) -> usize {
        let (mut end, mut left) = (at, reach);
        while end < clause.end && left > 0 {
            match self.times_in(&(end..end + 1)).first() {
                Some(time) if time.tokens.end > end => end = time.tokens.end,
                _ => {
                    end += 1;
                    left -= 1;
                }
            }
        }
        end.min(clause.end)
    }
}
