//! Why an article was read as it was: every mention, and for each report the words that gave each field.

use std::ops::Range;

use super::candidate::Candidate;
use super::context::Context;
use super::site::Found;
use super::{DateBasis, Reading};
use crate::dates::{Anchor, Tense};

/// What a stretch of text was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// A place.
    Place,
    /// A time.
    Time,
    /// Somebody who takes part.
    Actor,
    /// Words that may tell of an event.
    Trigger,
}

/// A marked stretch of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Where it stands in the article, in bytes.
    pub bytes: Range<usize>,
    /// What it is.
    pub kind: MarkKind,
    /// What was made of it.
    pub note: String,
}

/// How an article was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Explanation {
    /// Its reports and what was dropped.
    pub reading: Reading,
    /// For each report, in the same order: which words gave which field.
    pub why: Vec<Vec<String>>,
    /// Every mention, in the order of the text.
    pub marks: Vec<Mark>,
}

impl Context<'_> {
    /// Every mention with what was made of it.
    pub(super) fn marks(&self) -> Vec<Mark> {
        let mut out = Vec::new();
        for (place, resolved) in self.places.iter().zip(self.resolved) {
            let reasons: Vec<String> = resolved.reasons.iter().map(ToString::to_string).collect();
            let note = match (&resolved.place_id, place.role.is_place()) {
                (_, false) => format!("no place here ({:?})", place.role),
                (Some(id), _) => format!("{id} ({}; {:.2})", reasons.join(", "), resolved.probability),
                (None, _) => format!("{}, in no table", resolved.kind.name()),
            };
            out.push(Mark { bytes: self.doc.bytes(place.tokens.clone()), kind: MarkKind::Place, note });
        }
        let published = self.article.published.map(|p| p.date);
        for time in self.times.all().filter(|t| t.is_date()) {
            let anchor = Anchor { published, previous: None, tense: Tense::Past };
            let note =
                time.resolve(&anchor).map_or_else(|| "unknown".to_owned(), |r| format!("{} to {}", r.start, r.end));
            out.push(Mark { bytes: self.doc.bytes(time.tokens.clone()), kind: MarkKind::Time, note });
        }
        for actor in &self.actors {
            let bytes = self.doc.bytes(actor.tokens.clone());
            out.push(Mark { bytes, kind: MarkKind::Actor, note: actor.name.clone() });
        }
        for hit in &self.scan.triggers {
            let bytes = self.doc.bytes(hit.start..hit.end);
            out.push(Mark { bytes, kind: MarkKind::Trigger, note: String::new() });
        }
        out.sort_by_key(|m| (m.bytes.start, m.bytes.end, m.kind));
        out
    }

    /// Which words gave which field of a candidate's report.
    pub(super) fn why(&self, c: &Candidate) -> Vec<String> {
        let place = &self.places[c.place];
        let name = self.doc.slice(place.span.clone());
        let found = match c.found {
            Found::Object => "what the words are about",
            Found::Behind => "named behind them in the clause",
            Found::Before => "named before them in the clause",
            Found::Sentence => "named in the sentence",
            Found::Here => "the sentence points back to it",
            Found::Last => "the place last told of",
            Found::Headline => "the headline's place",
        };
        let how = match (c.reading.verb, c.reading.passive) {
            (true, true) => "passive verb",
            (true, false) => "active verb",
            (false, _) => "noun",
        };
        let days = match &c.when {
            None => "days: unknown; no publication date and no full date in the text".to_owned(),
            Some(w) if w.basis == DateBasis::Publication => {
                "days: no words for them; the day of publication".to_owned()
            }
            Some(w) if w.own => format!("days: '{}'", self.doc.slice(w.tokens.clone())),
            Some(w) => format!("days: as told just before, '{}'", self.doc.slice(w.tokens.clone())),
        };
        let mut out = vec![
            format!("kind: '{}' ({how})", self.doc.slice(c.hit.start..c.hit.end)),
            format!("place: '{name}' ({found})"),
            days,
        ];
        let names = |list: &[usize]| {
            list.iter()
                .map(|&i| format!("'{}'", self.doc.slice(self.actors[i].tokens.clone())))
                .collect::<Vec<_>>()
                .join(", ")
        };
        if !c.reading.agents.is_empty() || !c.reading.targets.is_empty() {
            out.push(format!("who: {} against {}", names(&c.reading.agents), names(&c.reading.targets)));
        }
        if let Some(speaker) = c.saying.speaker {
            out.push(format!("says so: '{}'", self.doc.slice(self.actors[speaker].tokens.clone())));
        }
        if c.repeats > 0 {
            out.push(format!("told {} times in the article", c.repeats + 1));
        }
        out
    }
}
