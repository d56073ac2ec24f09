//! QGIS: a style beside each GeoJSON file, and a project that opens with everything set.
//!
//! The project stands on a base map of land, lakes and borders (`base.gpkg`), where the region has one.
//!
//! QGIS takes `events.qml` for `events.geojson` by itself, and with it the time settings: nothing has to be ticked.

mod project;
mod rules;
mod style;
mod symbols;
mod xml;

use std::io::{Seek, Write};

use zip::write::SimpleFileOptions;

use self::project::Source;
use self::style::Style;
use self::xml::el;
use super::{ExportError, Exporter, Folder, Format, Map, gpkg};
use crate::layers::{Layer, Shape, base};

/// Writes `NAME.qml` for each layer, `base.gpkg` and `map.qgz`.
pub(super) struct Qgis;

/// Features up to which the project points to GeoJSON: beyond, a frame takes a second and more, in a GeoPackage a
/// twentieth of that.
const GEOJSON_IS_FINE: usize = 20_000;

impl Exporter for Qgis {
    fn write(&self, map: &Map<'_>, formats: &[Format], folder: &mut Folder) -> Result<(), ExportError> {
        let features: usize = map.filled().map(|layer| layer.rows.len()).sum();
        let source = match (formats.contains(&Format::GeoJson), formats.contains(&Format::GeoPackage)) {
            (true, true) if features > GEOJSON_IS_FINE => Source::GeoPackage,
            (true, _) => Source::GeoJson,
            (false, true) => Source::GeoPackage,
            (false, false) => return Err(ExportError::NothingToShow),
        };
        for layer in map.filled() {
            folder.file(&format!("{}.qml", layer.name), None, |to| to.write_all(qml(layer).as_bytes()))?;
        }
        let base = base(map.region);
        gpkg::write_file(project::BASE, &base.iter().collect::<Vec<_>>(), map, folder)?;
        let project = project::project(map, source, &base);
        folder.archive("map.qgz", |to| zipped(to, "map.qgs", project.as_bytes()))
    }
}

/// A layer's style as a document of its own.
pub(super) fn qml(layer: &Layer) -> String {
    let style = Style::of(layer);
    let geometry = match layer.shape {
        Shape::Point => 0,
        Shape::MultiLineString => 1,
        Shape::MultiPolygon => 2,
    };
    let root = el("qgis")
        .attr("version", "3.22.0")
        .attr("styleCategories", "AllStyleCategories")
        .attr("labelsEnabled", u8::from(style.labels.is_some()))
        .children(style.elements())
        .child(el("previewExpression").text("\"title\""))
        .child(el("layerGeometryType").text(geometry));
    format!("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{root}\n")
}

/// A zip archive of one file, with the date that the format begins with (1 January 1980).
fn zipped(to: impl Write + Seek, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let mut zip = zip::ZipWriter::new(to);
    zip.start_file(name, SimpleFileOptions::default().unix_permissions(0o644))?;
    zip.write_all(bytes)?;
    zip.finish()?.flush()
}
