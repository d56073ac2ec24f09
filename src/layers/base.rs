//! The base map: land, lakes and state borders of the region, to draw the layers on. They have no time.

use geo::Geometry;

use super::{Column, ColumnType, Layer, Row, Shape, Value, shape};
use crate::region::Region;

/// The tables of the base map, topmost first: `borders`, `lakes`, `land`; those without a shape are left out.
#[must_use]
pub fn base(region: &Region) -> Vec<Layer> {
    let land = &region.land;
    let whole = |found: Option<Geometry<f64>>| found.map(|s| (None, s)).into_iter().collect();
    let countries = land.countries.iter().filter_map(|(code, area)| Some((Some(code.as_str()), shape::areas(area)?)));
    [
        table("borders", "State borders", Shape::MultiLineString, whole(shape::lines(&land.borders))),
        table("lakes", "Lakes", Shape::MultiPolygon, whole(shape::areas(&land.lakes))),
        table("land", "Land", Shape::MultiPolygon, countries.collect()),
    ]
    .into_iter()
    .filter(|layer| !layer.rows.is_empty())
    .collect()
}

fn table(name: &'static str, title: &str, shape: Shape, shapes: Vec<(Option<&str>, Geometry<f64>)>) -> Layer {
    let rows = shapes
        .into_iter()
        .enumerate()
        .map(|(at, (country, geometry))| {
            let id = format!("{name}-{}", at + 1);
            let country = country.map_or(Value::Null, |code| Value::Text(code.to_string()));
            Row { values: vec![Value::Text(id.clone()), country], id, geometry }
        })
        .collect();
    Layer {
        name,
        title: title.to_string(),
        description: "Base map. Boundaries and names do not imply endorsement.".to_string(),
        shape,
        columns: vec![
            Column { name: "id", kind: ColumnType::Text },
            Column { name: "country", kind: ColumnType::Text },
        ],
        rows,
    }
}
