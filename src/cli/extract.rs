//! `dateline extract`: what the articles say, one report a line.

use std::io::{self, BufWriter, Write};

use super::args::{ExtractArgs, ExtractFormat};
use super::{Outcome, reading};
use crate::reports::Report;

pub(super) fn run(args: &ExtractArgs) -> anyhow::Result<Outcome> {
    let region = reading::region_with(&args.input.sources)?;
    let mut out = Lines { out: BufWriter::new(io::stdout().lock()), format: args.format, written: 0 };
    let batch = reading::read_each(&args.input, &region, |reports| out.write(&reports))?;
    out.out.flush()?;
    Ok(match (batch.failed, out.written) {
        (1.., _) => Outcome::Wrong,
        (0, 0) => Outcome::Nothing,
        (0, _) => Outcome::Found,
    })
}

/// Prints reports as they come.
struct Lines<W: Write> {
    out: W,
    format: ExtractFormat,
    /// How many were printed.
    written: usize,
}

impl<W: Write> Lines<W> {
    fn write(&mut self, reports: &[Report]) -> anyhow::Result<()> {
        match self.format {
            ExtractFormat::Jsonl => {
                for report in reports {
                    serde_json::to_writer(&mut self.out, report).map_err(io::Error::from)?;
                    self.out.write_all(b"\n")?;
                }
            }
            ExtractFormat::Csv => write_csv(&mut self.out, reports, self.written == 0)?,
        }
        self.written += reports.len();
        Ok(())
    }
}

/// Reports as lines of a table, with its head first where it `begins`: lists are joined by '; ', and the columns are
/// those of `reports.jsonl`.
fn write_csv(out: &mut impl Write, reports: &[Report], begins: bool) -> anyhow::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    for (number, report) in reports.iter().enumerate() {
        let serde_json::Value::Object(fields) = serde_json::to_value(report)? else { continue };
        if number == 0 && begins {
            table.write_record(fields.keys())?;
        }
        let cells = fields.values().map(|value| match value {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => crate::export::protect(text).into_owned(),
            serde_json::Value::Array(items) => {
                let words: Vec<&str> = items.iter().filter_map(serde_json::Value::as_str).collect();
                crate::export::protect(&words.join("; ")).into_owned()
            }
            other => other.to_string(),
        });
        table.write_record(cells)?;
    }
    table.flush()?;
    Ok(())
}
