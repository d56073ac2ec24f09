//! Relative places as points with an honest radius, on the WGS 84 ellipsoid.

use geo::{Bearing, Destination, Distance, Geodesic, InterpolatePoint, Point};

use super::mention::{Relation, Spatial};
use crate::region::PlaceKind;

/// A spot and how far off it may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// Latitude, WGS 84 degrees.
    pub lat: f64,
    /// Longitude.
    pub lon: f64,
    /// Radius in metres within which it lies.
    pub precision_m: f64,
}

impl Spot {
    fn point(self) -> Point<f64> {
        Point::new(self.lon, self.lat)
    }

    fn at(p: Point<f64>, precision_m: f64) -> Self {
        Self { lat: p.y(), lon: p.x(), precision_m }
    }
}

/// Metres along the ellipsoid between two spots (Karney 2013).
#[must_use]
pub fn distance_m(a: (f64, f64), b: (f64, f64)) -> f64 {
    Geodesic.distance(Point::new(a.1, a.0), Point::new(b.1, b.0))
}

/// True when two spots lie less than `reach` metres apart.
#[must_use]
pub fn is_within(a: (f64, f64), b: (f64, f64), reach: f64) -> bool {
    // A sphere costs a tenth of the ellipsoid, which has the last word where the two may differ.
    let rough = 1000.0 * OnSphere::new(a.0, a.1).km(OnSphere::new(b.0, b.1));
    if (rough - reach).abs() > 0.01 * reach { rough < reach } else { distance_m(a, b) < reach }
}

/// A spot as a direction from the centre of a sphere: rough distances of many pairs cost next to nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct OnSphere([f64; 3]);

impl OnSphere {
    pub(super) fn new(lat: f64, lon: f64) -> Self {
        let ((sin_lat, cos_lat), (sin_lon, cos_lon)) = (lat.to_radians().sin_cos(), lon.to_radians().sin_cos());
        Self([cos_lat * cos_lon, cos_lat * sin_lon, sin_lat])
    }

    /// Kilometres between the two on a sphere of the earth's mean radius: within 0.6 % of [`distance_m`].
    pub(super) fn km(self, other: Self) -> f64 {
        const RADIUS_KM: f64 = 6371.0088;
        let chord: f64 = self.0.iter().zip(other.0).map(|(a, b)| (a - b).powi(2)).sum();
        2.0 * RADIUS_KM * (chord.sqrt() / 2.0).min(1.0).asin()
    }
}

/// How far 'near' and a bare direction reach from a place of a kind, in metres.
fn vicinity_m(kind: PlaceKind) -> f64 {
    match kind {
        PlaceKind::City => 12_000.0,
        PlaceKind::Town => 8_000.0,
        _ => 5_000.0,
    }
}

/// Where the words of `spatial` put it, reckoned from the place `from` of a kind, and the other end where there is one.
///
/// - a distance and a bearing: that far along the geodesic; off by a fifth of the way (rounded figures, by road or by
///   air, 'north' within an eighth of the circle) and by what the place itself is;
/// - a bearing alone: the vicinity's width outside a spot, half the radius inside an area;
/// - a distance alone: a ring, so the place itself with that distance as radius;
/// - between two: the midpoint, and half the way as radius;
/// - near, outskirts, toward: the place with its vicinity as radius.
#[must_use]
pub fn relative(spatial: &Spatial, from: Spot, kind: PlaceKind, other: Option<Spot>) -> Spot {
    if let Some(other) = other {
        let (a, b) = (from.point(), other.point());
        let middle = Geodesic.point_at_ratio_between(a, b, 0.5);
        let half = Geodesic.distance(a, b) / 2.0;
        return Spot::at(middle, (half + from.precision_m.min(other.precision_m)).max(1_000.0));
    }
    let vicinity = vicinity_m(kind);
    match (spatial.distance_m, spatial.bearing) {
        (Some(distance), Some(bearing)) => {
            let p = Geodesic.destination(from.point(), bearing, distance);
            Spot::at(p, from.precision_m + distance / 5.0)
        }
        (Some(distance), None) => Spot { precision_m: from.precision_m + distance, ..from },
        (None, Some(bearing)) if spatial.relation == Relation::In => {
            let p = Geodesic.destination(from.point(), bearing, from.precision_m / 2.0);
            Spot::at(p, from.precision_m * 0.6)
        }
        (None, Some(bearing)) => {
            let off = if kind.is_area() { from.precision_m } else { vicinity };
            let p = Geodesic.destination(from.point(), bearing, off);
            Spot::at(p, from.precision_m + off)
        }
        (None, None) => match spatial.relation {
            Relation::In => from,
            Relation::Near | Relation::Direction | Relation::Between if spatial.outskirts => {
                Spot { precision_m: from.precision_m + vicinity / 2.0, ..from }
            }
            Relation::Toward => Spot { precision_m: from.precision_m + 2.0 * vicinity, ..from },
            _ => Spot { precision_m: from.precision_m + vicinity, ..from },
        },
    }
}

/// Degrees clockwise from north at `a` towards `b`.
#[must_use]
pub fn bearing(a: (f64, f64), b: (f64, f64)) -> f64 {
    (Geodesic.bearing(Point::new(a.1, a.0), Point::new(b.1, b.0)) + 360.0) % 360.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAKE: Spot = Spot { lat: -1.5736, lon: 29.0453, precision_m: 1_000.0 };
    const MINOVA: Spot = Spot { lat: -1.7066, lon: 29.0225, precision_m: 1_000.0 };

    fn at(s: Spot) -> (f64, f64) {
        (s.lat, s.lon)
    }

    #[test]
    fn a_sphere_is_near_enough_for_rough_distances() {
        for (a, b) in [((-1.68, 29.22), (-1.57, 29.05)), ((51.5, -0.1), (40.7, -74.0)), ((10.0, 179.9), (10.0, -179.9))]
        {
            let (rough, exact) = (OnSphere::new(a.0, a.1).km(OnSphere::new(b.0, b.1)), distance_m(a, b) / 1000.0);
            assert!((rough / exact - 1.0).abs() < 0.006, "{rough} {exact}");
        }
    }

    #[test]
    fn the_ellipsoid_says_what_is_within_reach() {
        let (a, b) = (at(SAKE), at(MINOVA));
        let exact = distance_m(a, b);
        for (reach, expected) in [(exact * 0.9, false), (exact - 1.0, false), (exact + 1.0, true), (exact * 1.1, true)]
        {
            assert_eq!(is_within(a, b, reach), expected, "{reach}");
        }
    }

    #[test]
    fn puts_relative_places() {
        let north = Spatial {
            relation: Relation::Direction,
            distance_m: Some(20_000.0),
            bearing: Some(0.0),
            ..Spatial::default()
        };
        let spot = relative(&north, SAKE, PlaceKind::Town, None);
        assert!((distance_m(at(SAKE), at(spot)) - 20_000.0).abs() < 1.0);
        assert!(spot.lat > SAKE.lat && (spot.lon - SAKE.lon).abs() < 1e-9);
        assert!((spot.precision_m - 5_000.0).abs() < 1e-6);

        let between = Spatial { relation: Relation::Between, ..Spatial::default() };
        let spot = relative(&between, SAKE, PlaceKind::Town, Some(MINOVA));
        let (a, b) = (distance_m(at(SAKE), at(spot)), distance_m(at(MINOVA), at(spot)));
        assert!((a - b).abs() < 1.0 && spot.precision_m > a);

        let near = Spatial { relation: Relation::Near, ..Spatial::default() };
        let spot = relative(&near, SAKE, PlaceKind::Town, None);
        assert!(at(spot) == at(SAKE) && spot.precision_m > SAKE.precision_m);

        let south = Spatial { relation: Relation::Direction, bearing: Some(180.0), ..Spatial::default() };
        let spot = relative(&south, SAKE, PlaceKind::Town, None);
        assert!(spot.lat < SAKE.lat && distance_m(at(SAKE), at(spot)) <= spot.precision_m);
        assert!((bearing(at(SAKE), at(spot)) - 180.0).abs() < 0.01);
    }
}
