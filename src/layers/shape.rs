//! Geometry as the files carry it: finite, two-dimensional, rounded to six decimals (0.1 m), of one type, with rings
//! wound as RFC 7946 asks.
//!
//! Rounding happens here and not in a format, so that every format shows the same shape; it happens vertex by vertex,
//! so that neighbours still share their arcs.

use geo::orient::{Direction, Orient};
use geo::{Coord, Geometry, LineString, MultiLineString, MultiPolygon, Point, Polygon};

/// A point where latitude and longitude are on the globe.
pub(super) fn point(lat: Option<f64>, lon: Option<f64>) -> Option<Geometry<f64>> {
    let (lat, lon) = (lat?, lon?);
    ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon))
        .then(|| Point::from(rounded(Coord { x: lon, y: lat })).into())
}

/// Lines of at least two different vertices; `None` when none is left.
pub(super) fn lines(lines: &MultiLineString<f64>) -> Option<Geometry<f64>> {
    let kept: Vec<_> = lines.iter().map(vertices).filter(|l| l.0.len() >= 2).collect();
    (!kept.is_empty()).then(|| MultiLineString::new(kept).into())
}

/// Polygons with at least a triangle left, exterior rings counter-clockwise and closed; `None` when none is left.
pub(super) fn areas(areas: &MultiPolygon<f64>) -> Option<Geometry<f64>> {
    let kept: Vec<_> = areas
        .iter()
        .filter_map(|polygon| {
            let exterior = vertices(polygon.exterior());
            let holes = polygon.interiors().iter().map(vertices).filter(|r| r.0.len() >= 4).collect();
            (exterior.0.len() >= 4).then(|| Polygon::new(exterior, holes).orient(Direction::Default))
        })
        .collect();
    (!kept.is_empty()).then(|| MultiPolygon::new(kept).into())
}

/// The line's finite vertices, rounded, none twice in a row.
fn vertices(line: &LineString<f64>) -> LineString<f64> {
    let mut kept: Vec<Coord<f64>> =
        line.coords().filter(|c| c.x.is_finite() && c.y.is_finite()).map(|c| rounded(*c)).collect();
    kept.dedup();
    LineString::new(kept)
}

fn rounded(c: Coord<f64>) -> Coord<f64> {
    // `+ 0.0` turns -0.0 into 0.0, which JSON would write with its sign.
    let six = |v: f64| (v * 1e6).round() / 1e6 + 0.0;
    Coord { x: six(c.x), y: six(c.y) }
}

#[cfg(test)]
mod tests {
    use geo::{Winding, line_string, polygon};

    use super::*;

    #[test]
    fn points_off_the_globe_are_unknown() {
        let at = point(Some(-1.678_900_49), Some(29.228_001_51)).unwrap();
        assert_eq!(at, Point::new(29.228_002, -1.6789).into());
        for (lat, lon) in [
            (None, Some(1.0)),
            (Some(91.0), Some(0.0)),
            (Some(0.0), Some(181.0)),
            (Some(f64::NAN), Some(0.0)),
            (Some(0.0), Some(f64::INFINITY)),
        ] {
            assert_eq!(point(lat, lon), None);
        }
    }

    #[test]
    fn slivers_go_and_rings_turn() {
        let clockwise = polygon![(x: 0.0, y: 0.0), (x: 0.0, y: 1.0), (x: 1.0, y: 1.0), (x: 0.0, y: 0.0)];
        let sliver = polygon![(x: 0.0, y: 0.0), (x: 1e-8, y: 0.0), (x: 0.0, y: 1e-8), (x: 0.0, y: 0.0)];
        let Some(Geometry::MultiPolygon(kept)) = areas(&MultiPolygon::new(vec![clockwise, sliver.clone()])) else {
            panic!("a multi-polygon")
        };
        assert_eq!(kept.0.len(), 1);
        assert!(kept.0[0].exterior().is_ccw());
        assert_eq!(areas(&MultiPolygon::new(vec![sliver])), None);
    }

    #[test]
    fn lines_keep_two_vertices_or_go() {
        let dot = line_string![(x: 0.0, y: 0.0), (x: 1e-9, y: -1e-9)];
        let line = line_string![(x: 0.0, y: 0.0), (x: 0.0, y: f64::NAN), (x: 0.0, y: 1.0)];
        assert_eq!(lines(&MultiLineString::new(vec![dot.clone()])), None);
        let Some(Geometry::MultiLineString(kept)) = lines(&MultiLineString::new(vec![dot, line])) else {
            panic!("lines")
        };
        assert_eq!(kept.0, vec![line_string![(x: 0.0, y: 0.0), (x: 0.0, y: 1.0)]]);
    }
}
