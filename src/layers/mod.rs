//! Events, control and fronts as tables with one geometry a row: what every file format writes.
//!
//! Nothing here knows a file format; nothing in `export/` knows what an event is.

mod table;

pub use table::{Column, ColumnType, Layer, Row, Shape, Value};
