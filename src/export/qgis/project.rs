//! `map.qgz`: a project that opens with layers, legend, labels and the time slider on.
//!
//! The least XML that QGIS 3.22 and 3.40 both read. Learned the hard way: a layer id of ten or fewer characters is
//! replaced without a word and its layer drops out of the tree; without `SpatialRefSys/ProjectionsEnabled` the project
//! has no reference system; with `Paths/Absolute` = false it works from a moved folder.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

use super::style::Style;
use super::xml::{Element, el};
use crate::export::Map;
use crate::export::geojson::bbox;
use crate::layers::{CAVEATS, Layer, Shape, Value};

/// Where the project finds its layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// `./NAME.geojson`.
    GeoJson,
    /// `./map.gpkg|layername=NAME`.
    GeoPackage,
}

impl Source {
    fn of(self, layer: &Layer) -> String {
        match self {
            Source::GeoJson => format!("./{}.geojson", layer.name),
            Source::GeoPackage => format!("./map.gpkg|layername={}", layer.name),
        }
    }
}

/// How long a frame of the slider is shown, as frames in a second.
const FRAMES_PER_SECOND: u8 = 5;

/// The project as XML.
pub(super) fn project(map: &Map<'_>, source: Source) -> String {
    let (from, to) = range(map);
    let meta = map.meta;
    let caveat = CAVEATS.join(" ");
    let layers: Vec<&Layer> = map.filled().collect();
    let root = el("qgis")
        .attr("projectname", &meta.title)
        .attr("version", "3.22.0")
        .child(el("title").text(&meta.title))
        .child(el("projectCrs").child(wgs84()))
        .child(
            el("layer-tree-group")
                .child(el("customproperties"))
                .children(layers.iter().map(|layer| tree_entry(layer, source))),
        )
        .child(canvas(map))
        .child(el("projectlayers").children(layers.iter().map(|layer| map_layer(layer, source))))
        .child(properties(&meta.title, &format!("{}. {caveat}", meta.stamp()), from, to))
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
        .attr("expanded", 1)
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

/// The view on opening: where the areas, fronts, places and nine of ten events are. A summit overseas does not make
/// it a map of the world.
fn canvas(map: &Map<'_>) -> Element {
    let [west, south, east, north] = extent(map);
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

fn extent(map: &Map<'_>) -> [f64; 4] {
    let mut boxes: Vec<[f64; 4]> = map.filled().filter(|l| l.name != "events").filter_map(bbox).collect();
    if let Some(events) = map.filled().find(|l| l.name == "events") {
        let (mut xs, mut ys): (Vec<f64>, Vec<f64>) = events
            .rows
            .iter()
            .filter_map(|row| match row.geometry {
                geo::Geometry::Point(p) => Some((p.x(), p.y())),
                _ => None,
            })
            .unzip();
        if let (Some(x), Some(y)) = (middle_nine_tenths(&mut xs), middle_nine_tenths(&mut ys)) {
            boxes.push([x.0, y.0, x.1, y.1]);
        }
    }
    let whole = boxes
        .into_iter()
        .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
        .unwrap_or([-180.0, -90.0, 180.0, 90.0]);
    // A tenth of margin, and never less than some 10 km.
    let pad = |low: f64, high: f64| ((high - low) * 0.1).max(0.1);
    let (px, py) = (pad(whole[0], whole[2]), pad(whole[1], whole[3]));
    [whole[0] - px, whole[1] - py, whole[2] + px, whole[3] + py]
}

fn middle_nine_tenths(values: &mut [f64]) -> Option<(f64, f64)> {
    values.sort_by(f64::total_cmp);
    let cut = values.len() / 20;
    Some((*values.get(cut)?, *values.get(values.len().checked_sub(cut + 1)?)?))
}

/// The range of the slider: from the first day of the news (what articles tell as history lies before it, and 'set to
/// full range' brings the slider there) to the last second of the last day.
fn range(map: &Map<'_>) -> (DateTime<Utc>, DateTime<Utc>) {
    let moments = |layer: &Layer, column: &str| -> Vec<DateTime<Utc>> {
        let Some(at) = layer.columns.iter().position(|c| c.name == column) else { return Vec::new() };
        let background = layer.columns.iter().position(|c| c.name == "background");
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
    let from = first(&events).or_else(|| first(&others)).unwrap_or_else(|| day(map.meta.as_of));
    let to = last.unwrap_or_else(|| day(map.meta.as_of) + chrono::TimeDelta::seconds(86_399));
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
        .child(el("TitleLabel").child(on()).child(text("Label", title)))
        .child(el("CopyrightLabel").child(on()).child(text("Label", stamp)))
        .child(el("ScaleBar").child(on()))
}
