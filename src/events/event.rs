//! An event: what several reports of one happening amount to.

use chrono::NaiveDate;

use crate::reports::{Code, Modality, Relation, Report};

/// One happening, with every report of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Stable id.
    pub id: String,
    /// What happened.
    pub code: Code,
    /// First day, inclusive.
    pub start: Option<NaiveDate>,
    /// Last day, inclusive.
    pub end: Option<NaiveDate>,
    /// How it is said, all reports weighed.
    pub modality: Modality,
    /// How the place relates to the event.
    pub relation: Relation,
    /// Who took part.
    pub actors: Vec<String>,
    /// The other side or the target.
    pub against: Vec<String>,
    /// Dead: lowest, best, highest figure.
    pub fatalities: Option<(u32, u32, u32)>,
    /// Probability that place, days and kind are right, 0 to 1.
    pub confidence: f64,
    /// Number of independent sources.
    pub sources: usize,
    /// The reports behind it: the best one, whose place and quote stand for the event, first.
    pub reports: Vec<Report>,
}

impl Event {
    /// The report whose place and quote stand for the event. An event always has one; `None` only for an
    /// `Event` built by hand without reports.
    pub fn best(&self) -> Option<&Report> {
        self.reports.first()
    }

    /// True when it is said to have happened: not denied, threatened, planned or supposed.
    pub fn happened(&self) -> bool {
        matches!(self.modality, Modality::Reported | Modality::Claimed)
    }
}
