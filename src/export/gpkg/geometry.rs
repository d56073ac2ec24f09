//! Geometry as a GeoPackage holds it: a header with the envelope, then well-known binary (OGC 12-128r17, 2.1.3).

use geo::{BoundingRect, Coord, Geometry, LineString, Polygon, Rect};

/// The reference system of all geometry: WGS 84, longitude and latitude.
pub(super) const WGS84: i32 = 4326;

/// Header flags: little-endian, without an envelope.
const LITTLE_ENDIAN: u8 = 0b0000_0001;
/// Header flags: an envelope of minimum and maximum x and y follows.
const ENVELOPE_XY: u8 = 0b0000_0010;

const LINE_STRING: u32 = 2;
const POLYGON: u32 = 3;
const MULTI_LINE_STRING: u32 = 5;
const MULTI_POLYGON: u32 = 6;

/// The geometry as a blob, and its bounding box; `None` for an empty one or one of a type that no layer has.
pub(super) fn blob(geometry: &Geometry<f64>) -> Option<(Vec<u8>, Rect<f64>)> {
    let rect = geometry.bounding_rect()?;
    let mut out = Vec::with_capacity(64);
    out.extend(b"GP\0");
    let is_point = matches!(geometry, Geometry::Point(_));
    out.push(if is_point { LITTLE_ENDIAN } else { LITTLE_ENDIAN | ENVELOPE_XY });
    out.extend(WGS84.to_le_bytes());
    if !is_point {
        for value in [rect.min().x, rect.max().x, rect.min().y, rect.max().y] {
            out.extend(value.to_le_bytes());
        }
    }
    match geometry {
        Geometry::Point(point) => {
            head(&mut out, 1);
            coord(&mut out, point.0);
        }
        Geometry::MultiLineString(lines) => {
            head(&mut out, MULTI_LINE_STRING);
            count(&mut out, lines.0.len());
            for line in lines {
                head(&mut out, LINE_STRING);
                vertices(&mut out, line);
            }
        }
        Geometry::MultiPolygon(polygons) => {
            head(&mut out, MULTI_POLYGON);
            count(&mut out, polygons.0.len());
            for one in polygons {
                head(&mut out, POLYGON);
                polygon(&mut out, one);
            }
        }
        _ => return None,
    }
    Some((out, rect))
}

fn head(out: &mut Vec<u8>, kind: u32) {
    out.push(1);
    out.extend(kind.to_le_bytes());
}

fn count(out: &mut Vec<u8>, n: usize) {
    out.extend((n as u32).to_le_bytes());
}

fn coord(out: &mut Vec<u8>, c: Coord<f64>) {
    out.extend(c.x.to_le_bytes());
    out.extend(c.y.to_le_bytes());
}

fn vertices(out: &mut Vec<u8>, line: &LineString<f64>) {
    count(out, line.0.len());
    line.coords().for_each(|c| coord(out, *c));
}

fn polygon(out: &mut Vec<u8>, polygon: &Polygon<f64>) {
    count(out, 1 + polygon.interiors().len());
    vertices(out, polygon.exterior());
    polygon.interiors().iter().for_each(|ring| vertices(out, ring));
}

#[cfg(test)]
mod tests {
    use geo::{MultiPoint, Point};

    use super::*;

    #[test]
    fn a_point_is_header_and_wkb() {
        let (bytes, rect) = blob(&Point::new(29.5, -1.5).into()).unwrap();
        assert_eq!(bytes[..8], [b'G', b'P', 0, 1, 0xe6, 0x10, 0, 0]);
        assert_eq!(bytes[8..13], [1, 1, 0, 0, 0]);
        assert_eq!(bytes[13..21], 29.5f64.to_le_bytes());
        assert_eq!(bytes.len(), 29);
        assert_eq!((rect.min().x, rect.max().y), (29.5, -1.5));
    }

    #[test]
    fn what_no_layer_has_is_refused() {
        assert!(blob(&MultiPoint::new(vec![Point::new(0.0, 0.0)]).into()).is_none());
        assert!(blob(&geo::MultiPolygon::<f64>::new(Vec::new()).into()).is_none());
    }
}
