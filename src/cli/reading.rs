//! Articles in, reports out: what all reading commands share.

use std::io::{IsTerminal, Write, stderr};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::args::{InputArgs, SourceArgs};
use crate::article::{Article, Loaded, articles};
use crate::events::{CORRECTIONS, Event, correct, read_corrections};
use crate::places::{IndexFile, PlaceIndex, areas, import};
use crate::region::{BUILTIN, Place, Region};
use crate::reports::{Reader, Report, is_table, read_table, unlisted_places};
use crate::text::fold;

/// How many articles are held in memory at once.
const MOST_ARTICLES: usize = 512;

/// How much text is held in memory at once, in bytes, give or take an article.
const MOST_TEXT: usize = 4_000_000;

/// What reading all inputs gave.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// Every report, in the order of articles and text.
    pub reports: Vec<Report>,
    /// Articles read.
    pub articles: usize,
    /// Articles without a publication date.
    pub undated: usize,
    /// Tables of reports read.
    pub tables: usize,
    /// Inputs that could not be read.
    pub failed: usize,
}

/// A built-in region by name, else a folder.
fn region(name: &str) -> anyhow::Result<Region> {
    if BUILTIN.contains(&name) {
        return Ok(Region::builtin(name)?);
    }
    let dir = Path::new(name);
    anyhow::ensure!(
        dir.is_dir(),
        "no region '{name}': give one of the built-in regions ({}) or a folder with places.csv",
        BUILTIN.join(", ")
    );
    Region::load(dir).with_context(|| format!("region {name}"))
}

/// The region asked for, with the user's own places.
pub(super) fn region_with(sources: &SourceArgs) -> anyhow::Result<Region> {
    let mut region = region(&sources.region)?;
    for path in &sources.own {
        region = region.with_places(import::own_table(path)?);
    }
    for path in &sources.areas {
        let areas = areas::load(path)?;
        areas::fill(&areas, &mut region.places);
        // An area that the region has already keeps the region's row.
        let known = |place: &Place| region.places.iter().any(|p| p.kind == place.kind && same_name(p, &place.name));
        let new: Vec<Place> = areas.iter().filter_map(areas::Area::to_place).filter(|p| !known(p)).collect();
        region = region.with_places(new);
    }
    Ok(region)
}

/// True when a place bears a name, whatever its case and accents.
pub(super) fn same_name(place: &Place, name: &str) -> bool {
    let name = fold(name);
    place.names().any(|n| fold(n) == name)
}

/// The places of a region with the user's gazetteers under them.
pub(super) fn places<'r>(region: &'r Region, sources: &SourceArgs) -> anyhow::Result<PlaceIndex<'r>> {
    let mut index = PlaceIndex::new(region);
    for path in &sources.gazetteer {
        index.add_gazetteer(path)?;
    }
    Ok(index)
}

/// A reader over a region and the user's gazetteers.
pub(super) fn reader<'r>(
    region: &'r Region,
    lexicon: Option<&Path>,
    sources: &SourceArgs,
) -> anyhow::Result<Reader<'r>> {
    let mut reader = Reader::with_lexicon(region, lexicon)?;
    for path in &sources.gazetteer {
        reader = reader.with_gazetteer(IndexFile::open(path)?);
    }
    Ok(reader)
}

/// Reads every input; problems are told on stderr and counted, and the other articles go on.
pub(super) fn read(args: &InputArgs, region: &Region) -> anyhow::Result<Batch> {
    let mut reports = Vec::new();
    let batch = read_each(args, region, |more| {
        reports.extend(more);
        Ok(())
    })?;
    Ok(Batch { reports, ..batch })
}

/// As [`read`], but hands the reports on as they come, in the order of articles and text, and keeps none of them:
/// memory stays flat, however many articles there are.
pub(super) fn read_each(
    args: &InputArgs,
    region: &Region,
    mut give: impl FnMut(Vec<Report>) -> anyhow::Result<()>,
) -> anyhow::Result<Batch> {
    let reader = reader(region, args.lexicon.as_deref(), &args.sources)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.threads).build()?;
    let bar = progress("articles");
    let mut batch = Batch::default();
    let (tables, texts): (Vec<_>, Vec<_>) = args.inputs.iter().cloned().partition(|path| is_table(path));
    let tabled = read_tables(&tables, region, &mut batch)?;
    let mut waiting: Vec<Article> = Vec::new();
    let mut size = 0;
    let mut flush = |waiting: &mut Vec<Article>| {
        let read: Vec<Vec<Report>> = pool.install(|| waiting.par_iter().map(|a| reader.read(a).reports).collect());
        bar.inc(waiting.len() as u64);
        waiting.clear();
        give(read.into_iter().flatten().collect())
    };
    for step in articles(&texts) {
        match step {
            Loaded::Article(article) => {
                batch.articles += 1;
                batch.undated += usize::from(article.published.is_none());
                size += article.text.len();
                waiting.push(*article);
                if waiting.len() >= MOST_ARTICLES || size >= MOST_TEXT {
                    size = 0;
                    flush(&mut waiting)?;
                }
            }
            Loaded::Problem(problem) => {
                let level = if problem.is_warning() { "warning" } else { "error" };
                bar.suspend(|| writeln!(stderr(), "{level}: {problem}"))?;
                batch.failed += usize::from(!problem.is_warning());
            }
        }
    }
    flush(&mut waiting)?;
    bar.finish_and_clear();
    give(tabled)?;
    Ok(batch)
}

/// Reads the tables of reports among the inputs: `reports.jsonl`, an edited `events.csv`, ACLED's and UCDP's exports.
fn read_tables(tables: &[PathBuf], region: &Region, batch: &mut Batch) -> anyhow::Result<Vec<Report>> {
    let mut reports = Vec::new();
    for path in tables {
        match read_table(path, region) {
            Ok(table) => {
                batch.tables += 1;
                batch.failed += table.problems.len();
                for problem in table.problems {
                    writeln!(stderr(), "error: {problem}")?;
                }
                reports.extend(table.reports);
            }
            Err(error) => {
                writeln!(stderr(), "error: {error}")?;
                batch.failed += 1;
            }
        }
    }
    Ok(reports)
}

/// The events after the `corrections.csv` beside the inputs, where there is one: what was applied is counted on
/// stderr, and lines that are wrong or fit nothing are told.
pub(super) fn corrected(events: Vec<Event>, inputs: &[PathBuf], region: &Region) -> anyhow::Result<Vec<Event>> {
    let folder =
        |input: &PathBuf| if input.is_dir() { Some(input.clone()) } else { input.parent().map(Path::to_path_buf) };
    let mut files: Vec<PathBuf> = inputs.iter().filter_map(folder).map(|dir| dir.join(CORRECTIONS)).collect();
    files.sort();
    files.dedup();
    let mut events = events;
    for path in files.iter().filter(|path| path.is_file()) {
        let file = std::fs::File::open(path).with_context(|| format!("can't read {}", path.display()))?;
        let (corrections, errors) = read_corrections(file).with_context(|| path.display().to_string())?;
        let (after, applied) = correct(events, &corrections, region);
        events = after;
        let mut err = stderr().lock();
        for error in errors {
            writeln!(err, "error: {}: {error}", path.display())?;
        }
        for line in applied.unmatched {
            writeln!(err, "warning: {}: line {line}: no event, report or place of that id; left out", path.display())?;
        }
        writeln!(err, "{}: {} corrections applied", path.display(), applied.applied)?;
    }
    Ok(events)
}

/// The region with the places that tables of reports bring with them.
pub(super) fn with_places(mut region: Region, reports: &[Report]) -> Region {
    let places = unlisted_places(reports, &region);
    region.add_places(places);
    region
}

/// A bar that shows itself on a terminal, and only when the work takes longer than a moment.
pub(super) fn progress(what: &str) -> ProgressBar {
    let bar = ProgressBar::no_length();
    if !stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    if let Ok(style) = ProgressStyle::with_template(&format!("{{spinner}} {{pos}} {what}, {{per_sec}}, {{elapsed}}")) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(std::time::Duration::from_millis(250));
    bar
}
