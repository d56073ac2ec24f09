//! `metadata.json`: what the map says of itself, and which files are its own.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ExportError, Folder, Map, json};
use crate::control::Limits;
use crate::layers::{CAVEATS, Outlet, Reason, Window, off_map};

/// The file's name.
pub(super) const NAME: &str = "metadata.json";

/// Who made the files.
pub(super) const GENERATOR: &str = concat!("dateline ", env!("CARGO_PKG_VERSION"));

/// Bytes of a `metadata.json` that are read to learn which files are ours: ours are far smaller.
const READ_AT_MOST: u64 = 64 << 20;

#[derive(Serialize)]
struct Metadata<'a> {
    title: &'a str,
    generator: &'static str,
    version: &'static str,
    region: &'a str,
    /// The day whose situation the last frame shows.
    as_of: Option<NaiveDate>,
    /// The cut-off: what still holds ends here in the files.
    data_to: Option<NaiveDate>,
    /// The days asked for: `dateline explain` and `dateline diff` read them.
    window: Window,
    /// How fast evidence grew old and how far it reached: they read these, too.
    limits: Limits,
    stamp: String,
    counts: BTreeMap<&'static str, usize>,
    sources: &'a [Outlet],
    caveats: [&'static str; CAVEATS.len()],
    licences: &'a [String],
    files: Vec<&'a str>,
}

pub(super) fn write(map: &Map<'_>, folder: &mut Folder) -> Result<(), ExportError> {
    let written = folder.written().to_vec();
    let mut files: Vec<&str> = written.iter().map(|w| w.name.as_str()).chain([NAME]).collect();
    files.sort_unstable();
    let metadata = Metadata {
        title: &map.meta.title,
        generator: GENERATOR,
        version: env!("CARGO_PKG_VERSION"),
        region: &map.meta.region,
        as_of: map.meta.as_of,
        data_to: map.meta.data_to,
        window: map.meta.window,
        limits: map.meta.limits,
        stamp: map.meta.stamp(),
        counts: counts(map),
        sources: &map.meta.outlets,
        caveats: CAVEATS,
        licences: &map.meta.licences,
        files,
    };
    folder.file(NAME, None, |to| {
        json::write_pretty(&mut *to, &metadata)?;
        to.write_all(b"\n")
    })
}

fn counts(map: &Map<'_>) -> BTreeMap<&'static str, usize> {
    let off = off_map(map.events);
    let reasons = |reason| off.iter().filter(|o| o.reason == reason).count();
    let mut counts = BTreeMap::from([
        ("articles", map.meta.articles),
        ("reports", map.events.iter().map(|e| e.reports.len()).sum()),
        ("events_found", map.events.len()),
        ("events_without_position", reasons(Reason::NoPosition)),
        ("events_without_date", reasons(Reason::NoDate)),
        ("events_without_position_and_date", reasons(Reason::NoPositionNoDate)),
        ("unplaced_names", map.unplaced.len()),
    ]);
    counts.extend(map.layers.iter().map(|layer| (layer.name, layer.rows.len())));
    counts
}

/// How a map was asked for: what reads the map again has to know.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapSettings {
    /// Name of the region's folder.
    pub region: String,
    /// The days asked for.
    pub window: Window,
    /// How fast evidence grew old and how far it reached.
    pub limits: Limits,
}

/// How the map in a folder was asked for; `None` when the folder has no `metadata.json` of ours.
#[must_use]
pub fn settings_of(folder: &Path) -> Option<MapSettings> {
    #[derive(Deserialize)]
    struct Ours {
        generator: String,
        region: String,
        #[serde(default)]
        window: Window,
        #[serde(default)]
        limits: Limits,
    }
    let file = File::open(folder.join(NAME)).ok()?;
    let ours: Ours = serde_json::from_reader(std::io::Read::take(file, READ_AT_MOST)).ok()?;
    let settings = MapSettings { region: ours.region, window: ours.window, limits: ours.limits };
    ours.generator.starts_with("dateline ").then_some(settings)
}

/// The files that a `metadata.json` of ours names; `None` if the file is not there or not ours.
pub(super) fn files_of(path: &Path) -> Option<Vec<String>> {
    #[derive(Deserialize)]
    struct Ours {
        generator: String,
        files: Vec<String>,
    }
    let file = File::open(path).ok()?;
    let ours: Ours = serde_json::from_reader(std::io::Read::take(file, READ_AT_MOST)).ok()?;
    ours.generator.starts_with("dateline ").then_some(ours.files)
}
