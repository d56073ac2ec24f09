//! How far each vertex lies from a place, over land.
//!
//! Distances spread over the mesh as a wave: each triangle with two reached corners carries it on to the third as if
//! it came straight from its source, which in open country gives the true distance, and round a shore that of the way
//! about it (fast marching on triangles: Kimmel and Sethian 1998, 'Computing geodesic paths on manifolds'; with the
//! source unfolded into the plane as in Reimers 2004, which is exact for a point source on a plane).

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::chart::km;
use super::mesh::Mesh;

/// A vertex and its distance in km.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::control) struct Reached {
    pub(in crate::control) vertex: u32,
    pub(in crate::control) km: f64,
}

impl Eq for Reached {}

impl Ord for Reached {
    /// Nearest first out of a `BinaryHeap`; by number where equally near.
    fn cmp(&self, other: &Self) -> Ordering {
        other.km.total_cmp(&self.km).then(other.vertex.cmp(&self.vertex))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Works out fields one after the other over one mesh.
pub(in crate::control) struct Spreader<'m> {
    mesh: &'m Mesh,
    distance: Vec<f64>,
    settled: Vec<bool>,
}

impl<'m> Spreader<'m> {
    pub(in crate::control) fn new(mesh: &'m Mesh) -> Self {
        let n = mesh.points.len();
        Self { mesh, distance: vec![f64::INFINITY; n], settled: vec![false; n] }
    }

    /// Every vertex within `reach_km` of a vertex, in order of distance; the vertex itself first.
    pub(in crate::control) fn spread(&mut self, source: u32, reach_km: f64) -> Vec<Reached> {
        let mut field = Vec::new();
        let mut touched = vec![source];
        let mut front = BinaryHeap::from([Reached { vertex: source, km: 0.0 }]);
        self.distance[source as usize] = 0.0;
        while let Some(next) = front.pop() {
            if self.settled[next.vertex as usize] || next.km > reach_km {
                continue;
            }
            self.settled[next.vertex as usize] = true;
            field.push(next);
            for &triangle in self.mesh.about(next.vertex) {
                let Some((a, b)) = self.mesh.others(triangle, next.vertex) else { continue };
                for (to, third) in [(a, b), (b, a)] {
                    if self.settled[to as usize] {
                        continue;
                    }
                    let reached = self.step(next, to, third);
                    if reached < self.distance[to as usize] {
                        self.distance[to as usize] = reached;
                        touched.push(to);
                        front.push(Reached { vertex: to, km: reached });
                    }
                }
            }
        }
        for vertex in touched {
            self.distance[vertex as usize] = f64::INFINITY;
            self.settled[vertex as usize] = false;
        }
        field
    }

    /// Distance of `to` by way of `from`, and of `third` where that is settled, too.
    fn step(&self, from: Reached, to: u32, third: u32) -> f64 {
        let point = |v: u32| self.mesh.points[v as usize];
        let side = km(point(from.vertex), point(to));
        let along = from.km + side;
        if !self.settled[third as usize] {
            return along;
        }
        let (base, other) = (km(point(from.vertex), point(third)), km(point(third), point(to)));
        if base <= 0.0 {
            return along;
        }
        // `from` lies at the origin and `third` on the x axis; `to` above it, the unfolded source below.
        let (a, b) = (from.km, self.distance[third as usize]);
        let x = (side * side - other * other + base * base) / (2.0 * base);
        let y = (side * side - x * x).max(0.0).sqrt();
        let sx = (a * a - b * b + base * base) / (2.0 * base);
        let sy = (a * a - sx * sx).max(0.0).sqrt();
        let crossing = if y + sy > 0.0 { sx + (x - sx) * sy / (y + sy) } else { -1.0 };
        if (0.0..=base).contains(&crossing) { (x - sx).hypot(y + sy).min(along) } else { along.min(b + other) }
    }
}

#[cfg(test)]
mod tests {
    use geo::{Coord, coord, polygon};

    use super::*;
    use crate::control::space::build;
    use crate::region::Land;

    fn spread(places: &[Coord<f64>], land: &Land, reach: f64) -> (Mesh, Vec<Reached>) {
        let (mesh, vertices) = build(places, land, reach + 2.0, 1.0);
        let field = Spreader::new(&mesh).spread(vertices[0].unwrap(), reach);
        (mesh, field)
    }

    #[test]
    fn in_open_country_the_way_is_straight() {
        let start = coord! { x: 29.0, y: -1.5 };
        let (mesh, field) = spread(&[start], &Land::default(), 12.0);
        assert!(field.len() > 300);
        for reached in field {
            let straight = km(start, mesh.points[reached.vertex as usize]);
            assert!(reached.km >= straight - 1e-6, "{} < {straight}", reached.km);
            assert!(reached.km <= straight * 1.01 + 1e-6, "{} > {straight}", reached.km);
        }
    }

    #[test]
    fn a_lake_has_to_be_gone_round() {
        // A lake 20 km wide and 0.5 km high between two places 2 km apart: the way round is about 20 km.
        let shore = polygon!(
            exterior: [(x: 28.5, y: -0.5), (x: 29.5, y: -0.5), (x: 29.5, y: 0.5), (x: 28.5, y: 0.5)],
            interiors: [[(x: 28.91, y: -0.002), (x: 28.91, y: 0.002), (x: 29.09, y: 0.002), (x: 29.09, y: -0.002)]],
        );
        let land = Land { countries: vec![("XX".into(), shore.into())], ..Land::default() };
        let places = [coord! { x: 29.0, y: -0.009 }, coord! { x: 29.0, y: 0.009 }];
        let (mesh, vertices) = build(&places, &land, 30.0, 1.0);
        let field = Spreader::new(&mesh).spread(vertices[0].unwrap(), 30.0);
        let way = field.iter().find(|r| Some(r.vertex) == vertices[1]).unwrap().km;
        assert!((20.0..20.6).contains(&way), "{way}");
    }

    #[test]
    fn a_border_bars_the_way() {
        let square = |x: f64| polygon![(x: x, y: -0.5), (x: x + 0.5, y: -0.5), (x: x + 0.5, y: 0.5), (x: x, y: 0.5)];
        let countries = vec![("XX".into(), square(28.5).into()), ("YY".into(), square(29.0).into())];
        let land = Land { countries, ..Land::default() };
        let (mesh, field) = spread(&[coord! { x: 28.98, y: 0.0 }, coord! { x: 29.02, y: 0.0 }], &land, 10.0);
        assert!(field.iter().all(|r| mesh.points[r.vertex as usize].x <= 29.0));
    }
}
