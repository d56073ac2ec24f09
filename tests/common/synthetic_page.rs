//! A war that never was: layers and reports of any size, by the output contract, the same on every run.

#![allow(clippy::unwrap_used, reason = "fixed dates and counts")]

use chrono::{Days, NaiveDate, NaiveTime};
use dateline::article::Lang;
use dateline::layers::{Column, ColumnType, Layer, Row, Shape, Symbol, Value};
use dateline::region::{Place, Region};
use dateline::reports::{Code, DateBasis, Modality, Relation, Report};
use geo::{Coord, LineString, MultiLineString, MultiPolygon, Point, Polygon};

/// How much of it.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Events; each has one to three reports.
    pub events: usize,
    /// Area intervals, shared out among the actors.
    pub areas: usize,
    /// Sides that hold land.
    pub actors: usize,
    /// Days from the first to the last.
    pub days: u64,
}

/// A war's layers, and the reports behind its events.
pub struct War {
    /// 'events', 'control', 'frontlines', 'places'.
    pub layers: Vec<Layer>,
    /// One to three an event.
    pub reports: Vec<Report>,
    /// The last day.
    pub last: NaiveDate,
}

/// Numbers that look random and are the same everywhere (Steele, Lea and Flood 2014: `SplitMix64`).
pub struct Dice(u64);

impl Dice {
    /// The next number in 0 to 1.
    pub fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// The next number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        ((self.unit() * n as f64) as usize).min(n.saturating_sub(1))
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

const FIRST: (i32, u32, u32) = (2022, 11, 1);
const SIDES: [&str; 8] = ["M23", "FARDC", "ADF", "FDLR", "CODECO", "Mai-Mai", "RED-Tabara", "Twirwaneho"];
const OUTLETS: [&str; 5] = ["The Lake Post", "Radio Colline", "Kivu Courier", "Wire One", "La Voix des Grands Lacs"];

/// Makes a war of the size asked for, among the places of a region.
pub fn war(region: &Region, size: Size) -> War {
    let mut dice = Dice(7);
    let first = NaiveDate::from_ymd_opt(FIRST.0, FIRST.1, FIRST.2).unwrap();
    let last = first + Days::new(size.days - 1);
    let places: Vec<&Place> = region
        .places
        .iter()
        .filter(|p| {
            p.country == "CD" && !p.kind.is_area() && (27.5..30.0).contains(&p.lon) && (-4.0..1.5).contains(&p.lat)
        })
        .collect();
    let sides = &SIDES[..size.actors.clamp(1, SIDES.len())];
    let (mut events, mut reports) = (Vec::new(), Vec::new());
    for n in 0..size.events {
        // More at the end than at the beginning, as archives have it.
        let day = first + Days::new((dice.unit().sqrt() * size.days as f64) as u64);
        let code = *dice.pick(&Code::ALL);
        // A few towns are in the news all the time.
        let place = if dice.unit() < 0.35 { places[dice.below(12)] } else { *dice.pick(&places) };
        let radius = (place.precision_km.max(0.5) * 1000.0) as i64;
        let (one, other) = (*dice.pick(sides), *dice.pick(sides));
        let claimed = dice.unit() < 0.25;
        let background = dice.unit() < 0.04;
        let length = if dice.unit() < 0.15 { 6 } else { 0 };
        let end = (day + Days::new(length)).min(last);
        let id = format!("ev-{n:05}");
        let dead = (dice.unit() < 0.3).then(|| (dice.unit().powi(3) * 60.0) as i64 + 1);
        let modality = if claimed { Modality::Claimed } else { Modality::Reported };
        let count = 1 + dice.below(3);
        let quote = format!(
            "Fighters of {one} and {other} were seen near {} in the early hours, residents said by telephone; a column of trucks followed, and by noon the road was empty.",
            place.name
        );
        for r in 0..count {
            let outlet = *dice.pick(&OUTLETS);
            reports.push(Report {
                report_id: format!("{id}-r{r}"),
                event_id: id.clone(),
                article: format!("article-{n:05}-{r}"),
                url: Some(format!("https://news.example.org/{n}/{r}?a=1&b=2")),
                title: Some(format!("What is known about {} this week, part {r}", place.name)),
                outlet: Some(outlet.to_owned()),
                published: Some(end + Days::new(1)),
                lang: if r == 1 { Lang::Fr } else { Lang::En },
                code,
                place: place.name.clone(),
                place_id: Some(place.id.clone()),
                place_kind: place.kind.coarse().to_owned(),
                lat: Some(place.lat),
                lon: Some(place.lon),
                admin1: place.admin1.clone(),
                admin2: place.admin2.clone(),
                country: Some(place.country.clone()),
                relation: Relation::In,
                location_precision_m: Some(radius as u32),
                date_start: Some(day),
                date_end: Some(end),
                date_basis: DateBasis::Relative,
                date_text: Some("in the early hours".to_owned()),
                actors: vec![one.to_owned()],
                against: vec![other.to_owned()],
                modality,
                claimed_by: claimed.then(|| one.to_owned()),
                background,
                fatalities: dead.map(|d| d as u32),
                fatalities_low: None,
                fatalities_high: None,
                confidence: 0.7,
                quote: quote.clone(),
                quote_start: 0,
                quote_end: quote.len(),
            });
        }
        let row = Fields::timed(&id, day, end)
            .text("date_precision", if length > 0 { "week" } else { "day" })
            .text("date_text", "in the early hours")
            .text("status", if claimed { "claimed" } else { "reported" })
            .add("location_precision_m", ColumnType::Integer, Value::Integer(radius))
            .add("source_count", ColumnType::Integer, Value::Integer(count as i64))
            .text("marker-color", Symbol::of(code).colour.unwrap_or_else(|| region.colour(one)))
            .text("code", code.as_str())
            .text("actor1", one)
            .text("assoc_actor_1", "")
            .text("actor2", other)
            .text("assoc_actor_2", "")
            .text("place", &place.name)
            .text("place_id", &place.id)
            .text("admin1", place.admin1.as_deref().unwrap_or_default())
            .text("admin2", place.admin2.as_deref().unwrap_or_default())
            .text("country", &place.country)
            .text("relation", "in")
            .add("fatalities_low", ColumnType::Integer, dead.map_or(Value::Null, Value::Integer))
            .add("fatalities_best", ColumnType::Integer, dead.map_or(Value::Null, Value::Integer))
            .add("fatalities_high", ColumnType::Integer, dead.map_or(Value::Null, |d| Value::Integer(d + 3)))
            .add("background", ColumnType::Boolean, Value::Boolean(background))
            .text("claimed_by", if claimed { one } else { "" })
            .add("confidence", ColumnType::Real, Value::Real((dice.unit() * 60.0 + 40.0).round() / 100.0))
            .text("quote", &quote);
        events.push((row, Point::new(place.lon, place.lat).into()));
    }
    let (areas, fronts) = ground(&mut dice, sides, size, first);
    let held = holdings(&mut dice, &places[..40.min(places.len())], sides, first, last);
    let layers = vec![
        layer("events", Shape::Point, events),
        layer("control", Shape::MultiPolygon, areas),
        layer("frontlines", Shape::MultiLineString, fronts),
        layer("places", Shape::Point, held),
    ];
    War { layers, reports, last }
}

type Rows = Vec<(Fields, geo::Geometry<f64>)>;

/// Each side's land swells and shrinks around a heart of its own; a front runs where the first two meet.
fn ground(dice: &mut Dice, sides: &[&str], size: Size, first: NaiveDate) -> (Rows, Rows) {
    let (mut areas, mut fronts) = (Vec::new(), Vec::new());
    let turns = size.areas.div_ceil(sides.len()).max(1);
    let day_of = |turn: usize| first + Days::new(turn as u64 * size.days / turns as u64);
    let mut phase: Vec<f64> = sides.iter().map(|_| dice.unit() * 6.0).collect();
    for turn in 0..turns {
        let (from, to) = (day_of(turn), day_of(turn + 1).pred_opt().unwrap().max(day_of(turn)));
        let ongoing = turn + 1 == turns;
        let status = |n: usize| ["confirmed", "confirmed", "claimed", "contested", "stale"][n % 5];
        for (i, side) in sides.iter().enumerate() {
            if areas.len() == size.areas {
                break;
            }
            phase[i] += 0.15 * dice.unit();
            let grown = if i == 0 { turn as f64 / turns as f64 } else { 0.5 };
            let heart = [
                (29.15, -1.35),
                (28.1, -1.0),
                (29.2, 0.6),
                (28.35, -2.0),
                (29.6, 1.2),
                (28.2, -3.0),
                (29.0, -3.6),
                (28.6, -2.9),
            ][i];
            let radius = if i < 2 { 0.16 + 0.5 * grown } else { 0.3 };
            let ring: Vec<Coord<f64>> = (0..=120)
                .map(|k| {
                    let a = f64::from(k % 120) / 120.0 * std::f64::consts::TAU;
                    let wobble = 1.0
                        + 0.18 * (3.0 * a + phase[i]).sin()
                        + 0.09 * (7.0 * a - 2.0 * phase[i]).sin()
                        + 0.04 * (17.0 * a).sin();
                    Coord { x: heart.0 + radius * wobble * a.cos(), y: heart.1 + radius * wobble * a.sin() }
                })
                .collect();
            let id = format!("area-{side}-{turn:04}");
            if i == 0 {
                let west: Vec<Coord<f64>> = ring[40..82].to_vec();
                let row = Fields::timed(&format!("front-{turn:04}"), from, to)
                    .text("status", ["confirmed", "claimed", "stale"][turn / 4 % 3])
                    .add("ongoing", ColumnType::Boolean, Value::Boolean(ongoing))
                    .text("left", side)
                    .text("right", sides.get(1).unwrap_or(side))
                    .add("length_km", ColumnType::Real, Value::Real(84.0))
                    .text("newest_evidence", &from.to_string())
                    .add("farthest_evidence_km", ColumnType::Real, Value::Real(12.5))
                    .add("source_count", ColumnType::Integer, Value::Integer(4))
                    .text("report_ids", "ev-00001-r0;ev-00002-r0");
                fronts.push((row, MultiLineString::new(vec![LineString::new(west)]).into()));
            }
            let row = Fields::timed(&id, from, to)
                .text("status", if i == 0 { "confirmed" } else { status(i + turn / 12) })
                .add("ongoing", ColumnType::Boolean, Value::Boolean(ongoing))
                .text("holder", side)
                .text("side", side)
                .add("area_km2", ColumnType::Real, Value::Real(radius * radius * 38_000.0))
                .text("report_ids", "ev-00003-r0;no-such-report");
            areas.push((row, MultiPolygon::new(vec![Polygon::new(LineString::new(ring), vec![])]).into()));
        }
    }
    (areas, fronts)
}

fn holdings(dice: &mut Dice, places: &[&Place], sides: &[&str], first: NaiveDate, last: NaiveDate) -> Rows {
    let mut rows = Vec::new();
    for place in places {
        let mut from = first;
        for turn in 0..4 {
            let to = if turn == 3 { last } else { (from + Days::new(30 + dice.below(200) as u64)).min(last) };
            let row = Fields::timed(&format!("{}-{turn}", place.id), from, to)
                .text("status", if turn == 2 { "contested" } else { "confirmed" })
                .add("ongoing", ColumnType::Boolean, Value::Boolean(to == last))
                .text("place_id", &place.id)
                .text("place", &place.name)
                .text("holder", sides[(turn + dice.below(2)) % sides.len()])
                .text("report_ids", "ev-00004-r0");
            rows.push((row, Point::new(place.lon, place.lat).into()));
            if to == last {
                break;
            }
            from = to + Days::new(1);
        }
    }
    rows
}

/// A row on its way: names, types and values in order.
pub struct Fields {
    id: String,
    cells: Vec<(Column, Value)>,
}

impl Fields {
    fn timed(id: &str, from: NaiveDate, to: NaiveDate) -> Self {
        let end = NaiveTime::from_hms_opt(23, 59, 59).unwrap();
        Self { id: id.to_owned(), cells: Vec::new() }
            .text("id", id)
            .add("start", ColumnType::DateTime, Value::DateTime(from.and_time(NaiveTime::MIN).and_utc()))
            .add("end", ColumnType::DateTime, Value::DateTime(to.and_time(end).and_utc()))
    }

    fn text(self, name: &'static str, value: &str) -> Self {
        self.add(name, ColumnType::Text, Value::Text(value.to_owned()))
    }

    fn add(mut self, name: &'static str, kind: ColumnType, value: Value) -> Self {
        self.cells.push((Column { name, kind }, value));
        self
    }
}

fn layer(name: &'static str, shape: Shape, rows: Rows) -> Layer {
    let columns = rows.first().map(|(f, _)| f.cells.iter().map(|(c, _)| *c).collect()).unwrap_or_default();
    let rows = rows
        .into_iter()
        .map(|(f, geometry)| Row { id: f.id, geometry, values: f.cells.into_iter().map(|(_, v)| v).collect() })
        .collect();
    Layer { name, title: name.to_owned(), description: String::new(), shape, columns, rows }
}
