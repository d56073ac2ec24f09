//! A layer held in memory: the places of a region, or of a user's own table.

use std::borrow::Cow;
use std::sync::OnceLock;

use hashbrown::HashMap;

use super::names::key_of;
use super::postings::Posting;
use super::sorted::{Gathered, SortedNames};
use super::spelling::sound_of;
use crate::region::Place;

/// Places with their names in an index.
#[derive(Debug, Clone)]
pub(in crate::places) struct TableLayer<'r> {
    pub(in crate::places) places: Cow<'r, [Place]>,
    /// How many of `places` are the theatre's or the user's own; those behind are the world's.
    pub(in crate::places) own: usize,
    names: SortedNames,
    adjectives: SortedNames,
    /// Rows by the sound of their names, in table order; made when the first unknown name is met.
    sounds: OnceLock<HashMap<String, Vec<u32>>>,
    postings: Vec<u32>,
}

impl<'r> TableLayer<'r> {
    pub(in crate::places) fn new(places: Cow<'r, [Place]>, own: usize) -> Self {
        let (mut names, mut adjectives) = (Gathered::default(), Gathered::default());
        let mut key = String::new();
        for (row, place) in places.iter().enumerate() {
            let row = row as u32;
            for name in names_of(place) {
                if !key_of(name, &mut key) {
                    continue;
                }
                names.add(&key, row);
                if let Some(rest) = key.strip_prefix("the ") {
                    names.add(rest, row);
                }
            }
            for adjective in &place.adjectives {
                if key_of(adjective, &mut key) {
                    adjectives.add(&key, row);
                }
            }
        }
        let mut postings = Vec::new();
        let names = names.sorted(&mut postings);
        let adjectives = adjectives.sorted(&mut postings);
        Self { places, own, names, adjectives, sounds: OnceLock::new(), postings }
    }

    pub(in crate::places) fn names(&self) -> &SortedNames {
        &self.names
    }

    pub(in crate::places) fn adjectives(&self) -> &SortedNames {
        &self.adjectives
    }

    /// The rows with a name of this sound, in table order.
    pub(in crate::places) fn sounding(&self, sound: &str) -> &[u32] {
        self.sounds.get_or_init(|| self.by_sound()).get(sound).map_or(&[], Vec::as_slice)
    }

    fn by_sound(&self) -> HashMap<String, Vec<u32>> {
        let mut rows: HashMap<String, Vec<u32>> = HashMap::with_capacity(self.names.len());
        let (mut key, mut sound) = (String::new(), String::new());
        for (row, place) in self.places.iter().enumerate() {
            for name in names_of(place) {
                if key_of(name, &mut key) {
                    sound_of(&key, &mut sound);
                    let rows = rows.entry_ref(sound.as_str()).or_default();
                    if rows.last() != Some(&(row as u32)) {
                        rows.push(row as u32);
                    }
                }
            }
        }
        rows
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

/// The names of a place without what stands in brackets behind them: 'Bunagana (RDC)' tells namesakes apart.
fn names_of(place: &Place) -> impl Iterator<Item = &str> {
    place.names().map(|name| name.split(" (").next().unwrap_or(name))
}
