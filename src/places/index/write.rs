//! An index file from gathered rows and names.

use std::io::{self, Write};

use hashbrown::HashMap;
use rayon::slice::ParallelSliceMut;

use super::build::{IndexBuilder, IndexStats, Key};
use super::layout::{ADMIN, HEAD, MAGIC, NAMES, ROW, SECTIONS, VERSION};
use super::postings::Posting;
use crate::region::PlaceKind;

impl IndexBuilder {
    /// Writes the index. The same places in the same order make the same bytes.
    pub fn finish(mut self, out: &mut impl Write) -> io::Result<IndexStats> {
        self.add_missing_areas();
        let arena = std::mem::take(&mut self.arena);
        let text = |k: &Key| arena.get(k.at as usize..k.at as usize + k.len as usize).unwrap_or(&[]);
        self.keys.par_sort_unstable_by(|a, b| {
            a.prefix.cmp(&b.prefix).then_with(|| text(a).cmp(text(b))).then(a.row.cmp(&b.row))
        });
        let mut lists: Vec<u32> = Vec::new();
        let mut map = fst::MapBuilder::memory();
        let mut names = 0;
        for same in self.keys.chunk_by(|a, b| a.prefix == b.prefix && text(a) == text(b)) {
            let mut rows: Vec<u32> = same.iter().map(|k| k.row).collect();
            rows.dedup();
            // The largest first: readers may stop after some.
            rows.sort_by_key(|&r| {
                let row = &self.rows[r as usize];
                (std::cmp::Reverse(rank(row.kind, row.population)), r)
            });
            let posting = if let [row] = rows.as_slice() {
                Posting::Row(*row)
            } else {
                let at = lists.len();
                lists.extend_from_slice(&rows);
                Posting::List { at, len: rows.len() }
            };
            map.insert(text(&same[0]), posting.encode()).map_err(io::Error::other)?;
            names += 1;
        }
        drop(arena);
        self.keys = Vec::new();
        let names_section = map.into_inner().map_err(io::Error::other)?;
        let mut rows = Vec::with_capacity(self.rows.len() * ROW);
        for r in &self.rows {
            rows.extend_from_slice(&r.lat.to_le_bytes());
            rows.extend_from_slice(&r.lon.to_le_bytes());
            for n in [r.population, r.name, r.admin, r.id] {
                rows.extend_from_slice(&n.to_le_bytes());
            }
            rows.extend_from_slice(&[r.kind as u8, r.radius]);
        }
        let count = self.rows.len() as u64;
        self.rows = Vec::new();
        let admins = self.write_admins();
        let mut list_bytes = Vec::with_capacity(lists.len() * 4);
        for row in &lists {
            list_bytes.extend_from_slice(&row.to_le_bytes());
        }
        let sections = [names_section, list_bytes, rows, admins, std::mem::take(&mut self.strings)];
        let bytes = write_sections(out, &sections)?;
        Ok(IndexStats { rows: count, names, bytes })
    }

    fn write_admins(&mut self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.admins.len() * ADMIN);
        let admins = std::mem::take(&mut self.admins);
        let names = std::mem::take(&mut self.area_names);
        // Offset 0 is the first place's name, so an empty name needs a string of its own.
        let empty = self.string("");
        let mut written: HashMap<String, u32> = HashMap::new();
        for (country, admin1, admin2, coded) in &admins {
            let mut at = |name: Option<&str>| -> u32 {
                let Some(name) = name.filter(|n| !n.is_empty()) else { return empty };
                if let Some(&at) = written.get(name) {
                    return at;
                }
                let at = self.string(name);
                written.insert(name.to_owned(), at);
                at
            };
            let (first, second) = if *coded {
                let first = format!("{country}.{admin1}");
                let second = format!("{first}.{admin2}");
                (at(names.get(&first).map(String::as_str)), at(names.get(&second).map(String::as_str)))
            } else {
                (at(Some(admin1)), at(Some(admin2)))
            };
            let mut letters = [b' '; 2];
            for (to, from) in letters.iter_mut().zip(country.bytes()) {
                *to = from;
            }
            bytes.extend_from_slice(&letters);
            bytes.extend_from_slice(&first.to_le_bytes());
            bytes.extend_from_slice(&second.to_le_bytes());
        }
        bytes
    }
}

fn write_sections(out: &mut impl Write, sections: &[Vec<u8>; SECTIONS]) -> io::Result<u64> {
    let total = HEAD as u64 + sections.iter().map(|s| s.len() as u64).sum::<u64>();
    let mut head = Vec::with_capacity(HEAD);
    head.extend_from_slice(&total.to_le_bytes());
    let mut at = HEAD as u64;
    for section in sections {
        head.extend_from_slice(&at.to_le_bytes());
        head.extend_from_slice(&(section.len() as u64).to_le_bytes());
        at += section.len() as u64;
    }
    let mut body = crc32fast::Hasher::new();
    for section in sections {
        body.update(section);
    }
    head.extend_from_slice(&body.finalize().to_le_bytes());
    head.extend_from_slice(&crc32fast::hash(&sections[NAMES]).to_le_bytes());
    out.write_all(MAGIC)?;
    out.write_all(&VERSION.to_le_bytes())?;
    out.write_all(&crc32fast::hash(&head).to_le_bytes())?;
    out.write_all(&head)?;
    for section in sections {
        out.write_all(section)?;
    }
    Ok(total)
}

/// The order of namesakes before anything is read: countries, provinces, then by people.
fn rank(kind: PlaceKind, population: u32) -> (u8, u32) {
    let level = match kind {
        PlaceKind::Country => 3,
        PlaceKind::Province => 2,
        PlaceKind::City | PlaceKind::Town | PlaceKind::Village => 1,
        _ => 0,
    };
    if population > 0 || level > 1 { (level.max(1), population) } else { (level.min(1), 0) }
}
