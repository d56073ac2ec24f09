//! Land without the great lakes, and state borders.

use geo::{Contains, MultiLineString, MultiPolygon, Point};
use geojson::{Feature, GeoJson};

use super::finding::Findings;

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
