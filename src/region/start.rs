//! Who held what before the first article: rows of `start.csv`.

use chrono::NaiveDate;

/// A place that was in somebody's hands before the articles begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// A place of the region.
    pub place_id: String,
    /// An actor of the region.
    pub holder: String,
    /// From which day.
    pub from: NaiveDate,
    /// Where this is stated.
    pub source: String,
}
