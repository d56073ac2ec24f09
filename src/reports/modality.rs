//! How it is said: told, claimed by a party, denied, threatened, planned, or only thought of.

use std::ops::Range;

use super::context::Context;
use super::reading::Reading;
use super::{Code, Group, Modality};
use crate::actors::ActorClass;
use crate::article::Lang;
use crate::lexicon::{Cue, Form, Grammar, TriggerHit};
use crate::text::{Case, Hit};

/// How far before a trigger a cue still governs it, in tokens.
const CUE_REACH: usize = 7;

/// How far before a trigger 'denied' still governs it.
const DENIAL_REACH: usize = 20;

/// How far before a trigger 'not' still governs it.
const NEGATION_REACH: usize = 4;

/// How far behind a verb the 'que' of 'ne … que' may stand.
const ONLY_REACH: usize = 7;

/// How far behind a noun 'is planned' still governs it.
const PLAN_REACH: usize = 5;

/// The same for talks, whose names are long: 'a meeting of the foreign ministers of the region is expected'.
const TALKS_PLAN_REACH: usize = 18;

/// How far behind a verb the second half of a French negation may stand.
const NE_REACH: usize = 5;

/// As many words that only a party uses make an article its communiqué.
const COMMUNIQUE: usize = 4;

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
    pub(super) fn saying(&self, hit: &TriggerHit, reading: &Reading, sentence: &Range<usize>) -> Saying {
        let clause = self.clause(hit.start, sentence);
        let before = |cue: Cue, reach: usize| {
            let floor = clause.start.max(hit.start.saturating_sub(reach));
            self.cues_in(&(floor..hit.start)).any(|h| h.tag == cue && h.end <= hit.start)
        };
        let anywhere = |cue: Cue| self.cues_in(sentence).any(|h| h.tag == cue);
        let speaker = self.speaker(sentence);
        let told = !reading.verb
            || reading.infinitive
            || reading.passive
            || hit.start > 0 && self.is(hit.start - 1, Grammar::Article);
        let negated = before(Cue::Negation, NEGATION_REACH) && self.is_negated(hit, &clause);
        let accused = anywhere(Cue::Accuse) || anywhere(Cue::Claim) && speaker.is_some();
        // 'denied that the town had fallen', 'a démenti s'être emparé'.
        let denied = self
            .cues_in(&(hit.start.saturating_sub(DENIAL_REACH).max(sentence.start)..hit.start))
            .any(|h| h.tag == Cue::Deny);
        let modality = if negated || denied || (accused && self.is_denied(sentence)) {
            Modality::Denied
        } else if let Some(modality) = self.not_yet(hit, reading, &clause, told) {
            // 'Talks could open on August 6': with a day it is a plan.
            let talks = modality == Modality::Hypothetical && self.is_talk(reading);
            if talks && !self.times_in(sentence).is_empty() { Modality::Planned } else { modality }
        } else if reading.verb && self.is_within(hit, Cue::Threat) {
            Modality::Threatened
        } else if reading.future
            || reading.verb && self.is_within(hit, Cue::Plan)
            || self.is_announced_plan(hit, reading, &clause)
        {
            Modality::Planned
        } else if self.is_party(speaker, reading) || self.is_partys_voice(sentence, reading) {
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
    fn not_yet(&self, hit: &TriggerHit, reading: &Reading, clause: &Range<usize>, told: bool) -> Option<Modality> {
        // 'The capture of Sake would be a blow'
        let behind = hit.end..clause.end.min(hit.end + PLAN_REACH);
        if !reading.verb && self.cues_in(&behind).any(|h| h.tag == Cue::Foretold) {
            return Some(Modality::Hypothetical);
        }
        // 'focused on ousting'
        let gerund = hit.options.iter().any(|o| o.form == Form::Gerund);
        let aimed = |cue: &Hit<Cue>| reading.infinitive || gerund && cue.end + 1 >= hit.start;
        let floor = clause.start.max(hit.start.saturating_sub(CUE_REACH));
        self.cues_in(&(floor..hit.start))
            .filter(|h| h.end <= hit.start)
            .filter_map(|h| match h.tag {
                Cue::Threat => Some(Modality::Threatened),
                Cue::Plan if told => Some(Modality::Planned),
                Cue::Foretold if self.is_foretold(h.start, clause) => Some(Modality::Planned),
                Cue::Condition | Cue::Foretold => Some(Modality::Hypothetical),
                Cue::Aim if aimed(h) => Some(Modality::Hypothetical),
                _ => None,
            })
            .last()
    }

    /// True for the 'would' at token `at` of what somebody said was to come: 'said they would leave', no 'if' with it.
    fn is_foretold(&self, at: usize, clause: &Range<usize>) -> bool {
        let sentence = self.sentence(self.doc.sentence_of(at));
        let tells = |h: &Hit<Cue>| matches!(h.tag, Cue::Said | Cue::Plan) && h.end <= at;
        self.cues_in(&sentence).any(tells) && !self.cues_in(clause).any(|h| h.tag == Cue::Condition)
    }

    /// True for words that tell of a plan or a threat by themselves: 'est attendu à', 'is due in', 'menace de prendre'.
    fn is_within(&self, hit: &TriggerHit, cue: Cue) -> bool {
        let within = hit.start.saturating_sub(1)..hit.end;
        self.cues_in(&within).any(|h| h.tag == cue && h.end > hit.start)
    }

    /// 'Un sommet est prévu samedi', 'talks will be held': a plan that stands behind its noun.
    fn is_announced_plan(&self, hit: &TriggerHit, reading: &Reading, clause: &Range<usize>) -> bool {
        let code = self.scanner.rules.get(usize::from(reading.rule)).and_then(|r| r.code);
        let plannable = code.is_some_and(|c| {
            matches!(c.group(), Group::Talks | Group::Territory | Group::Unrest) || c == Code::Humanitarian
        });
        let reach = if code == Some(Code::Diplomacy) { TALKS_PLAN_REACH } else { PLAN_REACH };
        let near = hit.end..clause.end.min(hit.end + reach);
        // 'a protest against planned talks': the plan of another noun.
        let others = |h: &Hit<Cue>| self.triggers_in(&(h.end..h.end + 1)).iter().any(|t| t.start == h.end);
        plannable && !reading.verb && self.cues_in(&near).any(|h| h.tag == Cue::Plan && !others(h))
    }

    /// 'not' governs the trigger unless a verb of its own stands between ('it did not stop, attacking').
    fn is_negated(&self, hit: &TriggerHit, clause: &Range<usize>) -> bool {
        let floor = clause.start.max(hit.start.saturating_sub(NEGATION_REACH));
        let Some(cue) = self.cues_in(&(floor..hit.start)).filter(|h| h.tag == Cue::Negation).last() else {
            return false;
        };
        // 'on craint que Mweso ne soit', 'n'en sont sortis que dimanche': 'ne' alone denies nothing.
        let alone = self.scanner.lang == Lang::Fr && matches!(self.doc.folded(cue.start), "ne" | "n") && {
            let behind = cue.end..clause.end.min(hit.end + NE_REACH);
            let second =
                ["pas", "plus", "jamais", "rien", "personne", "aucun", "aucune", "nul", "ni", "point", "guere"];
            !behind.into_iter().any(|i| second.contains(&self.doc.folded(i)))
        };
        if alone {
            return false;
        }
        // 'Doctors Without Borders' denies nothing.
        let named = self.doc.tokens[cue.start].case == Case::Title && cue.start > clause.start;
        // 'pas moins de 600', 'ne rentrent que le jour': no denial.
        let counts = self.scan.bounds.iter().any(|b| b.start == cue.start);
        let behind = hit.end..(clause.end + 1).min(hit.end + ONLY_REACH);
        let only = self
            .grammar_in(&behind)
            .find(|h| h.tag == Grammar::Only)
            .is_some_and(|que| !self.cues_in(&(cue.end..que.start)).any(|h| h.tag == Cue::Negation));
        !named && !counts && !only && (cue.end..hit.start).all(|i| self.doc.word(i) != ",")
    }

    /// True when somebody denies in this sentence or the next.
    fn is_denied(&self, sentence: &Range<usize>) -> bool {
        let next = self.sentence(self.doc.sentence_of(sentence.start) + 1);
        let denies = |range: &Range<usize>| self.cues_in(range).any(|h| h.tag == Cue::Deny);
        denies(sentence) || (next.len() < 12 && denies(&next))
    }

    /// True for talks and agreements.
    fn is_talk(&self, reading: &Reading) -> bool {
        let code = self.scanner.rules.get(usize::from(reading.rule)).and_then(|r| r.code);
        code.is_some_and(|c| c.group() == Group::Talks)
    }

    /// True where the words are a party's own, whoever is named: 'our soldiers beat back the enemy'.
    fn is_partys_voice(&self, sentence: &Range<usize>, reading: &Reading) -> bool {
        let code = self.scanner.rules.get(usize::from(reading.rule)).and_then(|r| r.code);
        let of_war = matches!(code.map_or(Group::Territory, Code::group), Group::Fighting | Group::Territory);
        let ours = |range: &Range<usize>| self.cues_in(range).filter(|h| h.tag == Cue::Ours).count();
        of_war && (ours(sentence) > 0 || ours(&(0..self.doc.tokens.len())) >= COMMUNIQUE)
    }

    /// True when the speaker is a belligerent: police, governors and peacekeepers are not.
    fn is_party(&self, speaker: Option<usize>, reading: &Reading) -> bool {
        // A summit that was held is a fact, whoever mentions it.
        if self.is_talk(reading) {
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
