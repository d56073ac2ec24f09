//! Time expressions of the news, as intervals of days.

use std::ops::Range;

use chrono::NaiveDate;

use crate::article::Lang;
use crate::text::Document;

/// A time expression found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeMention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// How it relates to what is told.
    pub role: Role,
}

/// How the time relates to what is told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It happened then.
    On,
    /// It began then.
    Since,
    /// It ended then.
    Until,
    /// Before.
    Before,
    /// After.
    After,
    /// So long.
    During,
}

/// Where the days come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// A date in the text.
    Explicit,
    /// Reckoned.
    Relative,
}

/// Past or future.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// Past.
    Past,
    /// Future.
    Future,
}

/// What days are reckoned from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// Publication.
    pub published: Option<NaiveDate>,
    /// The event told before.
    pub previous: Option<(NaiveDate, NaiveDate)>,
    /// Tense.
    pub tense: Tense,
}

/// Days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// First.
    pub start: NaiveDate,
    /// Last.
    pub end: NaiveDate,
    /// Basis.
    pub basis: Basis,
}

impl TimeMention {
    /// True for a time.
    #[must_use]
    pub fn is_date(&self) -> bool {
        true
    }

    /// Its days.
    #[must_use]
    pub fn resolve(&self, anchor: &Anchor) -> Option<Resolved> {
        let day = anchor.published?;
        Some(Resolved { start: day, end: day, basis: Basis::Relative })
    }
}

/// Finds time expressions: none yet.
pub fn find(_doc: &Document, _tokens: Range<usize>, _lang: Lang, _out: &mut Vec<TimeMention>) {}
