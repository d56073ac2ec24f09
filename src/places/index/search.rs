//! Looking places up for people: by a like spelling, by where they lie, by how many there are.

use fst::automaton::Levenshtein;
use fst::{Automaton, IntoStreamer, Streamer};
use hashbrown::HashSet;

use super::names::{Names, key_of};
use super::sorted::SortedNames;
use super::{Layer, PlaceIndex, spelling};
use crate::places::geometry::distance_m;
use crate::places::mention::PlaceRef;

/// A layer, for `places stats`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerStats {
    /// The region's table, or the file.
    pub name: String,
    /// Places.
    pub places: u64,
    /// Different names.
    pub names: u64,
}

/// How many letters may differ: none in short names, where every other word is one letter off.
fn allowed_edits(key: &str) -> u32 {
    match key.chars().count() {
        0..=4 => 0,
        5..=7 => 1,
        _ => 2,
    }
}

impl<D: AsRef<[u8]>> Names<D> {
    /// Keys that differ from `key` in at most `edits` letters, with their numbers.
    fn like(&self, key: &str, edits: u32) -> Vec<(String, u64)> {
        // Long or odd keys make automata too large: they have no near spelling worth the wait.
        let Ok(automaton) = Levenshtein::new(key, edits) else { return Vec::new() };
        let mut found = Vec::new();
        let mut stream = self.map().search(automaton).into_stream();
        while let Some((key, value)) = stream.next() {
            found.push((String::from_utf8_lossy(key).into_owned(), value));
        }
        found
    }
}

impl SortedNames {
    /// As [`Names::like`].
    fn like(&self, key: &str, edits: u32) -> Vec<(String, u64)> {
        let Ok(automaton) = Levenshtein::new(key, edits) else { return Vec::new() };
        let accepts = |other: &str| {
            let end = other.bytes().fold(automaton.start(), |state, byte| automaton.accept(&state, byte));
            automaton.is_match(&end)
        };
        self.from("").filter(|(other, _)| accepts(other)).map(|(other, value)| (other.to_owned(), value)).collect()
    }

    /// Numbers of the keys that share the first letters with `key` and differ in one letter behind them. Fast enough
    /// for every unknown name of an archive, as an automaton is not.
    fn one_letter_off(&self, key: &str) -> Vec<u64> {
        let Some((end, _)) = key.char_indices().nth(SHARED) else { return Vec::new() };
        let start = &key[..end];
        let alike = self.from(start).take_while(|(other, _)| other.starts_with(start));
        alike.filter(|(other, _)| is_one_off(other.as_bytes(), key.as_bytes())).map(|(_, value)| value).collect()
    }
}

/// Letters at the front that a slip of the pen leaves alone.
const SHARED: usize = 3;

/// True when one letter is changed, added or left out between the two.
fn is_one_off(a: &[u8], b: &[u8]) -> bool {
    let shorter = a.len().min(b.len());
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let back = a.iter().rev().zip(b.iter().rev()).take(shorter - front).take_while(|(x, y)| x == y).count();
    a != b && a.len() - front - back <= 1 && b.len() - front - back <= 1
}

impl PlaceIndex<'_> {
    /// Rows whose name is spelt or sounds like `name`, those of tables first, at most `most`.
    #[must_use]
    pub fn similar(&self, name: &str, most: usize) -> Vec<PlaceRef> {
        let mut key = String::new();
        if !key_of(name, &mut key) {
            return Vec::new();
        }
        let edits = allowed_edits(&key);
        let mut rows = self.sounds_like(&key);
        for distance in 1..=edits {
            for (n, layer) in self.layers.iter().enumerate() {
                let like = match layer {
                    Layer::Table(table) => table.names().like(&key, distance),
                    Layer::File(file) => file.names().like(&key, distance),
                };
                for (other, value) in like {
                    if other != key {
                        self.push_rows(n as u16, value, &mut rows);
                    }
                }
            }
        }
        let mut seen = HashSet::new();
        rows.retain(|row| seen.insert(*row));
        rows.truncate(most);
        rows
    }

    /// Rows of the theatre's own tables that `name` (folded, joined by spaces) is a slip of the pen away from: by
    /// sound, else one letter off in a name of seven or more, when all such rows bear one name.
    pub(in crate::places) fn respelt(&self, name: &str) -> Vec<PlaceRef> {
        let mut rows = self.sounds_like(name);
        if !rows.is_empty() || name.chars().count() < 7 {
            return rows;
        }
        for (n, layer) in self.layers.iter().enumerate() {
            let Layer::Table(table) = layer else { continue };
            for value in table.names().one_letter_off(name) {
                self.push_rows(n as u16, value, &mut rows);
            }
        }
        rows.retain(|&row| self.is_own(row));
        let names: HashSet<&str> = rows.iter().filter_map(|&r| self.row(r)).map(|r| r.name).collect();
        if names.len() > 1 { Vec::new() } else { rows }
    }

    /// Rows of the tables whose name sounds like the words of `name` (folded, joined by spaces).
    fn sounds_like(&self, name: &str) -> Vec<PlaceRef> {
        let mut sound = String::new();
        spelling::sound_of(name, &mut sound);
        // Short sounds agree by chance.
        if sound.len() < 5 {
            return Vec::new();
        }
        let mut rows = Vec::new();
        for (n, layer) in self.layers.iter().enumerate() {
            let Layer::Table(table) = layer else { continue };
            rows.extend(table.sounding(&sound).iter().map(|&row| PlaceRef { layer: n as u16, row }));
        }
        rows
    }

    /// The places nearest to a spot with their distance in metres, at most `most`.
    #[must_use]
    pub fn near(&self, lat: f64, lon: f64, most: usize) -> Vec<(PlaceRef, f64)> {
        // A rough distance sorts millions of rows; the exact one only those that remain.
        let shrink = lat.to_radians().cos().abs().max(0.01);
        let rough = |p: (f64, f64)| {
            let across = (p.1 - lon).abs();
            let across = across.min(360.0 - across) * shrink;
            (p.0 - lat).powi(2) + across.powi(2)
        };
        let mut best: Vec<(f64, PlaceRef)> = Vec::new();
        let keep = most.saturating_mul(3).max(16);
        for (n, layer) in self.layers.iter().enumerate() {
            let rows = match layer {
                Layer::Table(table) => table.places.len() as u32,
                Layer::File(file) => file.stats().rows as u32,
            };
            for row in 0..rows {
                let place = PlaceRef { layer: n as u16, row };
                let at = match layer {
                    Layer::Table(table) => table.places.get(row as usize).map(|p| (p.lat, p.lon)),
                    Layer::File(file) => file.point(row),
                };
                let Some(at) = at else { continue };
                best.push((rough(at), place));
                if best.len() >= keep * 8 {
                    best.select_nth_unstable_by(keep, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
                    best.truncate(keep);
                }
            }
        }
        let mut found: Vec<(PlaceRef, f64)> = best
            .into_iter()
            .filter_map(|(_, place)| {
                let row = self.row(place)?;
                Some((place, distance_m((lat, lon), (row.lat, row.lon))))
            })
            .collect();
        found.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        found.truncate(most);
        found
    }

    /// What each layer holds.
    #[must_use]
    pub fn stats(&self) -> Vec<LayerStats> {
        self.layers
            .iter()
            .map(|layer| match layer {
                Layer::Table(table) => LayerStats {
                    name: "tables".to_owned(),
                    places: table.places.len() as u64,
                    names: table.names().len() as u64,
                },
                Layer::File(file) => {
                    let stats = file.stats();
                    LayerStats { name: file.path().display().to_string(), places: stats.rows, names: stats.names }
                }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::region::{Place, PlaceKind};

    fn index() -> PlaceIndex<'static> {
        let place = |name: &str, lat: f64| Place {
            id: name.to_owned(),
            name: name.to_owned(),
            alt_names: Vec::new(),
            adjectives: Vec::new(),
            kind: PlaceKind::Town,
            lat,
            lon: 29.0,
            precision_km: 2.0,
            country: "CD".to_owned(),
            admin1: None,
            admin2: None,
            population: None,
            source: String::new(),
            note: String::new(),
        };
        PlaceIndex::from_places(vec![
            place("Kitshanga", -1.25),
            place("Bunagana", -1.3),
            place("Kishishe", -1.0),
            place("Goma", -1.67),
            place("Kirumba", -0.6),
            place("Kilumbu", -0.7),
        ])
    }

    #[test]
    fn likes_are_found_and_strangers_not() {
        let index = index();
        let names = |rows: Vec<PlaceRef>| -> Vec<String> {
            rows.into_iter().filter_map(|r| index.row(r)).map(|r| r.name.to_owned()).collect()
        };
        for (name, expected) in [
            ("kitchanga", &["Kitshanga"][..]),
            ("bunangana", &["Bunagana"]),
            ("kisheshe", &["Kishishe"]),
            // Too short for a letter to differ.
            ("boma", &[]),
            ("sake", &[]),
        ] {
            assert_eq!(names(index.respelt(name)), expected, "{name}");
        }
        assert_eq!(names(index.similar("Kilumba", 9)), ["Kirumba", "Kilumbu"]);
    }

    #[test]
    fn the_nearest_come_first() {
        let index = index();
        let near = index.near(-1.2, 29.0, 2);
        let names: Vec<&str> = near.iter().filter_map(|(r, _)| index.row(*r)).map(|r| r.name).collect();
        assert_eq!(names, ["Kitshanga", "Bunagana"]);
        assert!((near[0].1 - 5_529.0).abs() < 20.0, "{near:?}");
        assert_eq!(index.stats()[0].places, 6);
    }
}
