//! Land gained, lost and held, added up from the triangles that a change touches.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Shift;
use super::label::side;
use super::parties::{Parties, Party};
use super::space::{Partition, UNKNOWN};

/// Land of each side in a triangle, km²; entries that are not needed have no party.
type Pieces = [(Party, f64); 3];
/// No party.
const NOBODY: Party = Party::MAX;
/// A hectare in km²: less is only the edge of a triangle.
const LEAST_KM2: f64 = 0.01;

/// What each side holds.
#[derive(Default)]
pub(super) struct Ledger {
    held_km2: BTreeMap<Party, f64>,
}

/// Land of each side in some triangles; unknown land is left out.
pub(super) fn measure(partition: &Partition<'_>, triangles: &[u32]) -> Vec<Pieces> {
    let held = |&t: &u32| {
        let mut sides = [(NOBODY, 0.0); 3];
        let known = partition.pieces(t).filter(|&(label, _)| label != UNKNOWN);
        for (slot, (label, km2)) in sides.iter_mut().zip(known) {
            *slot = (side(label), km2);
        }
        sides
    };
    triangles.iter().map(held).collect()
}

impl Ledger {
    /// What each side gained and lost in some triangles on a day. Within a triangle a side's gain is net.
    pub(super) fn enter(&mut self, day: NaiveDate, had: &[Pieces], has: &[Pieces], parties: &Parties) -> Vec<Shift> {
        let mut sums: BTreeMap<Party, (f64, f64)> = BTreeMap::new();
        for (old, new) in had.iter().zip(has).filter(|(old, new)| old != new) {
            let of = |party: Party, pieces: &Pieces| -> f64 {
                pieces.iter().filter(|&&(p, _)| p == party).map(|&(_, km2)| km2).sum()
            };
            let mut touched: Vec<Party> = old.iter().chain(new).map(|&(party, _)| party).collect();
            touched.sort_unstable();
            touched.dedup();
            for party in touched.into_iter().filter(|&party| party != NOBODY) {
                let (sum, km2) = (sums.entry(party).or_default(), of(party, new) - of(party, old));
                if km2 > 0.0 { sum.0 += km2 } else { sum.1 -= km2 }
            }
        }
        let mut shifts = Vec::new();
        for (party, (gained_km2, lost_km2)) in sums {
            let held = self.held_km2.entry(party).or_default();
            *held = (*held + gained_km2 - lost_km2).max(0.0);
            if gained_km2.max(lost_km2) >= LEAST_KM2 {
                let holder = parties.id(party).to_owned();
                shifts.push(Shift { day, holder, gained_km2, lost_km2, held_km2: *held });
            }
        }
        shifts
    }
}
