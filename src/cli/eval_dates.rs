//! `dateline eval --dates`: how well time expressions are read.

use std::io::{BufWriter, Write, stdout};
use std::path::Path;

use super::Outcome;
use crate::dates::wikiwars::{Tally, TextScore, score};

/// Prints figures for each text, for all, and apart for texts of odd and even place: rules are made while looking at
/// one half, and the other tells what they are worth.
pub(super) fn run(folder: &Path, faults: usize) -> anyhow::Result<Outcome> {
    let scores = score(folder)?;
    let mut out = BufWriter::new(stdout().lock());
    writeln!(out, "recognition of dates of a day or coarser: P R F1; value: share of those recognised")?;
    for text in &scores {
        line(&mut out, &text.name, &text.tally)?;
    }
    let sum = |some: &mut dyn Iterator<Item = &TextScore>| {
        some.fold(Tally::default(), |mut all, text| {
            all.add(&text.tally);
            all
        })
    };
    line(&mut out, "texts 1, 3, 5 ...", &sum(&mut scores.iter().step_by(2)))?;
    line(&mut out, "texts 2, 4, 6 ...", &sum(&mut scores.iter().skip(1).step_by(2)))?;
    let all = sum(&mut scores.iter());
    line(&mut out, "all", &all)?;
    for text in &scores {
        for fault in text.faults.iter().take(faults) {
            writeln!(out, "{}: {fault}", text.name)?;
        }
    }
    out.flush()?;
    Ok(if all.found > 0 { Outcome::Found } else { Outcome::Nothing })
}

fn line(out: &mut impl Write, name: &str, tally: &Tally) -> std::io::Result<()> {
    let ((p, r, relaxed), (.., strict)) = (tally.prf(tally.relaxed), tally.prf(tally.strict));
    writeln!(
        out,
        "{name:<28} {:>5} marks  relaxed {p:.3} {r:.3} {relaxed:.3}  strict F1 {strict:.3}  value {:.3}",
        tally.gold,
        tally.accuracy()
    )
}
