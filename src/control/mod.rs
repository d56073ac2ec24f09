//! Who holds which place when, the areas of influence and the front between them.

use chrono::NaiveDate;
use geo::{MultiLineString, MultiPolygon};

/// How well a holding, an area or a front is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Neutral sources or the loser say so.
    Confirmed,
    /// Only the holder says so.
    Claimed,
    /// Fought over.
    Contested,
    /// The evidence is old.
    Stale,
}

/// A place in the hands of one side over some days.
#[derive(Debug, Clone, PartialEq)]
pub struct Holding {
    /// Row of the place table.
    pub place_id: String,
    /// Actor id of the holder; `None` = unknown (then contested, or nothing is said).
    pub holder: Option<String>,
    /// First day, inclusive.
    pub start: NaiveDate,
    /// Last day, inclusive.
    pub end: NaiveDate,
    /// `end` is only the cut-off day: still true then.
    pub ongoing: bool,
    /// How well supported.
    pub status: Status,
    /// Probability of the holder, mean over the days, 0 to 1.
    pub probability: f64,
    /// Ids of the reports that argue for it.
    pub reports: Vec<String>,
}

/// Land under one holder's influence over some days.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Stable id.
    pub id: String,
    /// Actor id of the holder.
    pub holder: String,
    /// First day, inclusive.
    pub start: NaiveDate,
    /// Last day, inclusive.
    pub end: NaiveDate,
    /// `end` is only the cut-off day.
    pub ongoing: bool,
    /// How well supported.
    pub status: Status,
    /// The land, WGS 84 degrees, RFC 7946 winding.
    pub shape: MultiPolygon<f64>,
    /// Geodesic area in km².
    pub area_km2: f64,
    /// Ids of the reports behind it.
    pub reports: Vec<String>,
}

/// The arc between two areas over some days.
#[derive(Debug, Clone, PartialEq)]
pub struct Front {
    /// Stable id.
    pub id: String,
    /// Holder to the left of the line's direction.
    pub left: String,
    /// Holder to the right.
    pub right: String,
    /// First day, inclusive.
    pub start: NaiveDate,
    /// Last day, inclusive.
    pub end: NaiveDate,
    /// `end` is only the cut-off day.
    pub ongoing: bool,
    /// How well supported.
    pub status: Status,
    /// The line, WGS 84 degrees.
    pub shape: MultiLineString<f64>,
    /// Geodesic length in km.
    pub length_km: f64,
    /// Day of the newest evidence on the left.
    pub newest_left: NaiveDate,
    /// Day of the newest evidence on the right.
    pub newest_right: NaiveDate,
    /// Distance in km from the line to the farthest place that supports it.
    pub farthest_evidence_km: f64,
    /// Number of independent sources.
    pub sources: usize,
    /// Ids of the reports behind it.
    pub reports: Vec<String>,
}
