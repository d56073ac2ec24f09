//! `dateline places import`: gazetteers into an index.

use std::io::{self, Write, stderr};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::Outcome;
use crate::places::import;

pub(super) fn run(files: &[PathBuf], out: &Path) -> anyhow::Result<Outcome> {
    let begun = Instant::now();
    let report = import::import(files, out)?;
    let mut err = stderr().lock();
    for warning in &report.warnings {
        writeln!(err, "warning: {warning}")?;
    }
    let more = report.bad.saturating_sub(report.warnings.len() as u64);
    if more > 0 {
        writeln!(err, "warning: {more} more lines can't be read")?;
    }
    let stats = report.stats;
    writeln!(
        io::stdout(),
        "{}: {} places, {} names, {:.1} MB in {:.1} s ({} records read, {} left out, {} unreadable)",
        out.display(),
        stats.rows,
        stats.names,
        stats.bytes as f64 / 1e6,
        begun.elapsed().as_secs_f64(),
        report.read,
        report.left_out,
        report.bad
    )?;
    Ok(if stats.rows > 0 { Outcome::Found } else { Outcome::Nothing })
}
