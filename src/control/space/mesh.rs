//! A triangulation of land.

use geo::Coord;

/// No triangle, vertex or other number.
pub(in crate::control) const NONE: u32 = u32::MAX;

/// Triangles that cover the land about the places, counter-clockwise. An edge without a neighbour is a shore, a
/// coast or a state border.
#[derive(Debug, Default)]
pub(in crate::control) struct Mesh {
    /// Vertices, WGS 84 degrees.
    pub(in crate::control) points: Vec<Coord<f64>>,
    /// Corners of each triangle.
    pub(in crate::control) corners: Vec<[u32; 3]>,
    /// Triangle across the edge from corner `i` to corner `i + 1`.
    pub(in crate::control) across: Vec<[u32; 3]>,
    /// Number of the edge from corner `i` to corner `i + 1`; the same from both sides.
    pub(in crate::control) edges: Vec<[u32; 3]>,
    /// How many edges there are.
    pub(in crate::control) edge_count: u32,
    /// Number of the fan of triangles about a corner: triangles that meet only at a point are in different fans.
    pub(in crate::control) fans: Vec<[u32; 3]>,
    /// How many fans there are.
    pub(in crate::control) fan_count: u32,
    /// Country of each triangle: its place in the land table.
    pub(in crate::control) country: Vec<u32>,
    /// Whether a shore, a coast or a border runs through each vertex.
    pub(in crate::control) on_barrier: Vec<bool>,
    /// Where the triangles of a vertex begin in `around`.
    starts: Vec<u32>,
    around: Vec<u32>,
}

impl Mesh {
    /// Works out edges, fans and the triangles about each vertex from corners and neighbours.
    pub(super) fn finish(&mut self) {
        let triangles = self.corners.len();
        self.edges = vec![[NONE; 3]; triangles];
        for t in 0..triangles {
            for i in 0..3 {
                if self.edges[t][i] != NONE {
                    continue;
                }
                let edge = self.edge_count;
                self.edge_count += 1;
                self.edges[t][i] = edge;
                let other = self.across[t][i];
                if other != NONE
                    && let Some(j) = (0..3).find(|&j| {
                        self.across[other as usize][j] == t as u32
                            && self.corners[other as usize][j] == self.corners[t][(i + 1) % 3]
                    })
                {
                    self.edges[other as usize][j] = edge;
                }
            }
        }
        self.number_fans();
        self.on_barrier = vec![false; self.points.len()];
        for (corners, across) in self.corners.iter().zip(&self.across) {
            for i in (0..3).filter(|&i| across[i] == NONE) {
                self.on_barrier[corners[i] as usize] = true;
                self.on_barrier[corners[(i + 1) % 3] as usize] = true;
            }
        }
        let mut counts = vec![0u32; self.points.len() + 1];
        for &corner in self.corners.iter().flatten() {
            counts[corner as usize + 1] += 1;
        }
        for i in 1..counts.len() {
            counts[i] += counts[i - 1];
        }
        self.around = vec![0; self.corners.len() * 3];
        let mut next = counts.clone();
        for (t, corners) in self.corners.iter().enumerate() {
            for &corner in corners {
                self.around[next[corner as usize] as usize] = t as u32;
                next[corner as usize] += 1;
            }
        }
        self.starts = counts;
    }

    fn number_fans(&mut self) {
        self.fans = vec![[NONE; 3]; self.corners.len()];
        for t in 0..self.corners.len() {
            for i in 0..3 {
                if self.fans[t][i] != NONE {
                    continue;
                }
                let fan = self.fan_count;
                self.fan_count += 1;
                // Turn about the corner both ways until a barrier or the start.
                for clockwise in [false, true] {
                    let (mut t, mut i) = (t, i);
                    loop {
                        self.fans[t][i] = fan;
                        let edge = if clockwise { i } else { (i + 2) % 3 };
                        let next = self.across[t][edge];
                        if next == NONE {
                            break;
                        }
                        let corner = self.corners[t][i];
                        let Some(j) = (0..3).find(|&j| self.corners[next as usize][j] == corner) else { break };
                        (t, i) = (next as usize, j);
                        if self.fans[t][i] == fan {
                            break;
                        }
                    }
                }
            }
        }
    }

    /// Number of the edge between two corners of a triangle.
    pub(in crate::control) fn edge(&self, triangle: u32, i: usize, j: usize) -> u32 {
        self.edges[triangle as usize][if (i + 1) % 3 == j { i } else { j }]
    }

    /// The triangles about a vertex.
    pub(in crate::control) fn about(&self, vertex: u32) -> &[u32] {
        let vertex = vertex as usize;
        &self.around[self.starts[vertex] as usize..self.starts[vertex + 1] as usize]
    }

    /// The two corners of a triangle that follow one of its corners, counter-clockwise; `None` when it is no corner.
    pub(in crate::control) fn others(&self, triangle: u32, vertex: u32) -> Option<(u32, u32)> {
        let [a, b, c] = self.corners[triangle as usize];
        match vertex {
            v if v == a => Some((b, c)),
            v if v == b => Some((c, a)),
            v if v == c => Some((a, b)),
            _ => None,
        }
    }
}
