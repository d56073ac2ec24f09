//! A made-up war of any size: sides hold stripes of land that move step by step, and fight where they meet.
//!
//! The same arguments give the same war, in every run and on every machine.

use chrono::{NaiveDate, TimeDelta};
use dateline::article::Lang;
use dateline::control::{Area, Front, Holding, Limits, Status};
use dateline::events::Event;
use dateline::export::{ExportError, Format, Map, UnplacedName, Written, write_map};
use dateline::layers::{Layer, MapMeta, Outlet, Situation, Window, build};
use dateline::region::{Actor, ActorKind, Place, PlaceKind, Region};
use dateline::reports::{Code, DateBasis, Modality, Relation, Report};
use geo::{Coord, LineString, MultiLineString, MultiPolygon, Polygon};

/// What a war is made of.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Number of events.
    pub events: usize,
    /// Number of sides, at most as many as [`COLOURS`].
    pub actors: usize,
    /// Length in days.
    pub days: i64,
    /// How often the fronts move; there are `steps * actors` areas.
    pub steps: i64,
}

/// The war that the GIS tests look at: 5,000 events, 8 actors, 3 years, 288 areas.
pub const WAR: Size = Size { events: 5_000, actors: 8, days: 1_096, steps: 36 };

/// Colours of the sides.
pub const COLOURS: [&str; 8] = ["#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#882255"];

/// First day of each war.
pub const FIRST: &str = "2022-01-01";

const WEST: f64 = 26.0;
const SOUTH: f64 = -4.0;
const WIDTH: f64 = 6.0;
const HEIGHT: f64 = 5.0;
/// Places stand on a grid of so many columns and rows.
const PLACES: (usize, usize) = (24, 20);

/// A war with its region.
pub struct War {
    pub events: Vec<Event>,
    pub holdings: Vec<Holding>,
    pub areas: Vec<Area>,
    pub fronts: Vec<Front>,
    pub region: Region,
    pub meta: MapMeta,
}

impl War {
    /// The layers of it.
    pub fn layers(&self) -> Vec<Layer> {
        let situation = Situation {
            events: &self.events,
            evidence: &self.events,
            holdings: &self.holdings,
            areas: &self.areas,
            fronts: &self.fronts,
        };
        build(&situation, &self.region, &self.meta)
    }

    /// Writes its map folder.
    pub fn write(&self, out: &std::path::Path, formats: &[Format]) -> Result<Vec<Written>, ExportError> {
        let layers = self.layers();
        let unplaced = UnplacedName::among(&self.events);
        let map = Map {
            layers: &layers,
            events: &self.events,
            evidence: &self.events,
            unplaced: &unplaced,
            region: &self.region,
            meta: &self.meta,
            tiles: None,
            shifts: &[],
        };
        write_map(out, &map, formats)
    }
}

/// Numbers that look random and are the same each time (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % below.max(1) as u64) as usize
    }

    fn share(&mut self) -> f64 {
        self.roll(1_000_000) as f64 / 1e6
    }
}

/// Makes a war.
pub fn war(size: Size) -> War {
    let first: NaiveDate = FIRST.parse().unwrap();
    let final_day = first + TimeDelta::days(size.days - 1);
    let mut dice = Dice(20_121_120);
    let region = region(size.actors);
    let events = (0..size.events).map(|n| event(n, size, first, &region, &mut dice)).collect::<Vec<_>>();
    let (mut areas, mut fronts, mut holdings) = (Vec::new(), Vec::new(), Vec::new());
    for step in 0..size.steps {
        let start = first + TimeDelta::days(step * size.days / size.steps);
        let end = first + TimeDelta::days((step + 1) * size.days / size.steps - 1);
        let ongoing = end == final_day;
        let reports: Vec<String> = events
            .iter()
            .filter(|e| e.start.is_some_and(|d| d >= start && d <= end))
            .take(4)
            .map(|e| e.reports[0].report_id.clone())
            .collect();
        let edges: Vec<LineString<f64>> = (0..=size.actors).map(|at| edge(at, step, size.actors)).collect();
        for actor in 0..size.actors {
            let status = match (actor + step as usize) % 6 {
                0 => Status::Claimed,
                1 => Status::Contested,
                2 => Status::Stale,
                _ => Status::Confirmed,
            };
            let mut ring = edges[actor].0.clone();
            ring.extend(edges[actor + 1].0.iter().rev());
            areas.push(Area {
                id: format!("area-{step}-{actor}"),
                holder: region.actors[actor].id.clone(),
                start,
                end,
                ongoing,
                status,
                shape: MultiPolygon::new(vec![Polygon::new(LineString::new(ring), Vec::new())]),
                area_km2: WIDTH * HEIGHT * 12_364.0 / size.actors as f64,
                reports: reports.clone(),
            });
            if actor > 0 {
                fronts.push(Front {
                    id: format!("front-{step}-{actor}"),
                    left: region.actors[actor - 1].id.clone(),
                    right: region.actors[actor].id.clone(),
                    start,
                    end,
                    ongoing,
                    status,
                    shape: MultiLineString::new(vec![edges[actor].clone()]),
                    length_km: HEIGHT * 110.6,
                    newest_left: start,
                    newest_right: start,
                    farthest_evidence_km: 12.0,
                    sources: 2,
                    reports: reports.clone(),
                });
            }
        }
        for (at, place) in region.places.iter().enumerate().filter(|(at, _)| at % 8 == 0) {
            let stripe = ((place.lon - WEST) / WIDTH * size.actors as f64) as usize;
            holdings.push(Holding {
                place_id: place.id.clone(),
                holder: (at % 56 != 0).then(|| region.actors[stripe.min(size.actors - 1)].id.clone()),
                start,
                end,
                ongoing,
                status: if at % 40 == 0 { Status::Contested } else { Status::Confirmed },
                probability: 0.9,
                reports: reports.clone(),
            });
        }
    }
    let meta = MapMeta {
        title: "A made-up war".into(),
        region: region.name.clone(),
        as_of: Some(final_day),
        data_to: Some(final_day),
        window: Window::default(),
        limits: Limits::default(),
        articles: size.events,
        outlets: vec![Outlet { name: Some("The Example".into()), articles: size.events }],
        licences: vec!["Places: made up.".into()],
    };
    War { events, holdings, areas, fronts, region, meta }
}

/// The wavy line west of a side's stripe at a step of the war.
fn edge(at: usize, step: i64, actors: usize) -> LineString<f64> {
    let outer = at == 0 || at == actors;
    (0..=40)
        .map(|n| {
            let t = f64::from(n) / 40.0;
            let wave = if outer { 0.0 } else { ((t * 9.0 + at as f64 + step as f64 * 0.35).sin()) * 0.18 };
            let x = WEST + WIDTH * at as f64 / actors as f64 + wave;
            Coord { x, y: SOUTH + HEIGHT * t }
        })
        .collect()
}

fn region(actors: usize) -> Region {
    let rows = (0..actors).map(|at| Actor {
        id: format!("Side {}", at + 1),
        name: format!("Army of side {}", at + 1),
        alt_names: Vec::new(),
        kind: ActorKind::RebelGroup,
        country: None,
        side: format!("Side {}", at + 1),
        colour: COLOURS[at].into(),
        first_year: None,
        last_year: None,
        source: "made up".into(),
    });
    let mut places = Vec::new();
    for x in 0..PLACES.0 {
        for y in 0..PLACES.1 {
            places.push(Place {
                id: format!("town-{x}-{y}"),
                name: format!("Town {x}.{y}"),
                alt_names: Vec::new(),
                adjectives: Vec::new(),
                kind: PlaceKind::Town,
                lat: SOUTH + HEIGHT * (y as f64 + 0.5) / PLACES.1 as f64,
                lon: WEST + WIDTH * (x as f64 + 0.5) / PLACES.0 as f64,
                precision_km: 2.0,
                country: "CD".into(),
                admin1: Some(format!("Province {}", x / 6)),
                admin2: Some(format!("Territory {}", x / 3)),
                population: Some(1_000 * (1 + (x * y) as u32)),
                source: "made up".into(),
                note: String::new(),
            });
        }
    }
    Region::from_parts("made-up", places, rows.collect(), Vec::new())
}

fn event(n: usize, size: Size, first: NaiveDate, region: &Region, dice: &mut Dice) -> Event {
    let place = &region.places[dice.roll(region.places.len())];
    let code = Code::ALL[dice.roll(Code::ALL.len())];
    let start = first + TimeDelta::days(dice.roll(size.days as usize) as i64);
    // Most events take a day, some a few, none beyond the end of the war.
    let length = [0, 0, 0, 0, 1, 2, 6][dice.roll(7)];
    let end = (start + TimeDelta::days(length)).min(first + TimeDelta::days(size.days - 1));
    let actor = dice.roll(size.actors);
    let actors = vec![region.actors[actor].id.clone()];
    let against = vec![region.actors[(actor + 1) % size.actors].id.clone()];
    let modality = if dice.roll(4) == 0 { Modality::Claimed } else { Modality::Reported };
    let (lat, lon) = (place.lat + dice.share() * 0.06 - 0.03, place.lon + dice.share() * 0.06 - 0.03);
    let report = Report {
        report_id: format!("r-{n:06}"),
        event_id: format!("ev-{n:06}"),
        article: format!("article-{n:06}"),
        url: Some(format!("https://example.org/news/{n}")),
        title: Some(format!("News of the day, number {n}")),
        outlet: Some("The Example".into()),
        published: Some(end),
        lang: if n.is_multiple_of(2) { Lang::En } else { Lang::Fr },
        code,
        place: place.name.clone(),
        place_id: Some(place.id.clone()),
        place_kind: "locality".into(),
        lat: Some(lat),
        lon: Some(lon),
        admin1: place.admin1.clone(),
        admin2: place.admin2.clone(),
        country: Some(place.country.clone()),
        relation: if n.is_multiple_of(5) { Relation::Near } else { Relation::In },
        location_precision_m: Some(2_000 + 1_000 * dice.roll(9) as u32),
        date_start: Some(start),
        date_end: Some(end),
        date_basis: DateBasis::Explicit,
        date_text: Some(format!("on {start}")),
        actors: actors.clone(),
        against: against.clone(),
        modality,
        claimed_by: (modality == Modality::Claimed).then(|| actors[0].clone()),
        background: false,
        fatalities: (n.is_multiple_of(3)).then(|| dice.roll(20) as u32),
        fatalities_low: None,
        fatalities_high: None,
        confidence: 0.5 + dice.share() / 2.0,
        quote: format!("Residents of {} said that fighters of {} came on {start}, number {n}.", place.name, actors[0]),
        quote_start: 100,
        quote_end: 190,
    };
    Event {
        id: report.event_id.clone(),
        code,
        start: Some(start),
        end: Some(end),
        modality,
        relation: report.relation,
        actors,
        against,
        fatalities: report.fatalities.map(|f| (f, f, f)),
        confidence: report.confidence,
        sources: 1,
        reports: vec![report],
    }
}

/// A war in which every text that comes from an article or a table is hostile: an event, a place and a holding for
/// each of the texts.
pub fn hostile_war(texts: &[String]) -> War {
    let mut war = war(Size { events: texts.len(), actors: 2, days: 60, steps: 2 });
    let mut places = war.region.places.clone();
    for (n, text) in texts.iter().enumerate() {
        let event = &mut war.events[n];
        event.actors = vec![text.clone(), "Side 1".into()];
        event.against = vec![text.clone()];
        let report = &mut event.reports[0];
        report.title = Some(text.clone());
        report.outlet = Some(text.clone());
        report.url = Some(text.clone());
        report.place = text.clone();
        report.quote = text.clone();
        report.date_text = Some(text.clone());
        report.claimed_by = Some(text.clone());
        report.admin1 = Some(text.clone());
        report.actors = event.actors.clone();
        report.against = event.against.clone();
        places[n].name = text.clone();
    }
    let first: NaiveDate = FIRST.parse().unwrap();
    war.holdings = texts
        .iter()
        .enumerate()
        .map(|(n, text)| Holding {
            place_id: places[n].id.clone(),
            holder: Some(text.clone()),
            start: first,
            end: first + TimeDelta::days(59),
            ongoing: true,
            status: Status::Confirmed,
            probability: 0.9,
            reports: vec![war.events[n].reports[0].report_id.clone()],
        })
        .collect();
    for (n, area) in war.areas.iter_mut().enumerate() {
        area.holder = texts[n % texts.len()].clone();
    }
    for (n, front) in war.fronts.iter_mut().enumerate() {
        front.left = texts[n % texts.len()].clone();
    }
    war.region = Region::from_parts("made-up", places, war.region.actors.clone(), Vec::new());
    war.meta.title = texts[0].clone();
    war.meta.outlets = texts.iter().map(|t| Outlet { name: Some(t.clone()), articles: 1 }).collect();
    war
}
