//! GeoJSON of OpenStreetMap (Overpass, `QuickOSM`) and of Who's On First.

use std::io::{self, BufRead, Read};
use std::path::Path;

use geo::{Centroid, GeodesicArea};
use geojson::{Feature, FeatureReader, JsonObject, JsonValue};

use super::geonames::is_readable;
use super::kinds::{of_osm, of_wof};
use super::{ImportError, Importer, Tally};
use crate::places::index::NewPlace;

impl Importer {
    pub(super) fn geojson(&mut self, path: &Path, mut reader: impl BufRead) -> Result<(), ImportError> {
        let read = |source| ImportError::Read { path: path.to_owned(), source };
        let mut tally = Tally { path, read: 0, bad: 0, first: None };
        // The head alone tells a collection from single features; both are then read as a stream.
        let head = reader.fill_buf().map_err(read)?;
        let collection = String::from_utf8_lossy(&head[..head.len().min(65_536)]).contains("FeatureCollection");
        if collection {
            let mut count = 0;
            for feature in FeatureReader::from_reader(reader).features() {
                count += 1;
                tally.read += 1;
                match feature {
                    Ok(feature) => self.feature(&feature, &mut tally, count),
                    Err(e) => {
                        // Behind a broken feature the stream can't be trusted.
                        self.warn(&mut tally, count, format_args!("feature {count} can't be read: {e}"));
                        break;
                    }
                }
            }
        } else {
            // One feature, or one on each line; GeoJSON sequences have a mark before each.
            let clean = Marks(reader);
            for feature in serde_json::Deserializer::from_reader(clean).into_iter::<Feature>() {
                tally.read += 1;
                let count = tally.read;
                match feature {
                    Ok(feature) => self.feature(&feature, &mut tally, count),
                    Err(e) => {
                        self.warn(&mut tally, e.line() as u64, format_args!("feature {count} can't be read: {e}"));
                        break;
                    }
                }
            }
        }
        if tally.read == 0 {
            return Err(ImportError::Form { path: path.to_owned(), what: "it holds no feature".to_owned() });
        }
        self.check(tally)
    }

    fn feature(&mut self, feature: &Feature, tally: &mut Tally, number: u64) {
        let empty = JsonObject::new();
        let properties = feature.properties.as_ref().unwrap_or(&empty);
        if properties.contains_key("wof:name") || properties.contains_key("wof:placetype") {
            return self.wof(feature, properties, tally, number);
        }
        // osmtogeojson keeps the tags in an object of their own.
        let tags = properties.get("tags").and_then(JsonValue::as_object).unwrap_or(properties);
        let tag = |key: &str| tags.get(key).and_then(JsonValue::as_str).filter(|v| !v.is_empty());
        let Some(name) = tag("name").or_else(|| tag("name:fr")).or_else(|| tag("name:en")) else {
            self.report.left_out += 1;
            return;
        };
        let Some(kind) = of_osm(tag) else {
            self.report.left_out += 1;
            return;
        };
        let Some((lat, lon, radius)) = spot(feature) else {
            return self.warn(tally, number, format_args!("feature {number} ({name}) has no usable geometry"));
        };
        let population = tag("population").and_then(|p| p.replace([' ', ','], "").parse().ok()).unwrap_or(0);
        let row = self.builder.add(&NewPlace {
            id: 0,
            name,
            kind,
            lat,
            lon,
            precision_km: radius,
            population,
            country: tag("ISO3166-1:alpha2")
                .or_else(|| tag("addr:country"))
                .or_else(|| tag("is_in:country_code"))
                .unwrap_or(""),
            admin1: tag("is_in:state").or_else(|| tag("is_in:province")).unwrap_or(""),
            admin2: tag("is_in:county").or_else(|| tag("is_in:territory")).unwrap_or(""),
            coded: false,
        });
        for key in ["name:fr", "name:en", "alt_name", "old_name", "official_name", "short_name", "loc_name", "int_name"]
        {
            for other in tag(key).unwrap_or("").split(';').map(str::trim) {
                if is_readable(other) {
                    self.builder.add_name(row, other);
                }
            }
        }
    }

    fn wof(&mut self, feature: &Feature, p: &JsonObject, tally: &mut Tally, number: u64) {
        let text = |key: &str| p.get(key).and_then(JsonValue::as_str).filter(|v| !v.is_empty());
        let figure = |key: &str| p.get(key).and_then(JsonValue::as_f64);
        let ended = text("edtf:cessation").is_some_and(|d| !matches!(d, "uuuu" | ".." | ""))
            || figure("mz:is_current") == Some(0.0);
        let population = figure("wof:population").map_or(0, |n| n.clamp(0.0, f64::from(u32::MAX)) as u32);
        let kind = of_wof(text("wof:placetype").unwrap_or(""), population);
        let (Some(name), Some(kind), false) = (text("wof:name"), kind, ended) else {
            self.report.left_out += 1;
            return;
        };
        let point = match (figure("geom:latitude"), figure("geom:longitude")) {
            (Some(lat), Some(lon)) if in_range(lat, lon) => {
                // `geom:area_square_m` is the polygon's; points have 0.
                let radius = figure("geom:area_square_m").filter(|a| *a > 1e4).map(radius_of_area);
                Some((lat, lon, radius))
            }
            _ => spot(feature),
        };
        let Some((lat, lon, radius)) = point else {
            return self.warn(tally, number, format_args!("feature {number} ({name}) has no usable coordinates"));
        };
        let row = self.builder.add(&NewPlace {
            id: figure("wof:id").map_or(0, |n| n.clamp(0.0, f64::from(u32::MAX)) as u32),
            name,
            kind,
            lat,
            lon,
            precision_km: radius,
            population,
            country: text("iso:country").or_else(|| text("wof:country")).unwrap_or(""),
            admin1: "",
            admin2: "",
            coded: false,
        });
        for (key, value) in p {
            let spoken = ["name:fra_x_", "name:eng_x_", "name:und_x_"].iter().any(|start| key.starts_with(start));
            for other in value.as_array().filter(|_| spoken).into_iter().flatten().filter_map(JsonValue::as_str) {
                if is_readable(other) {
                    self.builder.add_name(row, other);
                }
            }
        }
    }
}

fn in_range(lat: f64, lon: f64) -> bool {
    lat.abs() <= 90.0 && lon.abs() <= 180.0
}

/// The radius in km of a circle of that many square metres.
fn radius_of_area(square_metres: f64) -> f64 {
    (square_metres / std::f64::consts::PI).sqrt() / 1000.0
}

/// Where a feature lies: its point, or the middle of its area with the radius of an equal circle.
fn spot(feature: &Feature) -> Option<(f64, f64, Option<f64>)> {
    let geometry: geo::Geometry<f64> = feature.geometry.as_ref()?.clone().try_into().ok()?;
    let middle = geometry.centroid()?;
    let area = geometry.geodesic_area_unsigned();
    // A ring wound the wrong way measures the rest of the earth.
    let radius = (area > 1e4 && area < 2.5e14).then(|| radius_of_area(area));
    in_range(middle.y(), middle.x()).then_some((middle.y(), middle.x(), radius))
}

/// Turns the record marks of GeoJSON sequences (RFC 8142) into blanks.
struct Marks<R>(R);

impl<R: Read> Read for Marks<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.0.read(out)?;
        for byte in &mut out[..n] {
            if *byte == 0x1e {
                *byte = b' ';
            }
        }
        Ok(n)
    }
}
