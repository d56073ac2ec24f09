//! `dateline diff OLD NEW`: what changed between two maps.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use chrono::NaiveDate;

use super::args::DiffArgs;
use super::why::{plain, reports_of};
use super::{Outcome, reading};
use crate::control::{Control, ControlOptions, read};
use crate::events::{Event, diff, join};

/// A map's events and control, made again from its reports.
fn load(args: &DiffArgs, new: bool) -> anyhow::Result<(Vec<Event>, Control)> {
    let region = reading::region_with(&args.sources)?;
    let reports = reports_of(if new { &args.new } else { &args.old }, &region)?;
    let region = reading::with_places(region, &reports);
    let events = join(reports);
    let control = read(&events, &region, &ControlOptions::default());
    Ok((events, control))
}

pub(super) fn run(args: &DiffArgs) -> anyhow::Result<Outcome> {
    let (old, before) = load(args, false)?;
    let (new, after) = load(args, true)?;
    let changes = diff(&old, &new);
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(
        out,
        "{} new events, {} changed, {} withdrawn",
        changes.new.len(),
        changes.changed.len(),
        changes.withdrawn.len()
    )?;
    for (mark, events) in [("+", &changes.new), ("-", &changes.withdrawn)] {
        for event in events {
            writeln!(out, "{mark} {}", line(event))?;
        }
    }
    for (_, event, fields) in &changes.changed {
        writeln!(out, "~ {}  [{}]", line(event), fields.join(", "))?;
    }
    let (was, is) = (holders(&before), holders(&after));
    let mut places: Vec<&str> = was.keys().chain(is.keys()).copied().collect();
    places.sort_unstable();
    places.dedup();
    let unknown = "unknown";
    let turned: Vec<(&str, &str, &str)> = places
        .into_iter()
        .map(|p| (p, was.get(p).copied().unwrap_or(unknown), is.get(p).copied().unwrap_or(unknown)))
        .filter(|(_, a, b)| a != b)
        .collect();
    writeln!(out, "\n{} places changed hands ({} to {})", turned.len(), day(&before), day(&after))?;
    for (place, from, to) in &turned {
        writeln!(out, "  {place}: {from} -> {to}")?;
    }
    let (had, has) = (land(&before), land(&after));
    let mut parties: Vec<&str> = had.keys().chain(has.keys()).copied().collect();
    parties.sort_unstable();
    parties.dedup();
    writeln!(out, "\nareas of influence, km²")?;
    for party in parties {
        let (a, b) = (had.get(party).unwrap_or(&0.0), has.get(party).unwrap_or(&0.0));
        writeln!(out, "  {}: {a:.0} -> {b:.0} ({:+.0})", plain(party), b - a)?;
    }
    out.flush()?;
    let same = changes == crate::events::Diff::default() && turned.is_empty();
    Ok(if same { Outcome::Nothing } else { Outcome::Found })
}

fn line(event: &Event) -> String {
    let place = event.best().map_or("", |r| r.place.as_str());
    let days = match (event.start, event.end) {
        (Some(a), Some(b)) if a != b => format!("{a}..{b}"),
        (Some(a), _) => a.to_string(),
        _ => "undated".to_owned(),
    };
    let who = [&event.actors, &event.against].map(|names| names.join(", "));
    let parties = who.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" / ");
    plain(&format!("{} {days} {} {place} {parties}", event.id, event.code.as_str()))
}

fn day(control: &Control) -> String {
    control.cut_off.map_or_else(|| "no date".to_owned(), |d: NaiveDate| d.to_string())
}

/// Holder of each place at the cut-off.
fn holders(control: &Control) -> BTreeMap<&str, &str> {
    let now = control.holdings.iter().filter(|h| h.ongoing);
    now.filter_map(|h| Some((h.place_id.as_str(), h.holder.as_deref()?))).collect()
}

/// Land of each holder at the cut-off, km².
fn land(control: &Control) -> BTreeMap<&str, f64> {
    let mut land = BTreeMap::new();
    for area in control.areas.iter().filter(|a| a.ongoing) {
        *land.entry(area.holder.as_str()).or_default() += area.area_km2;
    }
    land
}
