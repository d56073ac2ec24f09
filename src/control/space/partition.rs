//! Land divided among places at one moment.

use geo::Coord;

use super::chart::twice_km2;
use super::field::{Reached, Spreader};
use super::mesh::{Mesh, NONE};

/// The label of land that nobody is known to hold.
pub(in crate::control) const UNKNOWN: u32 = 0;
/// How near to the end of a mesh edge a boundary may cross it, as a share of the edge: keeps pieces from becoming
/// slivers, and each place inside its own area.
const EDGE_MARGIN: f64 = 0.05;

/// A place on the mesh.
pub(in crate::control) struct Site {
    /// Its vertex.
    pub(in crate::control) vertex: u32,
    /// Where it lies.
    pub(in crate::control) at: Coord<f64>,
}

/// What a place says about the land around it on some day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::control) struct Voice {
    /// Holder and status in one number; `UNKNOWN` for a place whose holder is lost: it still keeps others off.
    pub(in crate::control) label: u32,
    /// How far it speaks, km.
    pub(in crate::control) reach_km: f64,
}

/// Which place each vertex belongs to.
pub(in crate::control) struct Partition<'m> {
    pub(in crate::control) mesh: &'m Mesh,
    pub(in crate::control) sites: &'m [Site],
    /// The vertices that each site can reach at all.
    fields: Vec<Vec<Reached>>,
    /// The sites that can reach each vertex, nearest first: `near[starts[v]..starts[v + 1]]`.
    starts: Vec<u32>,
    near: Vec<(u32, f64)>,
    voices: Vec<Option<Voice>>,
    owner: Vec<u32>,
    /// Holder and status of each vertex.
    labels: Vec<u32>,
    /// Where the boundary crosses each edge between two labels: share of the edge on the side of its lower vertex.
    shares: Vec<f64>,
    /// Area of each triangle.
    km2: Vec<f64>,
}

/// A vertex that changes hands, or whose boundary may move.
#[derive(Debug, Clone, Copy)]
pub(in crate::control) struct Turn {
    pub(in crate::control) vertex: u32,
    owner: u32,
}

impl<'m> Partition<'m> {
    /// Nobody holds anything yet. `reach_km[i]` is the farthest that site `i` will ever speak. Distances are worked out
    /// `beyond_km` farther, so that they are known at both ends of an edge on which a reach ends.
    pub(in crate::control) fn new(mesh: &'m Mesh, sites: &'m [Site], reach_km: &[f64], beyond_km: f64) -> Self {
        let mut spreader = Spreader::new(mesh);
        let fields: Vec<Vec<Reached>> =
            sites.iter().zip(reach_km).map(|(site, &reach)| spreader.spread(site.vertex, reach + beyond_km)).collect();
        let n = mesh.points.len();
        let mut starts = vec![0u32; n + 1];
        for reached in fields.iter().flatten() {
            starts[reached.vertex as usize + 1] += 1;
        }
        for v in 0..n {
            starts[v + 1] += starts[v];
        }
        let mut near = vec![(NONE, 0.0); starts[n] as usize];
        let mut next = starts.clone();
        for (site, field) in fields.iter().enumerate() {
            for reached in field {
                near[next[reached.vertex as usize] as usize] = (site as u32, reached.km);
                next[reached.vertex as usize] += 1;
            }
        }
        for v in 0..n {
            near[starts[v] as usize..starts[v + 1] as usize]
                .sort_unstable_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        }
        let km2 = mesh.corners.iter().map(|c| twice_km2(&c.map(|v| mesh.points[v as usize])) / 2.0).collect();
        let (voices, owner, labels) = (vec![None; sites.len()], vec![NONE; n], vec![UNKNOWN; n]);
        let shares = vec![0.5; mesh.edge_count as usize];
        Self { mesh, sites, fields, starts, near, voices, owner, labels, shares, km2 }
    }

    /// Sets what some sites say and tells which vertices that turns; `apply` turns them.
    pub(in crate::control) fn change(&mut self, changes: &[(u32, Option<Voice>)]) -> (Vec<Turn>, Vec<Option<Voice>>) {
        let mut voices = self.voices.clone();
        for &(site, voice) in changes {
            voices[site as usize] = voice;
        }
        let changed = |site: u32| changes.binary_search_by_key(&site, |c| c.0).is_ok();
        let mut vertices: Vec<u32> =
            changes.iter().flat_map(|&(site, _)| self.fields[site as usize].iter().map(|r| r.vertex)).collect();
        vertices.sort_unstable();
        vertices.dedup();
        let turns = vertices.into_iter().filter_map(|vertex| {
            let was = self.owner[vertex as usize];
            let owner = self.claim(vertex, &voices);
            let moved = owner != was || (owner != NONE && changed(owner));
            moved.then_some(Turn { vertex, owner })
        });
        (turns.collect(), voices)
    }

    pub(in crate::control) fn apply(&mut self, turns: &[Turn], voices: Vec<Option<Voice>>) {
        self.voices = voices;
        for turn in turns {
            self.owner[turn.vertex as usize] = turn.owner;
            let voice = if turn.owner == NONE { None } else { self.voices[turn.owner as usize] };
            self.labels[turn.vertex as usize] = voice.map_or(UNKNOWN, |voice| voice.label);
        }
        let mesh = self.mesh;
        for turn in turns {
            for &t in mesh.about(turn.vertex) {
                let (corners, edges) = (mesh.corners[t as usize], mesh.edges[t as usize]);
                for i in 0..3 {
                    let (a, b) = (corners[i], corners[(i + 1) % 3]);
                    if (a == turn.vertex || b == turn.vertex) && self.label(a) != self.label(b) {
                        self.shares[edges[i] as usize] = self.share(a.min(b), a.max(b));
                    }
                }
            }
        }
    }

    /// The nearest site that speaks as far as the vertex.
    fn claim(&self, vertex: u32, voices: &[Option<Voice>]) -> u32 {
        let speaks = |&&(site, km): &&(u32, f64)| voices[site as usize].is_some_and(|voice| km <= voice.reach_km);
        self.near(vertex).iter().find(speaks).map_or(NONE, |&(site, _)| site)
    }

    /// The sites that can reach a vertex or come close to it, with their distance in km, nearest first.
    fn near(&self, vertex: u32) -> &[(u32, f64)] {
        let v = vertex as usize;
        &self.near[self.starts[v] as usize..self.starts[v + 1] as usize]
    }

    /// The site a vertex belongs to, or `NONE`.
    pub(in crate::control) fn owner(&self, vertex: u32) -> u32 {
        self.owner[vertex as usize]
    }

    /// Holder and status of a vertex.
    pub(in crate::control) fn label(&self, vertex: u32) -> u32 {
        self.labels[vertex as usize]
    }

    /// Where the boundary crosses the edge between two corners of a triangle that have different labels. The same from
    /// both sides, to the bit.
    pub(in crate::control) fn crossing(&self, triangle: u32, i: usize, j: usize) -> Coord<f64> {
        let corners = self.mesh.corners[triangle as usize];
        let (a, b) = (corners[i].min(corners[j]), corners[i].max(corners[j]));
        let [from, to] = [a, b].map(|v| self.mesh.points[v as usize]);
        from + (to - from) * self.shares[self.mesh.edge(triangle, i, j) as usize]
    }

    /// Share of the edge from corner `i` to corner `j` that is on the side of `i`.
    fn cut(&self, triangle: u32, i: usize, j: usize) -> f64 {
        let corners = self.mesh.corners[triangle as usize];
        let share = self.shares[self.mesh.edge(triangle, i, j) as usize];
        if corners[i] < corners[j] { share } else { 1.0 - share }
    }

    /// Share of the edge that is on the side of `a`, the lower vertex: up to where the ways from both places are equally
    /// long, or where the one place's reach ends, the distances taken as linear along the edge.
    fn share(&self, a: u32, b: u32) -> f64 {
        // How much nearer the one side is than the other, or its reach than its end: the boundary is where that is none.
        let lead = |site: u32, over: u32, vertex: u32| Some(self.km_to(over, vertex)? - self.km_to(site, vertex)?);
        let left = |site: u32, vertex: u32| {
            self.voices[site as usize].and_then(|voice| Some(voice.reach_km - self.km_to(site, vertex)?))
        };
        let (mine, theirs) = (self.owner[a as usize], self.owner[b as usize]);
        let known = match (mine, theirs) {
            (NONE, NONE) => None,
            (_, NONE) => zero(left(mine, a), left(mine, b)),
            (NONE, _) => zero(left(theirs, a), left(theirs, b)),
            // Where the nearer side's reach ends on the way, that is the boundary.
            _ => zero(lead(mine, theirs, a), lead(mine, theirs, b))
                .or_else(|| zero(left(mine, a), left(mine, b)))
                .or_else(|| zero(left(theirs, a), left(theirs, b))),
        };
        known.unwrap_or(0.5).clamp(EDGE_MARGIN, 1.0 - EDGE_MARGIN)
    }

    /// Distance of a site from a vertex, where it is known.
    fn km_to(&self, site: u32, vertex: u32) -> Option<f64> {
        self.near(vertex).iter().find(|&&(s, _)| s == site).map(|&(_, km)| km)
    }

    /// Where three labels meet in a triangle.
    pub(in crate::control) fn meeting(&self, triangle: u32) -> Coord<f64> {
        let at = |i: usize| self.crossing(triangle, i, (i + 1) % 3);
        (at(0) + at(1) + at(2)) / 3.0
    }

    /// Land in a triangle by label, km²: up to three pieces that make it up.
    pub(in crate::control) fn pieces(&self, triangle: u32) -> impl Iterator<Item = (u32, f64)> {
        let corners = self.mesh.corners[triangle as usize];
        let labels = corners.map(|v| self.label(v));
        let mut shares = [1.0, 0.0, 0.0];
        if let Some(i) = (0..3).find(|&i| labels[(i + 1) % 3] == labels[(i + 2) % 3]) {
            if labels[i] != labels[(i + 1) % 3] {
                // The corner that is alone: its share of the triangle is the product of its shares of two sides.
                let cut = |j: usize| self.cut(triangle, i, j % 3);
                shares[i] = cut(i + 1) * cut(i + 2);
                shares[(i + 1) % 3] = 1.0 - shares[i];
                shares[(i + 2) % 3] = 0.0;
            }
        } else {
            let middle = self.meeting(triangle);
            let whole = cross(corners.map(|v| self.mesh.points[v as usize]));
            shares = [0, 1, 2].map(|i| {
                let at = self.mesh.points[corners[i] as usize];
                let [next, last] = [1, 2].map(|k| self.crossing(triangle, i, (i + k) % 3));
                (cross([at, next, middle]) + cross([at, middle, last])) / whole
            });
        }
        let km2 = self.km2[triangle as usize];
        (0..3).filter(move |&i| shares[i] != 0.0).map(move |i| (labels[i], shares[i] * km2))
    }
}

/// Where a linear function with these values at the ends of an edge is zero, as a share of the edge.
fn zero(at_start: Option<f64>, at_end: Option<f64>) -> Option<f64> {
    let (start, end) = (at_start?, at_end?);
    ((start >= 0.0) != (end >= 0.0)).then(|| start / (start - end))
}

/// Twice the area of a triangle in square degrees.
fn cross([a, b, c]: [Coord<f64>; 3]) -> f64 {
    (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)
}
