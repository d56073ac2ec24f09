//! Time expressions of the news, as intervals of days.
//!
//! [`find`] reads the expressions of a sentence ('on Tuesday', 'depuis octobre', 'between 9 and 16 August') without asking
//! when it was written; [`TimeMention::resolve`] turns one into days, reckoned from an [`Anchor`]: the day of the news and
//! what was told before. Words and forms of both languages are data (`[dates]` in `lexicon/*.toml`).
//!
//! Invariant: no wall clock. What cannot be reckoned from the anchor is `None`.

mod build;
mod builtin;
mod choose;
mod days;
mod expr;
mod find;
mod grammar;
mod guard;
mod lexicon;
mod narrative;
mod pattern;
#[cfg(test)]
mod proptests;
mod resolve;
mod slot;
mod tense;
#[cfg(test)]
mod tests;
mod timex;
pub mod wikiwars;

pub use expr::{Count, DateParts, Edge, Expr, From, Role, TimeMention, Unit};
pub use find::{TimeReader, find};
pub use lexicon::DatesError;
pub use narrative::resolve_narrative;
pub use resolve::{Anchor, Basis, Contradiction, Precision, Resolved, Tense};
pub use tense::tense;
