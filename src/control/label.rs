//! Holder and status of land as one number: land of one label is one patch.

use super::Status;
use super::parties::Party;

/// Number for a holder and a status.
pub(super) fn label(side: Party, status: Status) -> u32 {
    1 + side as u32 * 4 + status as u32
}

pub(super) fn side(label: u32) -> Party {
    (label as usize - 1) / 4
}

pub(super) fn status(label: u32) -> Status {
    match (label - 1) % 4 {
        0 => Status::Confirmed,
        1 => Status::Claimed,
        2 => Status::Contested,
        _ => Status::Stale,
    }
}
