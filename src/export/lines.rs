//! GeoJSON for streams: a feature a line, plain (`.geojsonl`) or as a text sequence (`.geojsons`, RFC 8142).

use super::geojson::Feature;
use super::{ExportError, Exporter, Folder, Format, Map, json};

/// Newline-delimited GeoJSON, as GDAL, tippecanoe and Kepler read it.
pub(super) const GEOJSONL: Lines = Lines { extension: "geojsonl", before: b"" };

/// RFC 8142: each text begins with a record separator.
pub(super) const GEOJSONS: Lines = Lines { extension: "geojsons", before: b"\x1e" };

/// Features one by one.
pub(super) struct Lines {
    extension: &'static str,
    before: &'static [u8],
}

impl Exporter for Lines {
    fn write(&self, map: &Map<'_>, _: &[Format], folder: &mut Folder) -> Result<(), ExportError> {
        for layer in map.filled() {
            let name = format!("{}.{}", layer.name, self.extension);
            folder.file(&name, Some(layer.rows.len()), |to| {
                for row in &layer.rows {
                    to.write_all(self.before)?;
                    json::write(&mut *to, &Feature { columns: &layer.columns, row })?;
                    to.write_all(b"\n")?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}
