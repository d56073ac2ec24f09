//! A trigger with its place, days, parties and the way it is said: what may become a report.

use std::ops::Range;
use std::rc::Rc;

use chrono::NaiveDate;

use super::modality::Saying;
use super::reading::Reading;
use super::site::Found;
use super::toll::Toll;
use super::{Code, DateBasis};
use crate::lexicon::TriggerHit;

/// Days of an event, and where they come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct When {
    pub start: NaiveDate,
    pub end: NaiveDate,
    pub basis: DateBasis,
    /// Tokens of the words; empty for the publication date.
    pub tokens: Range<usize>,
    /// True when the words stand in the event's own sentence.
    pub own: bool,
    /// True when it happened on one of these days, of which only the first is told: "since they set out in May".
    pub span: bool,
}

impl When {
    /// True when both are the same days, wherever they come from.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}

/// What may become a report. Those of one trigger share what it tells wherever and whenever it was.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub hit: Rc<TriggerHit>,
    pub sentence: usize,
    pub reading: Rc<Reading>,
    pub code: Code,
    pub weak: bool,
    /// Number of the place mention.
    pub place: usize,
    pub found: Found,
    /// Probability that the event is at this place.
    pub link: f32,
    /// Probability that it is on these days, if it is there.
    pub dated: f32,
    pub distance: usize,
    /// How many places the list names.
    pub listed: usize,
    pub when: Option<When>,
    pub saying: Saying,
    pub toll: Option<Toll>,
    /// Names of those who did it.
    pub actors: Rc<Vec<String>>,
    /// Names of the other side.
    pub against: Rc<Vec<String>>,
    /// How many other triggers tell of it.
    pub repeats: usize,
    /// Sentences of the article that are no war's.
    pub not_war: bool,
    /// True when it only adds to what was told before ('the attack was blamed on …') and is nothing by itself.
    pub adds: bool,
    /// Probability that it is right, 0 to 1.
    pub confidence: f64,
}

impl Candidate {
    /// Probability that the event is at this place on these days.
    pub(super) fn weight(&self) -> f32 {
        self.link * self.dated
    }
}
