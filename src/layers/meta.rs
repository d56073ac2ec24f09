//! What a map says of itself: its stamp, sources and caveats.

use chrono::NaiveDate;
use serde::Serialize;

/// What every reader of the map has to know; the files and the page show it.
pub const CAVEATS: [&str; 4] = [
    "Areas of influence are inferred from news reports: they show who is said to hold which place, not full control of the ground between.",
    "Lines and outlines are no better than the evidence beside them; nowhere are they exact to better than 10 km. Made for scales of 1:1,500,000 and smaller.",
    "What nobody reported is missing; land without evidence is left blank.",
    "Boundaries and names do not imply endorsement.",
];

/// The caveats in two sentences, to stand on the map itself.
pub const SHORT_CAVEAT: &str = "Areas and lines are inferred from news reports and exact to 10 km at best. Boundaries and names do not imply endorsement.";

/// A publisher among the sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outlet {
    /// Its name as the articles tell it; `None` where they do not.
    pub name: Option<String>,
    /// How many of the articles are its.
    pub articles: usize,
}

/// What the map is about and made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapMeta {
    /// Title of the map.
    pub title: String,
    /// Name of the region's folder.
    pub region: String,
    /// The day whose situation the map's last frame shows.
    pub as_of: NaiveDate,
    /// The cut-off: the newest day that the articles tell of. What still holds ends here.
    pub data_to: NaiveDate,
    /// How many articles were read.
    pub articles: usize,
    /// Who published them, most articles first.
    pub outlets: Vec<Outlet>,
    /// Licences of the region's tables, one sentence each.
    pub licences: Vec<String>,
}

impl MapMeta {
    /// 'Situation as of 2024-02-07, data to 2024-02-07'.
    #[must_use]
    pub fn stamp(&self) -> String {
        format!("Situation as of {}, data to {}", self.as_of, self.data_to)
    }

    /// A layer's description: what it is, the stamp, and the caveats.
    pub(super) fn describe(&self, what: &str) -> String {
        format!("{what} {}. {}", self.stamp(), CAVEATS.join(" "))
    }
}
