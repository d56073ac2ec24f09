//! A layer: a table with typed columns and one geometry a row.

use chrono::{DateTime, NaiveDate, Utc};
use geo::Geometry;

/// The one geometry type of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Points.
    Point,
    /// Multi-line strings only.
    MultiLineString,
    /// Multi-polygons only.
    MultiPolygon,
}

/// The type of a column: every format maps it to its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// Text; JSON as a string is text too.
    Text,
    /// 64-bit integer.
    Integer,
    /// 64-bit float.
    Real,
    /// True or false.
    Boolean,
    /// A moment in UTC, to the second.
    DateTime,
    /// A day.
    Date,
}

/// A column of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, at most 31 characters.
    pub name: &'static str,
    /// Its type.
    pub kind: ColumnType,
}

/// A value in a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing known.
    Null,
    /// Text.
    Text(String),
    /// Integer.
    Integer(i64),
    /// Float; always finite.
    Real(f64),
    /// True or false.
    Boolean(bool),
    /// A moment in UTC.
    DateTime(DateTime<Utc>),
    /// A day.
    Date(NaiveDate),
}

/// A feature.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Stable id, unique in the layer; also the value of the column `id`.
    pub id: String,
    /// Geometry in WGS 84 degrees, of the layer's shape.
    pub geometry: Geometry<f64>,
    /// One value a column, in the order of the columns.
    pub values: Vec<Value>,
}

/// A table of features.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// File stem and table name ('events').
    pub name: &'static str,
    /// What a person reads in a layer list ('Events').
    pub title: String,
    /// One or two sentences, with the caveat.
    pub description: String,
    /// The geometry of every row.
    pub shape: Shape,
    /// The columns, the same for every row.
    pub columns: Vec<Column>,
    /// The features.
    pub rows: Vec<Row>,
}

impl Layer {
    /// Where a column stands in the rows.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// True when its rows hold from a `start` to an `end`; a base map has no time.
    #[must_use]
    pub fn has_time(&self) -> bool {
        self.column("start").is_some() && self.column("end").is_some()
    }
}
