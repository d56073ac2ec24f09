//! A row of a table as a report.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::actors;
use super::columns::{Field, Row};
use super::places::{Placer, own_id};
use super::words;
use crate::article::Lang;
use crate::region::Region;
use crate::reports::{Code, DateBasis, Hash, Modality, Relation, Report};

/// Confidence of a row that states none: a person has coded it.
const CODED_BY_HAND: f64 = 0.95;
/// Fields that keep two rows of one table apart when there is no id.
const IDENTITY: [Field; 8] = [
    Field::Code,
    Field::SubEventType,
    Field::Place,
    Field::Latitude,
    Field::Longitude,
    Field::Start,
    Field::Actors,
    Field::Quote,
];

/// Reads a row; an error names the field, what is wrong and what to do.
pub(super) fn report(row: &Row<'_>, table: &str, region: &Region, placer: &mut Placer<'_>) -> Result<Report, String> {
    let code = code(row)?;
    let (date_start, date_end) = days(row)?;
    let site = site(row, placer)?;
    let actor = |name: String| actors::known(&name, region, &date_start);
    let sides = |first, second| -> Vec<String> {
        let mut names: Vec<String> = row.names(first).into_iter().chain(row.names(second)).map(actor).collect();
        let mut seen = Vec::new();
        names.retain(|name| {
            !seen.contains(name) && {
                seen.push(name.clone());
                true
            }
        });
        names
    };
    let (actors, against) = (sides(Field::Actors, Field::Associates), sides(Field::Against, Field::AgainstAssociates));
    let code = match code {
        // ACLED: who stands first has come to hold the place without a fight.
        Kind::Transfer if actors.first().is_some_and(|actor| actors::is_state(actor, region)) => {
            Code::TerritoryGainedGovernment
        }
        Kind::Transfer => Code::TerritoryGainedNonstate,
        Kind::Of(code) => code,
    };
    let modality = modality(row)?;
    let claimed_by = row.text(Field::ClaimedBy).map(actor);
    let claimed_by = claimed_by.or_else(|| actors.first().filter(|_| modality == Modality::Claimed).cloned());
    let published = match row.text(Field::Published) {
        Some(text) => Some(words::day(&text).ok_or_else(|| wrong_day("published", &text))?),
        None => None,
    };
    let key = row.text(Field::Id).unwrap_or_else(|| {
        IDENTITY.iter().fold(Hash::default(), |hash, &field| hash.field(&row.text(field).unwrap_or_default())).id('r')
    });
    let quote = row.text(Field::Quote).unwrap_or_default();
    Ok(Report {
        report_id: key.clone(),
        event_id: String::new(),
        // Each row is a source of its own unless it names its outlet.
        article: format!("{table}/{key}"),
        url: row.text(Field::Url),
        title: row.text(Field::Title),
        outlet: row.text(Field::Outlet),
        published,
        lang: Lang::En,
        code,
        place: site.name,
        place_id: site.id,
        place_kind: site.kind,
        lat: site.at.map(|at| at.0),
        lon: site.at.map(|at| at.1),
        admin1: row.text(Field::Admin1).or(site.admin1),
        admin2: row.text(Field::Admin2).or(site.admin2),
        country: row.text(Field::Country).or(site.country),
        relation: relation(row)?,
        location_precision_m: site.precision_m,
        date_start: Some(date_start),
        date_end: Some(date_end),
        date_basis: DateBasis::Explicit,
        date_text: None,
        actors,
        against,
        modality,
        claimed_by,
        background: row.text(Field::Background).is_some_and(|text| text.eq_ignore_ascii_case("true") || text == "1"),
        fatalities: row.number(Field::Dead, "fatalities")?,
        fatalities_low: row.number(Field::DeadLow, "fatalities_low")?,
        fatalities_high: row.number(Field::DeadHigh, "fatalities_high")?,
        confidence: row.number::<f64>(Field::Confidence, "confidence")?.unwrap_or(CODED_BY_HAND).clamp(0.0, 1.0),
        quote_start: 0,
        quote_end: quote.len(),
        quote,
    })
}

/// What a row says that happened.
enum Kind {
    Of(Code),
    /// A place that changed hands: by whose hand tells the code.
    Transfer,
}

fn code(row: &Row<'_>) -> Result<Kind, String> {
    let (event, sub_event) = (row.text(Field::EventType), row.text(Field::SubEventType));
    let violence = row.text(Field::Violence);
    if let Some(text) = row.text(Field::Code) {
        let own = text.trim().to_lowercase().replace([' ', '-'], "_").parse().ok();
        return own.or_else(|| words::acled(Some(&text), Some(&text))).map(Kind::Of).ok_or_else(|| {
            let known: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
            format!("code: '{text}' is none of: {}", known.join(", "))
        });
    }
    if sub_event.as_deref().is_some_and(words::is_transfer) {
        return Ok(Kind::Transfer);
    }
    words::acled(event.as_deref(), sub_event.as_deref())
        .or_else(|| words::ucdp(violence.as_deref()?))
        .map(Kind::Of)
        .ok_or_else(|| "event_type: none that is known; give a code or ACLED's event and sub-event types".to_owned())
}

/// First and last day; ACLED's time precision 2 is a week about the day, 3 its month.
fn days(row: &Row<'_>) -> Result<(NaiveDate, NaiveDate), String> {
    let text = row.text(Field::Start).ok_or("date: empty; write a day such as 2024-02-03")?;
    let start = words::day(&text).ok_or_else(|| wrong_day("date", &text))?;
    if let Some(text) = row.text(Field::End) {
        let end = words::day(&text).ok_or_else(|| wrong_day("date_end", &text))?;
        return if end < start {
            Err(format!("date_end: {end} is before {start}; swap them"))
        } else {
            Ok((start, end))
        };
    }
    let shift = |days| (start.checked_sub_days(Days::new(days)), start.checked_add_days(Days::new(days)));
    Ok(match row.text(Field::TimePrecision).as_deref() {
        Some("2") => (shift(3).0.unwrap_or(start), shift(3).1.unwrap_or(start)),
        Some("3") => {
            let first = start.with_day(1).unwrap_or(start);
            let next = first.checked_add_months(Months::new(1)).and_then(|day| day.pred_opt());
            (first, next.unwrap_or(start))
        }
        _ => (start, start),
    })
}

fn wrong_day(field: &str, text: &str) -> String {
    format!("{field}: '{text}' is no day; write it as 2024-02-03")
}

/// Where a row happened.
struct Site {
    name: String,
    id: Option<String>,
    kind: String,
    at: Option<(f64, f64)>,
    precision_m: Option<u32>,
    admin1: Option<String>,
    admin2: Option<String>,
    country: Option<String>,
}

fn site(row: &Row<'_>, placer: &Placer<'_>) -> Result<Site, String> {
    let (lat, lon) =
        (row.number::<f64>(Field::Latitude, "latitude")?, row.number::<f64>(Field::Longitude, "longitude")?);
    let at = lat.zip(lon);
    if let Some((lat, lon)) = at
        && !((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon))
    {
        return Err(format!("latitude, longitude: {lat}, {lon} is no place on Earth; are they swapped?"));
    }
    let (id, name) = (row.text(Field::PlaceId), row.text(Field::Place));
    if id.is_none() && name.is_none() && at.is_none() {
        return Err("place: empty; give a place, a place_id, or latitude and longitude".to_owned());
    }
    let area = area(row);
    let precision = row.number::<f64>(Field::PrecisionM, "location_precision_m")?.map(|m| m.clamp(0.0, 1e7) as u32);
    // A row of the table that is named by its id is meant, whatever the precision; a name alone may be an area's.
    let named = name.as_deref().filter(|_| area.is_none());
    let found = placer.find(id.as_deref(), named, at);
    if let Some(place) = found {
        return Ok(Site {
            name: name.unwrap_or_else(|| place.name.clone()),
            id: Some(place.id.clone()),
            kind: place.kind.coarse().to_owned(),
            at: at.or(Some((place.lat, place.lon))),
            precision_m: precision.or(Some((place.precision_km * 1000.0) as u32)),
            admin1: place.admin1.clone(),
            admin2: place.admin2.clone(),
            country: Some(place.country.clone()).filter(|code| !code.is_empty()),
        });
    }
    let name =
        name.or(id.clone()).unwrap_or_else(|| at.map_or_else(String::new, |(lat, lon)| format!("{lat:.4}, {lon:.4}")));
    let kind = area.map(str::to_owned).or_else(|| row.text(Field::PlaceKind)).unwrap_or_else(|| "locality".to_owned());
    let spot = matches!(kind.as_str(), "locality" | "camp" | "hill");
    let own = at.filter(|_| spot).map(|(lat, lon)| id.unwrap_or_else(|| own_id(&name, lat, lon)));
    let precision_m = precision.or(at.map(|_| if spot { 1000 } else { 25_000 }));
    Ok(Site { name, id: own, kind, at, precision_m, admin1: None, admin2: None, country: None })
}

/// The kind of area a row is about, where its precision says that it is no spot (ACLED: 3 region; UCDP: 3 district,
/// 4 province, 5 an estimate, 6 country, 7 the sea).
fn area(row: &Row<'_>) -> Option<&'static str> {
    match (row.text(Field::GeoPrecision).as_deref(), row.text(Field::WherePrecision).as_deref()) {
        (Some("3"), _) | (_, Some("3" | "5")) => Some("territory"),
        (_, Some("4")) => Some("province"),
        (_, Some("6" | "7")) => Some("country"),
        _ => None,
    }
}

fn modality(row: &Row<'_>) -> Result<Modality, String> {
    let Some(text) = row.text(Field::Modality) else { return Ok(Modality::Reported) };
    serde_json::from_value(serde_json::Value::String(text.to_lowercase())).map_err(|_| {
        format!("status: '{text}' is none of: reported, claimed, denied, threatened, planned, hypothetical")
    })
}

fn relation(row: &Row<'_>) -> Result<Relation, String> {
    let Some(text) = row.text(Field::Relation) else {
        // ACLED: near a town or in a part of its region; UCDP: within 25 km of it.
        let near = [Field::GeoPrecision, Field::WherePrecision].map(|field| row.text(field).as_deref() == Some("2"));
        return Ok(if near.contains(&true) { Relation::Near } else { Relation::In });
    };
    serde_json::from_value(serde_json::Value::String(text.to_lowercase()))
        .map_err(|_| format!("relation: '{text}' is none of: in, near, direction, between, toward"))
}
