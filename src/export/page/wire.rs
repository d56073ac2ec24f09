//! The data of the page as its script reads it. Rows and shapes are serialized from the layers as they stand, without a
//! copy of them as a tree of JSON values, which would be the largest thing in memory.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use geo::{Geometry, LineString, MultiPolygon, Polygon};
use serde::{Serialize, Serializer};
use serde_json::{Value as Json, json};

use super::PageData;
use crate::export::geojson::JsonValue;
use crate::layers::{Layer, Symbol, Value};
use crate::region::{Land, Place, PlaceKind};
use crate::reports::Report;

/// The data as the page's script reads it: `Wire` in `web/src/data.ts`.
#[derive(Serialize)]
pub(super) struct Wire<'a> {
    title: &'a str,
    as_of: Option<NaiveDate>,
    data_to: Option<NaiveDate>,
    tiles: Option<&'a str>,
    layers: Layers<'a>,
    reports: &'a [&'a Report],
    symbols: Vec<Json>,
    actors: Vec<Json>,
    places: Vec<Json>,
    world: Vec<Json>,
    world_borders: Vec<Json>,
    countries: Vec<Json>,
    lakes: Vec<Json>,
    borders: Vec<Json>,
}

impl<'a> Wire<'a> {
    pub(super) fn new(data: &PageData<'a>) -> Self {
        let region = data.region;
        // The page of a broken world table is a page without a world.
        let world = Land::world().unwrap_or_default();
        Self {
            title: data.title,
            as_of: data.as_of,
            data_to: data.data_to,
            tiles: data.tiles,
            layers: Layers {
                layers: data.layers,
                numbers: data.reports.iter().zip(0..).map(|(report, i)| (report.report_id.as_str(), i)).collect(),
            },
            reports: data.reports,
            symbols: Symbol::ALL.iter().map(symbol).collect(),
            actors: region
                .actors
                .iter()
                .map(|a| json!({"id": a.id, "name": a.name, "colour": a.colour, "side": a.side}))
                .collect(),
            places: places(data)
                .map(|p| {
                    let (lon, lat) = (fine(p.lon), fine(p.lat));
                    json!([p.id, p.name, p.alt_names, p.kind, lon, lat, p.country, p.admin1, p.population])
                })
                .collect(),
            world: world.countries.iter().flat_map(|(_, land)| polygons(land, rough)).collect(),
            world_borders: world.borders.iter().map(|l| positions(l, rough)).collect(),
            countries: region.land.countries.iter().map(|(code, land)| json!([code, polygons(land, coarse)])).collect(),
            lakes: polygons(&region.land.lakes, coarse),
            borders: region.land.borders.iter().map(|l| positions(l, coarse)).collect(),
        }
    }
}

/// The layers by name.
struct Layers<'a> {
    layers: &'a [Layer],
    /// Where each report stands among the page's reports, by its id.
    numbers: HashMap<&'a str, u32>,
}

impl Serialize for Layers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut layers: Vec<&Layer> = self.layers.iter().collect();
        layers.sort_by_key(|layer| layer.name);
        serializer.collect_map(layers.into_iter().map(|layer| (layer.name, Table::of(layer, &self.numbers))))
    }
}

/// Of the world's smaller towns only those that an event names.
const LARGE: u32 = 100_000;

/// The region's own places, and of the world's the countries, the large cities and those in the news.
fn places<'a>(data: &PageData<'a>) -> impl Iterator<Item = &'a Place> + use<'a> {
    let named: HashSet<&str> = data.reports.iter().filter_map(|r| r.place_id.as_deref()).collect();
    data.region.places.iter().enumerate().filter_map({
        let own = data.region.own_places;
        move |(at, place)| {
            let kept = at < own
                || place.kind == PlaceKind::Country
                || place.population.is_some_and(|n| n >= LARGE)
                || named.contains(place.id.as_str());
            kept.then_some(place)
        }
    })
}

/// A symbol by the words that `web/src/symbols.ts` knows.
fn symbol(symbol: &Symbol) -> Json {
    json!({"marker": format!("{:?}", symbol.marker).to_lowercase(), "colour": symbol.colour, "codes": symbol.codes})
}

/// Columns that the page draws from other ones, or does not show.
const UNUSED: [&str; 16] = [
    "start_ms",
    "end_ms",
    "time",
    "date",
    "title",
    "description",
    "sources_json",
    "source_url",
    "event_type",
    "sub_event_type",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "fill",
    "fill-opacity",
    "report_ids",
];

/// The column of the reports behind an area, a front or a holder: their numbers among the page's reports. Those behind
/// an event are found by its id.
const REPORTS: &str = "reports";

/// Columns once, then the rows: coordinates first, then one value a column.
#[derive(Serialize)]
struct Table<'a> {
    columns: Vec<&'static str>,
    rows: Rows<'a>,
}

impl<'a> Table<'a> {
    fn of(layer: &'a Layer, numbers: &'a HashMap<&'a str, u32>) -> Self {
        let kept: Vec<usize> = (0..layer.columns.len()).filter(|&i| !UNUSED.contains(&layer.columns[i].name)).collect();
        let mut columns: Vec<&'static str> = kept.iter().map(|&i| layer.columns[i].name).collect();
        let ids = layer.columns.iter().position(|column| column.name == "report_ids");
        let ids = ids.filter(|_| layer.name != "events");
        columns.extend(ids.map(|_| REPORTS));
        Self { columns, rows: Rows { layer, kept, ids, numbers } }
    }
}

struct Rows<'a> {
    layer: &'a Layer,
    kept: Vec<usize>,
    /// The column of the reports' ids, where they are written as numbers.
    ids: Option<usize>,
    numbers: &'a HashMap<&'a str, u32>,
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.layer.rows.iter().map(|row| {
            let values = self.kept.iter().map(|&i| row.values.get(i).unwrap_or(&Value::Null));
            let reports = self.ids.map(|i| Cell::Reports(row.values.get(i).unwrap_or(&Value::Null), self.numbers));
            Seq(std::iter::once(Cell::Shape(&row.geometry)).chain(values.map(Cell::Value)).chain(reports))
        }))
    }
}

/// An iterator as an array.
struct Seq<I>(I);

impl<T: Serialize, I: Iterator<Item = T> + Clone> Serialize for Seq<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

#[derive(Clone)]
enum Cell<'a> {
    Shape(&'a Geometry<f64>),
    Value(&'a Value),
    Reports(&'a Value, &'a HashMap<&'a str, u32>),
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Shape(geometry) => coordinates(geometry, serializer),
            Self::Value(value) => JsonValue(value).serialize(serializer),
            Self::Reports(Value::Text(ids), numbers) => {
                serializer.collect_seq(ids.split(';').filter_map(|id| numbers.get(id)))
            }
            Self::Reports(..) => serializer.collect_seq(std::iter::empty::<u32>()),
        }
    }
}

fn coordinates<S: Serializer>(geometry: &Geometry<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match geometry {
        Geometry::Point(p) => [fine(p.x()), fine(p.y())].serialize(serializer),
        Geometry::MultiPolygon(areas) => serializer.collect_seq(areas.iter().map(|polygon| Seq(rings(polygon, fine)))),
        Geometry::MultiLineString(lines) => serializer.collect_seq(lines.iter().map(|line| Seq(points(line, fine)))),
        // Layers hold nothing else.
        _ => serializer.serialize_unit(),
    }
}

fn rings(
    polygon: &Polygon<f64>,
    round: fn(f64) -> f64,
) -> impl Iterator<Item = Seq<impl Iterator<Item = [f64; 2]> + Clone>> + Clone {
    std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(move |ring| Seq(points(ring, round)))
}

fn points(line: &LineString<f64>, round: fn(f64) -> f64) -> impl Iterator<Item = [f64; 2]> + Clone {
    line.0.iter().map(move |c| [round(c.x), round(c.y)])
}

fn polygons(areas: &MultiPolygon<f64>, round: fn(f64) -> f64) -> Vec<Json> {
    areas.iter().map(|polygon| json!(Seq(rings(polygon, round)))).collect()
}

fn positions(line: &LineString<f64>, round: fn(f64) -> f64) -> Json {
    json!(Seq(points(line, round)))
}

/// Five decimals, a metre: finer than any place is known.
fn fine(degrees: f64) -> f64 {
    (degrees * 1e5).round() / 1e5
}

/// Two decimals, a kilometre: the coarse world is no better.
fn rough(degrees: f64) -> f64 {
    (degrees * 1e2).round() / 1e2
}

/// Four decimals, eleven metres: enough for a background.
fn coarse(degrees: f64) -> f64 {
    (degrees * 1e4).round() / 1e4
}
