//! `map.gpkg`: all layers in one GeoPackage 1.3, with spatial index and styles.
//!
//! The file is the same for the same map: what SQLite would stamp with the clock (`last_change`, `update_time`) says
//! the day of the map instead.

mod geometry;

use std::path::Path;

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, ToSql, params, params_from_iter};

use self::geometry::{WGS84, blob};
use super::geojson::bbox;
use super::qgis::qml;
use super::{ExportError, Exporter, Folder, Format, Map};
use crate::layers::{ColumnType, Layer, Shape, Value};

/// Writes `map.gpkg`.
pub(super) struct GeoPackage;

const NAME: &str = "map.gpkg";

/// 'GPKG' and version 1.3, where the standard wants them in the file's header.
const APPLICATION_ID: i32 = 0x4750_4B47;
const VERSION: i32 = 10_300;

impl Exporter for GeoPackage {
    fn write(&self, map: &Map<'_>, _: &[Format], folder: &mut Folder) -> Result<(), ExportError> {
        write_file(NAME, &map.filled().collect::<Vec<_>>(), map, folder)
    }
}

/// Writes tables into a GeoPackage of this name; nothing when there are none.
pub(super) fn write_file(name: &str, layers: &[&Layer], map: &Map<'_>, folder: &mut Folder) -> Result<(), ExportError> {
    if layers.is_empty() {
        return Ok(());
    }
    // The format wants a moment of the last change; rows without any day are not drawn, so there is always one.
    let stamp = format!("{}T00:00:00.000Z", map.meta.as_of.unwrap_or_default());
    write_database(&folder.path(name), layers, &stamp).map_err(|e| ExportError::database(&folder.place_of(name), e))?;
    folder.wrote(name, Some(layers.iter().map(|l| l.rows.len()).sum()))
}

fn write_database(path: &Path, layers: &[&Layer], stamp: &str) -> rusqlite::Result<()> {
    let mut db = Connection::open(path)?;
    // The file is new and moved into place only when whole: no journal is needed.
    db.pragma_update(None, "page_size", 4096)?;
    db.pragma_update(None, "journal_mode", "OFF")?;
    db.pragma_update(None, "synchronous", "OFF")?;
    db.pragma_update(None, "application_id", APPLICATION_ID)?;
    db.pragma_update(None, "user_version", VERSION)?;
    let all = db.transaction()?;
    all.execute_batch(include_str!("schema.sql"))?;
    all.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) \
         VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?1)",
        [stamp],
    )?;
    for layer in layers {
        write_layer(&all, layer, stamp)?;
    }
    all.commit()?;
    db.close().map_err(|(_, error)| error)
}

fn write_layer(db: &Connection, layer: &Layer, stamp: &str) -> rusqlite::Result<()> {
    let table = layer.name;
    let columns: Vec<String> = layer.columns.iter().map(|c| format!("\"{}\" {}", c.name, sql_type(c.kind))).collect();
    let geometry_type = match layer.shape {
        Shape::Point => "POINT",
        Shape::MultiLineString => "MULTILINESTRING",
        Shape::MultiPolygon => "MULTIPOLYGON",
    };
    db.execute_batch(&format!(
        "CREATE TABLE \"{table}\" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {geometry_type}, {});\n\
         CREATE VIRTUAL TABLE \"rtree_{table}_geom\" USING rtree(id, minx, maxx, miny, maxy);",
        columns.join(", ")
    ))?;
    let [west, south, east, north] = bbox(layer).unwrap_or_default();
    db.execute(
        "INSERT INTO gpkg_contents VALUES (?1, 'features', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![table, layer.title, layer.description, stamp, west, south, east, north, WGS84],
    )?;
    db.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, ?3, 0, 0)",
        params![table, geometry_type, WGS84],
    )?;
    db.execute(
        "INSERT INTO gpkg_extensions VALUES (?1, 'geom', 'gpkg_rtree_index', \
         'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
        [table],
    )?;
    write_rows(db, layer)?;
    // After the rows: the triggers call functions that only a reader of GeoPackages has.
    db.execute_batch(&include_str!("rtree.sql").replace("{t}", table))?;
    if layer.has_time() {
        // What a frame of the slider asks for.
        db.execute_batch(&format!("CREATE INDEX \"{table}_time\" ON \"{table}\" (\"start\", \"end\");"))?;
    }
    db.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, \
         styleQML, styleSLD, useAsDefault, description, owner, update_time) \
         VALUES ('', '', ?1, 'geom', 'default', ?2, '', 1, 'by dateline', '', ?3)",
        params![table, qml(layer), stamp],
    )?;
    Ok(())
}

fn write_rows(db: &Connection, layer: &Layer) -> rusqlite::Result<()> {
    let table = layer.name;
    let places = vec!["?"; layer.columns.len() + 2].join(", ");
    let mut row = db.prepare(&format!("INSERT INTO \"{table}\" VALUES ({places})"))?;
    let mut index = db.prepare(&format!("INSERT INTO \"rtree_{table}_geom\" VALUES (?1, ?2, ?3, ?4, ?5)"))?;
    for (fid, feature) in (1i64..).zip(&layer.rows) {
        let shape = blob(&feature.geometry);
        let bytes = shape.as_ref().map(|(bytes, _)| bytes.as_slice());
        let head: [&dyn ToSql; 2] = [&fid, &bytes];
        let cells: Vec<Cell<'_>> = feature.values.iter().map(Cell).collect();
        row.execute(params_from_iter(head.into_iter().chain(cells.iter().map(|c| c as &dyn ToSql))))?;
        if let Some((_, rect)) = &shape {
            index.execute(params![fid, rect.min().x, rect.max().x, rect.min().y, rect.max().y])?;
        }
    }
    Ok(())
}

fn sql_type(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Text => "TEXT",
        ColumnType::Integer => "INTEGER",
        ColumnType::Real => "REAL",
        ColumnType::Boolean => "BOOLEAN",
        ColumnType::DateTime => "DATETIME",
        ColumnType::Date => "DATE",
    }
}

/// A value as the GeoPackage standard stores it.
struct Cell<'a>(&'a Value);

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self.0 {
            Value::Null => Ok(rusqlite::types::Null.into()),
            Value::Text(text) => text.to_sql(),
            Value::Integer(number) => number.to_sql(),
            Value::Real(number) => number.to_sql(),
            Value::Boolean(yes) => yes.to_sql(),
            // Milliseconds belong to the standard's form; QGIS compares the moments of a frame as text.
            Value::DateTime(moment) => Ok(moment.format("%Y-%m-%dT%H:%M:%S.000Z").to_string().into()),
            Value::Date(day) => Ok(day.to_string().into()),
        }
    }
}
