//! The mesh: land about the places, triangulated.

use std::collections::{BTreeSet, HashMap};

use geo::{BoundingRect, Contains, Coord, MultiPolygon, Polygon, Rect, coord};
use rstar::{AABB, RTree};
use spade::handles::FixedFaceHandle;
use spade::{ConstrainedDelaunayTriangulation, HasPosition, Point2, Triangulation};

use super::mesh::{Mesh, NONE};
use crate::region::Land;

/// Kilometres in a degree of latitude (mean).
const KM_PER_DEG: f64 = 111.2;
/// Depth to which a shore edge is halved: 2^16 pieces are more than any coast needs.
const MAX_HALVINGS: u32 = 16;

/// A vertex to be: where it lies in degrees, and on the sheet on which the triangulation is made.
#[derive(Clone, Copy)]
struct Node {
    at: Coord<f64>,
    sheet: Point2<f64>,
}

impl HasPosition for Node {
    type Scalar = f64;

    fn position(&self) -> Point2<f64> {
        self.sheet
    }
}

/// Triangulates the land within `margin_km` of the places, `spacing_km` apart, and finds the vertex of each place:
/// `None` for one that lies on no land, nor within `spacing_km` of it. Farther land gets few large triangles.
///
/// Without a land table the land is a rectangle about the places.
pub(in crate::control) fn build(
    places: &[Coord<f64>],
    land: &Land,
    margin_km: f64,
    spacing_km: f64,
) -> (Mesh, Vec<Option<u32>>) {
    let mut mesh = Mesh::default();
    let mut vertex = vec![None; places.len()];
    let table;
    let countries = if land.countries.is_empty() {
        table = vec![(String::new(), rectangle(places, margin_km * 2.0))];
        &table
    } else {
        &land.countries
    };
    for (number, (_, shape)) in countries.iter().enumerate() {
        for polygon in shape {
            let Some(bounds) = polygon.bounding_rect() else { continue };
            let near: Vec<usize> =
                (0..places.len()).filter(|&i| vertex[i].is_none() && off(places[i], bounds) < spacing_km).collect();
            let inside: Vec<usize> = near.into_iter().filter(|&i| polygon.contains(&places[i])).collect();
            if inside.is_empty() {
                continue;
            }
            let own: Vec<Coord<f64>> = inside.iter().map(|&i| places[i]).collect();
            let first = mesh.points.len() as u32;
            let (sheet, nodes) = Sheet::new(polygon, &own, margin_km, spacing_km);
            sheet.triangulate(polygon, number as u32, &mut mesh);
            for (&i, node) in inside.iter().zip(nodes) {
                vertex[i] = Some(first + node as u32);
            }
        }
    }
    mesh.finish();
    snap(places, &mesh, spacing_km, &mut vertex);
    (mesh, vertex)
}

/// Puts places that lie just off the land (on a shore drawn too coarsely) to the nearest vertex.
fn snap(places: &[Coord<f64>], mesh: &Mesh, reach_km: f64, vertex: &mut [Option<u32>]) {
    if vertex.iter().all(Option::is_some) {
        return;
    }
    let used = |v: &u32| !mesh.about(*v).is_empty();
    let tree = RTree::bulk_load(
        (0..mesh.points.len() as u32)
            .filter(used)
            .map(|v| rstar::primitives::GeomWithData::new([mesh.points[v as usize].x, mesh.points[v as usize].y], v))
            .collect(),
    );
    for (place, found) in places.iter().zip(vertex) {
        if found.is_none()
            && let Some(near) = tree.nearest_neighbor([place.x, place.y])
            && super::chart::km(*place, mesh.points[near.data as usize]) <= reach_km
        {
            *found = Some(near.data);
        }
    }
}

/// Distance in km, roughly, of a point from a box; 0 inside.
fn off(point: Coord<f64>, bounds: Rect<f64>) -> f64 {
    let x = (bounds.min().x - point.x).max(point.x - bounds.max().x).max(0.0);
    let y = (bounds.min().y - point.y).max(point.y - bounds.max().y).max(0.0);
    (x * point.y.to_radians().cos()).hypot(y) * KM_PER_DEG
}

fn rectangle(places: &[Coord<f64>], margin_km: f64) -> MultiPolygon<f64> {
    let line: geo::MultiPoint<f64> = places.iter().map(|&p| geo::Point::from(p)).collect();
    let Some(bounds) = line.bounding_rect() else { return MultiPolygon::new(Vec::new()) };
    let (x, y) = degrees(margin_km, bounds.center().y);
    let low = coord! { x: bounds.min().x - x, y: (bounds.min().y - y).max(-89.0) };
    let high = coord! { x: bounds.max().x + x, y: (bounds.max().y + y).min(89.0) };
    Rect::new(low, high).to_polygon().into()
}

/// Degrees of longitude and latitude in some km.
fn degrees(km: f64, latitude: f64) -> (f64, f64) {
    (km / KM_PER_DEG / latitude.to_radians().cos().max(0.01), km / KM_PER_DEG)
}

/// One polygon of land laid out flat.
struct Sheet {
    nodes: Vec<Node>,
    barriers: Vec<[usize; 2]>,
    /// Cosine of the sheet's middle latitude: longitudes are shrunk by it, so that triangles are well shaped.
    shrink: f64,
}

impl Sheet {
    /// The sheet, and the node of each place.
    fn new(polygon: &Polygon<f64>, places: &[Coord<f64>], margin_km: f64, spacing_km: f64) -> (Self, Vec<usize>) {
        let middle = places.iter().map(|p| p.y).sum::<f64>() / places.len().max(1) as f64;
        let mut sheet = Self { nodes: Vec::new(), barriers: Vec::new(), shrink: middle.to_radians().cos().max(0.01) };
        let mut known: HashMap<[u64; 2], usize> = HashMap::new();
        let nodes = places.iter().map(|&at| *known.entry(bits(at)).or_insert_with(|| sheet.add(at))).collect();
        let near = RTree::bulk_load(places.iter().map(|p| [p.x, p.y]).collect());
        let (dx, dy) = degrees(margin_km, middle);
        let about = |a: Coord<f64>, b: Coord<f64>| {
            let low = [a.x.min(b.x) - dx, a.y.min(b.y) - dy];
            let high = [a.x.max(b.x) + dx, a.y.max(b.y) + dy];
            near.locate_in_envelope_intersecting(AABB::from_corners(low, high)).next().is_some()
        };
        let mut shore: Vec<[f64; 2]> = Vec::new();
        for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
            for line in ring.lines() {
                let mut pieces = vec![line.start];
                halve(line.start, line.end, spacing_km * 0.75, &about, MAX_HALVINGS, &mut pieces);
                let numbers: Vec<usize> =
                    pieces.iter().map(|&at| *known.entry(bits(at)).or_insert_with(|| sheet.add(at))).collect();
                if about(line.start, line.end) {
                    shore.extend(pieces.iter().map(|p| [p.x * sheet.shrink, p.y]));
                }
                sheet.barriers.extend(numbers.windows(2).filter(|w| w[0] != w[1]).map(|w| [w[0], w[1]]));
            }
        }
        sheet.fill(places, &shore, margin_km, spacing_km);
        (sheet, nodes)
    }

    fn add(&mut self, at: Coord<f64>) -> usize {
        let clean = |v: f64| if v.abs() < 1e-12 { 0.0 } else { v };
        self.nodes.push(Node { at, sheet: Point2::new(clean(at.x * self.shrink), clean(at.y)) });
        self.nodes.len() - 1
    }

    /// Lays a hexagonal lattice about the places, leaving out what comes close to a place or a shore.
    fn fill(&mut self, places: &[Coord<f64>], shore: &[[f64; 2]], margin_km: f64, spacing_km: f64) {
        let step = spacing_km / KM_PER_DEG;
        let row = step * 3.0_f64.sqrt() / 2.0;
        let reach = margin_km / KM_PER_DEG;
        let mut lattice: BTreeSet<(i64, i64)> = BTreeSet::new();
        let mut taken: Vec<[f64; 2]> = shore.to_vec();
        for place in places {
            let (x, y) = (place.x * self.shrink, place.y);
            taken.push([x, y]);
            for j in ((y - reach) / row).ceil() as i64..=((y + reach) / row).floor() as i64 {
                let half = (reach * reach - (j as f64 * row - y).powi(2)).max(0.0).sqrt();
                let shift = (j & 1) as f64 / 2.0;
                let (low, high) =
                    (((x - half) / step - shift).ceil() as i64, ((x + half) / step - shift).floor() as i64);
                lattice.extend((low..=high).map(|i| (i, j)));
            }
        }
        let taken = RTree::bulk_load(taken);
        let close = (step * 0.45).powi(2);
        for (i, j) in lattice {
            let (x, y) = ((i as f64 + (j & 1) as f64 / 2.0) * step, j as f64 * row);
            if taken.locate_within_distance([x, y], close).next().is_none() {
                self.add(coord! { x: x / self.shrink, y: y });
            }
        }
    }

    fn triangulate(self, polygon: &Polygon<f64>, country: u32, mesh: &mut Mesh) {
        let first = mesh.points.len() as u32;
        mesh.points.extend(self.nodes.iter().map(|node| node.at));
        let number: HashMap<[u64; 2], u32> = self
            .nodes
            .iter()
            .enumerate()
            .rev()
            .map(|(i, node)| ([node.sheet.x.to_bits(), node.sheet.y.to_bits()], first + i as u32))
            .collect();
        // Barriers that cross each other (land that is drawn wrongly) are left out, the later ones.
        let Ok(sheet) = ConstrainedDelaunayTriangulation::<Node>::try_bulk_load_cdt(self.nodes, self.barriers, |_| {})
        else {
            return;
        };
        let inside = inside(&sheet, polygon);
        let mut numbers = vec![NONE; sheet.num_all_faces()];
        let land = || sheet.inner_faces().filter(|face| inside[face.fix().index()]);
        for (number, face) in (mesh.corners.len() as u32..).zip(land()) {
            numbers[face.fix().index()] = number;
        }
        for face in land() {
            let edges = face.adjacent_edges();
            mesh.corners.push(edges.map(|edge| {
                let at = edge.from().position();
                number.get(&[at.x.to_bits(), at.y.to_bits()]).copied().unwrap_or(first)
            }));
            mesh.across.push(
                edges.map(
                    |edge| {
                        if edge.is_constraint_edge() { NONE } else { numbers[edge.rev().face().fix().index()] }
                    },
                ),
            );
            mesh.country.push(country);
        }
    }
}

/// Which faces are land: faces that no barrier parts are alike, so one look at the polygon for each such stretch.
fn inside(sheet: &ConstrainedDelaunayTriangulation<Node>, polygon: &Polygon<f64>) -> Vec<bool> {
    let mut seen = vec![false; sheet.num_all_faces()];
    let mut inside = vec![false; sheet.num_all_faces()];
    for face in sheet.inner_faces() {
        if seen[face.fix().index()] {
            continue;
        }
        let mut stretch: Vec<FixedFaceHandle<_>> = Vec::new();
        let mut open = vec![face.fix()];
        seen[face.fix().index()] = true;
        let mut touches_outside = false;
        while let Some(fixed) = open.pop() {
            stretch.push(fixed);
            for edge in sheet.face(fixed).adjacent_edges() {
                if edge.is_constraint_edge() {
                    continue;
                }
                match edge.rev().face().as_inner() {
                    Some(next) if !seen[next.fix().index()] => {
                        seen[next.fix().index()] = true;
                        open.push(next.fix());
                    }
                    Some(_) => {}
                    None => touches_outside = true,
                }
            }
        }
        // The largest face of the stretch tells best: its middle is farthest from any rounding.
        let largest = stretch.iter().max_by(|a, b| sheet.face(**a).area().total_cmp(&sheet.face(**b).area()));
        let middle = largest.map(|face| {
            let corners = sheet.face(*face).vertices().map(|v| v.data().at);
            coord! { x: corners.iter().map(|c| c.x).sum::<f64>() / 3.0, y: corners.iter().map(|c| c.y).sum::<f64>() / 3.0 }
        });
        if !touches_outside && middle.is_some_and(|point| polygon.contains(&point)) {
            for face in stretch {
                inside[face.index()] = true;
            }
        }
    }
    inside
}

/// Splits an edge until its pieces about a place are no longer than `longest_km`; pushes all points but the first.
fn halve(
    a: Coord<f64>,
    b: Coord<f64>,
    longest_km: f64,
    about: &impl Fn(Coord<f64>, Coord<f64>) -> bool,
    depth: u32,
    pieces: &mut Vec<Coord<f64>>,
) {
    if depth > 0 && super::chart::km(a, b) > longest_km && about(a, b) {
        let middle = (a + b) / 2.0;
        halve(a, middle, longest_km, about, depth - 1, pieces);
        halve(middle, b, longest_km, about, depth - 1, pieces);
    } else {
        pieces.push(b);
    }
}

fn bits(c: Coord<f64>) -> [u64; 2] {
    [c.x.to_bits(), c.y.to_bits()]
}
