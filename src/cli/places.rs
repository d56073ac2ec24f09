//! `dateline places`: looking places up and checking tables.

use super::Outcome;
use super::args::{PlacesArgs, PlacesCommand};

pub(super) fn run(args: &PlacesArgs) -> anyhow::Result<Outcome> {
    match &args.command {
        PlacesCommand::Find { name, region } => {
            let region = super::reading::region(region)?;
            find(name, &region)
        }
        PlacesCommand::Check { dir } => anyhow::bail!("{}", dir.display()),
    }
}

fn find(name: &str, region: &crate::region::Region) -> anyhow::Result<Outcome> {
    use std::io::Write;
    let wanted = crate::text::fold(name);
    let mut out = std::io::stdout().lock();
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
