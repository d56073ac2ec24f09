//! Rings of points, and the polygons they make.

use geo::{Coord, LineString, MultiPolygon, Polygon};
use hashbrown::HashMap;

use super::chart::twice_km2;

/// Corners of a ring, the first not repeated.
pub(super) type Ring = Vec<Coord<f64>>;

/// Polygons of the rings. A ring that touches itself in a point is taken apart there: OGC rings are simple.
pub(super) fn polygons(rings: Vec<Ring>) -> MultiPolygon<f64> {
    let mut outer: Vec<(Ring, Vec<LineString<f64>>)> = Vec::new();
    let mut holes: Vec<Ring> = Vec::new();
    for ring in rings {
        for simple in simple(ring) {
            if twice_km2(&simple) > 0.0 {
                outer.push((from_least(simple), Vec::new()));
            } else {
                holes.push(from_least(simple));
            }
        }
    }
    outer.sort_by(|a, b| order(&a.0, &b.0));
    holes.sort_by(|a, b| order(a, b));
    for hole in holes {
        let index = match outer.len() {
            0 => continue,
            1 => 0,
            _ => outer.iter().position(|(ring, _)| hole.iter().any(|&p| within(p, ring))).unwrap_or(0),
        };
        outer[index].1.push(closed(hole));
    }
    MultiPolygon::new(outer.into_iter().map(|(ring, holes)| Polygon::new(closed(ring), holes)).collect())
}

/// Cuts a ring at points it passes twice.
fn simple(ring: Ring) -> Vec<Ring> {
    let (mut done, mut path): (Vec<Ring>, Ring) = (Vec::new(), Vec::new());
    let mut seen: HashMap<[u64; 2], usize> = HashMap::new();
    for at in ring {
        let key = [at.x.to_bits(), at.y.to_bits()];
        if let Some(&first) = seen.get(&key) {
            let knot = path.split_off(first);
            for c in &knot {
                seen.remove(&[c.x.to_bits(), c.y.to_bits()]);
            }
            done.push(knot);
        }
        seen.insert(key, path.len());
        path.push(at);
    }
    done.push(path);
    done.retain(|ring| ring.len() >= 3);
    done
}

/// The ring from its least corner on, so that it does not depend on where the walk began.
pub(super) fn from_least(mut ring: Vec<Coord<f64>>) -> Vec<Coord<f64>> {
    let less = |a: &Coord<f64>, b: &Coord<f64>| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y));
    let least = (0..ring.len()).min_by(|&a, &b| less(&ring[a], &ring[b])).unwrap_or(0);
    ring.rotate_left(least);
    ring
}

pub(super) fn closed(mut ring: Vec<Coord<f64>>) -> LineString<f64> {
    ring.extend(ring.first().copied());
    LineString(ring)
}

pub(super) fn order(a: &[Coord<f64>], b: &[Coord<f64>]) -> std::cmp::Ordering {
    let key = |c: &Coord<f64>| (c.x, c.y);
    let pairs = a.iter().map(key).zip(b.iter().map(key));
    pairs
        .map(|(p, q)| p.0.total_cmp(&q.0).then(p.1.total_cmp(&q.1)))
        .find(|o| o.is_ne())
        .unwrap_or(std::cmp::Ordering::Equal)
        .then(a.len().cmp(&b.len()))
}

/// True for a point inside a ring (even-odd rule).
fn within(p: Coord<f64>, ring: &[Coord<f64>]) -> bool {
    let mut inside = false;
    let mut last = ring[ring.len() - 1];
    for &next in ring {
        if (next.y > p.y) != (last.y > p.y) && p.x < (last.x - next.x) * (p.y - next.y) / (last.y - next.y) + next.x {
            inside = !inside;
        }
        last = next;
    }
    inside
}
