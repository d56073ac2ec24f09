//! `dateline explain --place`: who held a place on a day, and every report that argued.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::NaiveDate;
use hashbrown::HashMap;

use super::args::SourceArgs;
use super::{Outcome, reading};
use crate::control::{ControlOptions, Why, why};
use crate::events::{self, Event};
use crate::region::{Place, Region};
use crate::reports::{Report, read_table};

/// The reports of a map folder (or of a table given itself); rows that are wrong are an error.
pub(super) fn reports_of(path: &Path, region: &Region) -> anyhow::Result<Vec<Report>> {
    let file: PathBuf = if path.is_dir() { path.join("reports.jsonl") } else { path.to_owned() };
    let table = read_table(&file, region)
        .with_context(|| format!("{} is no map folder: it has no reports.jsonl to read", path.display()))?;
    match table.problems.into_iter().next() {
        Some(problem) => Err(problem.into()),
        None => Ok(table.reports),
    }
}

pub(super) fn run(map: &Path, place: &str, date: Option<NaiveDate>, sources: &SourceArgs) -> anyhow::Result<Outcome> {
    let region = reading::region_with(sources)?;
    let reports = reports_of(map, &region)?;
    let region = reading::with_places(region, &reports);
    let places = named(place, &region);
    anyhow::ensure!(
        !places.is_empty(),
        "no place '{place}' in the region; `dateline places find '{place}'` looks wider"
    );
    let events = events::join(reports);
    let newest = events.iter().flat_map(|e| &e.reports).filter_map(|r| r.published.or(r.date_end)).max();
    let Some(day) = date.or(newest) else { anyhow::bail!("no report has a date; give --date") };
    let options = ControlOptions::default();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut found = false;
    for place in places {
        if let Some(answer) = why(&place.id, day, &events, &region, &options) {
            found = true;
            print(&mut out, place, day, &answer, &events)?;
        }
    }
    if !found {
        writeln!(out, "{place} on {day}: nobody is reported to hold it; no report argues about it.")?;
    }
    out.flush()?;
    Ok(if found { Outcome::Found } else { Outcome::Nothing })
}

/// The places of that id or name, in the order of the table.
fn named<'r>(name: &str, region: &'r Region) -> Vec<&'r Place> {
    if let Some(place) = region.place(name) {
        return vec![place];
    }
    let is = |known: &str| known.to_lowercase() == name.to_lowercase();
    region.places.iter().filter(|place| !place.kind.is_area() && place.names().any(is)).collect()
}

fn print(out: &mut impl Write, place: &Place, day: NaiveDate, why: &Why, events: &[Event]) -> io::Result<()> {
    let holder = why.holder.as_deref().unwrap_or("unknown");
    let status = why.status.map(|s| format!(" ({s:?})").to_lowercase()).unwrap_or_default();
    writeln!(out, "{} [{}] on {day}: {holder}{status}", place.name, place.id)?;
    let shares: Vec<String> = why
        .probabilities
        .iter()
        .map(|(side, p)| format!("{} {:.0} %", side.as_deref().unwrap_or("unknown"), p * 100.0))
        .collect();
    writeln!(out, "  {}", shares.join(", "))?;
    let quotes: HashMap<&str, &Report> =
        events.iter().flat_map(|e| &e.reports).map(|r| (r.report_id.as_str(), r)).collect();
    for reason in &why.arguments {
        let effect = match reason.effect {
            e if e > 0.005 => format!("for, +{:.0} %", e * 100.0),
            e if e < -0.005 => format!("against, {:.0} %", e * 100.0),
            _ => "no effect on this day".to_owned(),
        };
        let claim = if reason.claimed { ", a claim" } else { "" };
        writeln!(
            out,
            "\n  {}  {:?} {}: weight {:.2}{claim}; {effect}\n    because {}",
            reason.day,
            reason.argument,
            reason.actors.join(", "),
            reason.weight,
            reason.reason
        )?;
        for id in &reason.reports {
            match quotes.get(id.as_str()) {
                Some(report) => writeln!(out, "    {id} {}: “{}”", report.article, plain(&report.quote))?,
                None => writeln!(out, "    {id}")?,
            }
        }
    }
    Ok(())
}

/// Text of an article without line breaks and control characters, which a terminal would obey.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
