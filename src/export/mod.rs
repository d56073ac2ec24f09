//! Layers as files: one format, one file of code.
//!
//! [`write_map`] writes a whole map folder. Each format is an [`Exporter`] that reads the [`Layer`] tables and nothing
//! of what made them; `reports.jsonl`, `unplaced.csv` and `metadata.json` are written whatever the formats.
//!
//! Invariant: nothing here reads a clock, an environment variable or a hash map's order: same map, same bytes.

mod csv;
mod error;
mod folder;
mod format;
mod geojson;
mod gpkg;
mod json;
mod lines;
mod metadata;
pub mod page;
mod qgis;
mod reports;
#[cfg(test)]
mod tests;
mod unplaced;

pub use error::ExportError;
pub use folder::Folder;
pub use format::{Exporter, Format, UnknownFormat};
pub use json::to_inert_json;
pub use metadata::{MapSettings, settings_of};
pub use unplaced::UnplacedName;

pub use crate::reports::{protect, unprotect};

use std::path::Path;

use crate::control::{Shift, write_stats};
use crate::events::Event;
use crate::layers::{Layer, MapMeta};
use crate::region::Region;

/// All that a map folder is written from.
#[derive(Debug, Clone, Copy)]
pub struct Map<'a> {
    /// The layers, topmost first; empty ones are not written.
    pub layers: &'a [Layer],
    /// The events of the days shown with all their reports, also those that stand in no layer.
    pub events: &'a [Event],
    /// All events, also those outside the days shown: holders rest on their reports too.
    pub evidence: &'a [Event],
    /// Names that look like places and are in no table.
    pub unplaced: &'a [UnplacedName],
    /// Colours, sides, places and land.
    pub region: &'a Region,
    /// What the map says of itself.
    pub meta: &'a MapMeta,
    /// Address of map tiles for the page, as [`page::tile_host`] takes it; none by default: the page then needs no
    /// network.
    pub tiles: Option<&'a str>,
    /// Gains and losses of land, for `stats.csv`; without any the file is not written.
    pub shifts: &'a [Shift],
}

impl<'a> Map<'a> {
    /// The layers that have a feature.
    pub fn filled(&self) -> impl Iterator<Item = &'a Layer> + use<'a> {
        self.layers.iter().filter(|layer| !layer.rows.is_empty())
    }
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its name within the folder.
    pub name: String,
    /// How many features, rows or lines it holds, where that can be said.
    pub items: Option<usize>,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Writes the map folder `out` in the formats given, whole or not at all: everything is written to a temporary folder
/// beside `out` first, and what stood in `out` stays until the new folder is whole. Files in `out` that Dateline did
/// not write are kept.
///
/// # Errors
///
/// When `out` cannot be written or must not be replaced; the message names the path and says what to do. What stood
/// in `out` is then unchanged.
pub fn write_map(out: &Path, map: &Map<'_>, formats: &[Format]) -> Result<Vec<Written>, ExportError> {
    let formats = Format::in_order(formats);
    let mut folder = Folder::beside(out)?;
    for format in &formats {
        format.exporter().write(map, &formats, &mut folder)?;
    }
    reports::write(map, &mut folder)?;
    unplaced::write(map, &mut folder)?;
    if !map.shifts.is_empty() {
        folder.file("stats.csv", Some(map.shifts.len()), |to| write_stats(to, map.shifts))?;
    }
    metadata::write(map, &mut folder)?;
    folder.put_in_place()
}
