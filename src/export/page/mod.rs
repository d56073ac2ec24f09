//! The map page: one HTML file that opens by a double click, without a server and without the internet.
//!
//! The page itself is built from `web/` and embedded; here the data goes in. Everything foreign goes in as gzip in
//! base64, inside a block that no browser runs, so that no text of an article can be markup; the page in turn writes
//! such text only as text. Its content security policy runs nothing but its own script and lets nothing out, save to
//! the host of a tile address that was asked for.

mod wire;

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use base64::write::EncoderWriter;
use chrono::NaiveDate;
use flate2::{Compression, GzBuilder};
use serde::Serialize;

use self::wire::Wire;
use super::{ExportError, Exporter, Folder, Format, Map};
use crate::layers::Layer;
use crate::region::Region;
use crate::reports::Report;

const PAGE: &str = include_str!("../../../web/dist/page.html");
const MAPLIBRE: &[u8] = include_bytes!("../../../web/dist/maplibre-gl.mjs.gz");
const MAPLIBRE_WORKER: &[u8] = include_bytes!("../../../web/dist/maplibre-gl-worker.mjs.gz");

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct PageData<'a> {
    /// Title of the map.
    pub title: &'a str,
    /// The day whose situation is shown first.
    pub as_of: Option<NaiveDate>,
    /// The newest day the data tells of.
    pub data_to: Option<NaiveDate>,
    /// The layers 'events', 'control', 'frontlines' and 'places'; those that are missing are empty.
    pub layers: &'a [Layer],
    /// Every report behind the events, found by its `event_id`; the best of an event first.
    pub reports: &'a [&'a Report],
    /// Actors with their colours, place names, and the land of the base map.
    pub region: &'a Region,
    /// Address of map tiles to draw under the areas, checked by [`tile_host`]; none by default.
    pub tiles: Option<&'a str>,
}

/// Writes `index.html`.
pub(super) struct Page;

impl Exporter for Page {
    fn write(&self, map: &Map<'_>, _: &[Format], folder: &mut Folder) -> Result<(), ExportError> {
        // By event, whatever the order of the events; within one the best report stays first.
        let mut events: Vec<_> = map.events.iter().collect();
        events.sort_by(|a, b| a.id.cmp(&b.id));
        let reports: Vec<&Report> = events.into_iter().flat_map(|event| &event.reports).collect();
        let data = PageData {
            title: &map.meta.title,
            as_of: map.meta.as_of,
            data_to: map.meta.data_to,
            layers: map.layers,
            reports: &reports,
            region: map.region,
            tiles: map.tiles,
        };
        folder.file("index.html", None, |mut to| write(&data, &mut to))
    }
}

/// Why a tile address is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "tile address '{0}': write it as https://HOST/…/{{z}}/{{x}}/{{y}}.png (or .pbf, .mvt for vector tiles), without \
     spaces, quotes or semicolons"
)]
pub struct TileAddressError(String);

/// The host that a tile address lets the page talk to: scheme, host and port, as a content security policy writes it.
///
/// # Errors
/// When it is no plain http or https address with `{z}`, `{x}` and `{y}`.
pub fn tile_host(address: &str) -> Result<&str, TileAddressError> {
    let bad = || TileAddressError(address.to_owned());
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).ok_or_else(bad)?;
    let host = rest.split('/').next().unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    let whole = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | ';' | '<' | '>' | ',' | '\\' | '`');
    let slots = ["{z}", "{x}", "{y}"].iter().all(|slot| rest.contains(slot));
    if host.is_empty() || !host.chars().all(plain) || !address.chars().all(whole) || !slots {
        return Err(bad());
    }
    Ok(&address[..address.len() - rest.len() + host.len()])
}

/// Writes the page. Same data, same bytes.
///
/// # Errors
/// What `out` says; and [`io::ErrorKind::InvalidInput`] for a tile address that [`tile_host`] refuses.
pub fn write(data: &PageData<'_>, out: &mut impl Write) -> io::Result<()> {
    let tile_host = match data.tiles {
        Some(address) => {
            let host = tile_host(address).map_err(|e| io::Error::new(io::ErrorKind::InvalidInput, e))?;
            format!(" {host}")
        }
        None => String::new(),
    };
    let mut rest = PAGE;
    while let Some((before, after)) = rest.split_once("{{") {
        out.write_all(before.as_bytes())?;
        let (slot, behind) = after.split_once("}}").unwrap_or((after, ""));
        match slot {
            "VERSION" => out.write_all(env!("CARGO_PKG_VERSION").as_bytes())?,
            "TITLE" => out.write_all(escape(data.title).as_bytes())?,
            "TILE_HOST" => out.write_all(tile_host.as_bytes())?,
            "DATA" => pack(&Wire::new(data), out)?,
            "MAPLIBRE" => out.write_all(BASE64.encode(MAPLIBRE).as_bytes())?,
            "MAPLIBRE_WORKER" => out.write_all(BASE64.encode(MAPLIBRE_WORKER).as_bytes())?,
            // Braces of the page's own script.
            _ => {
                out.write_all(b"{{")?;
                rest = after;
                continue;
            }
        }
        rest = behind;
    }
    out.write_all(rest.as_bytes())
}

/// JSON in gzip, without time or name in its header, in base64. Written as it comes: a long war is larger than memory
/// should be.
fn pack(wire: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    let mut text = EncoderWriter::new(out, &BASE64);
    // The serializer writes a few bytes at a time, which is dear to compress.
    let mut json = BufWriter::with_capacity(1 << 16, GzBuilder::new().write(&mut text, Compression::new(6)));
    serde_json::to_writer(&mut json, wire)?;
    json.into_inner()?.finish()?;
    text.finish().map(drop)
}

/// Text for an element or an attribute in double quotes.
fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return text.into();
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(c),
        }
    }
    safe.into()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use base64::Engine as _;
    use serde_json::Value as Json;

    use super::*;

    fn page(title: &str, tiles: Option<&str>) -> io::Result<String> {
        let mut out = Vec::new();
        let region = Region::default();
        let data = PageData {
            title,
            as_of: NaiveDate::from_ymd_opt(2024, 2, 7),
            data_to: None,
            layers: &[],
            reports: &[],
            region: &region,
            tiles,
        };
        write(&data, &mut out)?;
        Ok(String::from_utf8(out).unwrap())
    }

    /// The text of a packed block.
    fn block(page: &str, id: &str) -> String {
        let begin = page.find(&format!("id=\"{id}\">")).unwrap() + format!("id=\"{id}\">").len();
        let end = begin + page[begin..].find('<').unwrap();
        let mut text = String::new();
        let bytes = BASE64.decode(&page[begin..end]).unwrap();
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn no_title_can_be_markup() {
        let title = "</title><script>alert(1)</script> {{DATA}} \"' \u{2028}";
        let page = page(title, None).unwrap();
        assert!(!page.contains("<script>alert"));
        assert!(page.contains("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; {{DATA}}"));
        let data: Json = serde_json::from_str(&block(&page, "data")).unwrap();
        assert_eq!(data["title"], title);
        assert_eq!(data["as_of"], "2024-02-07");
    }

    #[test]
    fn every_slot_is_filled_and_the_library_is_whole() {
        let page = page("Kivu", None).unwrap();
        for slot in ["{{DATA}}", "{{MAPLIBRE}}", "{{MAPLIBRE_WORKER}}", "{{TITLE}}", "{{VERSION}}", "{{TILE_HOST}}"] {
            assert!(!page.contains(slot), "{slot}");
        }
        assert!(block(&page, "maplibre").starts_with("/**\n* MapLibre GL JS"));
        assert!(block(&page, "maplibre-worker").len() > 400_000);
    }

    #[test]
    fn same_data_same_bytes() {
        assert_eq!(page("Kivu", None).unwrap(), page("Kivu", None).unwrap());
    }

    #[test]
    fn tiles_open_the_page_to_their_host_alone() {
        for (address, host) in [
            ("https://tiles.example.org/{z}/{x}/{y}.png", "https://tiles.example.org"),
            ("http://127.0.0.1:8080/v/{z}/{x}/{y}.pbf?key=1", "http://127.0.0.1:8080"),
        ] {
            assert_eq!(tile_host(address).unwrap(), host);
            let page = page("Kivu", Some(address)).unwrap();
            assert!(page.contains(&format!("connect-src blob: data: {host};")));
        }
        for address in [
            "",
            "tiles/{z}/{x}/{y}.png",
            "javascript:alert(1)//{z}{x}{y}",
            "https:///{z}/{x}/{y}",
            "https://a.org/{z}/{x}.png",
            "https://a.org; script-src */{z}/{x}/{y}",
            "https://a.org\"><script>/{z}/{x}/{y}",
            "https://user@a.org/{z}/{x}/{y}",
            "https://*.org/{z}/{x}/{y}.png",
        ] {
            assert!(tile_host(address).is_err(), "{address}");
            assert_eq!(page("Kivu", Some(address)).unwrap_err().kind(), io::ErrorKind::InvalidInput);
        }
    }
}
