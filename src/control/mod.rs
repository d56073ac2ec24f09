//! Who holds which place when, the areas of influence and the front between them.
//!
//! Control is argued, not painted. Each report argues for or against a holder at one place (`evidence`); a filter
//! over days weighs the arguments (`timeline`); land is divided among the places that somebody holds (`space`).
//!
//! Invariant: nothing is painted that nobody reported. A holder's probability is zero until a report (or the start
//! table) puts the holder there, and it fades with the age of the evidence into 'unknown'.

mod atlas;
mod evidence;
#[cfg(test)]
mod evidence_tests;
mod figures;
#[cfg(test)]
mod geometry_tests;
mod label;
mod ledger;
mod options;
mod parties;
mod reach;
mod read;
mod space;
mod spans;
mod stats;
#[cfg(test)]
pub(crate) mod testing;
mod timeline;
mod types;
#[cfg(test)]
mod war_tests;
mod why;

pub use evidence::{Argument, Evidence, RULES, Rule, Who};
pub use options::{ControlOptions, Limits};
pub use read::read;
pub use stats::{Balance, balances, write_stats};
pub use types::{Area, Control, Front, Holding, Shift, Status};
pub use why::{Reason, Why, why};
