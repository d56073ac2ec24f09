//! Names to places: layers of tables and index files, one over the other.

mod names;
mod spelling;
mod table;

use std::borrow::Cow;

use names::is_inner_stop;
pub(super) use table::TableLayer;

use super::mention::PlaceRef;
use crate::region::{Place, PlaceKind, Region};
use crate::text::{Case, Document};

/// What the reader knows about one row, without its names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row<'a> {
    /// What it is.
    pub kind: PlaceKind,
    /// Latitude, WGS 84 degrees.
    pub lat: f64,
    /// Longitude.
    pub lon: f64,
    /// Error radius in km; for an area the radius of a circle of equal area.
    pub precision_km: f64,
    /// Inhabitants.
    pub population: Option<u32>,
    /// ISO code of the country.
    pub country: &'a str,
    /// First-level admin area.
    pub admin1: Option<&'a str>,
    /// Second-level admin area.
    pub admin2: Option<&'a str>,
    /// The chief name.
    pub name: &'a str,
}

/// All places known, by name.
///
/// Layer 0 is the region's table (with `world.csv`); layers behind it fill what it lacks.
#[derive(Debug, Clone)]
pub struct PlaceIndex {
    tables: Vec<TableLayer>,
}

/// A name found at some tokens.
pub(super) struct Found {
    /// One past its last token.
    pub(super) end: usize,
    /// The rows that bear it.
    pub(super) rows: Vec<PlaceRef>,
}

impl PlaceIndex {
    /// An index of the places of a region.
    #[must_use]
    pub fn new(region: &Region) -> Self {
        Self::from_places(region.places.clone())
    }

    /// An index of places.
    #[must_use]
    pub fn from_places(places: Vec<Place>) -> Self {
        Self { tables: vec![TableLayer::new(places)] }
    }

    /// What is known about a row; `None` for one that is not of this index.
    #[must_use]
    pub fn row(&self, place: PlaceRef) -> Option<Row<'_>> {
        let p = self.tables.get(usize::from(place.layer))?.places.get(place.row as usize)?;
        Some(Row {
            kind: p.kind,
            lat: p.lat,
            lon: p.lon,
            precision_km: p.precision_km,
            population: p.population,
            country: &p.country,
            admin1: p.admin1.as_deref(),
            admin2: p.admin2.as_deref(),
            name: &p.name,
        })
    }

    /// A row in full.
    #[must_use]
    pub fn place(&self, place: PlaceRef) -> Option<Cow<'_, Place>> {
        self.tables.get(usize::from(place.layer))?.places.get(place.row as usize).map(Cow::Borrowed)
    }

    /// The longest name at token `start`.
    pub(super) fn name_at(
        &self,
        doc: &Document,
        start: usize,
        limit: usize,
        may_follow: impl Fn(usize) -> bool + Copy,
    ) -> Option<Found> {
        let first = doc.tokens.get(start)?;
        let capitals = first.case == Case::Upper || first.end - first.start == 1;
        let mut best: Option<(usize, Vec<(usize, u64)>)> = None;
        for (n, layer) in self.tables.iter().enumerate() {
            for raw in [true, false] {
                if raw && !capitals {
                    continue;
                }
                let Some((end, value)) = layer.names().longest(doc, start, limit, raw, may_follow) else { continue };
                match &mut best {
                    Some((best_end, list)) if *best_end == end => list.push((n, value)),
                    Some((best_end, _)) if *best_end > end => {}
                    _ => best = Some((end, vec![(n, value)])),
                }
            }
        }
        let (mut end, values) = best?;
        // The last stop of 'U.S.' belongs to it.
        if end < limit && end >= start + 3 && doc.word(end - 2) == "." && is_inner_stop(doc, end) {
            end += 1;
        }
        let mut rows: Vec<PlaceRef> = values
            .into_iter()
            .flat_map(|(n, value)| self.tables[n].rows(value).map(move |row| PlaceRef { layer: n as u16, row }))
            .collect();
        rows.dedup();
        Some(Found { end, rows })
    }

    /// The adjective of a country at token `start` ('Rwandan').
    pub(super) fn adjective_at(&self, doc: &Document, start: usize, limit: usize) -> Option<Found> {
        self.tables.iter().enumerate().find_map(|(n, layer)| {
            let (end, value) = layer.adjectives().longest(doc, start, limit, false, |_| true)?;
            let rows = layer.rows(value).map(|row| PlaceRef { layer: n as u16, row }).collect();
            Some(Found { end, rows })
        })
    }

    /// Rows of the tables in memory whose name sounds like the words of `name` (folded, joined by spaces).
    pub(super) fn sounds_like(&self, name: &str) -> Vec<PlaceRef> {
        let mut sound = String::new();
        spelling::sound_of(name, &mut sound);
        // Short sounds agree by chance.
        if sound.len() < 5 {
            return Vec::new();
        }
        self.tables
            .iter()
            .enumerate()
            .filter_map(|(n, layer)| Some((n, layer, layer.sounds().get(&sound)?)))
            .flat_map(|(n, layer, value)| layer.rows(value).map(move |row| PlaceRef { layer: n as u16, row }))
            .collect()
    }
}
