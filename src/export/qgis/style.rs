//! How each layer is drawn: the output contract's table of cartography, with the region's colours, for as many sides
//! as the layer has.

use std::collections::{BTreeMap, BTreeSet};

use super::rules::{Rule, equals, one_of, renderer};
use super::symbols::{
    base_area, border_line, event_marker, filled_area, front_line, hatched_area, hollow_marker, place_marker,
    precision_ring,
};
use super::xml::{Element, el};
use crate::layers::{CONTESTED, Layer, Symbol, UNKNOWN, Value};

/// What a `.qml`, a project and a GeoPackage say of a layer's looks.
pub(super) struct Style {
    time: bool,
    renderer: Element,
    pub(super) labels: Option<Element>,
}

/// Opacity of a confirmed area: 35 %.
const CONFIRMED_ALPHA: u8 = 89;
/// Opacity of an area whose evidence is old.
const STALE_ALPHA: u8 = 38;

impl Style {
    pub(super) fn of(layer: &Layer) -> Self {
        let (rules, labels) = match layer.name {
            "events" => (event_rules(layer), Some(labels("place", 7, false))),
            "places" => (place_rules(layer), Some(labels("place", 8, true))),
            "frontlines" => (front_rules(layer), None),
            "control" => (area_rules(layer), None),
            _ => (vec![base_rule(layer)], None),
        };
        Self { time: layer.has_time(), renderer: renderer(&rules), labels }
    }

    /// Temporal settings, renderer and labels, as they stand in a layer of a project or in a `.qml`.
    pub(super) fn elements(&self) -> Vec<Element> {
        self.time.then(temporal).into_iter().chain([self.renderer.clone()]).chain(self.labels.clone()).collect()
    }
}

/// Time by the columns `start` and `end`, switched on.
fn temporal() -> Element {
    el("temporal")
        .attr("enabled", 1)
        // 2 = two columns.
        .attr("mode", 2)
        .attr("startField", "start")
        .attr("endField", "end")
        .attr("limitMode", 0)
        .attr("accumulate", 0)
        .attr("durationField", "")
        .attr("durationUnit", "min")
        .attr("fixedDuration", 0)
        .attr("startExpression", "")
        .attr("endExpression", "")
        .child(el("fixedRange").child(el("start")).child(el("end")))
}

/// The texts of a column, row by row; nothing where it is null.
fn texts<'a>(layer: &'a Layer, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
    let at = layer.column(column);
    layer.rows.iter().map(move |row| match at.and_then(|at| row.values.get(at)) {
        Some(Value::Text(text)) => text.as_str(),
        _ => "",
    })
}

fn has(layer: &Layer, column: &str, value: &str) -> bool {
    texts(layer, column).any(|text| text == value)
}

fn area_rules(layer: &Layer) -> Vec<Rule> {
    let sides: BTreeMap<&str, &str> = texts(layer, "side").zip(texts(layer, "fill")).collect();
    let present: BTreeSet<(&str, &str)> = texts(layer, "side").zip(texts(layer, "status")).collect();
    let mut rules = Vec::new();
    for (side, colour) in sides {
        for status in ["confirmed", "claimed", "contested", "stale"] {
            if !present.contains(&(side, status)) {
                continue;
            }
            let colour = colour.to_string();
            let symbol: Box<dyn Fn(&str) -> Element> = match status {
                "confirmed" => Box::new(move |name| filled_area(name, &colour, CONFIRMED_ALPHA, "solid")),
                "claimed" => Box::new(move |name| hatched_area(name, &colour, &colour)),
                "contested" => Box::new(move |name| hatched_area(name, &colour, CONTESTED)),
                _ => Box::new(move |name| filled_area(name, &colour, STALE_ALPHA, "dash")),
            };
            let note = match status {
                "confirmed" => "",
                "stale" => " (old evidence)",
                other => &format!(" ({other})"),
            };
            rules.push(Rule {
                label: format!("Area of influence: {side}{note}"),
                filter: Some(format!("{} AND {}", equals("side", side), equals("status", status))),
                symbol,
            });
        }
    }
    rules
}

fn front_rules(layer: &Layer) -> Vec<Rule> {
    [
        ("Front line", "solid", &["confirmed", "contested"]),
        ("Front line, claimed or old", "dash", &["claimed", "stale"]),
    ]
    .into_iter()
    .filter(|(_, _, statuses)| statuses.iter().any(|status| has(layer, "status", status)))
    .map(|(label, style, statuses)| Rule {
        label: label.into(),
        filter: Some(one_of("status", statuses.iter().copied())),
        symbol: Box::new(move |name| front_line(name, style)),
    })
    .collect()
}

fn place_rules(layer: &Layer) -> Vec<Rule> {
    let colours = texts(layer, "marker-color");
    let named = texts(layer, "side").zip(texts(layer, "status")).map(|(side, status)| match status {
        "contested" => "contested",
        _ => side,
    });
    by_colour(colours.zip(named))
        .into_iter()
        .map(|(colour, sides)| Rule {
            label: match sides.as_str() {
                "contested" => "Contested place".into(),
                "unknown" => "Place, holder unknown".into(),
                sides => format!("Place held by {sides}"),
            },
            filter: Some(equals("marker-color", &colour)),
            symbol: Box::new(move |name| place_marker(name, &colour)),
        })
        .collect()
}

/// Each colour and the names that go with it, separated by ', '; in the order of the names.
fn by_colour<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<(String, String)> {
    let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (colour, name) in pairs {
        names.entry(colour).or_default().insert(name);
    }
    let joined = |names: BTreeSet<&str>| names.into_iter().filter(|n| !n.is_empty()).collect::<Vec<_>>().join(", ");
    let mut found: Vec<_> = names.into_iter().map(|(colour, names)| (colour.to_string(), joined(names))).collect();
    found.sort_by(|a, b| a.1.cmp(&b.1));
    found
}

fn event_rules(layer: &Layer) -> Vec<Rule> {
    let mut rules = vec![Rule {
        label: "Precision of the position".into(),
        filter: Some("\"location_precision_m\" > 0".into()),
        symbol: Box::new(precision_ring),
    }];
    for symbol in &Symbol::ALL {
        let codes: Vec<&str> = symbol.codes.iter().map(|code| code.as_str()).collect();
        let is_drawn = |code: &str| codes.contains(&code);
        if !texts(layer, "code").any(is_drawn) {
            continue;
        }
        let filter = one_of("code", codes.iter().copied());
        let marker = symbol.marker;
        if let Some(colour) = symbol.colour {
            rules.push(Rule {
                label: symbol.label.into(),
                filter: Some(filter),
                symbol: Box::new(move |name| event_marker(name, marker, colour)),
            });
            continue;
        }
        // By the colour of the side: a rule for each colour, named by those who did it.
        let pairs = texts(layer, "code").zip(texts(layer, "marker-color").zip(texts(layer, "actor1")));
        let drawn = pairs.filter(|(code, _)| is_drawn(code)).map(|(_, pair)| pair);
        for (colour, actors) in by_colour(drawn) {
            let by = if actors.is_empty() { "unnamed" } else { &actors };
            rules.push(Rule {
                label: format!("{}: {by}", symbol.label),
                filter: Some(format!("{filter} AND {}", equals("marker-color", &colour))),
                symbol: Box::new(move |name| event_marker(name, marker, &colour)),
            });
        }
    }
    if texts(layer, "status").any(|status| status != "reported") {
        rules.push(Rule {
            label: "Hollow: claimed, denied, threatened, planned".into(),
            // Draws nothing: an entry of the legend alone.
            filter: Some("FALSE".into()),
            symbol: Box::new(hollow_marker),
        });
    }
    rules
}

/// A table of the base map.
fn base_rule(layer: &Layer) -> Rule {
    let symbol: Box<dyn Fn(&str) -> Element> = match layer.name {
        "land" => Box::new(|name| base_area(name, "#F5F2EB", "#C9C4B8")),
        "lakes" => Box::new(|name| base_area(name, "#CFE4F0", "#9CC3DA")),
        "borders" => Box::new(border_line),
        _ => Box::new(|name| place_marker(name, UNKNOWN)),
    };
    Rule { label: layer.title.clone(), filter: None, symbol }
}

/// Labels of a column beside the points.
fn labels(column: &str, size: u8, bold: bool) -> Element {
    let buffer = el("text-buffer")
        .attr("bufferDraw", 1)
        .attr("bufferSize", "0.8")
        .attr("bufferSizeUnits", "MM")
        .attr("bufferColor", "255,255,255,255")
        .attr("bufferOpacity", 1);
    let text = el("text-style")
        .attr("fieldName", column)
        .attr("isExpression", 0)
        .attr("fontFamily", "DejaVu Sans")
        .attr("fontSize", size)
        .attr("fontSizeUnit", "Point")
        .attr("fontWeight", if bold { 75 } else { 50 })
        .attr("textColor", "40,40,40,255")
        .attr("textOpacity", 1)
        .attr("namedStyle", if bold { "Bold" } else { "Book" })
        .child(buffer);
    let settings = el("settings")
        .attr("calloutType", "simple")
        .child(text)
        .child(el("text-format"))
        // 6 = cartographic, around the point.
        .child(
            el("placement")
                .attr("placement", 6)
                .attr("dist", "2.4")
                .attr("distUnits", "MM")
                .attr("priority", if bold { 7 } else { 4 }),
        )
        // Events are no obstacles to labels: a precision ring would be one as wide as it is, and bar all within.
        .child(el("rendering").attr("obstacle", u8::from(bold)).attr("drawLabels", 1));
    el("labeling").attr("type", "simple").child(settings)
}
