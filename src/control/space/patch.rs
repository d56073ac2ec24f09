//! Patches: connected land of one label, and the tracing of their rings and borders.

use geo::{Coord, LineString, MultiPolygon, Polygon};
use hashbrown::HashMap;

use super::chart::{km, twice_km2};
use super::mesh::NONE;
use super::partition::{Partition, UNKNOWN};

/// A patch's outline.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::control) struct Outline {
    /// The land, wound by RFC 7946.
    pub(in crate::control) shape: MultiPolygon<f64>,
    /// The sites whose land it is, ascending.
    pub(in crate::control) sites: Vec<u32>,
    /// Its borders with other patches, by patch.
    pub(in crate::control) borders: Vec<Border>,
}

/// The line between two patches, with the first to its left.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::control) struct Border {
    /// The patch to the right.
    pub(in crate::control) other: u32,
    pub(in crate::control) lines: Vec<LineString<f64>>,
    /// The sites next to the line on the left and on the right, ascending.
    pub(in crate::control) left: Vec<u32>,
    pub(in crate::control) right: Vec<u32>,
    /// Distance from the line to the farthest site that it separates, km.
    pub(in crate::control) farthest_km: f64,
}

/// A directed piece of a patch's boundary inside or along one triangle, the patch to its left.
struct Segment {
    from: u32,
    to: u32,
    at: Coord<f64>,
    /// The patch on the other side; `NONE` for unknown land and for barriers.
    other: u32,
    /// Sites on both sides.
    sites: (u32, u32),
}

/// The patch of each vertex, and room to trace.
pub(in crate::control) struct Patches {
    /// Patch of each vertex; `NONE` for unknown land.
    pub(in crate::control) of: Vec<u32>,
    /// The vertices of each patch that stands; those that are gone are empty.
    pub(in crate::control) vertices: Vec<Vec<u32>>,
    /// Segment that leaves each node, while a patch is traced.
    leaving: Vec<u32>,
}

impl Patches {
    pub(in crate::control) fn new(partition: &Partition<'_>) -> Self {
        let mesh = partition.mesh;
        let nodes = mesh.edge_count as usize + mesh.corners.len() + mesh.fan_count as usize;
        Self { of: vec![NONE; mesh.points.len()], vertices: Vec::new(), leaving: vec![NONE; nodes] }
    }

    /// Gathers the connected land about a vertex into a new patch; `None` for unknown land and for land that is
    /// already in a patch.
    pub(in crate::control) fn flood(&mut self, vertex: u32, partition: &Partition<'_>) -> Option<u32> {
        let label = partition.label(vertex);
        if label == UNKNOWN || self.of[vertex as usize] != NONE {
            return None;
        }
        let patch = self.vertices.len() as u32;
        let mut members = vec![vertex];
        self.of[vertex as usize] = patch;
        let mut done = 0;
        while let Some(&next) = members.get(done) {
            done += 1;
            for &triangle in partition.mesh.about(next) {
                for corner in partition.mesh.corners[triangle as usize] {
                    if self.of[corner as usize] == NONE && partition.label(corner) == label {
                        self.of[corner as usize] = patch;
                        members.push(corner);
                    }
                }
            }
        }
        self.vertices.push(members);
        Some(patch)
    }

    /// Takes a patch apart and gives its vertices back.
    pub(in crate::control) fn dissolve(&mut self, patch: u32) -> Vec<u32> {
        let members = std::mem::take(&mut self.vertices[patch as usize]);
        for &vertex in &members {
            self.of[vertex as usize] = NONE;
        }
        members
    }

    /// Traces a patch. Every patch about it must have been flooded.
    pub(in crate::control) fn outline(&mut self, patch: u32, partition: &Partition<'_>) -> Outline {
        let segments = self.segments(patch, partition);
        for (i, segment) in segments.iter().enumerate() {
            self.leaving[segment.from as usize] = i as u32;
        }
        let mut walked = vec![false; segments.len()];
        let mut rings: Vec<Vec<usize>> = Vec::new();
        for first in 0..segments.len() {
            let (mut ring, mut i) = (Vec::new(), first);
            while !walked[i] {
                walked[i] = true;
                ring.push(i);
                let next = self.leaving[segments[i].to as usize];
                if next == NONE {
                    break;
                }
                i = next as usize;
            }
            if !ring.is_empty() {
                rings.push(ring);
            }
        }
        for segment in &segments {
            self.leaving[segment.from as usize] = NONE;
        }
        let mut sites: Vec<u32> = self.vertices[patch as usize].iter().map(|&v| partition.owner(v)).collect();
        sites.sort_unstable();
        sites.dedup();
        Outline { shape: shape(&rings, &segments), sites, borders: borders(&rings, &segments, partition) }
    }

    fn segments(&self, patch: u32, partition: &Partition<'_>) -> Vec<Segment> {
        let mesh = partition.mesh;
        let mut segments = Vec::new();
        for &vertex in &self.vertices[patch as usize] {
            for &triangle in mesh.about(vertex) {
                let t = triangle as usize;
                let corners = mesh.corners[t];
                let mine = corners.map(|v| self.of[v as usize] == patch);
                // Each triangle once: at its first corner in the patch.
                if (0..3).find(|&i| mine[i]).is_none_or(|i| corners[i] != vertex) {
                    continue;
                }
                let tracer = Tracer { patches: self, partition, triangle };
                for i in (0..3).filter(|&i| mine[i]) {
                    let (next, last) = ((i + 1) % 3, (i + 2) % 3);
                    tracer.along(i, mine[next], &mut segments);
                    if !mine[next] && !mine[last] {
                        tracer.round_corner(i, &mut segments);
                    } else if mine[next] && !mine[last] {
                        // Two corners: the cut runs from the edge behind the second to the edge before the first.
                        segments.push(tracer.cut((next, last), (last, i), next, last));
                    }
                }
            }
        }
        segments
    }
}

/// One triangle, seen from a patch.
struct Tracer<'a, 'm> {
    patches: &'a Patches,
    partition: &'a Partition<'m>,
    triangle: u32,
}

impl Tracer<'_, '_> {
    fn corner(&self, i: usize) -> u32 {
        self.partition.mesh.corners[self.triangle as usize][i]
    }

    /// Node where the boundary crosses the edge between two corners.
    fn on_edge(&self, i: usize, j: usize) -> u32 {
        let first = if (i + 1) % 3 == j { i } else { j };
        self.partition.mesh.edges[self.triangle as usize][first]
    }

    fn middle(&self) -> u32 {
        self.partition.mesh.edge_count + self.triangle
    }

    fn fan(&self, i: usize) -> u32 {
        let mesh = self.partition.mesh;
        mesh.edge_count + mesh.corners.len() as u32 + mesh.fans[self.triangle as usize][i]
    }

    /// Along the barrier at the edge behind corner `i`, and that before it where the corner before is another's.
    fn along(&self, i: usize, next_mine: bool, segments: &mut Vec<Segment>) {
        let across = &self.partition.mesh.across[self.triangle as usize];
        let (next, last) = ((i + 1) % 3, (i + 2) % 3);
        let point = |i: usize| self.partition.mesh.points[self.corner(i) as usize];
        let barrier = |from, to, at| Segment { from, to, at, other: NONE, sites: (NONE, NONE) };
        if across[i] == NONE {
            let to = if next_mine { self.fan(next) } else { self.on_edge(i, next) };
            segments.push(barrier(self.fan(i), to, point(i)));
        }
        if across[last] == NONE
            && self.patches.of[self.corner(last) as usize] != self.patches.of[self.corner(i) as usize]
        {
            let at = self.partition.crossing(self.corner(last), self.corner(i));
            segments.push(barrier(self.on_edge(last, i), self.fan(i), at));
        }
    }

    /// Across the triangle from one edge to another, corner `own` to the left and `other` to the right.
    fn cut(&self, from: (usize, usize), to: (usize, usize), own: usize, other: usize) -> Segment {
        let (own, other) = (self.corner(own), self.corner(other));
        Segment {
            from: self.on_edge(from.0, from.1),
            to: self.on_edge(to.0, to.1),
            at: self.partition.crossing(self.corner(from.0), self.corner(from.1)),
            other: self.patches.of[other as usize],
            sites: (self.partition.owner(own), self.partition.owner(other)),
        }
    }

    /// Round a corner that is alone: past one other label, or past two that meet in the middle.
    fn round_corner(&self, i: usize, segments: &mut Vec<Segment>) {
        let (next, last) = ((i + 1) % 3, (i + 2) % 3);
        let label = |i: usize| self.partition.label(self.corner(i));
        let whole = self.cut((i, next), (last, i), i, next);
        if label(next) == label(last) {
            segments.push(whole);
            return;
        }
        let (end, own) = (whole.to, whole.sites.0);
        segments.push(Segment { to: self.middle(), ..whole });
        let other = self.corner(last);
        segments.push(Segment {
            from: self.middle(),
            to: end,
            at: self.partition.meeting(self.triangle),
            other: self.patches.of[other as usize],
            sites: (own, self.partition.owner(other)),
        });
    }
}

/// Corners of a ring, the first not repeated.
type Ring = Vec<Coord<f64>>;

/// Polygons of the rings. A ring that touches itself in a point is taken apart there: OGC rings are simple.
fn shape(rings: &[Vec<usize>], segments: &[Segment]) -> MultiPolygon<f64> {
    let mut outer: Vec<(Ring, Vec<LineString<f64>>)> = Vec::new();
    let mut holes: Vec<Ring> = Vec::new();
    for ring in rings {
        for simple in simple(ring.iter().map(|&i| segments[i].at)) {
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
fn simple(ring: impl Iterator<Item = Coord<f64>>) -> Vec<Vec<Coord<f64>>> {
    let (mut done, mut path): (Vec<Vec<Coord<f64>>>, Vec<Coord<f64>>) = (Vec::new(), Vec::new());
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

/// Lines along which two patches meet, by the other patch.
fn borders(rings: &[Vec<usize>], segments: &[Segment], partition: &Partition<'_>) -> Vec<Border> {
    let mut borders: Vec<Border> = Vec::new();
    for ring in rings {
        let other = |k: usize| segments[ring[k % ring.len()]].other;
        // Begin where the neighbour changes, so that no line is cut at the ring's arbitrary start.
        let turn = (0..ring.len()).find(|&k| other(k + ring.len() - 1) != other(k));
        let mut k = turn.unwrap_or(0);
        let last = k + ring.len();
        while k < last {
            let run = (k..last).take_while(|&j| other(j) == other(k)).count();
            if other(k) != NONE {
                let run: Vec<&Segment> = (k..k + run).map(|j| &segments[ring[j % ring.len()]]).collect();
                let end = segments[ring[(k + run.len()) % ring.len()]].at;
                add(&mut borders, &run, end, turn.is_none(), partition);
            }
            k += run;
        }
    }
    for border in &mut borders {
        border.lines.sort_by(|a, b| order(&a.0, &b.0));
        for sites in [&mut border.left, &mut border.right] {
            sites.sort_unstable();
            sites.dedup();
        }
    }
    borders.sort_by_key(|border| border.other);
    borders
}

fn add(borders: &mut Vec<Border>, run: &[&Segment], end: Coord<f64>, ring: bool, partition: &Partition<'_>) {
    let Some(first) = run.first() else { return };
    let at: Vec<Coord<f64>> = run.iter().map(|s| s.at).collect();
    let line = if ring { closed(from_least(at)) } else { LineString(at.into_iter().chain([end]).collect()) };
    let index = borders.iter().position(|b| b.other == first.other).unwrap_or_else(|| {
        let (left, right) = (Vec::new(), Vec::new());
        borders.push(Border { other: first.other, lines: Vec::new(), left, right, farthest_km: 0.0 });
        borders.len() - 1
    });
    let border = &mut borders[index];
    for segment in run {
        for (site, side) in [(segment.sites.0, &mut border.left), (segment.sites.1, &mut border.right)] {
            if side.last() != Some(&site) {
                side.push(site);
            }
            border.farthest_km = border.farthest_km.max(km(segment.at, partition.sites[site as usize].at));
        }
    }
    border.lines.push(line);
}

/// The ring from its least corner on, so that it does not depend on where the walk began.
fn from_least(mut ring: Vec<Coord<f64>>) -> Vec<Coord<f64>> {
    let less = |a: &Coord<f64>, b: &Coord<f64>| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y));
    let least = (0..ring.len()).min_by(|&a, &b| less(&ring[a], &ring[b])).unwrap_or(0);
    ring.rotate_left(least);
    ring
}

fn closed(mut ring: Vec<Coord<f64>>) -> LineString<f64> {
    ring.extend(ring.first().copied());
    LineString(ring)
}

fn order(a: &[Coord<f64>], b: &[Coord<f64>]) -> std::cmp::Ordering {
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
