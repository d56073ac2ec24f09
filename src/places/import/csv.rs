//! Tables with a header: OpenStreetMap as CSV (Overpass, `QuickOSM`), our own `places.csv`, a user's `my-places.csv`.

use std::fs::File;
use std::io::BufRead;
use std::path::Path;

use ::csv::{ReaderBuilder, StringRecord};

use super::geonames::is_readable;
use super::kinds::of_osm;
use super::{ImportError, Importer, Tally};
use crate::places::index::NewPlace;
use crate::region::{Place, PlaceKind};
use crate::text::fold;

/// Names that a column goes by, the usual first.
const NAME: &[&str] = &["name", "nom", "place"];
const LAT: &[&str] = &["lat", "latitude", "@lat", "y"];
const LON: &[&str] = &["lon", "lng", "long", "longitude", "@lon", "x"];
const ALT: &[&str] = &["alt_names", "alt_name", "alternatenames", "other_names"];

/// The columns of one table.
struct Columns {
    header: Vec<String>,
}

impl Columns {
    fn new(header: &StringRecord) -> Self {
        let clean = |h: &str| h.trim().trim_start_matches('\u{feff}').to_lowercase();
        Self { header: header.iter().map(clean).collect() }
    }

    fn find(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.header.iter().position(|h| h == name))
    }

    fn get<'r>(&self, record: &'r StringRecord, names: &[&str]) -> Option<&'r str> {
        record.get(self.find(names)?).map(str::trim).filter(|v| !v.is_empty())
    }

    /// What a table must have and lacks.
    fn missing(&self) -> Option<String> {
        let wanted = [("name", NAME), ("lat", LAT), ("lon", LON)];
        let missing: Vec<&str> = wanted.iter().filter(|(_, n)| self.find(n).is_none()).map(|(name, _)| *name).collect();
        (!missing.is_empty()).then(|| format!("its header ({}) lacks {}", self.header.join(", "), missing.join(", ")))
    }

    fn point(&self, record: &StringRecord) -> Result<(f64, f64), String> {
        let number = |names: &[&str], what: &str, most: f64| {
            let text = self.get(record, names).ok_or_else(|| format!("no {what}"))?;
            // Spreadsheets of French users write '-1,25'.
            match text.replace(',', ".").parse::<f64>() {
                Ok(n) if n.is_finite() && n.abs() <= most => Ok(n),
                Ok(n) => Err(format!("{what} {n} is outside -{most}..{most}; give decimal degrees")),
                Err(_) => Err(format!("{what} {text:?} is no number; give decimal degrees such as -1.25")),
            }
        };
        Ok((number(LAT, "lat", 90.0)?, number(LON, "lon", 180.0)?))
    }

    fn kind(&self, record: &StringRecord) -> Option<PlaceKind> {
        let own = self.get(record, &["kind"]).and_then(PlaceKind::from_name);
        own.or_else(|| of_osm(|key| self.get(record, &[key])))
    }

    fn population(&self, record: &StringRecord) -> Option<u32> {
        self.get(record, &["population"])?.replace([' ', ','], "").parse().ok()
    }

    fn country<'r>(&self, record: &'r StringRecord) -> &'r str {
        self.get(record, &["country", "admin0", "iso", "country_code"]).unwrap_or("")
    }
}

fn delimiter_of(head: &[u8]) -> u8 {
    let line = head.split(|&b| b == b'\n').next().unwrap_or(head);
    let columns = |c: u8| line.split(|&b| b == c).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|&c| (columns(c), c == b',')).unwrap_or(b',')
}

fn split_names(names: &str) -> impl Iterator<Item = &str> {
    names.split(['|', ';']).map(str::trim).filter(|n| !n.is_empty())
}

impl Importer {
    pub(super) fn csv(&mut self, path: &Path, mut reader: impl BufRead) -> Result<(), ImportError> {
        let read = |source| ImportError::Read { path: path.to_owned(), source };
        let delimiter = delimiter_of(reader.fill_buf().map_err(read)?);
        let mut table = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(reader);
        let columns = Columns::new(table.headers().map_err(|e| read(e.into()))?);
        if let Some(what) = columns.missing() {
            return Err(ImportError::Form { path: path.to_owned(), what });
        }
        let mut tally = Tally { path, read: 0, bad: 0, first: None };
        let mut record = StringRecord::new();
        loop {
            let line = table.position().line();
            match table.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) => {}
                Err(e) if e.is_io_error() => return Err(read(e.into())),
                Err(e) => {
                    tally.read += 1;
                    self.warn(&mut tally, line, e);
                    continue;
                }
            }
            tally.read += 1;
            let line = record.position().map_or(line, ::csv::Position::line);
            let Some(name) = columns.get(&record, NAME) else {
                self.report.left_out += 1;
                continue;
            };
            let (lat, lon) = match columns.point(&record) {
                Ok(point) => point,
                Err(what) => {
                    self.warn(&mut tally, line, what);
                    continue;
                }
            };
            let row = self.builder.add(&NewPlace {
                id: 0,
                name,
                kind: columns.kind(&record).unwrap_or(PlaceKind::Village),
                lat,
                lon,
                precision_km: columns.get(&record, &["precision_km"]).and_then(|p| p.parse().ok()),
                population: columns.population(&record).unwrap_or(0),
                country: columns.country(&record),
                admin1: columns.get(&record, &["admin1", "province"]).unwrap_or(""),
                admin2: columns.get(&record, &["admin2", "territory", "district"]).unwrap_or(""),
                coded: false,
            });
            for names in [ALT, &["name:fr"], &["name:en"], &["old_name"]] {
                for name in columns.get(&record, names).into_iter().flat_map(split_names).filter(|n| is_readable(n)) {
                    self.builder.add_name(row, name);
                }
            }
        }
        self.check(tally)
    }
}

/// Reads a user's own places: `name`, `lat`, `lon`, and whatever other columns of `places.csv` they like to give.
///
/// # Errors
/// When the file can't be read, lacks a column, or a row has no usable coordinates: a user's own table must be right.
pub fn own_table(path: &Path) -> Result<Vec<Place>, ImportError> {
    let read = |source| ImportError::Read { path: path.to_owned(), source };
    let mut reader = std::io::BufReader::new(File::open(path).map_err(read)?);
    let delimiter = delimiter_of(reader.fill_buf().map_err(read)?);
    let mut table = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(reader);
    let columns = Columns::new(table.headers().map_err(|e| read(e.into()))?);
    if let Some(what) = columns.missing() {
        return Err(ImportError::Form { path: path.to_owned(), what });
    }
    let mut places = Vec::new();
    for record in table.records() {
        let line = |e: &::csv::Error| e.position().map_or(0, ::csv::Position::line);
        let record =
            record.map_err(|e| ImportError::Value { path: path.to_owned(), line: line(&e), what: e.to_string() })?;
        let line = record.position().map_or(0, ::csv::Position::line);
        if record.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        let value = |what| ImportError::Value { path: path.to_owned(), line, what };
        let name = columns.get(&record, NAME).ok_or_else(|| value("no name".to_owned()))?;
        let (lat, lon) = columns.point(&record).map_err(value)?;
        let text = |names: &[&str]| columns.get(&record, names).map(str::to_owned);
        places.push(Place {
            id: text(&["id"])
                .unwrap_or_else(|| format!("my-{}", fold(name).replace(|c: char| !c.is_alphanumeric(), "-"))),
            name: name.to_owned(),
            alt_names: columns.get(&record, ALT).into_iter().flat_map(split_names).map(str::to_owned).collect(),
            adjectives: Vec::new(),
            kind: columns.kind(&record).unwrap_or(PlaceKind::Village),
            lat,
            lon,
            precision_km: text(&["precision_km"]).and_then(|p| p.parse().ok()).unwrap_or(2.0),
            country: columns.country(&record).to_owned(),
            admin1: text(&["admin1", "province"]),
            admin2: text(&["admin2", "territory", "district"]),
            population: columns.population(&record),
            source: text(&["source"]).unwrap_or_else(|| "my-places".to_owned()),
            note: text(&["note"]).unwrap_or_default(),
        });
    }
    Ok(places)
}
