//! Subjects: whose deed a verb tells of.

use std::ops::Range;

use super::context::Context;
use crate::actors::ActorClass;
use crate::lexicon::Grammar;
use crate::text::Hit;

/// How far a subject may stand from its verb, in tokens.
const SUBJECT_REACH: usize = 28;

/// How many sentences back those may be named for whom a pronoun stands.
const PRONOUN_REACH: usize = 3;

/// How far before its verb 'we' may stand, in tokens.
const WE_REACH: usize = 5;

impl Context<'_> {
    /// The nearest actor before `at` that can be a subject: not behind 'by', 'against', 'from' or 'backed by'.
    pub(super) fn subject(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let floor = sentence.start.max(at.saturating_sub(SUBJECT_REACH));
        // 'attacked by the army, which lost the town': whoever stands before 'which'.
        let opener = at.checked_sub(1).filter(|&k| self.is(k, Grammar::RelativeSubject) && k > floor);
        let related = opener.and_then(|k| {
            let end = if self.doc.word(k - 1) == "," { k - 1 } else { k };
            self.actors_in(&(floor..end)).next_back().filter(|&i| self.actors[i].tokens.end == end)
        });
        if related.is_some() {
            return related;
        }
        self.actors_in(&(floor..at)).rev().find(|&i| {
            // 'called by the Rapid Support Forces (RSF)': the short name stands where the long one does.
            let start = self.actors[self.long_name(i)].tokens.start;
            let lead = floor.max(start.saturating_sub(4))..start;
            !self.grammar_in(&lead).any(|h| matches!(h.tag, Grammar::By | Grammar::Against | Grammar::Beside))
                // 'freed Sake from the M23 and took Minova', but 'men from the M23 took Minova'.
                && (!self.is_led_from(i) || self.triggers_in(&(floor..start)).is_empty())
                && !self.is_helper(i)
                && !self.is_object_before(i, at)
        })
    }

    /// The mention that one in brackets right behind it only shortens; else the mention itself.
    fn long_name(&self, i: usize) -> usize {
        let start = self.actors[i].tokens.start;
        let shortens = |&long: &usize| {
            let long = &self.actors[long];
            long.name == self.actors[i].name && long.tokens.end + 1 == start && self.doc.word(start - 1) == "("
        };
        i.checked_sub(1).filter(shortens).unwrap_or(i)
    }

    /// Whose deed a French gerund tells of: the subject of the main clause, which its comma opens or the sentence
    /// ('Créé en 2012, le M23 avait humilié l'armée en prenant Goma').
    pub(super) fn main_subject(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let comma = |i: &usize| self.doc.word(*i) == ",";
        let end = (sentence.start..at).rev().take(2).find(comma).unwrap_or(at);
        let start = (sentence.start..end).rev().find(comma).map_or(sentence.start, |i| i + 1);
        self.actors_in(&(start..end)).next().filter(|&i| {
            let first = self.actors[i].tokens.start;
            !self
                .grammar_in(&(first.saturating_sub(3).max(start)..first))
                .any(|h| matches!(h.tag, Grammar::By | Grammar::Against | Grammar::Beside | Grammar::In | Grammar::Of))
        })
    }

    /// True when a number stands alone as the subject, so that actor `i` before it is none: 'soldiers fell back and
    /// thousands fled'.
    pub(super) fn is_counted_alone(&self, i: usize, at: usize) -> bool {
        let near = self.actors[i].tokens.end.min(at).max(at.saturating_sub(2))..at;
        Hit::starting_in(&self.scan.numbers, &near).iter().any(|n| n.tag[1] >= 20)
            || self.grammar_in(&near).any(|h| h.tag == Grammar::Many)
    }

    /// The party that speaks, where 'we' or 'our men' is the verb's subject.
    pub(super) fn speaking_self(&self, at: usize, clause: &Range<usize>, sentence: &Range<usize>) -> Option<usize> {
        let near = at.saturating_sub(WE_REACH).max(clause.start)..at;
        let we = self.grammar_in(&near).filter(|h| h.tag == Grammar::We).last()?;
        let other = self.actors_in(&(we.end + 1..at)).next();
        self.speaker(sentence).filter(|_| other.is_none())
    }

    /// The actors of a sentence who may be its subject, ascending: none behind 'by', 'against' or 'backed by', nor by another
    /// name for one of those: 'against the self-defence groups, called Wazalendo'.
    fn may_be_subjects(&self, sentence: &Range<usize>) -> Vec<usize> {
        // Where the last one named ends, if he is led.
        let mut led: Option<usize> = None;
        let mut is_free = |&i: &usize| {
            let tokens = &self.actors[i].tokens;
            let near = sentence.start.max(tokens.start.saturating_sub(4))..tokens.start;
            let lead = |tag: Grammar| matches!(tag, Grammar::By | Grammar::Against | Grammar::Beside);
            let other = led.is_some_and(|end| end + 4 >= tokens.start && self.doc.word(end) == ",");
            led = (other || self.grammar_in(&near).any(|h| lead(h.tag))).then_some(tokens.end);
            led.is_none()
        };
        self.actors_in(sentence).filter(|i| is_free(i)).collect()
    }

    /// Whom a pronoun right before a verb stands for: an armed side, or civilians where only they can do what is told. Of
    /// its own sentence the last before it ('captured by fighters when they overran Goma'), else the first that a sentence
    /// before names as a subject. A sentence that tells only of others ends the search.
    pub(super) fn pronoun(
        &self,
        at: usize,
        clause: &Range<usize>,
        sentence: &Range<usize>,
        civil: bool,
    ) -> Option<usize> {
        let near = at.saturating_sub(4).max(clause.start)..at;
        let pronoun = self.grammar_in(&near).find(|h| h.tag == Grammar::Pronoun)?.start;
        let fits = |class: ActorClass| if civil { class == ActorClass::Civilian } else { class.is_force() };
        let own = self.actors_in(&(sentence.start..pronoun)).rev().find(|&i| fits(self.actors[i].class));
        if own.is_some() {
            return own;
        }
        let number = self.doc.sentence_of(sentence.start);
        for before in (number.saturating_sub(PRONOUN_REACH)..number).rev().map(|s| self.sentence(s)) {
            let named = self.may_be_subjects(&before);
            // Who is counted among the dead is no subject: 'a week of clashes in which 65 people died. They left'.
            let of_kind = |i: &usize| fits(self.actors[*i].class);
            let them = named.iter().take(if civil { 1 } else { named.len() }).copied().find(of_kind);
            if them.is_some() || !named.is_empty() {
                return them;
            }
        }
        None
    }
}
