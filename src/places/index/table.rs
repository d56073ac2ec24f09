//! A layer held in memory: the places of a region, or of a user's own table.

use std::collections::BTreeMap;

use super::names::{Names, key_of};
use super::postings::Posting;
use super::spelling::sound_of;
use crate::region::Place;

/// Places with their names in an index.
#[derive(Debug, Clone)]
pub(in crate::places) struct TableLayer {
    pub(in crate::places) places: Vec<Place>,
    /// How many of `places` are the theatre's or the user's own; those behind are the world's.
    pub(in crate::places) own: usize,
    names: Names<Vec<u8>>,
    adjectives: Names<Vec<u8>>,
    sounds: Names<Vec<u8>>,
    postings: Vec<u32>,
}

/// Keys on their way into an index.
#[derive(Default)]
struct Keys(BTreeMap<String, Vec<u32>>);

impl Keys {
    fn add(&mut self, key: &str, row: u32) {
        match self.0.get_mut(key) {
            // Rows come in order, so a repeated name of one row is next to itself.
            Some(rows) if rows.last() == Some(&row) => {}
            Some(rows) => rows.push(row),
            None => {
                self.0.insert(key.to_owned(), vec![row]);
            }
        }
    }

    fn build(&self, postings: &mut Vec<u32>) -> Names<Vec<u8>> {
        let mut builder = fst::MapBuilder::memory();
        for (key, rows) in &self.0 {
            let posting = match rows.as_slice() {
                [row] => Posting::Row(*row),
                rows => {
                    let at = postings.len();
                    postings.extend_from_slice(rows);
                    Posting::List { at, len: rows.len() }
                }
            };
            // Keys come sorted and once each from the map, so insertion cannot fail; a key that did would be unknown.
            let _ = builder.insert(key, posting.encode());
        }
        let bytes = builder.into_inner().unwrap_or_default();
        Names::new(bytes).unwrap_or_else(|_| Names::empty())
    }
}

impl TableLayer {
    pub(in crate::places) fn new(places: Vec<Place>, own: usize) -> Self {
        let (mut names, mut adjectives, mut sounds) = (Keys::default(), Keys::default(), Keys::default());
        let (mut key, mut sound) = (String::new(), String::new());
        for (row, place) in places.iter().enumerate() {
            let row = row as u32;
            for name in std::iter::once(&place.name).chain(&place.alt_names) {
                // 'Bunagana (RDC)': what stands in brackets tells namesakes apart and is no part of the name.
                let name = name.split(" (").next().unwrap_or(name);
                if !key_of(name, &mut key) {
                    continue;
                }
                names.add(&key, row);
                if let Some(rest) = key.strip_prefix("the ") {
                    names.add(rest, row);
                }
                sound_of(&key, &mut sound);
                sounds.add(&sound, row);
            }
            for adjective in &place.adjectives {
                if key_of(adjective, &mut key) {
                    adjectives.add(&key, row);
                }
            }
        }
        let mut postings = Vec::new();
        let names = names.build(&mut postings);
        let adjectives = adjectives.build(&mut postings);
        let sounds = sounds.build(&mut postings);
        Self { places, own, names, adjectives, sounds, postings }
    }

    pub(in crate::places) fn names(&self) -> &Names<Vec<u8>> {
        &self.names
    }

    pub(in crate::places) fn adjectives(&self) -> &Names<Vec<u8>> {
        &self.adjectives
    }

    pub(in crate::places) fn sounds(&self) -> &Names<Vec<u8>> {
        &self.sounds
    }

    /// The rows behind a number of one of the maps, in table order.
    pub(in crate::places) fn rows(&self, value: u64) -> impl Iterator<Item = u32> + '_ {
        let (single, list) = match Posting::decode(value) {
            Posting::Row(row) => (Some(row), &[][..]),
            Posting::List { at, len } => (None, self.postings.get(at..at + len).unwrap_or(&[])),
        };
        single.into_iter().chain(list.iter().copied())
    }
}
