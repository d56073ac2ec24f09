//! Subjects: whose deed a verb tells of.

use std::ops::Range;

use super::context::Context;
use crate::actors::ActorClass;
use crate::lexicon::Grammar;
use crate::text::Hit;

/// How far a subject may stand from its verb, in tokens.
const SUBJECT_REACH: usize = 28;

/// How far before its verb 'we' may stand, in tokens.
const WE_REACH: usize = 5;

impl Context<'_> {
    /// The nearest actor before `at` that can be a subject: not behind 'by', 'against', 'from' or 'backed by'.
    pub(super) fn subject(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let floor = sentence.start.max(at.saturating_sub(SUBJECT_REACH));
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

    /// Whom a pronoun right before a verb stands for: the first armed side, or civilians where only they can do what is
    /// told, that the sentence before names as a subject.
    pub(super) fn pronoun(
        &self,
        at: usize,
        clause: &Range<usize>,
        sentence: &Range<usize>,
        civil: bool,
    ) -> Option<usize> {
        let near = at.saturating_sub(4).max(clause.start)..at;
        self.grammar_in(&near).find(|h| h.tag == Grammar::Pronoun)?;
        let before = self.sentence(self.doc.sentence_of(sentence.start).checked_sub(1)?);
        let fits = |class: ActorClass| if civil { class == ActorClass::Civilian } else { class.is_force() };
        let mut them = self.actors_in(&before).filter(|&i| fits(self.actors[i].class));
        them.find(|&i| {
            let start = self.actors[i].tokens.start;
            let lead = before.start.max(start.saturating_sub(4))..start;
            !self.grammar_in(&lead).any(|h| matches!(h.tag, Grammar::By | Grammar::Against | Grammar::Beside))
        })
    }
}
