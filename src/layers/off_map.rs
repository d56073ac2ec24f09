//! Which events can stand on a map with time, and which cannot and why.

use chrono::{Datelike, NaiveDate};
use geo::Geometry;

use super::shape;
use crate::events::Event;
use crate::reports::Report;

/// Why an event stands in no layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Nobody knows where.
    NoPosition,
    /// Nobody tells when.
    NoDate,
    /// Neither.
    NoPositionNoDate,
}

impl Reason {
    /// The words that `unplaced.csv` carries.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoPosition => "no position",
            Self::NoDate => "no date",
            Self::NoPositionNoDate => "no position, no date",
        }
    }
}

/// An event that stands in no layer.
#[derive(Debug, Clone, Copy)]
pub struct OffMap<'a> {
    /// The event.
    pub event: &'a Event,
    /// Why.
    pub reason: Reason,
}

/// The events that stand in no layer, in the order given.
#[must_use]
pub fn off_map(events: &[Event]) -> Vec<OffMap<'_>> {
    events.iter().filter_map(|event| Mapped::of(event).err().map(|reason| OffMap { event, reason })).collect()
}

/// What an event needs to stand on the map.
pub(super) struct Mapped<'a> {
    /// The report whose place and quote stand for the event.
    pub(super) report: &'a Report,
    pub(super) start: NaiveDate,
    pub(super) end: NaiveDate,
    pub(super) point: Geometry<f64>,
}

impl<'a> Mapped<'a> {
    pub(super) fn of(event: &'a Event) -> Result<Self, Reason> {
        let report = event.reports.first();
        let point = report.and_then(|r| shape::point(r.lat, r.lon));
        // One end of the interval alone is that day.
        let bounds = event.start.or(event.end).zip(event.end.or(event.start)).filter(|(a, b)| in_reach(*a, *b));
        match (report, point, bounds) {
            (Some(report), Some(point), Some((start, end))) => Ok(Self { report, start, end, point }),
            (_, Some(_), _) => Err(Reason::NoDate),
            (_, None, Some(_)) => Err(Reason::NoPosition),
            (_, None, None) => Err(Reason::NoPositionNoDate),
        }
    }
}

/// True for an interval in years of four digits: the form that all readers of dates know.
fn in_reach(start: NaiveDate, end: NaiveDate) -> bool {
    start <= end && (1000..=9999).contains(&start.year()) && (1000..=9999).contains(&end.year())
}
