//! Land without the great lakes, and state borders.

use geo::{Contains, MultiLineString, MultiPolygon, Point};
use geojson::{Feature, GeoJson};

use super::finding::{Findings, RegionError};

/// Where areas may be drawn, and what bars the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Land {
    /// Land by country: ISO code and its land without lakes, WGS 84 degrees.
    pub countries: Vec<(String, MultiPolygon<f64>)>,
    /// Lakes, for drawing.
    pub lakes: MultiPolygon<f64>,
    /// State borders on land, for drawing.
    pub borders: MultiLineString<f64>,
}

impl Default for Land {
    fn default() -> Self {
        Self { countries: Vec::new(), lakes: MultiPolygon::new(Vec::new()), borders: MultiLineString::new(Vec::new()) }
    }
}

impl Land {
    /// The country whose land holds a point; `None` on water and outside the land that is known.
    #[must_use]
    pub fn country_at(&self, lon: f64, lat: f64) -> Option<&str> {
        let point = Point::new(lon, lat);
        self.countries.iter().find(|(_, land)| land.contains(&point)).map(|(code, _)| code.as_str())
    }

    /// True when a point lies in one of the lakes.
    #[must_use]
    pub fn in_lake(&self, lon: f64, lat: f64) -> bool {
        self.lakes.contains(&Point::new(lon, lat))
    }

    /// The countries of the whole world, coarse (Natural Earth 1:50m, simplified to about 15 km): for base maps
    /// elsewhere than in the region. Parsed at each call: it is needed once a run at most.
    ///
    /// # Errors
    /// Never with the table that is part of the program.
    pub fn world() -> Result<Self, RegionError> {
        let mut findings = Findings::default();
        let land =
            Self::read("places/world-land.geojson", include_str!("../../places/world-land.geojson"), &mut findings);
        findings.into_result().map(|()| land)
    }

    /// Reads a `land.geojson`: features with the property `kind` = 'country' (with `code`), 'lake' or 'border'.
    pub(super) fn read(file: &str, text: &str, findings: &mut Findings) -> Self {
        let mut land = Self::default();
        let features = match text.parse::<GeoJson>() {
            Ok(GeoJson::FeatureCollection(collection)) => collection.features,
            Ok(_) => {
                findings.error(file, 0, "", "this is GeoJSON but no FeatureCollection");
                return land;
            }
            Err(error) => {
                findings.error(file, 0, "", format!("this is not GeoJSON: {error}"));
                return land;
            }
        };
        for (index, feature) in features.iter().enumerate() {
            if let Err(problem) = land.add(feature) {
                findings.error(file, 0, "", format!("feature {}: {problem}", index + 1));
            }
        }
        land
    }

    fn add(&mut self, feature: &Feature) -> Result<(), String> {
        let text = |name: &str| feature.property(name).and_then(|value| value.as_str());
        match text("kind") {
            Some("country") => {
                let code = text("code").ok_or("a country needs a property 'code', its ISO 3166-1 alpha-2 code")?;
                self.countries.push((code.to_owned(), polygons(feature)?));
            }
            Some("lake") => self.lakes.0.extend(polygons(feature)?.0),
            Some("border") => self.borders.0.extend(lines(feature)?.0),
            _ => return Err("needs a property 'kind': 'country', 'lake' or 'border'".to_owned()),
        }
        Ok(())
    }
}

fn polygons(feature: &Feature) -> Result<MultiPolygon<f64>, String> {
    match geometry(feature)? {
        geo::Geometry::Polygon(polygon) => Ok(polygon.into()),
        geo::Geometry::MultiPolygon(polygons) => Ok(polygons),
        _ => Err("needs a Polygon or MultiPolygon".to_owned()),
    }
}

fn lines(feature: &Feature) -> Result<MultiLineString<f64>, String> {
    match geometry(feature)? {
        geo::Geometry::LineString(line) => Ok(line.into()),
        geo::Geometry::MultiLineString(lines) => Ok(lines),
        _ => Err("needs a LineString or MultiLineString".to_owned()),
    }
}

fn geometry(feature: &Feature) -> Result<geo::Geometry<f64>, String> {
    let geometry = feature.geometry.as_ref().ok_or("has no geometry")?;
    geo::Geometry::try_from(geometry).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use geo::{Area, Validation};

    use super::*;
    use crate::region::tests::region;

    fn built_in() -> &'static Land {
        &region().land
    }

    #[test]
    fn towns_at_lakes_and_borders_are_on_the_right_land() {
        let land = built_in();
        let cases = [
            ("Goma", 29.2218, -1.6788, "CD"),
            ("Gisenyi", 29.2564, -1.7028, "RW"),
            ("Bukavu", 28.8595, -2.5056, "CD"),
            ("Rusizi", 28.9075, -2.4846, "RW"),
            ("Uvira", 29.1378, -3.3953, "CD"),
            ("Bujumbura", 29.3614, -3.3819, "BI"),
            ("Bugarula on Idjwi", 29.0615, -2.0551, "CD"),
            ("Bunagana", 29.596, -1.296, "CD"),
            ("Kisoro", 29.685, -1.2854, "UG"),
            ("Kigoma", 29.6267, -4.8769, "TZ"),
        ];
        for (name, lon, lat, country) in cases {
            assert_eq!(land.country_at(lon, lat), Some(country), "{name}");
            assert!(!land.in_lake(lon, lat), "{name} in a lake");
        }
    }

    #[test]
    fn great_lakes_are_water() {
        let land = built_in();
        for (name, lon, lat) in
            [("Kivu", 29.2, -1.9), ("Edward", 29.6, -0.37), ("Albert", 30.9, 1.67), ("Tanganyika", 29.4, -5.5)]
        {
            assert!(land.in_lake(lon, lat), "{name}");
            assert_eq!(land.country_at(lon, lat), None, "{name}");
        }
    }

    #[test]
    fn land_is_valid_and_countries_do_not_overlap() {
        let land = built_in();
        assert!(land.countries.len() >= 5 && !land.borders.0.is_empty());
        for (code, shape) in &land.countries {
            assert!(shape.is_valid() && shape.unsigned_area() > 0.5, "{code}");
        }
        let steps = |low: i32, high: i32| (low..high).map(|third| f64::from(third) * 0.3 + 0.037);
        for (lon, lat) in steps(84, 109).flat_map(|lon| steps(-23, 14).map(move |lat| (lon, lat))) {
            let point = Point::new(lon, lat);
            let owners = land.countries.iter().filter(|(_, shape)| shape.contains(&point)).count();
            assert!(owners + usize::from(land.in_lake(lon, lat)) <= 1, "{lon} {lat}");
        }
    }

    #[test]
    fn the_world_has_its_countries_in_place() {
        let world = Land::world().unwrap();
        for (lon, lat, country) in [(2.35, 48.86, "FR"), (69.2, 34.5, "AF"), (36.3, 33.5, "SY"), (32.5, 15.6, "SD")] {
            assert_eq!(world.country_at(lon, lat), Some(country));
        }
        assert!(world.countries.len() > 190);
    }

    #[test]
    fn broken_land_is_explained() {
        let cases = [
            ("{", "not GeoJSON"),
            (r#"{"type":"Point","coordinates":[1,2]}"#, "no FeatureCollection"),
            (
                r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null}]}"#,
                "feature 1: needs a property 'kind'",
            ),
            (
                r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"kind":"lake"},"geometry":{"type":"Point","coordinates":[1,2]}}]}"#,
                "feature 1: needs a Polygon",
            ),
        ];
        for (text, expected) in cases {
            let mut findings = Findings::default();
            Land::read("land.geojson", text, &mut findings);
            let error = findings.into_result().unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
