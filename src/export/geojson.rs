//! GeoJSON (RFC 7946): a `FeatureCollection` for each layer, a feature a line.

use std::io::{self, Write};

use geo::BoundingRect;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{ExportError, Exporter, Folder, Format, Map, json};
use crate::layers::{CAVEATS, Column, Layer, MapMeta, Row, Value};

/// Writes `NAME.geojson` for each layer.
pub(super) struct GeoJson;

impl Exporter for GeoJson {
    fn write(&self, map: &Map<'_>, _: &[Format], folder: &mut Folder) -> Result<(), ExportError> {
        for layer in map.filled() {
            let name = format!("{}.geojson", layer.name);
            folder.file(&name, Some(layer.rows.len()), |to| write_layer(to, layer, map.meta))?;
        }
        Ok(())
    }
}

/// Writes one collection. `name` and `description` are what QGIS shows as the layer's name and abstract.
fn write_layer(to: &mut dyn Write, layer: &Layer, meta: &MapMeta) -> io::Result<()> {
    to.write_all(b"{\"type\":\"FeatureCollection\"")?;
    member(to, "name", &layer.name)?;
    member(to, "description", &layer.description)?;
    if let Some(bbox) = bbox(layer) {
        member(to, "bbox", &bbox)?;
    }
    member(to, "metadata", &Metadata::of(meta))?;
    to.write_all(b",\"features\":[\n")?;
    for (at, row) in layer.rows.iter().enumerate() {
        if at > 0 {
            to.write_all(b",\n")?;
        }
        json::write(&mut *to, &Feature { columns: &layer.columns, row })?;
    }
    to.write_all(b"\n]}\n")
}

fn member<T: Serialize + ?Sized>(to: &mut dyn Write, key: &str, value: &T) -> io::Result<()> {
    to.write_all(b",\n")?;
    json::write(&mut *to, key)?;
    to.write_all(b":")?;
    Ok(json::write(&mut *to, value)?)
}

/// West, south, east, north of all features.
pub(super) fn bbox(layer: &Layer) -> Option<[f64; 4]> {
    let mut boxes = layer.rows.iter().filter_map(|row| row.geometry.bounding_rect());
    let first = boxes.next()?;
    let whole = boxes.fold(first, |a, b| {
        geo::Rect::new(
            geo::coord! { x: a.min().x.min(b.min().x), y: a.min().y.min(b.min().y) },
            geo::coord! { x: a.max().x.max(b.max().x), y: a.max().y.max(b.max().y) },
        )
    });
    Some([whole.min().x, whole.min().y, whole.max().x, whole.max().y])
}

/// What the member `metadata` says.
#[derive(serde::Serialize)]
struct Metadata<'a> {
    title: &'a str,
    stamp: String,
    as_of: Option<chrono::NaiveDate>,
    data_to: Option<chrono::NaiveDate>,
    region: &'a str,
    generator: &'static str,
    caveats: [&'static str; CAVEATS.len()],
    licences: &'a [String],
}

impl<'a> Metadata<'a> {
    fn of(meta: &'a MapMeta) -> Self {
        Self {
            title: &meta.title,
            stamp: meta.stamp(),
            as_of: meta.as_of,
            data_to: meta.data_to,
            region: &meta.region,
            generator: super::metadata::GENERATOR,
            caveats: CAVEATS,
            licences: &meta.licences,
        }
    }
}

/// A row as a GeoJSON feature: its id stands both on the feature (MapLibre, OGR) and among the properties (Kepler,
/// ArcGIS read nothing else).
pub(super) struct Feature<'a> {
    pub(super) columns: &'a [Column],
    pub(super) row: &'a Row,
}

impl Serialize for Feature<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut feature = serializer.serialize_map(Some(4))?;
        feature.serialize_entry("type", "Feature")?;
        feature.serialize_entry("id", &self.row.id)?;
        feature.serialize_entry("properties", &Properties { columns: self.columns, values: &self.row.values })?;
        feature.serialize_entry("geometry", &geojson::Geometry::from(&self.row.geometry))?;
        feature.end()
    }
}

/// The properties in the order of the columns.
struct Properties<'a> {
    columns: &'a [Column],
    values: &'a [Value],
}

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().map(|c| c.name).zip(self.values.iter().map(JsonValue)))
    }
}

/// A value as JSON; moments with seconds and Z.
pub(super) struct JsonValue<'a>(pub(super) &'a Value);

impl Serialize for JsonValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null => serializer.serialize_unit(),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Integer(number) => serializer.serialize_i64(*number),
            Value::Real(number) => serializer.serialize_f64(*number),
            Value::Boolean(yes) => serializer.serialize_bool(*yes),
            Value::DateTime(moment) => serializer.collect_str(&moment.format("%Y-%m-%dT%H:%M:%SZ")),
            Value::Date(day) => serializer.collect_str(day),
        }
    }
}
