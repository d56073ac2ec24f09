//! How sure a pool of candidates is: a learned model over what is known of its best one and of it among the others.
//!
//! Fitted by `scripts/train-models.py` on annotated articles and embedded from `lexicon/score.trees`.

use super::candidate::{Candidate, When};
use super::context::{Context, any_in};
use super::numbers::{count, length, yes};
use super::pool::Pool;
use super::{DateBasis, rivals};
use crate::lexicon::Grammar;
use crate::text::{Join, TokenKind};

/// Names of the features of a pool's best candidate, in their order.
const OWN: [&str; 46] = [
    "code",
    "group",
    "found",
    "distance",
    "weak",
    "verb",
    "passive",
    "infinitive",
    "role",
    "agent",
    "target",
    "agents",
    "targets",
    "toll",
    "area",
    "unknown_place",
    "place_probability",
    "listed",
    "headline",
    "lede",
    "position",
    "sentences",
    "not_war",
    "summed",
    "repulsed",
    "subordinate",
    "quoted",
    "nth",
    "triggers",
    "named_agent",
    "force_agent",
    "salience",
    "dead",
    "length",
    "compound",
    "modality",
    "basis",
    "days",
    "back",
    "noun_far",
    "speaker",
    "here_told",
    "candidates",
    "claims",
    "sure_date",
    "adds",
];

/// Names of all that is known of a pool: of its best candidate, and of it among the others.
pub(super) const NAMES: [&str; OWN.len() + rivals::NAMES.len()] = {
    let mut names = [""; OWN.len() + rivals::NAMES.len()];
    let mut i = 0;
    while i < names.len() {
        names[i] = if i < OWN.len() { OWN[i] } else { rivals::NAMES[i - OWN.len()] };
        i += 1;
    }
    names
};

impl Context<'_> {
    /// What is known of each pool of the candidates `all`, in the order of [`NAMES`].
    pub(super) fn features(&self, pools: &[Pool], all: &[Candidate]) -> Vec<[f32; NAMES.len()]> {
        let best: Vec<&Candidate> = pools.iter().map(|p| &all[p.best()]).collect();
        let row = |(n, c): (usize, &&Candidate)| {
            let mut row = [0.0; NAMES.len()];
            let (own, among) = row.split_at_mut(OWN.len());
            own.copy_from_slice(&self.own_features(c, &best));
            among.copy_from_slice(&self.rivals(n, pools, all));
            row
        };
        best.iter().enumerate().map(row).collect()
    }

    /// What is known of a candidate by itself, in the order of [`OWN`]. `all` are the best of each pool.
    fn own_features(&self, c: &Candidate, all: &[&Candidate]) -> [f32; OWN.len()] {
        let resolved = &self.resolved[c.place];
        let rule = self.scanner.rules.get(usize::from(c.reading.rule));
        let when = c.when.as_ref();
        let sentence = self.sentence(c.sentence);
        let triggers = self.triggers_in(&sentence).len();
        [
            f32::from(c.code as u8),
            f32::from(c.code.group() as u8),
            f32::from(c.found as u8),
            count(c.distance, 40),
            yes(c.weak),
            yes(c.reading.verb),
            yes(c.reading.passive),
            yes(c.reading.infinitive),
            rule.map_or(0.0, |r| f32::from(r.role as u8)),
            yes(!c.actors.is_empty()),
            yes(!c.against.is_empty()),
            count(c.reading.agents.len(), 4),
            count(c.reading.targets.len(), 4),
            yes(c.toll.is_some()),
            if self.is_part_of_country(c.place) { 2.0 } else { yes(resolved.kind.is_area()) },
            yes(resolved.place.is_none()),
            resolved.probability as f32,
            count(c.listed, 8),
            yes(c.sentence < self.body),
            yes(c.sentence == self.body),
            count(c.sentence.saturating_sub(self.body), 40),
            count(self.doc.sentences.len().saturating_sub(self.body), 60),
            yes(c.not_war),
            yes(c.saying.summed),
            yes(c.saying.repulsed),
            yes(self.is_subordinate(c)),
            yes(self.is_quoted(c)),
            self.nth(c),
            count(triggers, 8),
            yes(c.reading.agents.iter().any(|&i| self.actors[i].actor.is_some())),
            yes(c.reading.agents.iter().any(|&i| self.actors[i].class.is_force())),
            self.salience(c),
            c.toll.map_or(-1.0, |t| (1.0 + t[1] as f32).ln()),
            count(sentence.len(), 60),
            yes(self.is_compound(c)),
            f32::from(c.saying.modality as u8),
            basis(when),
            when.map_or(-1.0, length),
            when.map_or(0.0, |w| self.days_back(w)),
            yes(!c.reading.verb && c.found >= super::site::Found::Sentence),
            yes(c.saying.speaker.is_some()),
            count(all.iter().filter(|o| self.same_place(o.place, c.place)).count(), 10),
            count(all.len(), 40),
            count(all.iter().filter(|o| o.code.group() == c.code.group()).count(), 20),
            yes(when.is_some_and(|w| w.own)),
            yes(c.adds),
        ]
    }
}

impl Context<'_> {
    /// True when the words only give the background of something else: 'amid fighting', 'after clashes'.
    pub(super) fn is_subordinate(&self, c: &Candidate) -> bool {
        let before = c.hit.start.saturating_sub(4)..c.hit.start;
        self.grammar_in(&before).any(|h| matches!(h.tag, Grammar::Clause | Grammar::By))
    }

    /// True when the words stand between quotation marks.
    pub(super) fn is_quoted(&self, c: &Candidate) -> bool {
        let sentence = self.sentence(c.sentence);
        let marks = (sentence.start..c.hit.start).filter(|&i| matches!(self.doc.word(i), "\"" | "“" | "”" | "«" | "»"));
        marks.count() % 2 == 1
    }

    /// How many triggers stand before this one in its sentence, up to six.
    fn nth(&self, c: &Candidate) -> f32 {
        let sentence = self.sentence(c.sentence);
        self.triggers_in(&(sentence.start..c.hit.start)).len().min(6) as f32
    }

    /// How often the article names the place.
    fn salience(&self, c: &Candidate) -> f32 {
        (0..self.places.len()).filter(|&i| self.same_place(i, c.place)).count().min(20) as f32
    }

    /// True when a noun follows at once: 'attack helicopters', 'bomb squad'.
    fn is_compound(&self, c: &Candidate) -> bool {
        let next = c.hit.end;
        !c.reading.verb
            && self.doc.tokens.get(next).is_some_and(|t| t.kind == TokenKind::Word && t.join == Join::Space)
            && !any_in(&self.scan.grammar, &(next..next + 1))
            && !any_in(&self.scan.cues, &(next..next + 1))
            && self.triggers_in(&(next..next + 1)).is_empty()
            && !self.begins_place(next)
    }
}

/// Where the days come from: 0 nowhere, 1 publication, 2 told before, 3 words that count from a day, 4 a full date.
pub(super) fn basis(when: Option<&When>) -> f32 {
    match when {
        None => 0.0,
        Some(when) => match when.basis {
            DateBasis::Publication => 1.0,
            _ if !when.own => 2.0,
            DateBasis::Relative => 3.0,
            DateBasis::Explicit => 4.0,
        },
    }
}
