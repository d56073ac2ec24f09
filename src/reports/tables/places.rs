//! Places of rows: those of the region by id, by name, by name and position; else a place of the row's own.

use std::collections::BTreeMap;

use geo::{Distance, Haversine, Point};
use hashbrown::HashMap;

use crate::region::{Place, PlaceKind, Region};
use crate::reports::{Hash, Report};

/// How far apart in metres a row's position and the region's may be for one name to be one place: gazetteers differ
/// by this for small towns.
const SAME_NAME_M: f64 = 15_000.0;

/// Finds the places of rows.
pub(super) struct Placer<'r> {
    region: &'r Region,
    by_name: HashMap<String, Vec<&'r Place>>,
}

impl<'r> Placer<'r> {
    pub(super) fn new(region: &'r Region) -> Self {
        let mut by_name: HashMap<String, Vec<&'r Place>> = HashMap::new();
        for place in &region.places {
            for name in place.names() {
                let named = by_name.entry(name.to_lowercase()).or_default();
                if !named.iter().any(|known| known.id == place.id) {
                    named.push(place);
                }
            }
        }
        Self { region, by_name }
    }

    /// The region's place for a row: by id; by name where the position agrees, or, without a position, where only one
    /// place bears the name.
    pub(super) fn find(&self, id: Option<&str>, name: Option<&str>, at: Option<(f64, f64)>) -> Option<&'r Place> {
        if let Some(place) = id.and_then(|id| self.region.place(id)) {
            return Some(place);
        }
        let named = self.by_name.get(&name?.to_lowercase())?;
        match at {
            Some((lat, lon)) => named
                .iter()
                .map(|place| (Haversine.distance(Point::new(lon, lat), Point::new(place.lon, place.lat)), *place))
                .filter(|(metres, place)| *metres <= SAME_NAME_M.max(place.precision_km * 1000.0))
                .min_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(_, place)| place),
            // A town and the territory about it may bear one name: then the town is meant.
            None if named.len() == 1 => named.first().copied(),
            None => {
                let mut spots = named.iter().filter(|place| !place.kind.is_area());
                spots.next().filter(|_| spots.next().is_none()).copied()
            }
        }
    }
}

/// Id of a place that stands in no table: its name and position.
pub(super) fn own_id(name: &str, lat: f64, lon: f64) -> String {
    Hash::default().field(&name.to_lowercase()).field(&format!("{lat:.4}")).field(&format!("{lon:.4}")).id('p')
}

/// The places that reports name by an id that the region does not have, from the reports themselves: rows of tables
/// bring their own. In order of id.
#[must_use]
pub fn unlisted_places(reports: &[Report], region: &Region) -> Vec<Place> {
    let mut places: BTreeMap<&str, Place> = BTreeMap::new();
    for report in reports {
        let (Some(id), Some(lat), Some(lon)) = (report.place_id.as_deref(), report.lat, report.lon) else { continue };
        if region.place(id).is_some() {
            continue;
        }
        let place = Place {
            id: id.to_owned(),
            name: report.place.clone(),
            alt_names: Vec::new(),
            adjectives: Vec::new(),
            kind: kind(&report.place_kind),
            lat,
            lon,
            precision_km: report.location_precision_m.map_or(1.0, |m| f64::from(m) / 1000.0),
            country: report.country.clone().unwrap_or_default(),
            admin1: report.admin1.clone(),
            admin2: report.admin2.clone(),
            population: None,
            source: "table of reports".to_owned(),
            note: String::new(),
        };
        // The least of several namesakes by all fields, so that the order of rows doesn't matter.
        let key = |p: &Place| (p.name.clone(), p.lat.to_bits(), p.lon.to_bits(), p.precision_km.to_bits());
        places
            .entry(id)
            .and_modify(|known| {
                if key(&place) < key(known) {
                    *known = place.clone();
                }
            })
            .or_insert(place);
    }
    places.into_values().collect()
}

fn kind(coarse: &str) -> PlaceKind {
    match coarse {
        "locality" => PlaceKind::Village,
        "camp" => PlaceKind::Camp,
        "hill" => PlaceKind::Hill,
        "road" => PlaceKind::Road,
        "lake" => PlaceKind::Lake,
        "park" => PlaceKind::Park,
        "territory" => PlaceKind::Territory,
        "province" => PlaceKind::Province,
        "region" => PlaceKind::Region,
        "country" => PlaceKind::Country,
        _ => PlaceKind::Other,
    }
}
