//! Land divided among places: a mesh, ways over it, areas and fronts through time.
//!
//! The land is triangulated once, with lake shores, coasts and state borders as edges that nothing crosses. Each
//! vertex goes to the place that reaches it by the cheapest way over land. Boundaries run through the triangles
//! between vertices of different holders; the two areas on either side of a boundary share its points, and within a
//! triangle the pieces of its holders are a partition. So areas touch without gap or overlap by construction, at
//! every moment, and no boolean operation on polygons is ever done.

mod build;
mod chart;
mod field;
mod mesh;
mod partition;
mod patch;
mod rings;
mod trace;

pub(super) use build::build;
#[cfg(test)]
pub(super) use chart::twice_km2;
pub(super) use chart::{area_km2, km};
pub(super) use mesh::NONE;
pub(super) use partition::{Partition, Site, Turn, UNKNOWN, Voice};
pub(super) use patch::{Border, Outline, Patches};
