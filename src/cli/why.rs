//! `dateline explain --place`: who held a place on a day, and every report that argued.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use chrono::NaiveDate;
use hashbrown::HashMap;

use super::args::SourceArgs;
use super::map_folder::MapFolder;
use super::{Outcome, reading};
use crate::control::{self, Argument, Reason, Status, Why, why};
use crate::events::CORRECTIONS;
use crate::layers::one_line;
use crate::region::{Place, Region};
use crate::reports::Report;

pub(super) fn run(map: &Path, name: &str, date: Option<NaiveDate>, sources: &SourceArgs) -> anyhow::Result<Outcome> {
    let map = MapFolder::open(map, sources)?;
    let places = named(name, &map.region);
    anyhow::ensure!(!places.is_empty(), "no place '{name}' in the region; `dateline places find '{name}'` looks wider");
    let options = map.options();
    let control = control::read(&map.events, &map.region, &options);
    let Some(last) = control.cut_off else { anyhow::bail!("no report of the map has a date: nobody holds anything") };
    let day = date.unwrap_or(last);
    anyhow::ensure!(day <= last, "the map ends on {last}; give a --date up to that day");
    if let Some(first) = options.from {
        anyhow::ensure!(day >= first, "the map begins on {first}; give a --date from that day on");
    }
    let reports: HashMap<&str, &Report> =
        map.events.iter().flat_map(|e| &e.reports).map(|r| (r.report_id.as_str(), r)).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut found = false;
    for &place in &places {
        if let Some(answer) = why(&place.id, day, &map.events, &map.region, &options) {
            if std::mem::replace(&mut found, true) {
                writeln!(out)?;
            }
            print(&mut out, place, day, &answer, &reports)?;
        }
    }
    if let (false, Some(place)) = (found, places.first()) {
        writeln!(out, "{} on {day}: no report of the map tells who holds it.", title(place))?;
    }
    if let Some(day) = options.as_of {
        writeln!(out, "\nOnly what was published by {day} counts: the map was made with --as-of {day}.")?;
    }
    out.flush()?;
    Ok(if found { Outcome::Found } else { Outcome::Nothing })
}

/// The places of that id or name, in the order of the table.
fn named<'r>(name: &str, region: &'r Region) -> Vec<&'r Place> {
    if let Some(place) = region.place(name) {
        return vec![place];
    }
    region.places.iter().filter(|place| !place.kind.is_area() && reading::same_name(place, name)).collect()
}

/// 'Kashuga (Masisi, North Kivu)'.
fn title(place: &Place) -> String {
    let within: Vec<&str> = [&place.admin2, &place.admin1].into_iter().flatten().map(String::as_str).collect();
    let within = if within.is_empty() { String::new() } else { format!(" ({})", within.join(", ")) };
    one_line(&format!("{}{within}", place.name))
}

fn print(
    out: &mut impl Write,
    place: &Place,
    day: NaiveDate,
    why: &Why,
    reports: &HashMap<&str, &Report>,
) -> io::Result<()> {
    let holder = why.holder.as_deref().map(one_line);
    let answer = match (&holder, why.status) {
        (Some(holder), Some(status)) => format!("{holder}, {}", told(status)),
        (None, Some(Status::Contested)) => "contested; no side is likely to hold it".to_owned(),
        _ => "nobody is known to hold it".to_owned(),
    };
    writeln!(out, "{} on {day}: {answer}", title(place))?;
    let shares: Vec<String> = why
        .probabilities
        .iter()
        .map(|(side, p)| format!("{} {:.0} %", side.as_deref().map_or("unknown".into(), one_line), p * 100.0))
        .collect();
    writeln!(out, "  {}", shares.join(", "))?;
    let holder = holder.unwrap_or_else(|| "unknown".to_owned());
    let (past, later): (Vec<&Reason>, Vec<&Reason>) = why.arguments.iter().partition(|reason| reason.day <= day);
    for (reasons, heading) in [(past, ""), (later, "Later news:")] {
        if !reasons.is_empty() {
            writeln!(out, "{}{heading}", if heading.is_empty() { "" } else { "\n  " })?;
        }
        for reason in reasons {
            argue(out, &holder, reason, reports)?;
        }
    }
    Ok(())
}

fn argue(out: &mut impl Write, holder: &str, reason: &Reason, reports: &HashMap<&str, &Report>) -> io::Result<()> {
    let effect = match (reason.effect * 100.0).round() {
        0.0 => "changes nothing on this day".to_owned(),
        effect => format!("{effect:+.0} % for {holder}"),
    };
    let claim = if reason.claimed { ", its own claim" } else { "" };
    let who = one_line(&reason.actors.join(", "));
    writeln!(out, "  {}  {who} {}: {effect}", reason.day, verb(reason.argument))?;
    writeln!(out, "              {}; weight {:.2}{claim}", reason.reason, reason.weight)?;
    for id in &reason.reports {
        let Some(report) = reports.get(id.as_str()) else { continue };
        writeln!(out, "              {}", source(report))?;
        if !report.quote.trim().is_empty() {
            writeln!(out, "              “{}”", one_line(&report.quote))?;
        }
    }
    Ok(())
}

/// 'seed-003, Al Jazeera, published 2024-02-07, report r0jksrq1rrp8xq'.
fn source(report: &Report) -> String {
    let mut parts = vec![match report.article.as_str() {
        CORRECTIONS => "set by hand".to_owned(),
        article => one_line(article),
    }];
    parts.extend(report.outlet.as_deref().map(one_line));
    parts.extend(report.published.map(|day| format!("published {day}")));
    parts.push(format!("report {}", one_line(&report.report_id)));
    parts.join(", ")
}

fn verb(argument: Argument) -> &'static str {
    match argument {
        Argument::Left => "is gone",
        Argument::Absent => "is not in it",
        Argument::Took => "took it",
        Argument::Present => "is there in force",
        Argument::Seen => "is thought to be there",
        Argument::Fought => "fought there",
        Argument::Denied => "did not take it, it is said",
    }
}

fn told(status: Status) -> &'static str {
    match status {
        Status::Confirmed => "confirmed",
        Status::Claimed => "by its own claim",
        Status::Contested => "contested",
        Status::Stale => "but the news is old",
    }
}
