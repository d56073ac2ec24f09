//! `dateline places`: looking places up and checking tables.

use std::io::{self, Write};
use std::path::Path;

use super::Outcome;
use super::args::{PlacesArgs, PlacesCommand};
use crate::region::{self, Severity};

pub(super) fn run(args: &PlacesArgs) -> anyhow::Result<Outcome> {
    match &args.command {
        PlacesCommand::Find { name, region } => {
            let region = super::reading::region(region)?;
            find(name, &region)
        }
        PlacesCommand::Check { dir } => check(dir),
    }
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

fn find(name: &str, region: &crate::region::Region) -> anyhow::Result<Outcome> {
    let wanted = crate::text::fold(name);
    let mut out = io::stdout().lock();
    let mut found = false;
    for place in &region.places {
        if place.names().any(|n| crate::text::fold(n) == wanted) {
            writeln!(
                out,
                "{}\t{}\t{:.4}\t{:.4}\t{}",
                place.id,
                place.kind.name(),
                place.lat,
                place.lon,
                place.country
            )?;
            found = true;
        }
    }
    Ok(if found { Outcome::Found } else { Outcome::Nothing })
}
