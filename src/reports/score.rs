//! How sure a candidate is: a linear model over what is known of it.
//!
//! Weights are fitted by `scripts/train-score.py` (logistic regression on annotated articles) and embedded from
//! `lexicon/score.toml`; without any of it the rules still run, only less well ranked.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::DateBasis;
use super::candidate::Candidate;
use super::context::Context;
use super::site::Found;
use crate::lexicon::Grammar;
use crate::text::{Join, TokenKind};

/// Weights by the name of a feature.
static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| toml::from_str(include_str!("../../lexicon/score.toml")).unwrap_or_default());

/// The model: log-odds are the sum of the weights of what holds.
#[derive(Debug, Default, serde::Deserialize)]
struct Weights {
    /// A candidate below this probability makes no report.
    threshold: f64,
    weights: BTreeMap<String, f64>,
}

/// Candidates below this probability make no report.
pub(super) fn threshold() -> f64 {
    WEIGHTS.threshold
}

/// The probability that a candidate's place, days and kind are right.
pub(super) fn probability(features: &[(&str, f64)]) -> f64 {
    let odds: f64 =
        features.iter().map(|(name, value)| value * WEIGHTS.weights.get(*name).copied().unwrap_or(0.0)).sum();
    1.0 / (1.0 + (-odds).exp())
}

impl Context<'_> {
    /// What is known of a candidate, as named numbers of about unit size.
    pub(super) fn features(&self, c: &Candidate) -> Vec<(&'static str, f64)> {
        let yes = |b: bool| if b { 1.0 } else { 0.0 };
        let resolved = &self.resolved[c.place];
        let mut out = vec![
            ("bias", 1.0),
            (c.code.as_str(), 1.0),
            (FOUND[c.found.index()], 1.0),
            ("distance", (c.distance.min(30) as f64) / 10.0),
            ("weak", yes(c.weak)),
            ("verb", yes(c.reading.verb)),
            ("passive", yes(c.reading.passive)),
            ("infinitive", yes(c.reading.infinitive)),
            ("agent", yes(!c.actors.is_empty())),
            ("target", yes(!c.against.is_empty())),
            ("toll", yes(c.toll.is_some())),
            ("area", yes(resolved.kind.is_area())),
            ("unknown_place", yes(resolved.place.is_none())),
            ("place_probability", resolved.probability),
            ("listed", yes(c.listed > 1)),
            ("repeats", (1.0 + c.repeats as f64).ln()),
            ("headline", yes(c.sentence < self.body)),
            ("lede", yes(c.sentence == self.body)),
            ("late", ((c.sentence.saturating_sub(self.body)).min(20) as f64) / 10.0),
            ("not_war", yes(c.not_war)),
            ("summed", yes(c.saying.summed)),
            ("repulsed", yes(c.saying.repulsed)),
            ("subordinate", yes(self.is_subordinate(c))),
            ("quoted", yes(self.is_quoted(c))),
            ("nth", self.nth(c)),
            ("named_agent", yes(c.reading.agents.iter().any(|&i| self.actors[i].actor.is_some()))),
            ("salience", self.salience(c)),
            ("many_dead", yes(c.toll.is_some_and(|t| t[1] >= 500))),
            ("long", ((self.sentence(c.sentence).len()) as f64 / 40.0).min(2.0)),
            ("compound", yes(self.is_compound(c))),
            (GROUP[c.code.group() as usize], yes(c.found <= Found::Before)),
            (GROUP_FAR[c.code.group() as usize], yes(c.found >= Found::Last)),
            ("noun_far", yes(!c.reading.verb && c.found >= Found::Sentence)),
            (c.saying.modality.as_str(), 1.0),
            (basis_name(c), 1.0),
        ];
        out.retain(|(_, value)| *value != 0.0);
        out
    }
}

impl Context<'_> {
    /// True when the words only give the background of something else: 'amid fighting', 'after clashes'.
    fn is_subordinate(&self, c: &Candidate) -> bool {
        let before = c.hit.start.saturating_sub(4)..c.hit.start;
        self.grammar_in(&before).any(|h| matches!(h.tag, Grammar::Clause | Grammar::By))
    }

    /// True when the words stand between quotation marks.
    fn is_quoted(&self, c: &Candidate) -> bool {
        let sentence = self.sentence(c.sentence);
        let marks = (sentence.start..c.hit.start).filter(|&i| matches!(self.doc.word(i), "\"" | "“" | "”" | "«" | "»"));
        marks.count() % 2 == 1
    }

    /// How many triggers stand before this one in its sentence, up to four.
    fn nth(&self, c: &Candidate) -> f64 {
        let sentence = self.sentence(c.sentence);
        let before = self.scan.triggers.iter().filter(|t| t.start >= sentence.start && t.start < c.hit.start);
        before.count().min(4) as f64 / 2.0
    }

    /// How often the article names the place, as a logarithm.
    fn salience(&self, c: &Candidate) -> f64 {
        let times = (0..self.places.len()).filter(|&i| self.same_place(i, c.place)).count();
        (times.max(1) as f64).ln()
    }

    /// True when a noun follows at once: 'attack helicopters', 'bomb squad'.
    fn is_compound(&self, c: &Candidate) -> bool {
        let next = c.hit.end;
        !c.reading.verb
            && self.doc.tokens.get(next).is_some_and(|t| t.kind == TokenKind::Word && t.join == Join::Space)
            && !self.scan.grammar.iter().any(|h| h.start == next)
            && !self.scan.cues.iter().any(|h| h.start == next)
            && !self.scan.triggers.iter().any(|h| h.start == next)
            && !self.places.iter().any(|p| p.span.start == next)
    }
}

/// Names for a place in the trigger's clause, by group of codes in the order of [`super::Group`].
const GROUP: [&str; 8] = [
    "near_fighting",
    "near_territory",
    "near_violence",
    "near_arrest",
    "near_unrest",
    "near_talks",
    "near_relief",
    "near_other",
];

/// Names for a place named elsewhere, by group.
const GROUP_FAR: [&str; 8] = [
    "far_fighting",
    "far_territory",
    "far_violence",
    "far_arrest",
    "far_unrest",
    "far_talks",
    "far_relief",
    "far_other",
];

/// Names of [`super::site::Found`], in its order.
const FOUND: [&str; 7] =
    ["place_object", "place_behind", "place_before", "place_sentence", "place_here", "place_last", "place_headline"];

fn basis_name(c: &Candidate) -> &'static str {
    match &c.when {
        None => "no_date",
        Some(when) if !when.own && when.basis != DateBasis::Publication => "date_inherited",
        Some(when) => match when.basis {
            DateBasis::Explicit => "date_explicit",
            DateBasis::Relative => "date_relative",
            DateBasis::Publication => "date_publication",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_weights_are_read() {
        let weights: Weights = toml::from_str(include_str!("../../lexicon/score.toml")).unwrap();
        assert!(weights.threshold > 0.0 && weights.threshold < 1.0 && weights.weights.contains_key("bias"));
    }
}
