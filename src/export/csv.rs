//! `events.csv`: for spreadsheets, Datawrapper, Flourish and Kepler, and for an analyst to edit and feed back.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and a formula can send the sheet
//! away. Such a text gets an apostrophe before it ([`protect`]); numbers and dates are written as they are.

use std::borrow::Cow;

use geo::Geometry;

use super::{ExportError, Exporter, Folder, Format, Map};
use crate::layers::{Layer, Value};
use crate::reports::protect;

/// Writes `events.csv`.
pub(super) struct EventsCsv;

impl Exporter for EventsCsv {
    fn write(&self, map: &Map<'_>, _: &[Format], folder: &mut Folder) -> Result<(), ExportError> {
        let Some(layer) = map.filled().find(|layer| layer.name == "events") else { return Ok(()) };
        folder.file("events.csv", Some(layer.rows.len()), |to| write_points(to, layer))
    }
}

fn write_points(to: &mut dyn std::io::Write, layer: &Layer) -> std::io::Result<()> {
    let mut csv = csv::Writer::from_writer(to);
    csv.write_record(["longitude", "latitude"].into_iter().chain(layer.columns.iter().map(|c| c.name)))?;
    for row in &layer.rows {
        let (lon, lat) = match &row.geometry {
            Geometry::Point(point) => (point.x().to_string(), point.y().to_string()),
            _ => (String::new(), String::new()),
        };
        csv.write_field(lon)?;
        csv.write_field(lat)?;
        csv.write_record(row.values.iter().map(|value| cell(value).into_owned()))?;
    }
    csv.flush()
}

/// A value as a cell; nothing known is an empty one.
fn cell(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::Text(text) => protect(text),
        Value::Integer(number) => number.to_string().into(),
        Value::Real(number) => number.to_string().into(),
        Value::Boolean(yes) => yes.to_string().into(),
        Value::DateTime(moment) => moment.format("%Y-%m-%dT%H:%M:%SZ").to_string().into(),
        Value::Date(day) => day.to_string().into(),
    }
}
