//! Events, control and fronts as tables with one geometry a row: what every file format writes.
//!
//! Nothing here knows a file format; nothing in `export/` knows what an event is. The columns are those of the output
//! contract (`docs/files.md` tells them to users), in its order.
//!
//! Invariant: every row of a layer has a first and a last day. An event whose days nobody tells stands in no layer:
//! one empty `start` makes QGIS read the whole column as text and the slider loses the layer. Such events are listed
//! by [`off_map`], with those whose position nobody knows, and counted in the metadata.

mod areas;
mod base;
mod cells;
mod common;
mod events;
mod fronts;
mod meta;
mod off_map;
mod places;
mod precision;
#[cfg(test)]
pub(crate) mod sample;
mod shape;
mod symbol;
mod table;
#[cfg(test)]
mod tests;
mod wording;

pub use base::base;
pub use meta::{CAVEATS, MapMeta, Outlet, SHORT_CAVEAT, Window};
pub use off_map::{OffMap, Reason, off_map};
pub use symbol::{CONTESTED, Marker, Symbol, UNKNOWN};
pub use table::{Column, ColumnType, Layer, Row, Shape, Value};
pub use wording::{label as code_label, one_line};

use crate::control::{Area, Front, Holding};
use crate::events::Event;
use crate::region::Region;

/// What the stations before found: all that is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// What happened, in the days shown.
    pub events: &'a [Event],
    /// All events, also those outside the days shown: holders rest on their reports too.
    pub evidence: &'a [Event],
    /// Who holds which place when.
    pub holdings: &'a [Holding],
    /// Land under somebody's influence.
    pub areas: &'a [Area],
    /// Lines between areas.
    pub fronts: &'a [Front],
}

/// The layers of a map, topmost first: `events`, `places`, `frontlines`, `control`. A layer may be empty.
#[must_use]
pub fn build(situation: &Situation<'_>, region: &Region, meta: &MapMeta) -> Vec<Layer> {
    let sources = common::SourceIndex::new(situation.evidence);
    vec![
        events::layer(situation.events, region, meta),
        places::layer(situation.holdings, region, &sources, meta),
        fronts::layer(situation.fronts, region, &sources, meta),
        areas::layer(situation.areas, region, &sources, meta),
    ]
}
