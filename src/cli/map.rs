//! `dateline map`: articles in, a folder of layers out.

use std::borrow::Cow;
use std::io::{Write, stderr};

use anyhow::Context as _;

use super::Outcome;
use super::args::MapArgs;
use super::reading::{self, Batch};
use crate::control::{self, Control, ControlOptions};
use crate::events::{self, Event};
use crate::export::{self, Format, Map, UnplacedName, Written};
use crate::layers::{self, MapMeta, Outlet, Situation, Window};
use crate::region::Region;
use crate::reports::{DateBasis, Report};

pub(super) fn run(args: &MapArgs) -> anyhow::Result<Outcome> {
    let region = reading::region_with(&args.input.sources)?;
    let mut batch = reading::read(&args.input, &region)?;
    if batch.reports.is_empty() {
        let mut err = stderr().lock();
        writeln!(err, "{} articles read, no event found in them; nothing was written.", batch.articles)?;
        return Ok(if batch.failed > 0 { Outcome::Wrong } else { Outcome::Nothing });
    }
    let region = reading::with_places(region, &batch.reports);
    let read = Read::of(&batch.reports);
    // Reports are most of what is in memory: there is one of each from here on.
    let joined = events::join(std::mem::take(&mut batch.reports));
    let mut all = reading::corrected(joined, &args.input.inputs, &region)?;
    if let Some(Cow::Owned(past)) = args.as_of.map(|day| events::known_by(&all, day)) {
        all = past;
    }
    let window = Window { as_of: args.as_of, from: args.from, to: args.to };
    let limits = args.limits.limits();
    let options =
        ControlOptions { as_of: args.as_of, from: args.from, to: args.to, limits, ..ControlOptions::default() };
    let control = control::read(&all, &region, &options);
    // Who holds a place also rests on what happened before the window; what is shown lies within it.
    let events: Cow<'_, [Event]> = if all.iter().all(|event| window.shows(event)) {
        Cow::Borrowed(&all)
    } else {
        all.iter().filter(|event| window.shows(event)).cloned().collect()
    };
    if events.is_empty() && control.holdings.is_empty() {
        writeln!(
            stderr(),
            "No event lies in the days asked for; nothing was written. Leave out --as-of, --from, --to."
        )?;
        return Ok(if batch.failed > 0 { Outcome::Wrong } else { Outcome::Nothing });
    }
    let meta = meta(args, window, &region, &events, &control);
    let situation = Situation {
        events: &events,
        evidence: &all,
        holdings: &control.holdings,
        areas: &control.areas,
        fronts: &control.fronts,
    };
    let layers = layers::build(&situation, &region, &meta);
    let mut unplaced = UnplacedName::among(&events);
    if !unplaced.is_empty() {
        UnplacedName::find_similar(&mut unplaced, &reading::places(&region, &args.input.sources)?);
    }
    let tiles = args.tiles.as_deref();
    let map = Map {
        layers: &layers,
        events: &events,
        evidence: &all,
        unplaced: &unplaced,
        region: &region,
        meta: &meta,
        tiles,
        shifts: &control.shifts,
    };
    let formats: &[Format] = if args.formats.is_empty() { &Format::DEFAULT } else { &args.formats };
    let written = export::write_map(&args.out, &map, formats)
        .with_context(|| format!("can't write the map to {}", args.out.display()))?;
    summary(args, &batch, &read, &events, &control, unplaced.len(), &written)?;
    let empty: Vec<&str> = layers.iter().filter(|layer| layer.rows.is_empty()).map(|layer| layer.name).collect();
    if !empty.is_empty() {
        writeln!(stderr(), "not written, for nothing is in them: {}", empty.join(", "))?;
    }
    Ok(if batch.failed > 0 { Outcome::Wrong } else { Outcome::Found })
}

/// A region's name as a title: 'eastern-congo' is 'Eastern Congo'.
fn readable(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    name.split(['-', '_']).filter(|w| !w.is_empty()).map(word).collect::<Vec<_>>().join(" ")
}

fn meta(args: &MapArgs, window: Window, region: &Region, events: &[Event], control: &Control) -> MapMeta {
    let reports = || events.iter().flat_map(|e| &e.reports);
    let mut articles: Vec<(&str, Option<&str>)> =
        reports().map(|r| (r.article.as_str(), r.outlet.as_deref())).collect();
    articles.sort_unstable();
    articles.dedup();
    let mut outlets: Vec<Outlet> = Vec::new();
    for (_, name) in &articles {
        match outlets.iter_mut().find(|o| o.name.as_deref() == *name) {
            Some(outlet) => outlet.articles += 1,
            None => outlets.push(Outlet { name: name.map(str::to_owned), articles: 1 }),
        }
    }
    outlets.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.name.cmp(&b.name)));
    MapMeta {
        title: args.title.clone().unwrap_or_else(|| readable(&region.name)),
        region: region.name.clone(),
        as_of: args.as_of.or(control.cut_off),
        data_to: control.cut_off,
        window,
        limits: args.limits.limits(),
        articles: articles.len(),
        outlets,
        licences: region.licences.clone(),
    }
}

/// Figures of what was read, for the summary.
struct Read {
    reports: usize,
    /// Reports that the text itself dates.
    dated: usize,
    places: usize,
}

impl Read {
    fn of(reports: &[Report]) -> Self {
        let mut ids: Vec<&str> = reports.iter().filter_map(|r| r.place_id.as_deref()).collect();
        ids.sort_unstable();
        ids.dedup();
        let dated = reports.iter().filter(|r| r.date_basis != DateBasis::Publication).count();
        Self { reports: reports.len(), dated, places: ids.len() }
    }
}

fn summary(
    args: &MapArgs,
    batch: &Batch,
    read: &Read,
    events: &[Event],
    control: &Control,
    unplaced: usize,
    written: &[Written],
) -> anyhow::Result<()> {
    let mut err = stderr().lock();
    writeln!(err, "articles   {:>6}{}", batch.articles, undated(batch))?;
    if batch.failed > 0 {
        writeln!(err, "unread     {:>6}  (see the errors above)", batch.failed)?;
    }
    writeln!(
        err,
        "reports    {:>6}  dated by the text {}, by publication {}",
        read.reports,
        read.dated,
        read.reports - read.dated
    )?;
    writeln!(err, "events     {:>6}", events.len())?;
    writeln!(err, "places     {:>6}  not in any table {unplaced}", read.places)?;
    writeln!(
        err,
        "control    {:>6}  holdings; {} areas, {} fronts",
        control.holdings.len(),
        control.areas.len(),
        control.fronts.len()
    )?;
    writeln!(err, "written to {}:", args.out.display())?;
    for file in written {
        let items = file.items.map_or_else(|| " ".repeat(7), |n| format!("{n:>7}"));
        writeln!(err, "  {:<22}{items}  {:>9} bytes", file.name, file.bytes)?;
    }
    Ok(())
}

fn undated(batch: &Batch) -> String {
    if batch.undated > 0 { format!("  without a publication date {}", batch.undated) } else { String::new() }
}
