//! Tracing: the pieces of a patch's boundary, triangle by triangle.

use geo::Coord;

use super::mesh::NONE;
use super::partition::Partition;
use super::patch::Patches;

/// A directed piece of a patch's boundary inside or along one triangle, the patch to its left.
pub(super) struct Segment {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) at: Coord<f64>,
    /// The patch on the other side; `NONE` for unknown land and for barriers.
    pub(super) other: u32,
    /// Sites on both sides.
    pub(super) sites: (u32, u32),
}

/// The pieces of a patch's boundary, the patch to their left. Every patch about it must have been flooded.
pub(super) fn segments(patches: &Patches, patch: u32, partition: &Partition<'_>) -> Vec<Segment> {
    let mesh = partition.mesh;
    let mut segments = Vec::new();
    for &vertex in patches.vertices[patch as usize].iter().filter(|&&vertex| patches.rim[vertex as usize]) {
        for &triangle in mesh.about(vertex) {
            let t = triangle as usize;
            let corners = mesh.corners[t];
            let mine = corners.map(|v| patches.of[v as usize] == patch);
            // Each triangle once: at its first corner on the patch's rim.
            let rim = |&i: &usize| mine[i] && patches.rim[corners[i] as usize];
            if (0..3).find(rim).is_none_or(|i| corners[i] != vertex) {
                continue;
            }
            let tracer = Tracer { patches, partition, triangle };
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
        self.partition.mesh.edge(self.triangle, i, j)
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
            let at = self.partition.crossing(self.triangle, last, i);
            segments.push(barrier(self.on_edge(last, i), self.fan(i), at));
        }
    }

    /// Across the triangle from one edge to another, corner `own` to the left and `other` to the right.
    fn cut(&self, from: (usize, usize), to: (usize, usize), own: usize, other: usize) -> Segment {
        let (own, other) = (self.corner(own), self.corner(other));
        Segment {
            from: self.on_edge(from.0, from.1),
            to: self.on_edge(to.0, to.1),
            at: self.partition.crossing(self.triangle, from.0, from.1),
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
