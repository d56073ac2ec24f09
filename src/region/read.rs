//! The tables of a region, row by row, into their types.

use super::finding::Findings;
use super::table::{Columns, Row, each_row};
use super::{Actor, ActorKind, Alliance, Place, PlaceKind, Start};

/// Columns of `places.csv` and `world.csv`.
const PLACE_COLUMNS: Columns = Columns {
    required: &["id", "name", "kind", "lat", "lon", "country", "precision_km"],
    optional: &["alt_names", "adjectives", "admin1", "admin2", "population", "capital", "source", "note"],
};

/// Columns of `actors.csv` and `world-actors.csv`.
const ACTOR_COLUMNS: Columns = Columns {
    required: &["id", "name", "kind"],
    optional: &["alt_names", "country", "side", "colour", "first_year", "last_year", "source"],
};

/// Columns of `alliances.csv`.
const ALLIANCE_COLUMNS: Columns =
    Columns { required: &["actor", "lead", "from", "to", "relation"], optional: &["source"] };

/// Columns of `start.csv`.
const START_COLUMNS: Columns = Columns { required: &["place_id", "holder", "from"], optional: &["source"] };

/// Half the earth's circumference: nothing is further off.
const FARTHEST_KM: f64 = 20_038.0;

/// A row with the line it stood on, for the checks that compare rows.
#[derive(Debug, Clone)]
pub(super) struct Lined<T> {
    pub(super) line: u64,
    pub(super) row: T,
}

/// A place and, for a country, the id of its capital.
#[derive(Debug, Clone)]
pub(super) struct PlaceRow {
    pub(super) place: Place,
    pub(super) capital: Option<String>,
}

/// The rows of a table of places that could be read.
pub(super) fn places(file: &str, text: &str, findings: &mut Findings) -> Vec<Lined<PlaceRow>> {
    // A row has some 90 bytes.
    let mut rows = Vec::with_capacity(text.len() / 80);
    each_row(file, text, PLACE_COLUMNS, findings, |row| {
        if let Some(place) = place(row) {
            let capital = row.optional("capital");
            rows.push(Lined { line: row.line, row: PlaceRow { place, capital } });
        }
    });
    rows
}

fn place(row: &mut Row<'_>) -> Option<Place> {
    // In the order of the columns.
    let (id, name) = (row.required("id"), row.required("name"));
    let (alt_names, adjectives) = (row.list("alt_names"), row.list("adjectives"));
    let kind = kind(row);
    let position = position(row);
    let country = country(row);
    let (admin1, admin2) = (row.optional("admin1"), row.optional("admin2"));
    let precision_km = row.number("precision_km").and_then(|km| row.within("precision_km", km, 0.001, FARTHEST_KM));
    let population = row.parsed("population", "a whole number of people");
    let (source, note) = (row.text("source").to_owned(), row.text("note").to_owned());
    let (lat, lon) = position?;
    Some(Place {
        id,
        name,
        alt_names,
        adjectives,
        kind: kind?,
        lat,
        lon,
        precision_km: precision_km?,
        country,
        admin1,
        admin2,
        population,
        source,
        note,
    })
}

/// Latitude and longitude. A latitude beyond the poles that would do as a longitude is probably in the wrong column.
fn position(row: &mut Row<'_>) -> Option<(f64, f64)> {
    let (lat, lon) = (row.number("lat"), row.number("lon"));
    let (lat, lon) = (lat?, lon?);
    if (90.0..=180.0).contains(&lat.abs()) && lon.abs() <= 90.0 {
        row.error("lat", format!("{lat} is beyond the poles: lat and lon look swapped"));
        return None;
    }
    let (lat, lon) = (row.within("lat", lat, -90.0, 90.0), row.within("lon", lon, -180.0, 180.0));
    Some((lat?, lon?))
}

fn kind(row: &mut Row<'_>) -> Option<PlaceKind> {
    let kind = PlaceKind::from_name(row.text("kind"));
    if kind.is_none() {
        let names = PlaceKind::NAMES.map(|(_, name)| name);
        let message = format!("unknown kind '{}'; known are: {}", row.text("kind"), names.join(", "));
        row.error("kind", message);
    }
    kind
}

/// An ISO 3166-1 alpha-2 code, or "" (an area over several countries).
fn country(row: &mut Row<'_>) -> String {
    let code = row.text("country").to_owned();
    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if !code.is_empty() && !is_code {
        row.error("country", format!("'{code}' is not an ISO 3166-1 code of two capital letters"));
    }
    code
}

/// The rows of a table of actors that could be read. Side and colour may still be empty.
pub(super) fn actors(file: &str, text: &str, findings: &mut Findings) -> Vec<Lined<Actor>> {
    let mut rows = Vec::new();
    each_row(file, text, ACTOR_COLUMNS, findings, |row| {
        if let Some(actor) = actor(row) {
            rows.push(Lined { line: row.line, row: actor });
        }
    });
    rows
}

fn actor(row: &mut Row<'_>) -> Option<Actor> {
    let kind = row.parsed("kind", "an ACLED inter code, 1 to 8").and_then(ActorKind::from_code);
    if kind.is_none() {
        row.error("kind", "give ACLED's inter code: 1 state forces, 2 rebels, 3 political militia, 4 identity militia, 5 rioters, 6 protesters, 7 civilians, 8 external forces");
    }
    let colour = row.text("colour").to_owned();
    if !colour.is_empty() && !is_colour(&colour) {
        row.error("colour", format!("'{colour}' is not a colour of the form #RRGGBB"));
    }
    let country = Some(country(row)).filter(|code| !code.is_empty());
    let first_year: Option<i32> = row.parsed("first_year", "a year");
    let last_year: Option<i32> = row.parsed("last_year", "a year");
    if let (Some(first), Some(last)) = (first_year, last_year)
        && first > last
    {
        row.error("last_year", format!("{last} is before first_year {first}"));
    }
    let (id, name) = (row.required("id"), row.required("name"));
    let side = row.optional("side").unwrap_or_else(|| id.clone());
    Some(Actor {
        id,
        name,
        alt_names: row.list("alt_names"),
        kind: kind?,
        country,
        side,
        colour,
        first_year,
        last_year,
        source: row.text("source").to_owned(),
    })
}

fn is_colour(text: &str) -> bool {
    text.len() == 7 && text.strip_prefix('#').is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The rows of a table of alliances that could be read.
pub(super) fn alliances(file: &str, text: &str, findings: &mut Findings) -> Vec<Lined<Alliance>> {
    let mut rows = Vec::new();
    each_row(file, text, ALLIANCE_COLUMNS, findings, |row| {
        let (from, to) = (row.date("from"), row.date("to"));
        if let (Some(first), Some(last)) = (from, to)
            && first > last
        {
            row.error("to", format!("{last} is before {first} in from"));
        }
        let relation = row.required("relation");
        if !relation.is_empty() && !["ally", "between"].contains(&relation.as_str()) {
            row.error("relation", format!("'{relation}' is neither 'ally' nor 'between'"));
        }
        let (actor, lead) = (row.required("actor"), row.required("lead"));
        if actor == lead {
            row.error("lead", "an actor can't be its own ally");
        }
        let source = row.text("source").to_owned();
        rows.push(Lined { line: row.line, row: Alliance { actor, lead, from, to, relation, source } });
    });
    rows
}

/// The rows of a table of first holders that could be read.
pub(super) fn starts(file: &str, text: &str, findings: &mut Findings) -> Vec<Lined<Start>> {
    let mut rows = Vec::new();
    each_row(file, text, START_COLUMNS, findings, |row| {
        let (place_id, holder) = (row.required("place_id"), row.required("holder"));
        let from = row.date("from");
        if row.text("from").is_empty() {
            row.error("from", "is empty; say from which day (YYYY-MM-DD)");
        }
        let source = row.text("source").to_owned();
        if let Some(from) = from {
            rows.push(Lined { line: row.line, row: Start { place_id, holder, from, source } });
        }
    });
    rows
}
