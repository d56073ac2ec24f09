//! What a map says of itself: its stamp, sources and caveats.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::control::Limits;
use crate::events::Event;

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

/// The days that a map was asked for, as given; `None` where the user left it open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Use only what was published by this day.
    pub as_of: Option<NaiveDate>,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
}

impl Window {
    /// True when some day of the event is among the days asked for; an event without any day where none were.
    #[must_use]
    pub fn shows(&self, event: &Event) -> bool {
        self.from.is_none_or(|from| event.end.is_some_and(|end| end >= from))
            && self.to.is_none_or(|to| event.start.is_some_and(|start| start <= to))
    }
}

/// What the map is about and made from.
#[derive(Debug, Clone, PartialEq)]
pub struct MapMeta {
    /// Title of the map.
    pub title: String,
    /// Name of the region's folder.
    pub region: String,
    /// The day whose situation the map's last frame shows; `None` when nothing has a date.
    pub as_of: Option<NaiveDate>,
    /// The cut-off: the newest day that the articles tell of. What still holds ends here; `None` when nothing has a
    /// date.
    pub data_to: Option<NaiveDate>,
    /// The days that the map was asked for.
    pub window: Window,
    /// How fast evidence grew old and how far it reached.
    pub limits: Limits,
    /// How many articles were read.
    pub articles: usize,
    /// Who published them, most articles first.
    pub outlets: Vec<Outlet>,
    /// Licences of the region's tables, one sentence each.
    pub licences: Vec<String>,
}

impl MapMeta {
    /// 'Situation as of 2024-02-07, data to 2024-02-07', or that nothing has a date.
    #[must_use]
    pub fn stamp(&self) -> String {
        match (self.as_of, self.data_to) {
            (Some(as_of), Some(data_to)) => format!("Situation as of {as_of}, data to {data_to}"),
            (Some(as_of), None) => format!("Situation as of {as_of}, nothing dated"),
            (None, _) => "Nothing dated".to_owned(),
        }
    }

    /// A layer's description: what it is, the stamp, and the caveats.
    pub(super) fn describe(&self, what: &str) -> String {
        format!("{what} {}. {}", self.stamp(), CAVEATS.join(" "))
    }
}
