//! What one article says happened: one report for each place, interval of days and kind of event.

mod report;
#[cfg(test)]
pub(crate) mod testing;

pub use crate::lexicon::{Code, Group};
pub use crate::places::Relation;
pub use report::{DateBasis, Modality, Report};
