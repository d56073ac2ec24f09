//! What several reports of one happening amount to.

mod as_of;
mod by_hand;
mod correct;
mod corrections;
mod diff;
mod event;
mod join;
mod same;
mod sources;
mod weigh;

pub use crate::reports::Hash;
pub use as_of::known_by;
pub use by_hand::EVERYBODY;
pub use correct::{Applied, correct};
pub use corrections::{Action, CORRECTIONS, Correction, CorrectionError, read_corrections};
pub use diff::{Diff, diff};
pub use event::Event;
pub use join::join;
pub use sources::{count as count_sources, independent};
