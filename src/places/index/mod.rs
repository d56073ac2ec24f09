//! Names to places: layers of tables and index files, one over the other.

mod build;
mod file;
mod layout;
mod names;
mod postings;
mod search;
mod sorted;
mod spelling;
mod table;
mod write;

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

pub use build::{IndexBuilder, IndexStats, NewPlace};
pub use file::{IndexError, IndexFile};
use names::is_inner_stop;
pub(super) use names::key_of;
pub use search::LayerStats;
use table::TableLayer;

use super::geometry::OnSphere;
use super::mention::PlaceRef;
use super::words::PlaceWords;
use crate::article::Lang;
use crate::region::{Place, PlaceKind, Region};
use crate::text::{Case, Document};

/// Most namesakes of one name that are weighed against each other; index files list the largest first.
const MOST_NAMESAKES: usize = 40;

/// Two sources put one place at most so far apart, in km; places of one name lie further from each other.
const TWIN_KM: f64 = 30.0;

/// What the reader knows about one row, without its other names.
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

#[derive(Debug, Clone)]
enum Layer<'r> {
    Table(Box<TableLayer<'r>>),
    File(IndexFile),
}

/// All places known, by name.
///
/// Layer 0 is the region's table (with `world.csv`); layers behind it fill what it lacks.
#[derive(Debug, Clone)]
pub struct PlaceIndex<'r> {
    layers: Vec<Layer<'r>>,
    /// A user's own words around place names, English then French.
    words: [Option<Arc<PlaceWords>>; 2],
}

/// A name found at some tokens.
pub(super) struct Found {
    /// One past its last token.
    pub(super) end: usize,
    /// The rows that bear it.
    pub(super) rows: Vec<PlaceRef>,
    /// True when it is an abbreviation in the table too ('US').
    pub(super) raw: bool,
}

impl<'r> PlaceIndex<'r> {
    /// An index of the places of a region.
    #[must_use]
    pub fn new(region: &'r Region) -> Self {
        let table = TableLayer::new(Cow::Borrowed(&region.places), region.own_places);
        Self { layers: vec![Layer::Table(Box::new(table))], words: [None, None] }
    }

    /// An index of places, all taken for the theatre's own.
    #[must_use]
    pub fn from_places(places: Vec<Place>) -> Self {
        let own = places.len();
        Self { layers: vec![Layer::Table(Box::new(TableLayer::new(places.into(), own)))], words: [None, None] }
    }

    /// Lays a user's own places (`my-places.csv`) beside the region's table: both are preferred to gazetteers.
    pub fn add_table(&mut self, places: Vec<Place>) {
        let own = places.len();
        self.layers.push(Layer::Table(Box::new(TableLayer::new(places.into(), own))));
    }

    /// Reads a language by a user's own words around place names instead of the built-in ones.
    pub fn set_words(&mut self, lang: Lang, words: PlaceWords) {
        self.words[usize::from(lang == Lang::Fr)] = Some(Arc::new(words));
    }

    /// The words around place names in a language.
    pub(super) fn words(&self, lang: Lang) -> &PlaceWords {
        self.words[usize::from(lang == Lang::Fr)].as_deref().unwrap_or_else(|| PlaceWords::of(lang))
    }

    /// Lays an opened gazetteer under all layers so far.
    pub fn add_file(&mut self, file: IndexFile) {
        self.layers.push(Layer::File(file));
    }

    /// Opens a gazetteer and lays it under all layers so far.
    ///
    /// # Errors
    /// See [`IndexFile::open`].
    pub fn add_gazetteer(&mut self, path: &Path) -> Result<(), IndexError> {
        self.add_file(IndexFile::open(path)?);
        Ok(())
    }

    /// What is known about a row; `None` for one that is not of this index.
    #[must_use]
    pub fn row(&self, place: PlaceRef) -> Option<Row<'_>> {
        match self.layers.get(usize::from(place.layer))? {
            Layer::Table(table) => table.places.get(place.row as usize).map(row_of),
            Layer::File(file) => file.row(place.row),
        }
    }

    /// True for a row of the theatre's or the user's own table.
    #[must_use]
    pub fn is_own(&self, place: PlaceRef) -> bool {
        match self.layers.get(usize::from(place.layer)) {
            Some(Layer::Table(table)) => (place.row as usize) < table.own,
            _ => false,
        }
    }

    /// True for a row of a table, which people chose; false for one of a gazetteer.
    pub(super) fn is_of_table(&self, place: PlaceRef) -> bool {
        matches!(self.layers.get(usize::from(place.layer)), Some(Layer::Table(_)))
    }

    /// A row in full. Rows of gazetteers have no other names, and an id made of layer and number.
    #[must_use]
    pub fn place(&self, place: PlaceRef) -> Option<Cow<'_, Place>> {
        match self.layers.get(usize::from(place.layer))? {
            Layer::Table(table) => table.places.get(place.row as usize).map(Cow::Borrowed),
            Layer::File(file) => {
                let row = file.row(place.row)?;
                let source = file.source_id(place.row);
                let id =
                    if source > 0 { format!("geonames-{source}") } else { format!("g{}-{}", place.layer, place.row) };
                Some(Cow::Owned(Place {
                    id,
                    name: row.name.to_owned(),
                    alt_names: Vec::new(),
                    adjectives: Vec::new(),
                    kind: row.kind,
                    lat: row.lat,
                    lon: row.lon,
                    precision_km: row.precision_km,
                    country: row.country.to_owned(),
                    admin1: row.admin1.map(str::to_owned),
                    admin2: row.admin2.map(str::to_owned),
                    population: row.population,
                    source: file.path().file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default(),
                    note: String::new(),
                }))
            }
        }
    }

    /// The id of a row, as [`PlaceIndex::place`] gives it.
    #[must_use]
    pub fn id(&self, place: PlaceRef) -> Option<String> {
        self.place(place).map(|p| p.id.clone()).filter(|id| !id.is_empty())
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
        let mut best_end = 0;
        // Layer and number of the names that reach `best_end`; two ways of walking each layer at most.
        let mut best: [(u16, u64); 8] = [(0, 0); 8];
        let mut is_raw = false;
        let mut count = 0;
        for (n, layer) in self.layers.iter().enumerate() {
            for raw in [true, false] {
                if raw && !capitals {
                    continue;
                }
                let found = match layer {
                    Layer::Table(table) => table.names().longest(doc, start, limit, raw, may_follow),
                    Layer::File(file) => file.names().longest(doc, start, limit, raw, may_follow),
                };
                let Some((end, value)) = found else { continue };
                if end > best_end {
                    (best_end, count, is_raw) = (end, 0, raw);
                }
                if end == best_end && count < best.len() {
                    best[count] = (n as u16, value);
                    count += 1;
                    is_raw |= raw;
                }
            }
        }
        if count == 0 {
            return None;
        }
        let mut rows = Vec::new();
        for &(n, value) in &best[..count] {
            self.push_rows(n, value, &mut rows);
        }
        rows.dedup();
        if count > 1 {
            self.drop_twins(&mut rows);
        }
        // The last stop of 'U.S.' belongs to it.
        if best_end < limit && best_end >= start + 3 && doc.word(best_end - 2) == "." && is_inner_stop(doc, best_end) {
            best_end += 1;
        }
        Some(Found { end: best_end, rows, raw: is_raw })
    }

    /// Leaves out rows of gazetteers that lie where a table has a place of the name: they are the same place told
    /// twice, and would take half of its probability.
    fn drop_twins(&self, rows: &mut Vec<PlaceRef>) {
        let spot = |place: PlaceRef| self.row(place).map(|row| OnSphere::new(row.lat, row.lon));
        let known: Vec<OnSphere> = rows.iter().filter(|&&r| self.is_of_table(r)).filter_map(|&r| spot(r)).collect();
        if !known.is_empty() && known.len() < rows.len() {
            let twin = |here: OnSphere| known.iter().any(|there| there.km(here) < TWIN_KM);
            rows.retain(|&r| self.is_of_table(r) || !spot(r).is_some_and(twin));
        }
    }

    fn push_rows(&self, layer: u16, value: u64, rows: &mut Vec<PlaceRef>) {
        match self.layers.get(usize::from(layer)) {
            Some(Layer::Table(table)) => rows.extend(table.rows(value).map(|row| PlaceRef { layer, row })),
            Some(Layer::File(file)) => {
                rows.extend(file.rows(value, MOST_NAMESAKES).map(|row| PlaceRef { layer, row }));
            }
            None => {}
        }
    }

    /// All rows that bear a name, by layer.
    #[must_use]
    pub fn named(&self, name: &str) -> Vec<PlaceRef> {
        let mut rows = Vec::new();
        let mut key = String::new();
        if !key_of(name, &mut key) {
            return rows;
        }
        for (n, layer) in self.layers.iter().enumerate() {
            let value = match layer {
                Layer::Table(table) => table.names().get(&key),
                Layer::File(file) => file.names().get(&key),
            };
            if let Some(value) = value {
                self.push_rows(n as u16, value, &mut rows);
            }
        }
        rows
    }

    /// The adjective of a country at token `start` ('Rwandan').
    pub(super) fn adjective_at(&self, doc: &Document, start: usize, limit: usize) -> Option<Found> {
        self.layers.iter().enumerate().find_map(|(n, layer)| {
            let Layer::Table(table) = layer else { return None };
            let (end, value) = table.adjectives().longest(doc, start, limit, false, |_| true)?;
            let rows = table.rows(value).map(|row| PlaceRef { layer: n as u16, row }).collect();
            Some(Found { end, rows, raw: false })
        })
    }
}

fn row_of(p: &Place) -> Row<'_> {
    Row {
        kind: p.kind,
        lat: p.lat,
        lon: p.lon,
        precision_km: p.precision_km,
        population: p.population,
        country: &p.country,
        admin1: p.admin1.as_deref(),
        admin2: p.admin2.as_deref(),
        name: &p.name,
    }
}
