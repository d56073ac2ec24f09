//! Symbols as QGIS writes them, in the least form that 3.22 and 3.40 both read (properties as one `Option` map).

use super::xml::{Element, el};
use crate::layers::Marker;

/// `#RRGGBB` as QGIS writes it, with an opacity of 0 to 255. What is no colour is grey.
pub(super) fn rgba(colour: &str, alpha: u8) -> String {
    let channel = |at: usize| colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or(0x99);
    format!("{},{},{},{alpha}", channel(1), channel(3), channel(5))
}

fn options(pairs: &[(&str, &str)]) -> Element {
    let option =
        |(name, value): &(&str, &str)| el("Option").attr("type", "QString").attr("name", name).attr("value", value);
    el("Option").attr("type", "Map").children(pairs.iter().map(option))
}

/// One layer of a symbol.
pub(super) fn layer(class: &str, pairs: &[(&str, &str)]) -> Element {
    el("layer").attr("class", class).attr("enabled", 1).attr("locked", 0).attr("pass", 0).child(options(pairs))
}

/// A symbol of layers; `kind` is marker, line or fill.
pub(super) fn symbol(name: &str, kind: &str, layers: impl IntoIterator<Item = Element>) -> Element {
    el("symbol")
        .attr("name", name)
        .attr("type", kind)
        .attr("alpha", 1)
        .attr("clip_to_extent", 1)
        .attr("force_rhr", 0)
        .children(layers)
}

/// Properties of a symbol layer that an expression decides for each feature.
fn data_defined(pairs: &[(&str, &str)]) -> Element {
    let text = |name: &str, value: &str| el("Option").attr("name", name).attr("type", "QString").attr("value", value);
    let property = |(name, expression): &(&str, &str)| {
        el("Option")
            .attr("name", name)
            .attr("type", "Map")
            .child(el("Option").attr("name", "active").attr("type", "bool").attr("value", true))
            .child(text("expression", expression))
            // 3 = an expression.
            .child(el("Option").attr("name", "type").attr("type", "int").attr("value", 3))
    };
    el("data_defined_properties").child(
        el("Option")
            .attr("type", "Map")
            .child(text("name", ""))
            .child(el("Option").attr("name", "properties").attr("type", "Map").children(pairs.iter().map(property)))
            .child(text("type", "collection")),
    )
}

/// What QGIS calls a form.
fn marker_name(marker: Marker) -> &'static str {
    match marker {
        Marker::Triangle => "triangle",
        Marker::Arrow => "filled_arrowhead",
        Marker::Pentagon => "pentagon",
        Marker::Cross => "cross_fill",
        Marker::Star => "star",
        Marker::Diamond => "diamond",
        Marker::Circle => "circle",
        Marker::Square => "square",
        Marker::Hexagon => "hexagon",
    }
}

const WHITE: &str = "#FFFFFF";

fn simple_marker(marker: Marker, fill: &str, outline: &str, outline_mm: &str, size_mm: &str) -> Element {
    layer(
        "SimpleMarker",
        &[
            ("name", marker_name(marker)),
            ("color", fill),
            ("size", size_mm),
            ("size_unit", "MM"),
            ("outline_color", outline),
            ("outline_style", "solid"),
            ("outline_width", outline_mm),
            ("outline_width_unit", "MM"),
        ],
    )
}

/// An event: filled with its colour when reported, hollow when only claimed, planned and so on.
pub(super) fn event_marker(name: &str, marker: Marker, colour: &str) -> Element {
    let (solid, white, pale) = (rgba(colour, 255), rgba(WHITE, 255), rgba(WHITE, 150));
    let reported = |yes: &str, no: &str| format!("if(\"status\" = 'reported', '{yes}', '{no}')");
    let size = if marker == Marker::Cross { "4.6" } else { "4" };
    let drawn = simple_marker(marker, &solid, &white, "0.4", size)
        .child(data_defined(&[("fillColor", &reported(&solid, &pale)), ("outlineColor", &reported(&white, &solid))]));
    symbol(name, "marker", [drawn])
}

/// The legend's sample of a hollow symbol.
pub(super) fn hollow_marker(name: &str) -> Element {
    symbol(name, "marker", [simple_marker(Marker::Circle, &rgba(WHITE, 150), &rgba("#555555", 255), "0.4", "4")])
}

/// A place in somebody's hands.
pub(super) fn place_marker(name: &str, colour: &str) -> Element {
    symbol(name, "marker", [simple_marker(Marker::Circle, &rgba(colour, 255), &rgba("#333333", 255), "0.25", "2.4")])
}

/// A dotted ring of the radius that the column `location_precision_m` gives: an ellipse whose size in millimetres
/// follows from the scale. In a map in degrees, where a degree of longitude is drawn as wide as one of latitude is
/// high, a circle on the ground is lower than wide by the cosine of the latitude. (A ring by geometry generator would
/// need no such reckoning, but stretches the legend.)
pub(super) fn precision_ring(name: &str) -> Element {
    let width = "2000 * \"location_precision_m\" / @map_scale";
    let ring = layer(
        "EllipseMarker",
        &[
            ("symbol_name", "circle"),
            ("color", "0,0,0,0"),
            ("outline_color", "90,90,90,190"),
            ("outline_style", "dot"),
            ("outline_width", "0.3"),
            ("outline_width_unit", "MM"),
            ("size", "4"),
            ("size_unit", "MM"),
            ("symbol_width", "4"),
            ("symbol_width_unit", "MM"),
            ("symbol_height", "4"),
            ("symbol_height_unit", "MM"),
        ],
    )
    .child(data_defined(&[
        ("width", width),
        ("height", &format!("{width} * if(@map_units = 'degrees', cos(radians($y)), 1)")),
    ]));
    symbol(name, "marker", [ring])
}

/// Land or water of the base map.
pub(super) fn base_area(name: &str, colour: &str, edge: &str) -> Element {
    let fill = [
        ("color", rgba(colour, 255)),
        ("style", "solid".to_string()),
        ("outline_color", rgba(edge, 255)),
        ("outline_style", "solid".to_string()),
        ("outline_width", "0.15".to_string()),
        ("outline_width_unit", "MM".to_string()),
    ];
    symbol(name, "fill", [layer("SimpleFill", &fill.each_ref().map(|(k, v)| (*k, v.as_str())))])
}

/// A state border of the base map.
pub(super) fn border_line(name: &str) -> Element {
    let line = layer(
        "SimpleLine",
        &[
            ("line_color", "120,120,120,255"),
            ("line_width", "0.3"),
            ("line_width_unit", "MM"),
            ("line_style", "dash dot"),
        ],
    );
    symbol(name, "line", [line])
}

fn outline(colour: &str, style: &str) -> Element {
    layer(
        "SimpleFill",
        &[
            ("color", "0,0,0,0"),
            ("style", "no"),
            ("outline_color", colour),
            ("outline_style", style),
            ("outline_width", "0.4"),
            ("outline_width_unit", "MM"),
        ],
    )
}

/// An area of so much opacity (0 to 255) with an outline.
pub(super) fn filled_area(name: &str, colour: &str, alpha: u8, outline_style: &str) -> Element {
    let fill = layer("SimpleFill", &[("color", &rgba(colour, alpha)), ("style", "solid"), ("outline_style", "no")]);
    symbol(name, "fill", [fill, outline(&rgba(colour, 255), outline_style)])
}

/// An area hatched at 45° with a dashed outline.
pub(super) fn hatched_area(name: &str, colour: &str, edge: &str) -> Element {
    let stroke = layer(
        "SimpleLine",
        &[
            ("line_color", &rgba(colour, 255)),
            ("line_width", "0.4"),
            ("line_width_unit", "MM"),
            ("line_style", "solid"),
        ],
    );
    let hatch = layer(
        "LinePatternFill",
        &[("angle", "45"), ("distance", "2.2"), ("distance_unit", "MM"), ("line_width", "0.3")],
    )
    .child(symbol(&format!("@{name}@0"), "line", [stroke]));
    symbol(name, "fill", [hatch, outline(&rgba(edge, 255), "dash")])
}

/// A front.
pub(super) fn front_line(name: &str, style: &str) -> Element {
    let line = layer(
        "SimpleLine",
        &[
            ("line_color", "0,0,0,255"),
            ("line_width", "0.8"),
            ("line_width_unit", "MM"),
            ("line_style", style),
            ("capstyle", if style == "solid" { "round" } else { "flat" }),
            ("joinstyle", "round"),
        ],
    );
    symbol(name, "line", [line])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_rewritten() {
        assert_eq!(rgba("#D55E00", 89), "213,94,0,89");
        assert_eq!(rgba("é", 255), "153,153,153,255");
        assert_eq!(rgba("", 255), "153,153,153,255");
    }
}
