//! Land without the great lakes, and state borders.

use geo::{MultiLineString, MultiPolygon};

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
