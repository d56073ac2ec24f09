//! How it is said: told, claimed by a party, denied, threatened, planned, or only thought of.

use std::ops::Range;

use super::context::Context;
use super::reading::Reading;
use super::{Code, Group, Modality};
use crate::actors::ActorClass;
use crate::lexicon::{Cue, Grammar, People, TriggerHit};
use crate::text::{Case, Hit};

/// How far before a trigger a cue still governs it, in tokens.
const CUE_REACH: usize = 7;

/// How far before a trigger 'denied' still governs it.
const DENIAL_REACH: usize = 12;

/// How far before a trigger 'not' still governs it.
const NEGATION_REACH: usize = 4;

/// How far behind a noun 'is planned' still governs it.
const PLAN_REACH: usize = 5;

/// How a trigger is said, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is read on its own; no two of them make a state")]
pub(super) struct Saying {
    pub modality: Modality,
    /// The party that says so: number of the actor mention.
    pub speaker: Option<usize>,
    /// True when it is only called for or wished: no event.
    pub wished: bool,
    /// True when the words themselves say that it did not happen.
    pub negated: bool,
    /// True for sums over long times and commemorations.
    pub summed: bool,
    /// True when an attack was beaten back.
    pub repulsed: bool,
}

impl Context<'_> {
    /// Reads how the trigger `hit` is said.
    /// `last_speaker` is who spoke in the sentences before.
    pub(super) fn saying(
        &self,
        hit: &TriggerHit,
        reading: &Reading,
        sentence: &Range<usize>,
        last_speaker: Option<usize>,
    ) -> Saying {
        let clause = self.clause(hit.start, sentence);
        let before = |cue: Cue, reach: usize| {
            let floor = clause.start.max(hit.start.saturating_sub(reach));
            self.cues_in(&(floor..hit.start)).any(|h| h.tag == cue && h.end <= hit.start)
        };
        let anywhere = |cue: Cue| self.cues_in(sentence).any(|h| h.tag == cue);
        let speaker = self.speaker(sentence, hit).or(last_speaker.filter(|_| self.is_spoken_on(sentence)));
        let told = !reading.verb
            || reading.infinitive
            || reading.passive
            || hit.start > 0 && self.is(hit.start - 1, Grammar::Article);
        let negated = before(Cue::Negation, NEGATION_REACH) && self.is_negated(hit, &clause);
        let accused = anywhere(Cue::Accuse) || anywhere(Cue::Claim);
        // 'denied that the town had fallen', 'a démenti s'être emparé'.
        let denied = self
            .cues_in(&(hit.start.saturating_sub(DENIAL_REACH).max(sentence.start)..hit.start))
            .any(|h| h.tag == Cue::Deny);
        let modality = if negated || denied || (accused && self.is_denied(sentence)) {
            Modality::Denied
        } else if let Some(modality) = self.not_yet(hit, &clause, told) {
            modality
        } else if reading.future || self.is_announced_plan(hit, reading, &clause) {
            Modality::Planned
        } else if self.is_party(speaker, reading) {
            Modality::Claimed
        } else {
            Modality::Reported
        };
        Saying {
            modality,
            speaker,
            negated: negated && !denied,
            wished: told && before(Cue::Call, 2 * CUE_REACH),
            summed: anywhere(Cue::Toll),
            repulsed: anywhere(Cue::Repulse),
        }
    }

    /// Threatened, planned or only thought of, by the cue nearest before the trigger.
    fn not_yet(&self, hit: &TriggerHit, clause: &Range<usize>, told: bool) -> Option<Modality> {
        let floor = clause.start.max(hit.start.saturating_sub(CUE_REACH));
        self.cues_in(&(floor..hit.start))
            .filter(|h| h.end <= hit.start)
            .filter_map(|h| match h.tag {
                Cue::Threat => Some(Modality::Threatened),
                Cue::Plan if told => Some(Modality::Planned),
                Cue::Condition => Some(Modality::Hypothetical),
                _ => None,
            })
            .last()
    }

    /// 'Un sommet est prévu samedi', 'talks will be held': a plan that stands behind its noun.
    fn is_announced_plan(&self, hit: &TriggerHit, reading: &Reading, clause: &Range<usize>) -> bool {
        let code = self.scanner.rules.get(usize::from(reading.rule)).and_then(|r| r.code);
        let plannable = code.is_some_and(|c| {
            matches!(c.group(), Group::Talks | Group::Territory | Group::Unrest) || c == Code::Humanitarian
        });
        let near = hit.end..clause.end.min(hit.end + PLAN_REACH);
        plannable && !reading.verb && self.cues_in(&near).any(|h| h.tag == Cue::Plan)
    }

    /// 'not' governs the trigger unless a verb of its own stands between ('it did not stop, attacking').
    fn is_negated(&self, hit: &TriggerHit, clause: &Range<usize>) -> bool {
        let floor = clause.start.max(hit.start.saturating_sub(NEGATION_REACH));
        let Some(cue) = self.cues_in(&(floor..hit.start)).filter(|h| h.tag == Cue::Negation).last() else {
            return false;
        };
        // 'Doctors Without Borders' denies nothing.
        let named = self.doc.tokens[cue.start].case == Case::Title && cue.start > clause.start;
        !named && (cue.end..hit.start).all(|i| self.doc.word(i) != ",")
    }

    /// True when somebody denies in this sentence or the next.
    fn is_denied(&self, sentence: &Range<usize>) -> bool {
        let next = self.sentence(self.doc.sentence_of(sentence.start) + 1);
        let denies = |range: &Range<usize>| self.cues_in(range).any(|h| h.tag == Cue::Deny);
        denies(sentence) || (next.len() < 12 && denies(&next))
    }

    /// True when the sentence goes on with somebody's words: a quotation, 'he said', 'the statement added'.
    fn is_spoken_on(&self, sentence: &Range<usize>) -> bool {
        let quoted = sentence.clone().any(|i| matches!(self.doc.word(i), "\"" | "“" | "”" | "«" | "»"));
        let by_whom = |h: &Hit<Cue>| {
            let near = h.start.saturating_sub(3).max(sentence.start)..(h.end + 3).min(sentence.end);
            self.grammar_in(&near).any(|g| g.tag == Grammar::Pronoun)
                || self.scan.people.iter().any(|p| p.tag == People::Speakers && near.contains(&p.start))
        };
        quoted || self.cues_in(sentence).any(|h| h.tag == Cue::Said && by_whom(h))
    }

    /// Who says what this sentence tells: the actor nearest to a word of saying, with a spokesman or a statement of
    /// that side beside it, or the actor as the subject of 'claimed'.
    pub(super) fn speaker(&self, sentence: &Range<usize>, hit: &TriggerHit) -> Option<usize> {
        for cue in self.cues_in(sentence) {
            let near = cue.start.saturating_sub(14).max(sentence.start)..(cue.end + 14).min(sentence.end);
            let actors = self.actors_in(&near).filter(|&i| self.actors[i].class.is_force());
            let by_distance = |i: &usize| {
                let start = self.actors[*i].tokens.start;
                start.abs_diff(cue.start)
            };
            match cue.tag {
                Cue::Claim => {
                    let subject = actors.filter(|&i| self.actors[i].tokens.end <= cue.start).min_by_key(by_distance);
                    if subject.is_some() {
                        return subject;
                    }
                }
                Cue::Said => {
                    let spoken_for = |i: &usize| {
                        let tokens = &self.actors[*i].tokens;
                        // 'the army said', 'according to M23', 'selon l'armée'.
                        let before = tokens.end <= cue.start
                            && cue.start <= tokens.end + 1
                            && (cue.start == tokens.end || self.doc.word(tokens.end) != ",");
                        let after = cue.end <= tokens.start && tokens.start <= cue.end + 1;
                        before || after || self.has_spokesman(*i, &near)
                    };
                    let speaker = actors.clone().filter(spoken_for).min_by_key(by_distance);
                    if speaker.is_some_and(|i| !self.actors[i].tokens.contains(&hit.start)) {
                        return speaker;
                    }
                    // 'se réjouit un colonel': an officer of the army that the sentence tells of.
                    if self.is_officer_speaking(cue) {
                        let soldiers = |i: &usize| self.actors[*i].class == ActorClass::State;
                        if let Some(army) = self.actors_in(sentence).find(soldiers) {
                            return Some(army);
                        }
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// True when a rank or a spokesman of nobody named stands at a word of saying.
    fn is_officer_speaking(&self, cue: &Hit<Cue>) -> bool {
        self.scan.people.iter().any(|h| {
            let beside = h.end <= cue.start && cue.start <= h.end + 2 || cue.end <= h.start && h.start <= cue.end + 2;
            h.tag == People::Speakers && beside && !self.is(h.end, Grammar::Of) && !self.is(h.end, Grammar::And)
        })
    }

    /// True when a rank, a spokesman or a statement stands beside the actor: 'army spokesman', 'porte-parole des FARDC'.
    fn has_spokesman(&self, i: usize, near: &Range<usize>) -> bool {
        let tokens = &self.actors[i].tokens;
        self.scan.people.iter().any(|h| {
            let gap = if h.start >= tokens.end { tokens.end..h.start } else { h.end..tokens.start };
            h.tag == People::Speakers
                && near.contains(&h.start)
                && gap.len() <= 4
                && !gap.clone().any(|k| self.doc.word(k) == ",")
        })
    }

    /// True when the speaker is a belligerent: police, governors and peacekeepers are not.
    fn is_party(&self, speaker: Option<usize>, reading: &Reading) -> bool {
        // A summit that was held is a fact, whoever mentions it.
        let code = self.scanner.rules.get(usize::from(reading.rule)).and_then(|r| r.code);
        if code.is_some_and(|c| c.group() == Group::Talks) {
            return false;
        }
        let Some(speaker) = speaker.map(|i| &self.actors[i]) else { return false };
        let takes_part = reading.agents.iter().chain(&reading.targets).any(|&i| self.actors[i].name == speaker.name);
        match speaker.class {
            ActorClass::Rebel => true,
            // An army speaks of itself and of its enemy.
            ActorClass::State => {
                takes_part
                    || reading.agents.is_empty()
                    || reading.agents.iter().all(|&i| self.actors[i].class == ActorClass::Rebel)
            }
            _ => false,
        }
    }
}
