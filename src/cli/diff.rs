//! `dateline diff OLD NEW`: what changed between two maps.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use super::Outcome;
use super::args::DiffArgs;
use super::map_folder::MapFolder;
use crate::control::{Control, read};
use crate::events::{Event, diff};
use crate::layers::{code_label, one_line};

/// Who holds a place, in words, where nobody is known to.
const UNKNOWN: &str = "unknown";

pub(super) fn run(args: &DiffArgs) -> anyhow::Result<Outcome> {
    let [old, new] = [MapFolder::open(&args.old, &args.sources)?, MapFolder::open(&args.new, &args.sources)?];
    let [before, after] = [&old, &new].map(|map| read(&map.events, &map.region, &map.options()));
    let changes = diff(&old.shown(), &new.shown());
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(
        out,
        "Events: {} new, {} changed, {} withdrawn",
        changes.new.len(),
        changes.changed.len(),
        changes.withdrawn.len()
    )?;
    for (mark, events) in [('+', &changes.new), ('-', &changes.withdrawn)] {
        for event in events {
            writeln!(out, "  {mark} {}", headline(event))?;
        }
    }
    for (was, is, fields) in &changes.changed {
        writeln!(out, "  ~ {}", headline(is))?;
        for field in fields {
            writeln!(out, "      {field}: {} -> {}", value(was, field), value(is, field))?;
        }
    }
    let [had, has] = [&before, &after].map(holders);
    let turned = changed(&had, &has, &UNKNOWN.to_owned());
    let days = format!("{} in the old map, {} in the new", end(&before), end(&after));
    writeln!(out, "\nPlaces that changed hands: {} ({days})", turned.len())?;
    let name = |id: &str| {
        let place = new.region.place(id).or_else(|| old.region.place(id));
        place.map_or_else(|| one_line(id), |place| one_line(&place.name))
    };
    for (place, from, to) in &turned {
        writeln!(out, "  {}: {from} -> {to}", name(place))?;
    }
    let [had, has] = [&before, &after].map(land);
    let moved = changed(&had, &has, &0);
    writeln!(out, "\nAreas of influence that changed, km²: {}", moved.len())?;
    for (holder, from, to) in &moved {
        writeln!(out, "  {}: {from} -> {to} ({:+})", one_line(holder), to - from)?;
    }
    out.flush()?;
    let same = changes == crate::events::Diff::default() && turned.is_empty() && moved.is_empty();
    Ok(if same { Outcome::Nothing } else { Outcome::Found })
}

/// '2024-03-03 Kashuga: Territory gained by an armed group, M23 against FARDC (claimed) e53q1'.
fn headline(event: &Event) -> String {
    let against = value(event, "against");
    let against = if against.is_empty() { against } else { format!(" against {against}") };
    let status = value(event, "status");
    let status = if status == "reported" { String::new() } else { format!(" ({status})") };
    let who = event.actors.join(", ");
    let who = if who.is_empty() { String::new() } else { format!(", {who}") };
    let place = event.best().map_or("", |r| r.place.as_str());
    one_line(&format!(
        "{} {place}: {}{who}{against}{status} {}",
        value(event, "date"),
        code_label(event.code),
        event.id
    ))
}

/// A field of an event in words.
fn value(event: &Event, field: &str) -> String {
    let text = match field {
        "code" => code_label(event.code).to_owned(),
        "place" => event.best().map_or_else(String::new, |r| {
            let id = r.place_id.as_deref().unwrap_or("in no table");
            format!("{} [{id}]", r.place)
        }),
        "date" => match (event.start, event.end) {
            (Some(a), Some(b)) if a != b => format!("{a} to {b}"),
            (Some(a), _) => a.to_string(),
            _ => "undated".to_owned(),
        },
        "actors" => [&event.actors, &event.against].map(|names| names.join(", ")).join(" / "),
        "against" => event.against.join(", "),
        "status" => format!("{:?}", event.modality).to_lowercase(),
        "fatalities" => match event.fatalities {
            None => "none told".to_owned(),
            Some((low, best, high)) if low == high => best.to_string(),
            Some((low, best, high)) => format!("{best} ({low} to {high})"),
        },
        _ => event.reports.len().to_string(),
    };
    one_line(&text)
}

/// The keys whose values differ, with both values.
fn changed<'a, T: Clone + PartialEq>(
    old: &BTreeMap<&'a str, T>,
    new: &BTreeMap<&'a str, T>,
    none: &T,
) -> Vec<(&'a str, T, T)> {
    let mut keys: Vec<&str> = old.keys().chain(new.keys()).copied().collect();
    keys.sort_unstable();
    keys.dedup();
    let of = |map: &BTreeMap<&str, T>, key: &str| map.get(key).unwrap_or(none).clone();
    keys.into_iter().map(|key| (key, of(old, key), of(new, key))).filter(|(_, a, b)| a != b).collect()
}

fn end(control: &Control) -> String {
    control.cut_off.map_or_else(|| "no day".to_owned(), |day| format!("at the end of {day}"))
}

/// Holder of each place at the cut-off.
fn holders(control: &Control) -> BTreeMap<&str, String> {
    let now = control.holdings.iter().filter(|h| h.ongoing);
    now.filter_map(|h| Some((h.place_id.as_str(), one_line(h.holder.as_deref()?)))).collect()
}

/// Land of each holder at the cut-off, whole km².
fn land(control: &Control) -> BTreeMap<&str, i64> {
    let mut land: BTreeMap<&str, f64> = BTreeMap::new();
    for area in control.areas.iter().filter(|a| a.ongoing) {
        *land.entry(area.holder.as_str()).or_default() += area.area_km2;
    }
    land.into_iter().map(|(holder, km2)| (holder, km2.round() as i64)).collect()
}
