//! An index file, mapped into memory: nothing is read until it is looked up.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::layout::{ADMIN, ADMINS, HEAD, LISTS, MAGIC, NAMES, ROW, ROWS, SECTIONS, STRINGS, UNIT, VERSION, radius_km};
use super::names::Names;
use super::postings::Posting;
use super::{IndexStats, Row};
use crate::region::PlaceKind;

/// Why an index can't be used.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// It can't be read or written.
    #[error("can't open the place index {path}: {source}")]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is something else.
    #[error("{path} is no place index; make one with `dateline places import FILE... --out INDEX`")]
    Form {
        /// The file.
        path: PathBuf,
    },
    /// It was written by another version.
    #[error("{path} is a place index of version {found}, this program reads version {VERSION}; import it again")]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
    },
    /// It is shorter or longer than it was written.
    #[error("{path} is damaged: {found} bytes where {expected} were written; import it again")]
    Length {
        /// The file.
        path: PathBuf,
        /// As written.
        expected: u64,
        /// As found.
        found: u64,
    },
    /// Its content changed after it was written.
    #[error("{path} is damaged: {what}; import it again")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: &'static str,
    },
}

/// Files up to this size are checked whole when opened (milliseconds); larger ones by head, length and names, and
/// whole by [`IndexFile::verify`]. Names are checked always: they are a graph that is followed from byte to byte, and
/// damage there would lead anywhere. All else is read within bounds, so that damage makes a wrong row at worst.
const CHECKED_WHOLE: usize = 64 << 20;

#[derive(Debug)]
enum Bytes {
    Owned(Vec<u8>),
    Mapped(memmap2::Mmap),
}

impl Bytes {
    fn get(&self) -> &[u8] {
        match self {
            Self::Owned(bytes) => bytes,
            Self::Mapped(map) => map,
        }
    }
}

/// A stretch of the file.
#[derive(Debug, Clone)]
pub(in crate::places) struct Section {
    bytes: Arc<Bytes>,
    start: usize,
    end: usize,
}

impl AsRef<[u8]> for Section {
    fn as_ref(&self) -> &[u8] {
        self.bytes.get().get(self.start..self.end).unwrap_or(&[])
    }
}

/// An opened index.
#[derive(Debug, Clone)]
pub struct IndexFile {
    path: PathBuf,
    names: Names<Section>,
    lists: Section,
    rows: Section,
    admins: Section,
    strings: Section,
    crc: u32,
}

impl IndexFile {
    /// Maps an index.
    ///
    /// # Errors
    /// When the file can't be read, is no index, is of another version, or is shorter or longer than it was written.
    pub fn open(path: &Path) -> Result<Self, IndexError> {
        let open = |source| IndexError::Open { path: path.to_owned(), source };
        let file = File::open(path).map_err(open)?;
        #[expect(unsafe_code, reason = "the only way to map a file")]
        // SAFETY: the map is read-only, and all reads of it are bounds-checked and hold for any bytes. A file that
        // another process shortens meanwhile ends the process (SIGBUS); importing writes anew and renames.
        let map = unsafe { memmap2::Mmap::map(&file) }.map_err(open)?;
        Self::from_mapped(path, Bytes::Mapped(map))
    }

    /// An index held in memory.
    ///
    /// # Errors
    /// As [`IndexFile::open`].
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, IndexError> {
        Self::from_mapped(Path::new("(memory)"), Bytes::Owned(bytes))
    }

    fn from_mapped(path: &Path, bytes: Bytes) -> Result<Self, IndexError> {
        let all = bytes.get();
        let path = path.to_owned();
        let Some(head) = all.get(..HEAD).filter(|head| head.starts_with(MAGIC)) else {
            return Err(IndexError::Form { path });
        };
        let found = u32_at(head, 8);
        if found != VERSION {
            return Err(IndexError::Version { path, found });
        }
        if crc32fast::hash(&head[16..]) != u32_at(head, 12) {
            return Err(IndexError::Damaged { path, what: "its head is not as it was written" });
        }
        let expected = u64_at(head, 16);
        if expected != all.len() as u64 {
            return Err(IndexError::Length { path, expected, found: all.len() as u64 });
        }
        let (crc, names_crc) = (u32_at(head, HEAD - 8), u32_at(head, HEAD - 4));
        let bytes = Arc::new(bytes);
        let mut sections = Vec::with_capacity(SECTIONS);
        for n in 0..SECTIONS {
            let head = &bytes.get()[..HEAD];
            let start = u64_at(head, 24 + n * 16) as usize;
            let end = start.saturating_add(u64_at(head, 32 + n * 16) as usize);
            if bytes.get().get(start..end).is_none() {
                return Err(IndexError::Damaged { path, what: "a section reaches past its end" });
            }
            sections.push(Section { bytes: Arc::clone(&bytes), start, end });
        }
        if crc32fast::hash(sections[NAMES].as_ref()) != names_crc {
            return Err(IndexError::Damaged { path, what: "its names are not as they were written" });
        }
        let names = Names::new(sections[NAMES].clone())
            .map_err(|_| IndexError::Damaged { path: path.clone(), what: "its names can't be read" })?;
        let index = Self {
            path,
            names,
            lists: sections[LISTS].clone(),
            rows: sections[ROWS].clone(),
            admins: sections[ADMINS].clone(),
            strings: sections[STRINGS].clone(),
            crc,
        };
        if bytes.get().len() <= CHECKED_WHOLE {
            index.verify()?;
        }
        Ok(index)
    }

    /// Reads the whole file and compares it with the sum written at its head.
    ///
    /// # Errors
    /// When they differ.
    pub fn verify(&self) -> Result<(), IndexError> {
        let body = self.lists.bytes.get().get(HEAD..).unwrap_or(&[]);
        if crc32fast::hash(body) == self.crc {
            return Ok(());
        }
        Err(IndexError::Damaged { path: self.path.clone(), what: "its content is not as it was written" })
    }

    /// What it holds.
    pub fn stats(&self) -> IndexStats {
        IndexStats {
            rows: (self.rows.as_ref().len() / ROW) as u64,
            names: self.names.len() as u64,
            bytes: self.lists.bytes.get().len() as u64,
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(in crate::places) fn names(&self) -> &Names<Section> {
        &self.names
    }

    /// The rows behind a number of the map, the largest place first, at most `most`.
    pub(in crate::places) fn rows(&self, value: u64, most: usize) -> impl Iterator<Item = u32> + '_ {
        let (single, list) = match Posting::decode(value) {
            Posting::Row(row) => (Some(row), &[][..]),
            Posting::List { at, len } => {
                let start = at.saturating_mul(4);
                let end = start.saturating_add(len.min(most) * 4);
                (None, self.lists.as_ref().get(start..end).unwrap_or(&[]))
            }
        };
        single.into_iter().chain(list.chunks_exact(4).map(|b| u32_at(b, 0)))
    }

    /// What is known about a row; `None` beyond the last.
    pub(in crate::places) fn row(&self, row: u32) -> Option<Row<'_>> {
        let start = (row as usize).checked_mul(ROW)?;
        let r = self.rows.as_ref().get(start..start + ROW)?;
        let kind = PlaceKind::NAMES.get(usize::from(r[24])).map_or(PlaceKind::Other, |(kind, _)| *kind);
        let admin = (u32_at(r, 16) as usize).checked_mul(ADMIN)?;
        let admin = self.admins.as_ref().get(admin..admin + ADMIN)?;
        let population = u32_at(r, 8);
        Some(Row {
            kind,
            lat: f64::from(u32_at(r, 0).cast_signed()) * UNIT,
            lon: f64::from(u32_at(r, 4).cast_signed()) * UNIT,
            precision_km: radius_km(r[25]),
            population: (population > 0).then_some(population),
            country: std::str::from_utf8(&admin[..2]).unwrap_or("").trim(),
            admin1: self.string(u32_at(admin, 2)).filter(|s| !s.is_empty()),
            admin2: self.string(u32_at(admin, 6)).filter(|s| !s.is_empty()),
            name: self.string(u32_at(r, 12))?,
        })
    }

    /// Where a row lies: latitude and longitude.
    pub(in crate::places) fn point(&self, row: u32) -> Option<(f64, f64)> {
        let start = (row as usize).checked_mul(ROW)?;
        let r = self.rows.as_ref().get(start..start + ROW)?;
        Some((f64::from(u32_at(r, 0).cast_signed()) * UNIT, f64::from(u32_at(r, 4).cast_signed()) * UNIT))
    }

    /// The number of a row at its source; 0 when it has none.
    pub(in crate::places) fn source_id(&self, row: u32) -> u32 {
        let start = (row as usize).saturating_mul(ROW);
        self.rows.as_ref().get(start..start.saturating_add(ROW)).map_or(0, |r| u32_at(r, 20))
    }

    fn string(&self, at: u32) -> Option<&str> {
        let bytes = self.strings.as_ref();
        let at = at as usize;
        let len = usize::from(*bytes.get(at)?);
        std::str::from_utf8(bytes.get(at + 1..at + 1 + len)?).ok()
    }
}

/// Four bytes of a slice that is known to be long enough; zero beyond its end.
fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::super::build::{IndexBuilder, NewPlace};
    use super::*;

    fn built() -> Vec<u8> {
        let mut builder = IndexBuilder::default();
        let place = |name: &'static str, lat, population| NewPlace {
            id: 7,
            name,
            kind: PlaceKind::Town,
            lat,
            lon: 29.061,
            precision_km: None,
            population,
            country: "CD",
            admin1: "11",
            admin2: "",
            coded: true,
        };
        builder.add(&place("Kitshanga", -1.25, 0));
        let second = builder.add(&place("Kitshanga", -1.6, 9_000));
        builder.add_name(second, "Kitchanga");
        builder.name_area("CD.11", "North Kivu", None);
        let mut bytes = Vec::new();
        builder.finish(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn what_goes_in_comes_out() {
        let index = IndexFile::from_bytes(built()).unwrap();
        let value = index.names.get("kitshanga").unwrap();
        let rows: Vec<u32> = index.rows(value, 9).collect();
        assert_eq!(rows, [1, 0]);
        let row = index.row(1).unwrap();
        assert!((row.lat + 1.6).abs() < 1e-9 && (row.lon - 29.061).abs() < 1e-9);
        assert_eq!(
            (row.name, row.country, row.admin1, row.population),
            ("Kitshanga", "CD", Some("North Kivu"), Some(9_000))
        );
        // The province had no row: the middle of its places stands for it.
        let province = index.rows(index.names.get("north kivu").unwrap(), 9).next().unwrap();
        assert_eq!(index.row(province).unwrap().kind, PlaceKind::Province);
        assert_eq!(index.row(99), None);
    }

    #[test]
    fn damaged_files_are_refused() {
        let bytes = built();
        for cut in [0, 7, HEAD - 1, HEAD, bytes.len() - 1] {
            assert!(IndexFile::from_bytes(bytes[..cut].to_vec()).is_err(), "cut at {cut}");
        }
        let mut other = bytes.clone();
        other[8] = 99;
        assert!(matches!(IndexFile::from_bytes(other), Err(IndexError::Version { found: 99, .. })));
        for at in 12..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x55;
            assert!(IndexFile::from_bytes(changed).is_err(), "byte {at}");
        }
    }
}
