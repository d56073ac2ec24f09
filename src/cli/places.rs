//! `dateline places`: looking places up and checking tables.

use std::io::{self, Write};
use std::path::Path;

use super::args::{PlacesArgs, PlacesCommand};
use super::{Outcome, places_find, places_import, reading};
use crate::places::IndexFile;
use crate::region::{self, Severity};

pub(super) fn run(args: &PlacesArgs) -> anyhow::Result<Outcome> {
    match &args.command {
        PlacesCommand::Find { name, within, sources } => {
            let region = reading::region_with(sources)?;
            places_find::find(&reading::places(&region, sources)?, name, within.as_deref())
        }
        PlacesCommand::Near { lat, lon, count, sources } => {
            let region = reading::region_with(sources)?;
            places_find::near(&reading::places(&region, sources)?, *lat, *lon, *count)
        }
        PlacesCommand::Stats { sources } => {
            let region = reading::region_with(sources)?;
            places_find::stats(&reading::places(&region, sources)?, &region)
        }
        PlacesCommand::Import { files, out } => places_import::run(files, out),
        PlacesCommand::Check { path } if path.is_file() => check_index(path),
        PlacesCommand::Check { path } => check(path),
    }
}

/// Reads an index whole and compares it with what was written; damage is an error.
fn check_index(path: &Path) -> anyhow::Result<Outcome> {
    let index = IndexFile::open(path)?;
    index.verify()?;
    let stats = index.stats();
    writeln!(
        io::stdout(),
        "{}: as it was written: {} places, {} names, {:.1} MB",
        path.display(),
        stats.rows,
        stats.names,
        stats.bytes as f64 / 1e6
    )?;
    Ok(Outcome::Found)
}

/// Lists what is wrong with the tables in a folder: errors end in exit code 2, warnings in 0.
fn check(dir: &Path) -> anyhow::Result<Outcome> {
    let findings = region::check(dir)?;
    let mut out = io::stdout().lock();
    for finding in &findings {
        writeln!(out, "{finding}")?;
    }
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    writeln!(out, "{}: {errors} errors, {} warnings", dir.display(), findings.len() - errors)?;
    Ok(if errors == 0 { Outcome::Found } else { Outcome::Wrong })
}
