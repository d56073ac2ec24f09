//! The formats a map can be written in, and which code writes each.

use std::str::FromStr;

use super::{ExportError, Folder, Map, csv, geojson, gpkg, lines, page, qgis};

/// Writes one format of a map.
pub trait Exporter {
    /// Writes the format's files into the folder. `formats` are all that are written, this one among them, in the
    /// order of [`Format::ALL`].
    ///
    /// # Errors
    ///
    /// When a file cannot be written.
    fn write(&self, map: &Map<'_>, formats: &[Format], folder: &mut Folder) -> Result<(), ExportError>;
}

/// A format that `--formats` chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// A GeoJSON file for each layer.
    GeoJson,
    /// `events.csv`.
    Csv,
    /// QGIS styles and project.
    Qgis,
    /// `map.gpkg`.
    GeoPackage,
    /// `index.html`, the map page.
    Page,
    /// Newline-delimited GeoJSON.
    GeoJsonL,
    /// GeoJSON text sequences (RFC 8142).
    GeoJsonS,
}

impl Format {
    /// All formats, in the order they are written.
    pub const ALL: [Format; 7] = [
        Format::GeoJson,
        Format::Csv,
        Format::Qgis,
        Format::GeoPackage,
        Format::Page,
        Format::GeoJsonL,
        Format::GeoJsonS,
    ];

    /// What is written when nothing is asked for.
    pub const DEFAULT: [Format; 5] = [Format::GeoJson, Format::Csv, Format::Qgis, Format::GeoPackage, Format::Page];

    /// The word on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Format::GeoJson => "geojson",
            Format::Csv => "csv",
            Format::Qgis => "qgis",
            Format::GeoPackage => "gpkg",
            Format::GeoJsonL => "geojsonl",
            Format::GeoJsonS => "geojsons",
            Format::Page => "page",
        }
    }

    /// Who writes it.
    #[must_use]
    pub fn exporter(self) -> &'static dyn Exporter {
        match self {
            Format::GeoJson => &geojson::GeoJson,
            Format::Csv => &csv::EventsCsv,
            Format::Qgis => &qgis::Qgis,
            Format::GeoPackage => &gpkg::GeoPackage,
            Format::GeoJsonL => &lines::GEOJSONL,
            Format::GeoJsonS => &lines::GEOJSONS,
            Format::Page => &page::Page,
        }
    }

    /// Each of the formats once, in the order of [`Format::ALL`].
    pub(super) fn in_order(formats: &[Format]) -> Vec<Format> {
        Self::ALL.into_iter().filter(|f| formats.contains(f)).collect()
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A word that names no format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no format; there are: {list}", list = Format::ALL.map(Format::as_str).join(", "))]
pub struct UnknownFormat(pub String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, UnknownFormat> {
        let word = word.trim();
        Self::ALL
            .into_iter()
            .find(|f| f.as_str().eq_ignore_ascii_case(word))
            .ok_or_else(|| UnknownFormat(word.to_string()))
    }
}
