//! Checks of a table of places.

use geo::{Closest, ClosestPoint, Distance, Haversine, MultiPolygon, Point};
use hashbrown::HashMap;

use super::{Check, repeated_ids};
use crate::region::finding::Findings;
use crate::region::read::{Lined, PlaceRow};
use crate::region::{Place, PlaceKind};

/// How far off the outlines of the world can be, in km: they are simplified to about 15 km, and leave out small
/// islands.
const WORLD_SLACK_KM: f64 = 25.0;

/// How far off the outlines of a region's own land can be, in km.
const LAND_SLACK_KM: f64 = 0.5;

/// Two rows of one name and kind nearer than this (km) are probably one place.
const SAME_PLACE_KM: f64 = 5.0;

impl Check<'_> {
    pub(super) fn places(&self, file: &str, rows: &[Lined<PlaceRow>], findings: &mut Findings) {
        repeated_ids(file, rows, |row| &row.place.id, findings);
        repeated_places(file, rows, findings);
        for line in rows {
            let PlaceRow { place, capital } = &line.row;
            if !place.country.is_empty() && !self.is_country(&place.country) {
                let message = format!("'{}' is no country of ISO 3166-1 in the table of the world", place.country);
                findings.error(file, line.line, "country", message);
            } else {
                self.position(file, line.line, place, findings);
            }
            if let Some(id) = capital.as_ref().filter(|id| !self.place_ids.contains(id.as_str())) {
                findings.error(file, line.line, "capital", format!("no place has the id '{id}'"));
            }
        }
    }

    fn is_country(&self, code: &str) -> bool {
        self.world_land.countries.iter().any(|(known, _)| known == code) || self.countries.contains(code)
    }

    /// Reports a place that lies in a lake, in another country, or where lat and lon look swapped.
    fn position(&self, file: &str, line: u64, place: &Place, findings: &mut Findings) {
        let name = &place.name;
        if let Some(km) = self.far_into_a_lake(place) {
            return findings.error(file, line, "lon", format!("{name} lies in a lake, {km:.1} km from the shore"));
        }
        let Some((actual, km)) = self.wrong_country(place) else { return };
        let country = &place.country;
        let swapped = Place { lat: place.lon, lon: place.lat, ..place.clone() };
        if place.lon.abs() <= 90.0 && self.country_at(&swapped) == Some(country) {
            let message = format!("lat and lon look swapped: turned round, {name} lies in {country}");
            return findings.error(file, line, "lat", message);
        }
        let advice = "correct lat, lon or country, or widen precision_km";
        if let Some(actual) = actual {
            let message = format!("{name} is said to be in {country} but lies in {actual}, {km:.0} km off; {advice}");
            findings.error(file, line, "country", message);
        } else {
            // Small islands are in no outline.
            let message = format!("{name} lies on no land, {km:.0} km off {country}: an island? Else {advice}");
            findings.warning(file, line, "country", message);
        }
    }

    fn country_at(&self, place: &Place) -> Option<&str> {
        self.land.country_at(place.lon, place.lat).or_else(|| self.world_land.country_at(place.lon, place.lat))
    }

    fn land_of(&self, code: &str) -> Option<&MultiPolygon<f64>> {
        outline(&self.land.countries, code)
    }

    /// The country a place is in instead, and how far its own is off, when that is more than its precision allows.
    fn wrong_country(&self, place: &Place) -> Option<(Option<&str>, f64)> {
        if place.kind.is_area() && place.kind != PlaceKind::Territory && place.kind != PlaceKind::Chiefdom {
            return None;
        }
        let near = self.land.country_at(place.lon, place.lat);
        // The region's own land is exact, but says nothing of what lies outside its window.
        let (actual, own, slack) = if let (Some(actual), Some(own)) = (near, self.land_of(&place.country)) {
            (Some(actual), own, LAND_SLACK_KM)
        } else {
            let actual = self.world_land.country_at(place.lon, place.lat);
            (actual, outline(&self.world_land.countries, &place.country)?, WORLD_SLACK_KM)
        };
        if actual == Some(place.country.as_str()) {
            return None;
        }
        let km = km_to(own, place);
        (km > place.precision_km + slack).then_some((actual, km))
    }

    /// How far from the shore a spot lies in a lake, when that is more than its precision allows.
    fn far_into_a_lake(&self, place: &Place) -> Option<f64> {
        let may_be_wet = place.kind.is_area() || matches!(place.kind, PlaceKind::River | PlaceKind::Other);
        if may_be_wet || !self.land.in_lake(place.lon, place.lat) {
            return None;
        }
        let shore = self.land.countries.iter().map(|(_, land)| km_to(land, place)).fold(f64::INFINITY, f64::min);
        (shore.is_finite() && shore > place.precision_km + LAND_SLACK_KM).then_some(shore)
    }
}

fn outline<'a>(countries: &'a [(String, MultiPolygon<f64>)], code: &str) -> Option<&'a MultiPolygon<f64>> {
    countries.iter().find(|(known, _)| known == code).map(|(_, land)| land)
}

/// Kilometres from a place to the nearest point of an outline, 0 inside it.
fn km_to(land: &MultiPolygon<f64>, place: &Place) -> f64 {
    let here = Point::new(place.lon, place.lat);
    match land.closest_point(&here) {
        Closest::Intersection(_) => 0.0,
        Closest::SinglePoint(there) => Haversine.distance(here, there) / 1000.0,
        Closest::Indeterminate => f64::INFINITY,
    }
}

/// A warning for each row of the same name and kind as an earlier one close by.
fn repeated_places(file: &str, rows: &[Lined<PlaceRow>], findings: &mut Findings) {
    let mut earlier: HashMap<(String, PlaceKind), Vec<(&Place, u64)>> = HashMap::new();
    for line in rows {
        let place = &line.row.place;
        let same = earlier.entry((place.name.to_lowercase(), place.kind)).or_default();
        let km = |other: &Place| {
            Haversine.distance(Point::new(place.lon, place.lat), Point::new(other.lon, other.lat)) / 1000.0
        };
        if let Some((other, at)) = same.iter().find(|(other, _)| km(other) < SAME_PLACE_KM) {
            let message = format!(
                "{} ({}) is {:.1} km from line {at} of the same name: one place twice?",
                place.name,
                place.kind.name(),
                km(other)
            );
            findings.warning(file, line.line, "name", message);
        }
        same.push((place, line.line));
    }
}
