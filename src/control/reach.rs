//! How far a place speaks for the land around it.

use super::{ControlOptions, Status};
use crate::region::PlaceKind;

/// Reach in km of a place, for the user's `reach_km` (10 by default).
///
/// Hand-drawn maps of this kind are right to about 10 km, and a town's garrison is felt about that far; a village,
/// a camp or a post speaks for half of that, a quarter of a town for a third. What only the holder claims is drawn
/// smaller. What is fought over or old news is not: nobody loses land because nobody writes of it, and a front that
/// has been quiet for two months is still where it was. The status says how much to trust it.
pub(super) fn reach_km(kind: PlaceKind, status: Status, options: &ControlOptions) -> f64 {
    let share = match kind {
        PlaceKind::City | PlaceKind::Town => 1.0,
        PlaceKind::Neighbourhood | PlaceKind::Bridge => 1.0 / 3.0,
        _ => 0.5,
    };
    let certainty = match status {
        Status::Claimed => 0.8,
        Status::Confirmed | Status::Contested | Status::Stale => 1.0,
    };
    options.limits.reach_km.clamp(0.5, 500.0) * share * certainty
}

/// Distance in km between the vertices of the mesh: fine enough that the smallest reach is drawn round.
pub(super) fn spacing_km(options: &ControlOptions) -> f64 {
    options.limits.reach_km.clamp(0.5, 500.0) * 0.12
}
