//! What the user can set about control.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How control is read.
#[derive(Debug, Clone, PartialEq)]
pub struct ControlOptions {
    /// Use only what was published by this day: the map as it was known then. It is also the cut-off day unless
    /// `to` says otherwise.
    pub as_of: Option<NaiveDate>,
    /// Tell nothing of the days before this one.
    pub from: Option<NaiveDate>,
    /// The cut-off day. By default `as_of`, else the newest publication day.
    pub to: Option<NaiveDate>,
    /// How fast evidence grows old and how far it reaches.
    pub limits: Limits,
    /// Probability from which a holder is named.
    pub threshold: f64,
}

impl Default for ControlOptions {
    fn default() -> Self {
        Self { as_of: None, from: None, to: None, limits: Limits::default(), threshold: 0.5 }
    }
}

/// How fast evidence grows old and how far it reaches: a map's `metadata.json` carries them, so that what reads the map
/// again argues alike.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// How far in km over land a well supported town's holder is drawn. Villages, camps and posts get half, claims
    /// less (see `reach`). 10 km is what hand-drawn maps of this kind call their error.
    pub reach_km: f64,
    /// Days after which half of the belief in a holder is gone when nothing more is heard.
    pub half_life_days: f64,
    /// Days without news after which a holding is `stale`.
    pub stale_days: u32,
    /// Distance in km between a front and the evidence on either side beyond which the front is `stale`.
    pub stale_km: f64,
    /// Days for which a place stays contested after the last fight there.
    pub contested_days: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { reach_km: 10.0, half_life_days: 365.0, stale_days: 60, stale_km: 15.0, contested_days: 3 }
    }
}
