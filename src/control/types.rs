//! What control is told in: holdings of places, areas of influence, fronts.

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

/// Land that came to and went from one holder on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    /// The first day of the new situation.
    pub day: NaiveDate,
    /// Actor id of the holder.
    pub holder: String,
    /// Land that is newly the holder's, km².
    pub gained_km2: f64,
    /// Land that no longer is, km².
    pub lost_km2: f64,
    /// Land held on that day, all in all, km².
    pub held_km2: f64,
}

/// Who holds what: everything that control says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Control {
    /// The cut-off day: what is still true then is `ongoing`. `None` when there was no dated evidence.
    pub cut_off: Option<NaiveDate>,
    /// Places by interval, in order of place and first day.
    pub holdings: Vec<Holding>,
    /// Areas of influence by interval, in order of first day and id.
    pub areas: Vec<Area>,
    /// Lines between areas by interval, in order of first day and id.
    pub fronts: Vec<Front>,
    /// Gains and losses of land by day and holder.
    pub shifts: Vec<Shift>,
}
