//! Rows built cell by cell, so that a column's name, type and value stand in one place.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use geo::Geometry;

use super::{Column, ColumnType, Layer, Row, Shape, Value};

/// The cells of one row, in the order of the columns.
#[derive(Debug, Default)]
pub(super) struct Cells {
    columns: Vec<Column>,
    values: Vec<Value>,
}

impl Cells {
    fn push(&mut self, name: &'static str, kind: ColumnType, value: Option<Value>) -> &mut Self {
        self.columns.push(Column { name, kind });
        self.values.push(value.unwrap_or(Value::Null));
        self
    }

    pub(super) fn text(&mut self, name: &'static str, value: impl Into<String>) -> &mut Self {
        self.text_if(name, Some(value.into()))
    }

    pub(super) fn text_if(&mut self, name: &'static str, value: Option<String>) -> &mut Self {
        self.push(name, ColumnType::Text, value.map(Value::Text))
    }

    pub(super) fn integer(&mut self, name: &'static str, value: impl Into<Option<i64>>) -> &mut Self {
        self.push(name, ColumnType::Integer, value.into().map(Value::Integer))
    }

    /// A number rounded to three decimals; not finite is unknown.
    pub(super) fn real(&mut self, name: &'static str, value: impl Into<Option<f64>>) -> &mut Self {
        let value = value.into().filter(|v| v.is_finite()).map(|v| Value::Real((v * 1e3).round() / 1e3));
        self.push(name, ColumnType::Real, value)
    }

    pub(super) fn boolean(&mut self, name: &'static str, value: bool) -> &mut Self {
        self.push(name, ColumnType::Boolean, Some(Value::Boolean(value)))
    }

    pub(super) fn moment(&mut self, name: &'static str, value: DateTime<Utc>) -> &mut Self {
        self.push(name, ColumnType::DateTime, Some(Value::DateTime(value)))
    }

    pub(super) fn date(&mut self, name: &'static str, value: impl Into<Option<NaiveDate>>) -> &mut Self {
        self.push(name, ColumnType::Date, value.into().map(Value::Date))
    }
}

/// Midnight at which a day begins, UTC.
pub(super) fn first_second(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

/// The last second of a day, UTC. Not the midnight after it: that draws the day of a handover twice (in a GeoPackage
/// QGIS compares the moments as text), and an `end` equal to `start` is never drawn by leaflet.timeline.
pub(super) fn last_second(day: NaiveDate) -> DateTime<Utc> {
    first_second(day) + chrono::TimeDelta::seconds(86_399)
}

/// What stays the same for a layer whatever its rows.
pub(super) struct Header {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) description: String,
    pub(super) shape: Shape,
}

/// A row before it is in its layer: the day it is sorted by, its id, geometry and cells.
pub(super) struct Draft {
    pub(super) start: NaiveDate,
    pub(super) id: String,
    pub(super) geometry: Geometry<f64>,
    pub(super) cells: Cells,
}

/// Sorts the drafts by first day and id and makes the layer of them. A second row with an id already seen is dropped:
/// ids are promised to be unique, and readers that merge by id would mix the two.
///
/// The columns of each draft are let go as it comes: over a long war they would outweigh the values.
pub(super) fn finish(header: Header, drafts: impl Iterator<Item = Draft>) -> Layer {
    let mut columns: Option<Vec<Column>> = None;
    let mut dated: Vec<(NaiveDate, Row)> = drafts
        .map(|draft| {
            let Cells { columns: own, mut values } = draft.cells;
            values.shrink_to_fit();
            let known = columns.get_or_insert_with(|| own.clone());
            debug_assert!(*known == own, "rows of {} differ in columns", header.name);
            (draft.start, Row { id: draft.id, geometry: draft.geometry, values })
        })
        .collect();
    dated.sort_by(|(a, first), (b, second)| (a, &first.id).cmp(&(b, &second.id)));
    let mut rows: Vec<Row> = dated.into_iter().map(|(_, row)| row).collect();
    let mut seen = std::collections::HashSet::new();
    rows.retain(|row| seen.insert(row.id.clone()));
    let columns = columns.unwrap_or_default();
    let Header { name, title, description, shape } = header;
    Layer { name, title: title.to_string(), description, shape, columns, rows }
}
