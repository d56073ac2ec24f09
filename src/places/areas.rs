//! Admin areas as polygons: which area a place lies in, and areas as places to be named in a text.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use geo::{BoundingRect, Contains, Geodesic, GeodesicArea, InteriorPoint, MultiPolygon, Point, Rect};
use geo::{Distance, Geometry};
use geojson::{Feature, FeatureReader, JsonObject, JsonValue};

use crate::region::{Place, PlaceKind};
use crate::text::fold;

/// Why a file of areas can't be used.
#[derive(Debug, thiserror::Error)]
pub enum AreaError {
    /// It can't be read.
    #[error("can't read the areas {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A feature is wrong.
    #[error("{path}: feature {number}: {what}")]
    Feature {
        /// The file.
        path: PathBuf,
        /// Its number, from 1.
        number: usize,
        /// What is wrong and what to do.
        what: String,
    },
    /// There is none.
    #[error("{path} holds no area: it should be a GeoJSON FeatureCollection of polygons with names")]
    Empty {
        /// The file.
        path: PathBuf,
    },
}

/// A named area.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Its name.
    pub name: String,
    /// Province, territory, chiefdom, or a region of another kind (a health zone).
    pub kind: PlaceKind,
    /// ISO code of its country; empty when the file tells none.
    pub country: String,
    /// The area, WGS 84 degrees.
    pub shape: MultiPolygon<f64>,
    bounds: Rect<f64>,
}

/// Properties that hold the name, the finest level first, with the kind that each tells: of geoBoundaries, of OCHA's
/// common operational datasets, of GADM, of OpenStreetMap.
const NAMES: &[(&str, Option<PlaceKind>)] = &[
    ("name", None),
    ("nom", None),
    ("Nom", None),
    ("shapeName", None),
    ("ADM3_FR", Some(PlaceKind::Chiefdom)),
    ("ADM3_EN", Some(PlaceKind::Chiefdom)),
    ("ADM2_FR", Some(PlaceKind::Territory)),
    ("ADM2_EN", Some(PlaceKind::Territory)),
    ("ADM1_FR", Some(PlaceKind::Province)),
    ("ADM1_EN", Some(PlaceKind::Province)),
    ("NAME_3", Some(PlaceKind::Chiefdom)),
    ("NAME_2", Some(PlaceKind::Territory)),
    ("NAME_1", Some(PlaceKind::Province)),
];

impl Area {
    fn read(feature: Feature) -> Result<Self, String> {
        let empty = JsonObject::new();
        let p = feature.properties.as_ref().unwrap_or(&empty);
        let text = |key: &str| p.get(key).and_then(JsonValue::as_str).map(str::trim).filter(|v| !v.is_empty());
        let (name, told) = NAMES
            .iter()
            .find_map(|(key, kind)| Some((text(key)?.to_owned(), *kind)))
            .ok_or("no name; give each area a property 'name'")?;
        let level = text("admin_level").or_else(|| text("shapeType"));
        let kind = text("kind").and_then(PlaceKind::from_name).or(told).unwrap_or(match level {
            Some("2" | "ADM0") => PlaceKind::Country,
            Some("3" | "4" | "ADM1") => PlaceKind::Province,
            Some("5" | "6" | "ADM2") => PlaceKind::Territory,
            Some("7" | "8" | "ADM3") => PlaceKind::Chiefdom,
            _ => PlaceKind::Region,
        });
        let country = text("country").or_else(|| text("ISO3166-1:alpha2")).or_else(|| text("ADM0_PCODE"));
        let country = country.filter(|c| c.len() == 2).unwrap_or_default().to_uppercase();
        let geometry = feature.geometry.ok_or("no geometry")?;
        let shape = match Geometry::<f64>::try_from(geometry) {
            Ok(Geometry::Polygon(one)) => MultiPolygon::new(vec![one]),
            Ok(Geometry::MultiPolygon(many)) => many,
            Ok(_) => return Err("it is no polygon".to_owned()),
            Err(e) => return Err(e.to_string()),
        };
        let bounds = shape.bounding_rect().ok_or("its polygon has no points")?;
        let in_range =
            bounds.min().x >= -180.0 && bounds.max().x <= 180.0 && bounds.min().y >= -90.0 && bounds.max().y <= 90.0;
        if !in_range {
            return Err("its coordinates are no degrees of WGS 84 (EPSG:4326)".to_owned());
        }
        Ok(Self { name, kind, country, shape, bounds })
    }

    /// True when a spot lies in it.
    #[must_use]
    pub fn contains(&self, lat: f64, lon: f64) -> bool {
        let p = Point::new(lon, lat);
        let (min, max) = (self.bounds.min(), self.bounds.max());
        lon >= min.x && lon <= max.x && lat >= min.y && lat <= max.y && self.shape.contains(&p)
    }

    /// The area as a place: a point inside it, and the radius of a circle of equal area, or more where the shape
    /// reaches further from the point than that on one side only.
    #[must_use]
    pub fn to_place(&self) -> Option<Place> {
        let point = self.shape.interior_point()?;
        let square_metres = self.shape.geodesic_area_unsigned();
        // Wound the wrong way a ring measures the rest of the earth.
        let square_metres = if square_metres > 2.5e14 { 5.1e14 - square_metres } else { square_metres };
        let equal = (square_metres.max(1.0) / std::f64::consts::PI).sqrt();
        let reach = Geodesic.distance(point, Point::from(self.bounds.center()));
        Some(Place {
            id: format!("area-{}-{}", self.kind.name(), fold(&self.name).replace(|c: char| !c.is_alphanumeric(), "-")),
            name: self.name.clone(),
            alt_names: Vec::new(),
            adjectives: Vec::new(),
            kind: self.kind,
            lat: point.y(),
            lon: point.x(),
            precision_km: ((equal + reach) / 1000.0).max(0.1),
            country: self.country.clone(),
            admin1: None,
            admin2: None,
            population: None,
            source: "areas".to_owned(),
            note: String::new(),
        })
    }
}

/// Reads polygons with names from GeoJSON.
///
/// # Errors
/// When the file can't be read, or a feature has no name or no polygon in degrees.
pub fn load(path: &Path) -> Result<Vec<Area>, AreaError> {
    let file = File::open(path).map_err(|source| AreaError::Read { path: path.to_owned(), source })?;
    let mut areas = Vec::new();
    for (n, feature) in FeatureReader::from_reader(BufReader::new(file)).features().enumerate() {
        let number = n + 1;
        let wrong = |what: String| AreaError::Feature { path: path.to_owned(), number, what };
        let feature = match feature {
            // The reader of features takes the end of an empty list for a broken first one.
            Err(_) if n == 0 && !holds_features(path) => return Err(AreaError::Empty { path: path.to_owned() }),
            feature => feature.map_err(|e| wrong(e.to_string()))?,
        };
        areas.push(Area::read(feature).map_err(wrong)?);
    }
    if areas.is_empty() {
        return Err(AreaError::Empty { path: path.to_owned() });
    }
    Ok(areas)
}

/// True for a collection with at least one feature, right or wrong.
fn holds_features(path: &Path) -> bool {
    #[derive(serde::Deserialize)]
    struct Collection {
        features: Vec<serde::de::IgnoredAny>,
    }
    let file = File::open(path).ok();
    let read = file.and_then(|file| serde_json::from_reader::<_, Collection>(BufReader::new(file)).ok());
    read.is_some_and(|collection| !collection.features.is_empty())
}

/// Writes the areas that places lie in into those that don't say: provinces, territories, countries.
pub fn fill(areas: &[Area], places: &mut [Place]) {
    for place in places.iter_mut().filter(|p| !p.kind.is_area()) {
        for area in areas {
            let slot = match area.kind {
                PlaceKind::Province if place.admin1.is_none() => &mut place.admin1,
                PlaceKind::Territory if place.admin2.is_none() => &mut place.admin2,
                _ => continue,
            };
            if area.contains(place.lat, place.lon) {
                *slot = Some(area.name.clone());
                if place.country.is_empty() {
                    place.country.clone_from(&area.country);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(features: &str) -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("areas.geojson");
        std::fs::write(&path, format!("{{\"type\":\"FeatureCollection\",\"features\":[{features}]}}")).unwrap();
        (dir, path)
    }

    fn feature(properties: &str, west: f64, south: f64) -> String {
        let (east, north) = (west + 1.0, south + 1.0);
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{{properties}}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":\
             [[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]}}}}"
        )
    }

    #[test]
    fn areas_are_named_and_contain() {
        let text = [
            feature(r#""ADM2_FR":"Zulebo","ADM0_PCODE":"CD""#, 28.0, -2.0),
            feature(r#""name":"Zone de santé de Xindu""#, 29.0, -2.0),
        ];
        let (_dir, path) = written(&text.join(","));
        let areas = load(&path).unwrap();
        assert_eq!((areas[0].kind, areas[1].kind), (PlaceKind::Territory, PlaceKind::Region));
        assert!(areas[0].contains(-1.5, 28.5) && !areas[0].contains(-1.5, 29.5));
        let place = areas[0].to_place().unwrap();
        assert!(areas[0].contains(place.lat, place.lon));
        // A square degree at the equator is about 111 by 111 km: a circle of equal area has 62.6 km.
        assert!((62.0..75.0).contains(&place.precision_km), "{}", place.precision_km);
        let mut town = Place { kind: PlaceKind::Town, country: String::new(), ..place };
        fill(&areas, std::slice::from_mut(&mut town));
        assert_eq!((town.admin2.as_deref(), town.country.as_str()), (Some("Zulebo"), "CD"));
    }

    #[test]
    fn a_file_without_areas_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("none.geojson");
        for text in [r#"{"type":"FeatureCollection","features":[]}"#, r#"{"type":"FeatureCollection"}"#, "{}", ""] {
            std::fs::write(&path, text).unwrap();
            let error = load(&path).unwrap_err().to_string();
            assert!(
                error.ends_with("holds no area: it should be a GeoJSON FeatureCollection of polygons with names"),
                "{error}"
            );
        }
    }

    #[test]
    fn wrong_areas_are_told_by_number() {
        for (text, what) in [
            (feature(r#""x":1"#, 28.0, -2.0), "feature 1: no name"),
            (feature(r#""name":"X""#, 500_000.0, 9_800_000.0), "feature 1: its coordinates are no degrees"),
            (
                r#"{"type":"Feature","properties":{"name":"X"},"geometry":{"type":"Point","coordinates":[1,2]}}"#
                    .to_owned(),
                "no polygon",
            ),
        ] {
            let (_dir, path) = written(&text);
            let error = load(&path).unwrap_err().to_string();
            assert!(error.contains(what), "{error}");
        }
    }
}
