//! What one article says happened: one report for each place, interval of days and kind of event.

mod report;
#[cfg(test)]
pub(crate) mod testing;

pub use crate::lexicon::{Code, Group};
pub use report::{DateBasis, Modality, Relation, Report};
