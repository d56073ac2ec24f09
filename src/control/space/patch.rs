//! Patches: connected land of one label, their outlines and the borders between them.

use geo::{Coord, LineString, MultiPolygon};

use super::chart::km;
use super::mesh::NONE;
use super::partition::{Partition, UNKNOWN};
use super::rings::{closed, from_least, order, polygons};
use super::trace::{Segment, segments};

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

/// The patch of each vertex, and room to trace.
pub(in crate::control) struct Patches {
    /// Patch of each vertex; `NONE` for unknown land.
    pub(in crate::control) of: Vec<u32>,
    /// The vertices of each patch that stands; those that are gone are empty.
    pub(in crate::control) vertices: Vec<Vec<u32>>,
    /// Whether each vertex of a patch has a neighbour outside of it, or a barrier: all others have no boundary near.
    pub(super) rim: Vec<bool>,
    /// Segment that leaves each node, while a patch is traced.
    leaving: Vec<u32>,
    /// The patch for which each site was last listed.
    listed: Vec<u32>,
}

impl Patches {
    pub(in crate::control) fn new(partition: &Partition<'_>) -> Self {
        let mesh = partition.mesh;
        let nodes = mesh.edge_count as usize + mesh.corners.len() + mesh.fan_count as usize;
        let n = mesh.points.len();
        Self {
            of: vec![NONE; n],
            vertices: Vec::new(),
            rim: vec![false; n],
            leaving: vec![NONE; nodes],
            listed: vec![NONE; partition.sites.len()],
        }
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
            let on_barrier = partition.mesh.on_barrier[next as usize];
            let mut rim = on_barrier;
            for &triangle in partition.mesh.about(next) {
                let Some((a, b)) = partition.mesh.others(triangle, next) else { continue };
                // In open land each neighbour follows the vertex in one triangle and goes before it in the next.
                for corner in std::iter::once(a).chain(on_barrier.then_some(b)) {
                    if partition.label(corner) != label {
                        rim = true;
                    } else if self.of[corner as usize] == NONE {
                        self.of[corner as usize] = patch;
                        members.push(corner);
                    }
                }
            }
            self.rim[next as usize] = rim;
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
        let segments = segments(self, patch, partition);
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
        let mut sites = Vec::new();
        for &vertex in &self.vertices[patch as usize] {
            let site = partition.owner(vertex);
            if std::mem::replace(&mut self.listed[site as usize], patch) != patch {
                sites.push(site);
            }
        }
        sites.sort_unstable();
        let corners = rings.iter().map(|ring| ring.iter().map(|&i| segments[i].at).collect()).collect();
        Outline { shape: polygons(corners), sites, borders: borders(&rings, &segments, partition) }
    }
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
