//! Distances and areas on the WGS 84 ellipsoid, fast enough for every edge of a mesh.

use geo::{Coord, LineString, MultiPolygon};

/// Semi-major axis in km and square of the first eccentricity of WGS 84.
const A_KM: f64 = 6378.137;
const E2: f64 = 0.006_694_379_990_141_317;

/// Distance in km of two points a few km apart: the ellipsoid's own scale at the middle latitude. For 50 km the error
/// is below a metre.
pub(in crate::control) fn km(a: Coord<f64>, b: Coord<f64>) -> f64 {
    let (sin, cos) = f64::midpoint(a.y, b.y).to_radians().sin_cos();
    let w2 = 1.0 - E2 * sin * sin;
    let prime = A_KM / w2.sqrt();
    let meridian = prime * (1.0 - E2) / w2;
    ((b.x - a.x).to_radians() * cos * prime).hypot((b.y - a.y).to_radians() * meridian)
}

/// Twice the signed area in km² of a ring, counter-clockwise positive; the ring may be closed or not.
///
/// The ring is laid out in Lambert's cylindrical equal-area projection of the ellipsoid (Snyder 1987, 'Map
/// projections: a working manual', section 10), where the shoelace formula gives true areas.
pub(in crate::control) fn twice_km2(ring: &[Coord<f64>]) -> f64 {
    let Some(&origin) = ring.first() else { return 0.0 };
    let flat = |c: Coord<f64>| ((c.x - origin.x).to_radians() * A_KM, equal_area(c.y) - equal_area(origin.y));
    let mut last = flat(*ring.last().unwrap_or(&origin));
    let mut sum = 0.0;
    for &corner in ring {
        let next = flat(corner);
        sum += last.0 * next.1 - next.0 * last.1;
        last = next;
    }
    sum
}

/// Height of a latitude in the equal-area projection, km.
fn equal_area(latitude: f64) -> f64 {
    let sin = latitude.to_radians().sin();
    let e = E2.sqrt();
    let q = (1.0 - E2) * (sin / (1.0 - E2 * sin * sin) + (e * sin).atanh() / e);
    A_KM * q / 2.0
}

/// Area in km² of polygons whose rings are wound by RFC 7946.
pub(in crate::control) fn area_km2(shape: &MultiPolygon<f64>) -> f64 {
    let ring = |line: &LineString<f64>| twice_km2(&line.0).abs() / 2.0;
    shape.0.iter().map(|p| ring(p.exterior()) - p.interiors().iter().map(ring).sum::<f64>()).sum()
}

#[cfg(test)]
mod tests {
    use geo::{Distance, Geodesic, GeodesicArea, Point, coord, polygon};

    use super::*;

    #[test]
    fn agrees_with_the_geodesic() {
        for lat in [-2.0, 0.0, 15.0, 48.0] {
            let (a, b) = (coord! { x: 29.0, y: lat }, coord! { x: 29.2, y: lat + 0.1 });
            let geodesic = Geodesic.distance(Point::from(a), Point::from(b)) / 1000.0;
            assert!((km(a, b) / geodesic - 1.0).abs() < 1e-5, "{lat}");
            let square = polygon![a, coord! { x: 29.2, y: lat }, b, coord! { x: 29.0, y: lat + 0.1 }];
            let geodesic = square.geodesic_area_unsigned() / 1e6;
            assert!((area_km2(&square.into()) / geodesic - 1.0).abs() < 1e-5, "{lat}");
        }
    }
}
