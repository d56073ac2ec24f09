//! The form of an index file: a head, then sections. All numbers are little-endian.
//!
//! | section | content |
//! |---|---|
//! | names | finite-state map: key of a name → [`super::postings::Posting`] |
//! | lists | rows of the names that several places bear, largest place first: u32 each |
//! | rows | [`ROW`] bytes each: lat and lon in 1e-7 degrees (i32), population, name, admin area (u32), id (u32), kind, radius |
//! | admins | [`ADMIN`] bytes each: country (2 letters), names of the first and second area (u32 into strings) |
//! | strings | a length byte, then the letters |

/// The first bytes of every index.
pub(in crate::places) const MAGIC: &[u8; 8] = b"DATELIDX";
/// The version of the form; any other is refused.
pub(in crate::places) const VERSION: u32 = 2;
/// Bytes of the head: magic, version, crc of what follows in the head, length of the file, then offset and length of
/// each section, crc of all behind the head, crc of the names.
pub(in crate::places) const HEAD: usize = 8 + 4 + 4 + 8 + SECTIONS * 16 + 8;
/// Number of sections.
pub(in crate::places) const SECTIONS: usize = 5;
pub(in crate::places) const NAMES: usize = 0;
pub(in crate::places) const LISTS: usize = 1;
pub(in crate::places) const ROWS: usize = 2;
pub(in crate::places) const ADMINS: usize = 3;
pub(in crate::places) const STRINGS: usize = 4;
/// Bytes of a row.
pub(in crate::places) const ROW: usize = 26;
/// Bytes of an admin area.
pub(in crate::places) const ADMIN: usize = 10;
/// Degrees of one unit of a coordinate.
pub(in crate::places) const UNIT: f64 = 1e-7;
/// The longest string kept, in bytes.
pub(in crate::places) const LONGEST: usize = 255;

/// A radius in one byte: steps of a fifth on a logarithmic scale from 10 m to beyond 10,000 km.
pub(in crate::places) fn radius_code(km: f64) -> u8 {
    ((km.max(0.01) / 0.01).ln() / STEP).round().clamp(0.0, 255.0) as u8
}

/// The radius of a code in km.
pub(in crate::places) fn radius_km(code: u8) -> f64 {
    0.01 * (f64::from(code) * STEP).exp()
}

/// The natural logarithm of the ratio between neighbouring radii.
const STEP: f64 = 0.09;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radii_come_back_within_a_twentieth() {
        for km in [0.05, 1.0, 1.5, 40.0, 2_500.0] {
            let back = radius_km(radius_code(km));
            assert!((back / km - 1.0).abs() < 0.05, "{km} {back}");
        }
    }
}
