//! A small situation for unit tests, here and in `export/`.

use chrono::NaiveDate;
use geo::{MultiLineString, MultiPolygon, line_string, polygon};

use super::{MapMeta, Outlet, Situation, Window};
use crate::article::Lang;
use crate::control::{Area, Front, Holding, Status};
use crate::events::Event;
use crate::region::{Actor, ActorKind, Place, PlaceKind, Region};
use crate::reports::{Code, DateBasis, Modality, Relation, Report};

/// A day from `YYYY-MM-DD`.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A report of a clash near a town, 3 to 4 February 2024.
pub(crate) fn report(id: &str) -> Report {
    Report {
        report_id: id.into(),
        event_id: String::new(),
        article: "a-1".into(),
        url: Some("https://example.org/a-1".into()),
        title: Some("Fighting near Northtown".into()),
        outlet: Some("The Example".into()),
        published: Some(day("2024-02-05")),
        lang: Lang::En,
        code: Code::ArmedClash,
        place: "Northtown".into(),
        place_id: Some("northtown".into()),
        place_kind: "locality".into(),
        lat: Some(-1.5),
        lon: Some(29.123_456_7),
        admin1: Some("North".into()),
        admin2: None,
        country: Some("CD".into()),
        relation: Relation::Near,
        location_precision_m: Some(5_000),
        date_start: Some(day("2024-02-03")),
        date_end: Some(day("2024-02-04")),
        date_basis: DateBasis::Relative,
        date_text: Some("over the weekend".into()),
        actors: vec!["RED".into(), "PINK".into()],
        against: vec!["BLUE".into()],
        modality: Modality::Claimed,
        claimed_by: Some("RED".into()),
        background: false,
        fatalities: Some(3),
        fatalities_low: Some(2),
        fatalities_high: Some(4),
        confidence: 0.812_34,
        quote: "Rebels said they fought the army near Northtown over the weekend.".into(),
        quote_start: 10,
        quote_end: 75,
    }
}

/// An event of that one report.
pub(crate) fn event(id: &str) -> Event {
    let report = report(&format!("{id}-r"));
    Event {
        id: id.into(),
        code: report.code,
        start: report.date_start,
        end: report.date_end,
        modality: report.modality,
        relation: report.relation,
        actors: report.actors.clone(),
        against: report.against.clone(),
        fatalities: Some((2, 3, 4)),
        confidence: report.confidence,
        sources: 1,
        reports: vec![report],
    }
}

/// What a unit test maps.
pub(crate) struct Sample {
    pub(crate) events: Vec<Event>,
    pub(crate) holdings: Vec<Holding>,
    pub(crate) areas: Vec<Area>,
    pub(crate) fronts: Vec<Front>,
    pub(crate) region: Region,
    pub(crate) meta: MapMeta,
}

impl Sample {
    pub(crate) fn situation(&self) -> Situation<'_> {
        Situation {
            events: &self.events,
            evidence: &self.events,
            holdings: &self.holdings,
            areas: &self.areas,
            fronts: &self.fronts,
        }
    }
}

/// Two sides, a town, an area, a front, an event; and one event without a day and one without a position.
pub(crate) fn sample() -> Sample {
    let mut undated = event("ev-2");
    (undated.start, undated.end) = (None, None);
    let mut nowhere = event("ev-3");
    (nowhere.reports[0].lat, nowhere.reports[0].place) = (None, "Lost Hamlet".into());
    let (start, end) = (day("2024-02-04"), day("2024-02-07"));
    let reports = vec!["ev-1-r".to_string()];
    Sample {
        events: vec![event("ev-1"), undated, nowhere],
        holdings: vec![Holding {
            place_id: "northtown".into(),
            holder: Some("RED".into()),
            start,
            end,
            ongoing: true,
            status: Status::Confirmed,
            probability: 0.9,
            reports: reports.clone(),
        }],
        areas: vec![Area {
            id: "area-1".into(),
            holder: "PINK".into(),
            start,
            end,
            ongoing: true,
            status: Status::Claimed,
            shape: MultiPolygon::new(vec![
                polygon![(x: 29.0, y: -2.0), (x: 29.0, y: -1.0), (x: 30.0, y: -1.0), (x: 29.0, y: -2.0)],
            ]),
            area_km2: 6_150.123_456,
            reports: reports.clone(),
        }],
        fronts: vec![Front {
            id: "front-1".into(),
            left: "RED".into(),
            right: "BLUE".into(),
            start,
            end,
            ongoing: true,
            status: Status::Stale,
            shape: MultiLineString::new(vec![line_string![(x: 29.0, y: -2.0), (x: 30.0, y: -1.0)]]),
            length_km: 157.2,
            newest_left: day("2024-02-04"),
            newest_right: day("2024-01-04"),
            farthest_evidence_km: 21.5,
            sources: 1,
            reports,
        }],
        region: region(),
        meta: MapMeta {
            title: "Test war".into(),
            region: "test-war".into(),
            as_of: Some(end),
            data_to: Some(end),
            window: Window::default(),
            limits: crate::control::Limits::default(),
            articles: 1,
            outlets: vec![Outlet { name: Some("The Example".into()), articles: 1 }],
            licences: vec!["Places: made up.".into()],
        },
    }
}

fn region() -> Region {
    let actor = |id: &str, side: &str, colour: &str| Actor {
        id: id.into(),
        name: format!("{id} army"),
        alt_names: Vec::new(),
        kind: ActorKind::RebelGroup,
        country: None,
        side: side.into(),
        colour: colour.into(),
        first_year: None,
        last_year: None,
        source: String::new(),
    };
    let place = Place {
        id: "northtown".into(),
        name: "Northtown".into(),
        alt_names: Vec::new(),
        adjectives: Vec::new(),
        kind: PlaceKind::Town,
        lat: -1.5,
        lon: 29.123_456_7,
        precision_km: 2.0,
        country: "CD".into(),
        admin1: Some("North".into()),
        admin2: None,
        population: None,
        source: "test".into(),
        note: String::new(),
    };
    let actors =
        vec![actor("RED", "RED", "#D55E00"), actor("PINK", "RED", "#CC79A7"), actor("BLUE", "BLUE", "#0072B2")];
    Region::from_parts("test-war", vec![place], actors, Vec::new())
}
