//! Rows and names gathered from dumps; [`super::write`] makes a file of them.

use hashbrown::HashMap;

use super::layout::{LONGEST, UNIT, radius_code};
use super::names::key_of;
use crate::region::PlaceKind;

/// A place on its way into an index.
#[derive(Debug, Clone, Copy)]
pub struct NewPlace<'a> {
    /// Its number at the source; 0 when it has none.
    pub id: u32,
    /// The chief name.
    pub name: &'a str,
    /// What it is.
    pub kind: PlaceKind,
    /// Latitude, WGS 84 degrees.
    pub lat: f64,
    /// Longitude.
    pub lon: f64,
    /// Error radius in km; `None` takes what is usual for the kind.
    pub precision_km: Option<f64>,
    /// Inhabitants.
    pub population: u32,
    /// ISO code of the country; empty when unknown.
    pub country: &'a str,
    /// First-level admin area: its name, or its code when `coded`.
    pub admin1: &'a str,
    /// Second-level admin area.
    pub admin2: &'a str,
    /// True when the admin areas are given by GeoNames codes.
    pub coded: bool,
}

/// A name's key in the arena, ordered by its letters.
#[derive(Clone, Copy)]
pub(super) struct Key {
    /// The first eight bytes, so that most comparisons need no look at the arena.
    pub(super) prefix: u64,
    pub(super) at: u64,
    pub(super) len: u32,
    pub(super) row: u32,
}

#[derive(Clone, Copy)]
pub(super) struct RowRecord {
    pub(super) lat: i32,
    pub(super) lon: i32,
    pub(super) population: u32,
    pub(super) name: u32,
    pub(super) admin: u32,
    pub(super) id: u32,
    pub(super) kind: PlaceKind,
    pub(super) radius: u8,
}

/// Gathers places and names and writes them as an index.
#[derive(Default)]
pub struct IndexBuilder {
    pub(super) rows: Vec<RowRecord>,
    pub(super) strings: Vec<u8>,
    pub(super) keys: Vec<Key>,
    pub(super) arena: Vec<u8>,
    /// Country, first and second area as given, and whether by codes.
    pub(super) admins: Vec<(String, String, String, bool)>,
    pub(super) admin_of: HashMap<(String, String, String, bool), u32>,
    /// Names of admin areas by code ('CD.11', 'CD.11.6100').
    pub(super) area_names: HashMap<String, String>,
    /// Codes that have a row of their own.
    pub(super) area_rows: HashMap<String, u32>,
    pub(super) last_admin: Option<((String, String, String, bool), u32)>,
    pub(super) key: String,
}

/// What an index holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct IndexStats {
    /// Places.
    pub rows: u64,
    /// Different names.
    pub names: u64,
    /// Bytes of the file.
    pub bytes: u64,
}

impl IndexBuilder {
    /// The number of places so far.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True before the first place.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds a place under its chief name; returns its row, for [`IndexBuilder::add_name`].
    pub fn add(&mut self, place: &NewPlace) -> u32 {
        let row = self.rows.len() as u32;
        let name = self.string(place.name);
        let admin = self.admin(place);
        let radius = place.precision_km.unwrap_or_else(|| usual_radius_km(place.kind, place.population));
        self.rows.push(RowRecord {
            lat: (place.lat / UNIT).round() as i32,
            lon: (place.lon / UNIT).round() as i32,
            population: place.population,
            name,
            admin,
            id: place.id,
            kind: place.kind,
            radius: radius_code(radius),
        });
        self.add_name(row, place.name);
        row
    }

    /// Adds another name of a place.
    pub fn add_name(&mut self, row: u32, name: &str) {
        let mut key = std::mem::take(&mut self.key);
        if key_of(name, &mut key) && key.len() <= LONGEST {
            let mut prefix = [0; 8];
            let n = key.len().min(8);
            prefix[..n].copy_from_slice(&key.as_bytes()[..n]);
            self.keys.push(Key {
                prefix: u64::from_be_bytes(prefix),
                at: self.arena.len() as u64,
                len: key.len() as u32,
                row,
            });
            self.arena.extend_from_slice(key.as_bytes());
        }
        self.key = key;
    }

    /// Tells the name of an admin area by its GeoNames code ('CD.11'), and its row when it has one.
    pub fn name_area(&mut self, code: &str, name: &str, row: Option<u32>) {
        if row.is_some() || !self.area_names.contains_key(code) {
            self.area_names.insert(code.to_owned(), name.to_owned());
        }
        if let Some(row) = row {
            self.area_rows.insert(code.to_owned(), row);
        }
    }

    pub(super) fn string(&mut self, text: &str) -> u32 {
        let mut end = text.len().min(LONGEST);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let at = self.strings.len() as u32;
        self.strings.push(end as u8);
        self.strings.extend_from_slice(&text.as_bytes()[..end]);
        at
    }

    fn admin(&mut self, place: &NewPlace) -> u32 {
        // Dumps are ordered by country: the last area is mostly the next one's too.
        if let Some((last, n)) = &self.last_admin
            && last.0 == place.country
            && last.1 == place.admin1
            && last.2 == place.admin2
            && last.3 == place.coded
        {
            return *n;
        }
        let key = (place.country.to_owned(), place.admin1.to_owned(), place.admin2.to_owned(), place.coded);
        let admins = &mut self.admins;
        let n = *self.admin_of.entry(key.clone()).or_insert_with(|| {
            admins.push(key.clone());
            admins.len() as u32 - 1
        });
        self.last_admin = Some((key, n));
        n
    }

    /// Areas that are only known by name get a row: the middle of the places in them.
    pub(super) fn add_missing_areas(&mut self) {
        let mut codes: Vec<(String, String)> = self
            .area_names
            .iter()
            .filter(|(code, _)| !self.area_rows.contains_key(*code) && code.matches('.').count() == 1)
            .map(|(code, name)| (code.clone(), name.clone()))
            .collect();
        codes.sort();
        if codes.is_empty() {
            return;
        }
        let mut sums: HashMap<u32, (f64, f64, f64, f64)> = HashMap::new();
        // By first-level area: rows of one area differ in the second level.
        let mut first_level: HashMap<(String, String), u32> = HashMap::new();
        let mut area_of: Vec<u32> = Vec::with_capacity(self.admins.len());
        for (country, admin1, _, coded) in &self.admins {
            let n = first_level.len() as u32;
            let key = if *coded { (country.clone(), admin1.clone()) } else { (String::new(), String::new()) };
            area_of.push(*first_level.entry(key).or_insert(n));
        }
        for row in &self.rows {
            let Some(&area) = area_of.get(row.admin as usize) else { continue };
            let weight = f64::from(row.population).max(100.0).sqrt();
            let (lat, lon) = (f64::from(row.lat) * UNIT, f64::from(row.lon) * UNIT);
            let sum = sums.entry(area).or_default();
            *sum = (sum.0 + lat * weight, sum.1 + lon * weight, sum.2 + weight, sum.3 + f64::from(row.population));
        }
        let mut made = Vec::new();
        for (code, name) in codes {
            let Some((country, admin1)) = code.split_once('.') else { continue };
            let area = first_level.get(&(country.to_owned(), admin1.to_owned()));
            let Some(&(lat, lon, weight, people)) = area.and_then(|n| sums.get(n)) else { continue };
            made.push((country.to_owned(), admin1.to_owned(), name, lat / weight, lon / weight, people));
        }
        for (country, admin1, name, lat, lon, people) in made {
            self.add(&NewPlace {
                id: 0,
                name: &name,
                kind: PlaceKind::Province,
                lat,
                lon,
                precision_km: None,
                population: people as u32,
                country: &country,
                admin1: &admin1,
                admin2: "",
                coded: true,
            });
        }
    }
}

/// What is usual for a kind, in km: a source that tells nothing.
fn usual_radius_km(kind: PlaceKind, population: u32) -> f64 {
    use PlaceKind::{Chiefdom, City, Country, Groupement, Lake, Park, Province, Region, Territory, Town};
    match kind {
        Country => 400.0,
        Province | Region => 100.0,
        Territory | Park => 30.0,
        Chiefdom | Lake => 15.0,
        Groupement => 8.0,
        // A city of a million reaches about 10 km from its middle.
        City => (f64::from(population).sqrt() / 100.0).clamp(3.0, 20.0),
        Town => 2.5,
        _ => 2.0,
    }
}
