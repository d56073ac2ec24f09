//! Which column of a table is which field.

use csv::ByteRecord;

use super::cell::unprotect;

/// A field of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Code,
    EventType,
    SubEventType,
    Violence,
    Place,
    PlaceId,
    PlaceKind,
    Latitude,
    Longitude,
    GeoPrecision,
    WherePrecision,
    PrecisionM,
    Admin1,
    Admin2,
    Country,
    Relation,
    Start,
    End,
    TimePrecision,
    Published,
    Actors,
    Associates,
    Against,
    AgainstAssociates,
    Modality,
    ClaimedBy,
    Background,
    Dead,
    DeadLow,
    DeadHigh,
    Confidence,
    Outlet,
    Url,
    Title,
    Quote,
}

/// How many fields there are.
const FIELDS: usize = Field::Quote as usize + 1;

/// Names of each field, best first: Dateline's own, ACLED's, UCDP GED's, and what people write.
const NAMES: [(Field, &[&str]); FIELDS] = [
    (Field::Id, &["report_id", "id", "event_id_cnty", "event_id"]),
    (Field::Code, &["code", "type"]),
    (Field::EventType, &["event_type"]),
    (Field::SubEventType, &["sub_event_type"]),
    (Field::Violence, &["type_of_violence"]),
    (Field::Place, &["place", "location", "where_coordinates", "place_name", "town", "village", "name"]),
    (Field::PlaceId, &["place_id"]),
    (Field::PlaceKind, &["place_kind"]),
    (Field::Latitude, &["latitude", "lat", "y"]),
    (Field::Longitude, &["longitude", "lon", "lng", "long", "x"]),
    (Field::GeoPrecision, &["geo_precision"]),
    (Field::WherePrecision, &["where_prec"]),
    (Field::PrecisionM, &["location_precision_m"]),
    (Field::Admin1, &["admin1", "adm_1"]),
    (Field::Admin2, &["admin2", "adm_2"]),
    (Field::Country, &["country", "iso2"]),
    (Field::Relation, &["relation"]),
    (Field::Start, &["date_start", "start", "start_date", "event_date", "date", "day"]),
    (Field::End, &["date_end", "end", "end_date"]),
    (Field::TimePrecision, &["time_precision"]),
    (Field::Published, &["published", "source_date"]),
    (Field::Actors, &["actors", "actor1", "actor", "side_a", "who"]),
    (Field::Associates, &["assoc_actor_1"]),
    (Field::Against, &["against", "actor2", "side_b", "target"]),
    (Field::AgainstAssociates, &["assoc_actor_2"]),
    (Field::Modality, &["modality", "status"]),
    (Field::ClaimedBy, &["claimed_by"]),
    (Field::Background, &["background"]),
    (Field::Dead, &["fatalities_best", "best", "fatalities", "dead", "killed"]),
    (Field::DeadLow, &["fatalities_low", "low"]),
    (Field::DeadHigh, &["fatalities_high", "high"]),
    (Field::Confidence, &["confidence"]),
    (Field::Outlet, &["outlet", "source", "source_office"]),
    (Field::Url, &["url", "source_url"]),
    (Field::Title, &["source_headline", "headline"]),
    (Field::Quote, &["quote", "notes", "source_article", "text", "description"]),
];

/// Where each field stands in a row.
pub(super) struct Columns([Option<usize>; FIELDS]);

impl Columns {
    /// Finds the columns; an error tells which are missing.
    pub(super) fn new(header: &ByteRecord) -> Result<Self, String> {
        let names: Vec<String> = header
            .iter()
            .map(|name| {
                String::from_utf8_lossy(name).trim_start_matches('\u{feff}').trim().to_lowercase().replace(' ', "_")
            })
            .collect();
        let mut columns = [None; FIELDS];
        for (field, known) in NAMES {
            columns[field as usize] = known.iter().find_map(|known| names.iter().position(|name| name == known));
        }
        let has = |fields: &[Field]| fields.iter().any(|&field| columns[field as usize].is_some());
        let missing = |what, fields: &[Field]| {
            let names = NAMES.iter().filter(|(field, _)| fields.contains(field)).flat_map(|(_, names)| names.iter());
            format!("no column tells {what}; name one of: {}", names.copied().collect::<Vec<_>>().join(", "))
        };
        let place = [Field::Place, Field::PlaceId, Field::Latitude];
        let kind = [Field::Code, Field::SubEventType, Field::EventType, Field::Violence];
        for (what, fields) in [("where", &place[..]), ("when", &[Field::Start][..]), ("what happened", &kind[..])] {
            if !has(fields) {
                return Err(missing(what, fields));
            }
        }
        Ok(Self(columns))
    }

    pub(super) fn row<'a>(&'a self, record: &'a ByteRecord) -> Row<'a> {
        Row { columns: self, record }
    }
}

/// A row, by field.
pub(super) struct Row<'a> {
    columns: &'a Columns,
    record: &'a ByteRecord,
}

impl Row<'_> {
    /// The field's text without blanks about it; `None` when there is no such column or nothing in it. The quote that
    /// keeps spreadsheets from running a formula is taken off again.
    pub(super) fn text(&self, field: Field) -> Option<String> {
        let cell = self.record.get(self.columns.0[field as usize]?)?;
        let text = String::from_utf8_lossy(cell);
        Some(unprotect(text.trim()).trim()).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// A number; an error names the field.
    pub(super) fn number<T: std::str::FromStr>(&self, field: Field, name: &str) -> Result<Option<T>, String> {
        let Some(text) = self.text(field) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| format!("{name}: '{text}' is no number; correct it or leave it empty"))
    }

    /// Names separated by semicolons.
    pub(super) fn names(&self, field: Field) -> Vec<String> {
        let text = self.text(field).unwrap_or_default();
        text.split([';', '|']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }
}
