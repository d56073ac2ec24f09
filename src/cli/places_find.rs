//! `dateline places find`, `near`, `stats`: what is known, and why one namesake wins.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::Outcome;
use crate::article::Lang;
use crate::places::geometry::distance_m;
use crate::places::{ArticleContext, PlaceIndex, PlaceRef};
use crate::text::Document;

/// How many like spellings are shown when no place bears the name.
const MOST_SIMILAR: usize = 10;

/// Lists the places that bear a name with their distances from the one that wins, and says why it does.
pub(super) fn find(index: &PlaceIndex, name: &str, within: Option<&str>) -> anyhow::Result<Outcome> {
    let mut out = io::stdout().lock();
    let rows = index.named(name);
    if rows.is_empty() {
        let similar = index.similar(name, MOST_SIMILAR);
        writeln!(out, "no place is called {name}{}", if similar.is_empty() { "" } else { "; like it:" })?;
        for row in similar {
            line(&mut out, index, row, None)?;
        }
        return Ok(Outcome::Nothing);
    }
    // The name as an article would have it, with the words given.
    let text = match within {
        Some(words) => format!("They met in {name}, in {words}."),
        None => format!("They met in {name}."),
    };
    let doc = Document::new(&text);
    let mut mentions = Vec::new();
    index.find(&doc, 0..doc.tokens.len(), Lang::En, &mut mentions);
    let resolved = index.resolve(&mentions, &doc, &ArticleContext::default());
    let chosen = mentions.iter().zip(&resolved).find(|(m, _)| m.candidates.iter().any(|c| rows.contains(c)));
    let winner = chosen.and_then(|(_, place)| place.place);
    let at = winner.and_then(|w| index.row(w)).map(|r| (r.lat, r.lon));
    for &row in &rows {
        line(&mut out, index, row, at.map(|at| (at, Some(row) == winner)))?;
    }
    match chosen {
        Some((_, place)) if winner.is_some() => {
            let why: Vec<String> = place.reasons.iter().map(ToString::to_string).collect();
            let why = if why.is_empty() { "nothing speaks against it".to_owned() } else { why.join("; ") };
            writeln!(out, "* wins ({:.2}): {why}", place.probability)?;
        }
        _ => writeln!(out, "none wins: the words around the name must tell which is meant (--in TEXT)")?,
    }
    Ok(Outcome::Found)
}

/// One place: mark, name, id, kind, where it lies, coordinates, and how far from the winner.
fn line(
    out: &mut impl Write,
    index: &PlaceIndex,
    place: PlaceRef,
    winner: Option<((f64, f64), bool)>,
) -> anyhow::Result<()> {
    let Some(row) = index.row(place) else { return Ok(()) };
    let mark = if winner.is_some_and(|(_, wins)| wins) { '*' } else { ' ' };
    let areas: Vec<&str> =
        [row.admin2, row.admin1, Some(row.country)].into_iter().flatten().filter(|a| !a.is_empty()).collect();
    write!(
        out,
        "{mark} {}\t{}\t{}\t{}\t{:.4}\t{:.4}",
        row.name,
        index.id(place).unwrap_or_default(),
        row.kind.name(),
        areas.join(", "),
        row.lat,
        row.lon
    )?;
    if let Some((at, false)) = winner {
        write!(out, "\t{:.0} km off", distance_m(at, (row.lat, row.lon)) / 1000.0)?;
    }
    writeln!(out)?;
    Ok(())
}

/// Lists the places nearest to a spot.
pub(super) fn near(index: &PlaceIndex, lat: f64, lon: f64, count: usize) -> anyhow::Result<Outcome> {
    anyhow::ensure!(
        lat.abs() <= 90.0 && lon.abs() <= 180.0,
        "{lat} {lon} is no place on earth: give latitude, then longitude, in decimal degrees"
    );
    let found = index.near(lat, lon, count);
    let mut out = io::stdout().lock();
    for &(place, metres) in &found {
        write!(out, "{:.1} km\t", metres / 1000.0)?;
        line(&mut out, index, place, None)?;
    }
    Ok(if found.is_empty() { Outcome::Nothing } else { Outcome::Found })
}

/// Counts what is known by source, and the region's own by kind.
pub(super) fn stats(index: &PlaceIndex, region: &crate::region::Region) -> anyhow::Result<Outcome> {
    let mut out = io::stdout().lock();
    for layer in index.stats() {
        writeln!(out, "{}: {} places, {} names", layer.name, layer.places, layer.names)?;
    }
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for place in region.places.iter().take(region.own_places) {
        *kinds.entry(place.kind.name()).or_default() += 1;
    }
    writeln!(out, "{}: {} places of its own", region.name, region.own_places)?;
    for (kind, count) in kinds {
        writeln!(out, "  {kind}: {count}")?;
    }
    Ok(Outcome::Found)
}
