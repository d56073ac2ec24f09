//! `map.qgz`: a project that opens with layers, legend, labels and the time slider on.
//!
//! The least XML that QGIS 3.22 and 3.40 both read. Learned the hard way: a layer id of ten or fewer characters is
//! replaced without a word and its layer drops out of the tree; without `SpatialRefSys/ProjectionsEnabled` the project
//! has no reference system; with `Paths/Absolute` = false it works from a moved folder.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use geo::{BoundingRect, Coord};

use super::rules::inert;
use super::style::Style;
use super::xml::{Element, el};
use crate::export::Map;
use crate::export::geojson::bbox;
use crate::layers::{CAVEATS, Layer, SHORT_CAVEAT, Shape, Value};

/// Where the project finds its layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// `./NAME.geojson`.
    GeoJson,
    /// `./map.gpkg|layername=NAME`.
    GeoPackage,
    /// `./base.gpkg|layername=NAME`.
    Base,
}

impl Source {
    fn of(self, layer: &Layer) -> String {
        match self {
            Source::GeoJson => format!("./{}.geojson", layer.name),
            Source::GeoPackage => format!("./map.gpkg|layername={}", layer.name),
            Source::Base => format!("./{BASE}|layername={}", layer.name),
        }
    }
}

/// The file of the base map.
pub(super) const BASE: &str = "base.gpkg";

/// How long a frame of the slider is shown, as frames in a second.
const FRAMES_PER_SECOND: u8 = 5;

/// The project as XML.
pub(super) fn project(map: &Map<'_>, source: Source, base: &[Layer]) -> String {
    let (from, to) = range(map);
    let meta = map.meta;
    let caveat = CAVEATS.join(" ");
    let layers: Vec<(&Layer, Source)> =
        map.filled().map(|l| (l, source)).chain(base.iter().map(|l| (l, Source::Base))).collect();
    let root = el("qgis")
        .attr("projectname", &meta.title)
        .attr("version", "3.22.0")
        .child(el("title").text(&meta.title))
        .child(el("projectCrs").child(wgs84()))
        .child(
            el("layer-tree-group")
                .child(el("customproperties"))
                .children(layers.iter().map(|(layer, source)| tree_entry(layer, *source))),
        )
        .child(canvas(map, base))
        .child(el("projectlayers").children(layers.iter().map(|(layer, source)| map_layer(layer, *source))))
        .child(properties(&meta.title, &wrapped(&format!("{}. {SHORT_CAVEAT}", meta.stamp())), from, to))
        .child(
            el("projectMetadata")
                .child(el("title").text(&meta.title))
                .child(el("abstract").text(format!("{}. {caveat}", meta.stamp())))
                .children(meta.licences.iter().map(|licence| el("license").text(licence))),
        )
        .child(
            el("ProjectTimeSettings")
                .attr("timeStep", 1)
                .attr("timeStepUnit", "d")
                .attr("frameRate", FRAMES_PER_SECOND)
                .attr("cumulativeTemporalRange", 0)
                .child(el("TemporalRange").child(el("start").text(iso(from))).child(el("end").text(iso(to)))),
        );
    format!("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{root}\n")
}

/// The reference system of all layers.
fn wgs84() -> Element {
    el("spatialrefsys")
        .child(el("srsid").text(3452))
        .child(el("srid").text(4326))
        .child(el("authid").text("EPSG:4326"))
        .child(el("description").text("WGS 84"))
        .child(el("projectionacronym").text("longlat"))
        .child(el("ellipsoidacronym").text("EPSG:7030"))
        .child(el("geographicflag").text(true))
}

/// The id of a layer within the project; longer than ten characters whatever the name.
fn id(layer: &Layer) -> String {
    format!("dateline_layer_{}", layer.name)
}

fn tree_entry(layer: &Layer, source: Source) -> Element {
    el("layer-tree-layer")
        .attr("id", id(layer))
        .attr("name", &layer.title)
        .attr("checked", "Qt::Checked")
        .attr("expanded", u8::from(source != Source::Base))
        .attr("providerKey", "ogr")
        .attr("source", source.of(layer))
        .child(el("customproperties"))
}

fn map_layer(layer: &Layer, source: Source) -> Element {
    let (geometry, wkb) = match layer.shape {
        Shape::Point => ("Point", "Point"),
        Shape::MultiLineString => ("Line", "MultiLineString"),
        Shape::MultiPolygon => ("Polygon", "MultiPolygon"),
    };
    let style = Style::of(layer);
    el("maplayer")
        .attr("type", "vector")
        .attr("geometry", geometry)
        .attr("wkbType", wkb)
        .attr("labelsEnabled", u8::from(style.labels.is_some()))
        .attr("hasScaleBasedVisibilityFlag", 0)
        .attr("styleCategories", "AllStyleCategories")
        .attr("readOnly", 0)
        .child(el("id").text(id(layer)))
        .child(el("datasource").text(source.of(layer)))
        .child(el("title").text(&layer.title))
        .child(el("abstract").text(&layer.description))
        .child(el("layername").text(&layer.title))
        .child(el("srs").child(wgs84()))
        .child(el("provider").attr("encoding", "UTF-8").text("ogr"))
        .children(style.elements())
        .child(el("previewExpression").text("\"title\""))
}

/// The view on opening: where nine of ten features are, those outside the region's land aside. A summit overseas does
/// not make it a map of the world.
fn canvas(map: &Map<'_>, base: &[Layer]) -> Element {
    let [west, south, east, north] = extent(map, base);
    let number = |name, value: f64| el(name).text(format!("{value:.6}"));
    el("mapcanvas")
        .attr("name", "theMapCanvas")
        .attr("annotationsVisible", 1)
        .child(el("units").text("degrees"))
        .child(
            el("extent")
                .child(number("xmin", west))
                .child(number("ymin", south))
                .child(number("xmax", east))
                .child(number("ymax", north)),
        )
        .child(el("rotation").text(0))
        .child(el("destinationsrs").child(wgs84()))
}

fn extent(map: &Map<'_>, base: &[Layer]) -> [f64; 4] {
    let land = base.iter().find(|l| l.name == "land").and_then(bbox);
    let inside = |c: &Coord<f64>| {
        land.is_none_or(|[west, south, east, north]| (west..=east).contains(&c.x) && (south..=north).contains(&c.y))
    };
    // Areas and lines by the corners of their boxes.
    let corners: Vec<Coord<f64>> = map
        .filled()
        .flat_map(|layer| &layer.rows)
        .filter_map(|row| row.geometry.bounding_rect())
        .flat_map(|rect| [rect.min(), rect.max()])
        .collect();
    let near: Vec<Coord<f64>> = corners.iter().copied().filter(inside).collect();
    let seen = if near.is_empty() { corners } else { near };
    let (Some((west, east)), Some((south, north))) =
        (middle_nine_tenths(seen.iter().map(|c| c.x)), middle_nine_tenths(seen.iter().map(|c| c.y)))
    else {
        return [-180.0, -90.0, 180.0, 90.0];
    };
    // A tenth of margin, and never less than some 20 km.
    let pad = |low: f64, high: f64| ((high - low) * 0.1).max(0.2);
    let (px, py) = (pad(west, east), pad(south, north));
    [west - px, south - py, east + px, north + py]
}

fn middle_nine_tenths(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let cut = values.len() / 20;
    Some((*values.get(cut)?, *values.get(values.len().checked_sub(cut + 1)?)?))
}

/// The range of the slider: from the first day of the news (what articles tell as history lies before it, and 'set to
/// full range' brings the slider there) to the last second of the last day.
fn range(map: &Map<'_>) -> (DateTime<Utc>, DateTime<Utc>) {
    let moments = |layer: &Layer, column: &str| -> Vec<DateTime<Utc>> {
        let Some(at) = layer.column(column) else { return Vec::new() };
        let background = layer.column("background");
        layer
            .rows
            .iter()
            .filter(|row| background.is_none_or(|b| row.values.get(b) != Some(&Value::Boolean(true))))
            .filter_map(|row| match row.values.get(at) {
                Some(Value::DateTime(moment)) => Some(*moment),
                _ => None,
            })
            .collect()
    };
    let events: Vec<&Layer> = map.filled().filter(|l| l.name == "events").collect();
    let others: Vec<&Layer> = map.filled().filter(|l| l.name != "events").collect();
    let first = |layers: &[&Layer]| layers.iter().flat_map(|l| moments(l, "start")).min();
    let last = map.filled().flat_map(|l| moments(l, "end")).max();
    let day = |day: NaiveDate| day.and_time(chrono::NaiveTime::MIN).and_utc();
    // Without any row the slider has nothing to show, but needs a range.
    let fallback = map.meta.as_of.unwrap_or_default();
    let from = first(&events).or_else(|| first(&others)).unwrap_or_else(|| day(fallback));
    let to = last.unwrap_or_else(|| day(fallback) + chrono::TimeDelta::seconds(86_399));
    (from, to.max(from))
}

fn iso(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn properties(title: &str, stamp: &str, from: DateTime<Utc>, to: DateTime<Utc>) -> Element {
    let text = |name, value: &str| el(name).attr("type", "QString").text(value);
    let on = || el("Enabled").attr("type", "bool").text(true);
    el("properties")
        .child(el("SpatialRefSys").child(el("ProjectionsEnabled").attr("type", "int").text(1)))
        .child(el("Paths").child(el("Absolute").attr("type", "bool").text(false)))
        .child(
            el("TemporalControllerWidget")
                .child(text("EndDateTime", &iso(to)))
                // 1 = animated: the slider is on.
                .child(el("NavigationMode").attr("type", "int").text(1))
                .child(text("StartDateTime", &iso(from))),
        )
        .child(el("TitleLabel").child(on()).child(text("Label", &inert(title))))
        .child(el("CopyrightLabel").child(on()).child(text("Label", stamp)))
        .child(el("ScaleBar").child(on()))
}

/// Longest line of the caveat on the map, in characters.
const LINE: usize = 110;

/// The text in lines that fit beside each other on a screen.
fn wrapped(text: &str) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() || line.chars().count() + word.chars().count() < LINE => {
                line.push_str(if line.is_empty() { "" } else { " " });
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines.join("\n")
}
