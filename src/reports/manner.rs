//! Whether only a party says what a report tells: told and claimed are weighed by a learned model.
//!
//! Rules read how one trigger is said (`modality.rs`), and what they take for denied, threatened, planned or thought of
//! stays so. Who stands behind a whole article, or whether a party is the only one to tell of something, shows elsewhere
//! in it. All that is known of a way and an event is a row of numbers ([`NAMES`]); the model is fitted by
//! `scripts/train-models.py` on annotated articles.

use std::ops::Range;

use super::Modality;
use super::candidate::Candidate;
use super::context::Context;
use super::numbers::{count, length, yes};
use super::pool::{Pool, touch};
use super::score::basis;
use super::speaker::{Source, gap};
use crate::actors::ActorClass;
use crate::article::Lang;
use crate::lexicon::{Cue, People};
use crate::text::Hit;

/// The ways in which something that is told may be said.
const WAYS: [Modality; 2] = [Modality::Reported, Modality::Claimed];

/// The words whose distance from the trigger is looked at.
const CUES: [Cue; 9] =
    [Cue::Said, Cue::Claim, Cue::Accuse, Cue::Deny, Cue::Plan, Cue::Threat, Cue::Condition, Cue::Negation, Cue::Call];

/// Stands for a distance where there is none, in tokens.
const FAR: f32 = 40.0;

/// Names of the features of a way: unit in the model file, meaning in `Context::manners`.
pub(super) const NAMES: [&str; 58] = [
    "way",
    "by_rule",
    "told_so",
    "told_so_weight",
    "elsewhere_so",
    "elsewhere_so_weight",
    "rule",
    "members",
    "code",
    "group",
    "verb",
    "infinitive",
    "passive",
    "role",
    "headline",
    "lede",
    "position",
    "sentences",
    "quoted",
    "subordinate",
    "summed",
    "repulsed",
    "lang",
    "basis",
    "days",
    "back",
    "source",
    "source_before",
    "source_behind",
    "source_first",
    "source_lede",
    "party_tells",
    "other_tells",
    "party_share",
    "other_share",
    "speaker_class",
    "speaker_did",
    "speaker_suffered",
    "speaker_fights",
    "near_class",
    "near_did",
    "near_suffered",
    "near_fights",
    "officers",
    "sources",
    "force_did",
    "rebel_did",
    "state_did",
    "nobody_did",
    "said",
    "claim",
    "accuse",
    "deny",
    "plan",
    "threat",
    "condition",
    "negation",
    "call",
];

/// How many features tell the ways of one event apart: the first of [`NAMES`].
const APART: usize = 6;

/// A way in which something may be said.
pub(super) struct Manner {
    pub modality: Modality,
    /// In the order of [`NAMES`].
    pub features: [f32; NAMES.len()],
}

impl Context<'_> {
    /// How it is said what `c` tells, which stands for `pool`: the likeliest way, or what the rules read where it is not
    /// told as having happened.
    pub(super) fn manner(&self, c: &Candidate, pool: &Pool, all: &[Candidate]) -> Modality {
        let manners = self.manners(c, pool, all);
        let sure = self.models.manner.probabilities(manners.iter().map(|m| m.features.as_slice()));
        // Of two as likely the first.
        let best = sure.iter().zip(&manners).rev().max_by(|a, b| a.0.total_cmp(b.0));
        best.map_or(c.saying.modality, |(_, manner)| manner.modality)
    }

    /// The ways in which it may be said, and what is known of each; none for what is not told as having happened.
    pub(super) fn manners(&self, c: &Candidate, pool: &Pool, all: &[Candidate]) -> Vec<Manner> {
        if !WAYS.contains(&c.saying.modality) {
            return Vec::new();
        }
        let own = self.known_saying(c, pool, all);
        let most = all[pool.best()].weight().max(f32::EPSILON);
        let way = |modality: Modality| {
            let so = |i: &&usize| all[**i].saying.modality == modality;
            let here = pool.members.iter().filter(so);
            let alike = |o: &Candidate| {
                o.code.group() == c.code.group()
                    && self.same_place(o.place, c.place)
                    && touch(o.when.as_ref(), c.when.as_ref())
            };
            let elsewhere = (0..all.len()).filter(|i| so(&i) && !pool.members.contains(i) && alike(&all[*i]));
            let weight = |i: usize| all[i].weight() / most;
            let mut features = [0.0; NAMES.len()];
            features[..APART].copy_from_slice(&[
                f32::from(modality as u8),
                yes(c.saying.modality == modality),
                count(here.clone().count(), 8),
                here.map(|&i| weight(i)).fold(0.0, f32::max),
                count(elsewhere.clone().count(), 8),
                elsewhere.map(weight).fold(0.0, f32::max),
            ]);
            features[APART..].copy_from_slice(&own);
            Manner { modality, features }
        };
        WAYS.map(way).into()
    }

    /// What is the same for all ways.
    fn known_saying(&self, c: &Candidate, pool: &Pool, all: &[Candidate]) -> [f32; NAMES.len() - APART] {
        let sentence = self.sentence(c.sentence);
        let rule = self.scanner.rules.get(usize::from(c.reading.rule));
        let when = c.when.as_ref();
        let sentences = self.doc.sentences.len();
        let source = |s: usize| if s < sentences { self.source(&self.sentence(s)) } else { None };
        let kind = |source: Option<Source>| match source {
            None => 0.0,
            Some(Source::Other) => 1.0,
            Some(Source::Party(_)) => 2.0,
        };
        let (mut party, mut other) = (0, 0);
        for s in self.body..sentences {
            match source(s) {
                Some(Source::Party(_)) => party += 1,
                Some(Source::Other) => other += 1,
                None => {}
            }
        }
        let share = |n: usize| n as f32 / sentences.saturating_sub(self.body).max(1) as f32;
        let tells = |party: bool| {
            let mut tellers = pool.members.iter().filter_map(|&i| source(all[i].sentence));
            yes(tellers.any(|source| matches!(source, Source::Party(_)) == party))
        };
        let speaker = c.saying.speaker.or_else(|| self.speaker(&sentence)).map(|i| &self.actors[i]);
        let is_speaker = |names: &[String]| speaker.is_some_and(|s| names.contains(&s.name));
        let near = self.near_saying(&sentence).map(|i| &self.actors[i]);
        let is_near = |names: &[String]| near.is_some_and(|s| names.contains(&s.name));
        let fights = |is: &dyn Fn(&[String]) -> bool| yes(all.iter().any(|o| is(&o.actors) || is(&o.against)));
        let people = |tag: People| {
            count(Hit::starting_in(&self.scan.people, &sentence).iter().filter(|h| h.tag == tag).count(), 4)
        };
        let did = |class: ActorClass| c.reading.agents.iter().any(|&i| self.actors[i].class == class);
        let mut out = [0.0; NAMES.len() - APART];
        let known = [
            f32::from(c.saying.modality as u8),
            count(pool.members.len(), 10),
            f32::from(c.code as u8),
            f32::from(c.code.group() as u8),
            yes(c.reading.verb),
            yes(c.reading.infinitive),
            yes(c.reading.passive),
            rule.map_or(0.0, |r| f32::from(r.role as u8)),
            yes(c.sentence < self.body),
            yes(c.sentence == self.body),
            count(c.sentence.saturating_sub(self.body), 40),
            count(sentences.saturating_sub(self.body), 60),
            yes(self.is_quoted(c)),
            yes(self.is_subordinate(c)),
            yes(c.saying.summed),
            yes(c.saying.repulsed),
            yes(self.scanner.lang == Lang::Fr),
            basis(when),
            when.map_or(-1.0, length),
            when.map_or(0.0, |w| self.days_back(w)),
            kind(source(c.sentence)),
            kind(c.sentence.checked_sub(1).and_then(source)),
            kind(source(c.sentence + 1)),
            kind(source(0)),
            kind(source(self.body)),
            tells(true),
            tells(false),
            share(party),
            share(other),
            speaker.map_or(-1.0, |s| f32::from(s.class as u8)),
            yes(is_speaker(&c.actors)),
            yes(is_speaker(&c.against)),
            fights(&is_speaker),
            near.map_or(-1.0, |s| f32::from(s.class as u8)),
            yes(is_near(&c.actors)),
            yes(is_near(&c.against)),
            fights(&is_near),
            people(People::Speakers),
            people(People::Sources),
            yes(c.reading.agents.iter().any(|&i| self.actors[i].class.is_force())),
            yes(did(ActorClass::Rebel)),
            yes(did(ActorClass::State)),
            yes(c.actors.is_empty()),
        ];
        let cues = CUES.map(|cue| self.cue_distance(cue, c, &sentence));
        for (out, value) in out.iter_mut().zip(known.into_iter().chain(cues)) {
            *out = value;
        }
        out
    }

    /// The actor named nearest to a word of saying: not always the one who says so.
    fn near_saying(&self, sentence: &Range<usize>) -> Option<usize> {
        let cues = self.cues_in(sentence).filter(|h| matches!(h.tag, Cue::Said | Cue::Claim | Cue::Accuse | Cue::Deny));
        let gap = |i: usize, cue: &Hit<Cue>| gap(&self.actors[i].tokens, cue).map_or(0, |gap| gap.len());
        let pairs = cues.flat_map(|cue| self.actors_in(sentence).map(move |i| (gap(i, cue), i)));
        pairs.min().map(|(_, i)| i)
    }

    /// How far a word lies before the trigger, in tokens, or behind it, below nought.
    fn cue_distance(&self, cue: Cue, c: &Candidate, sentence: &Range<usize>) -> f32 {
        let distance = |start: usize, end: usize| {
            if end <= c.hit.start {
                count(c.hit.start - end, 30)
            } else {
                -1.0 - count(start.saturating_sub(c.hit.end), 30)
            }
        };
        let all = self.cues_in(sentence).filter(|h| h.tag == cue).map(|h| distance(h.start, h.end));
        all.min_by(|a, b| a.abs().total_cmp(&b.abs())).unwrap_or(FAR)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::article::from_text;
    use crate::region::Region;
    use crate::reports::{Reader, Report};

    #[test]
    fn what_is_not_told_as_having_happened_stays_what_the_rules_read() {
        let region = Region::builtin("eastern-congo").unwrap();
        let reader = Reader::new(&region).unwrap();
        for (text, modality) in [
            ("M23 rebels threatened to attack Sake on Monday, the army said.", Modality::Threatened),
            ("The army denied on Monday that M23 rebels had captured Sake.", Modality::Denied),
        ] {
            let (article, _) = from_text("a", Path::new("a.txt"), format!("date 2024-06-04\n{text}"));
            let features = reader.features(&article);
            let sake = features.candidates.iter().position(|(report, _)| report.modality == modality);
            let sake = sake.unwrap_or_else(|| panic!("{modality:?} of nothing in: {text}"));
            assert!(features.manners[sake].is_empty(), "{text}");
        }
    }

    #[test]
    fn what_is_known_of_who_says_so() {
        let region = Region::builtin("eastern-congo").unwrap();
        let reader = Reader::new(&region).unwrap();
        for (text, name, expected) in [
            ("M23 rebels attacked Sake on Monday, the army said.", "source", 2.0),
            ("M23 rebels attacked Sake on Monday, residents said.", "source", 1.0),
            ("M23 rebels attacked Sake on Monday.", "source", 0.0),
            // Another tells of it too.
            (
                "M23 rebels attacked Sake on Monday, the army said. Residents said Sake was attacked.",
                "other_tells",
                1.0,
            ),
            ("M23 rebels attacked Sake on Monday, the army said. Residents said Goma was calm.", "other_tells", 0.0),
            ("M23 rebels attacked Sake on Monday, the army said. Residents said Goma was calm.", "other_share", 0.5),
            ("M23 rebels attacked Sake on Monday, the army said.", "speaker_did", 0.0),
            ("M23 rebels attacked Sake on Monday, the rebels said.", "rebel_did", 1.0),
            ("M23 rebels attacked Sake on Monday.", "deny", FAR),
        ] {
            let (article, _) = from_text("a", Path::new("a.txt"), format!("date 2024-06-04\n{text}"));
            let features = reader.features(&article);
            let at_sake = |(report, _): &(Report, _)| report.place == "Sake";
            let sake = features.candidates.iter().position(at_sake);
            let ways = &features.manners[sake.unwrap_or_else(|| panic!("nothing at Sake in: {text}"))];
            let told = |of: &str| -> Vec<f32> {
                ways.iter().flat_map(|(_, row)| row).filter(|(n, _)| *n == of).map(|&(_, value)| value).collect()
            };
            assert_eq!(told(name), vec![expected; WAYS.len()], "{name} in: {text}");
            assert!((told("by_rule").iter().sum::<f32>() - 1.0).abs() < f32::EPSILON, "{text}");
        }
    }
}
