//! Rows and names gathered from dumps, written as an index file.

use std::io::{self, Write};

use hashbrown::HashMap;
use rayon::slice::ParallelSliceMut;

use super::layout::{ADMIN, HEAD, LONGEST, MAGIC, ROW, SECTIONS, UNIT, VERSION, radius_code};
use super::names::key_of;
use super::postings::Posting;
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
struct Key {
    /// The first eight bytes, so that most comparisons need no look at the arena.
    prefix: u64,
    at: u64,
    len: u32,
    row: u32,
}

#[derive(Clone, Copy)]
struct RowRecord {
    lat: i32,
    lon: i32,
    population: u32,
    name: u32,
    admin: u32,
    id: u32,
    kind: PlaceKind,
    radius: u8,
}

/// Gathers places and names and writes them as an index.
#[derive(Default)]
pub struct IndexBuilder {
    rows: Vec<RowRecord>,
    strings: Vec<u8>,
    keys: Vec<Key>,
    arena: Vec<u8>,
    /// Country, first and second area as given, and whether by codes.
    admins: Vec<(String, String, String, bool)>,
    admin_of: HashMap<(String, String, String, bool), u32>,
    /// Names of admin areas by code ('CD.11', 'CD.11.6100').
    area_names: HashMap<String, String>,
    /// Codes that have a row of their own.
    area_rows: HashMap<String, u32>,
    last_admin: Option<((String, String, String, bool), u32)>,
    key: String,
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

    fn string(&mut self, text: &str) -> u32 {
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
    fn add_missing_areas(&mut self) {
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
    head.extend_from_slice(&u64::from(body.finalize()).to_le_bytes());
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
