//! `dateline eval --geoparsing`: how well names of places are found and placed.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Context as _;

use super::args::SourceArgs;
use super::{Outcome, reading};
use crate::places::geoparsing::{Difference, Evaluation, evaluate, read_corpus};

/// Names less sure than this are no names.
const LEAST: f64 = 0.5;

pub(super) fn run(corpus: &Path, sources: &SourceArgs, misses: usize) -> anyhow::Result<Outcome> {
    let xml = std::fs::read_to_string(corpus).with_context(|| format!("can't read {}", corpus.display()))?;
    let articles = read_corpus(&xml);
    anyhow::ensure!(!articles.is_empty(), "{} holds no <article>: it should be in GeoVirus' form", corpus.display());
    let region = reading::region_with(sources)?;
    let index = reading::places(&region, sources)?;
    let Evaluation { counts, differences, sureness } = evaluate(&index, &articles, LEAST);
    let mut out = io::stdout().lock();
    writeln!(out, "{} articles, {} places annotated, {} found", articles.len(), counts.gold, counts.found)?;
    for (name, exact) in [("touching spans", false), ("exact spans", true)] {
        let (p, r, f) = counts.recognition(exact);
        writeln!(out, "  {name:<15} P {p:.3}  R {r:.3}  F1 {f:.3}")?;
    }
    writeln!(out, "found and put within 161 km: {:.3} of the places annotated", counts.placed())?;
    let share = counts.reachable as f64 / counts.gold.max(1) as f64;
    writeln!(out, "  the best choice among the rows known would reach {share:.3}")?;
    reliability(&mut out, &sureness)?;
    for difference in differences.iter().take(misses) {
        match difference {
            Difference::Missed { context } => writeln!(out, "missed: {context}")?,
            Difference::Spurious { context } => writeln!(out, "spurious: {context}")?,
            Difference::Misplaced { context, km: Some(km), chosen } => {
                writeln!(out, "misplaced by {km:.0} km ({chosen}): {context}")?;
            }
            Difference::Misplaced { context, .. } => writeln!(out, "not placed: {context}")?,
        }
    }
    Ok(if counts.found > 0 { Outcome::Found } else { Outcome::Nothing })
}

/// How often places given with a probability are right, by tenths.
fn reliability(out: &mut impl Write, sureness: &[(f64, bool)]) -> io::Result<()> {
    writeln!(out, "of places given with a probability of, so many are right:")?;
    for tenth in 0..10 {
        let within: Vec<&(f64, bool)> =
            sureness.iter().filter(|(p, _)| ((p * 10.0) as usize).min(9) == tenth).collect();
        if within.is_empty() {
            continue;
        }
        let count = within.len() as f64;
        let mean = within.iter().map(|(p, _)| p).sum::<f64>() / count;
        let right = within.iter().filter(|(_, right)| *right).count() as f64;
        writeln!(out, "  {mean:.2}  {:.2}  ({} places)", right / count, within.len())?;
    }
    Ok(())
}
