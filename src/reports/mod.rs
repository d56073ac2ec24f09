//! What one article says happened: one report for each place, interval of days and kind of event.

mod anaphora;
mod candidate;
mod candidates;
mod clock;
mod complements;
mod context;
mod days;
mod decide;
mod explain;
mod id;
mod link;
mod make;
mod manner;
mod metonym;
mod modality;
mod models;
mod nouns;
mod numbers;
mod objects;
mod owners;
mod parties;
mod people;
mod pool;
mod read;
mod reading;
mod report;
mod rivals;
mod roles;
mod score;
mod sides;
mod sift;
mod site;
mod speaker;
mod subjects;
mod tables;
mod tale;
mod tell;
#[cfg(test)]
pub(crate) mod testing;
mod times;
mod toll;
mod trees;
mod voice;
#[cfg(test)]
mod when_tests;
mod who;
#[cfg(test)]
mod who_tests;

pub use crate::lexicon::{Code, Group};
pub use crate::places::Relation;
pub use explain::{Explanation, Mark, MarkKind};
pub use id::Hash;
pub use models::ModelError;
pub use read::{Dropped, Features, Named, Reader, ReaderError, Reading, Row};
pub use report::{DateBasis, Modality, Report};
pub use tables::{Table, TableError, is_table, protect, read_table, unlisted_places, unprotect};
pub use trees::TreesError;
