//! `dateline extract`: what the articles say, one report a line.

use std::io::{self, BufWriter, Write};

use super::args::{ExtractArgs, ExtractFormat};
use super::{Outcome, reading};
use crate::reports::Report;

pub(super) fn run(args: &ExtractArgs) -> anyhow::Result<Outcome> {
    let region = reading::region_with(&args.input.sources)?;
    let batch = reading::read(&args.input, &region)?;
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        ExtractFormat::Jsonl => {
            for report in &batch.reports {
                serde_json::to_writer(&mut out, report).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            }
        }
        ExtractFormat::Csv => write_csv(&mut out, &batch.reports)?,
    }
    out.flush()?;
    Ok(match (batch.failed, batch.reports.is_empty()) {
        (1.., _) => Outcome::Wrong,
        (0, true) => Outcome::Nothing,
        (0, false) => Outcome::Found,
    })
}

/// The reports as a table: lists are joined by '; ', and the columns are those of `reports.jsonl`.
fn write_csv(out: &mut impl Write, reports: &[Report]) -> anyhow::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    for (number, report) in reports.iter().enumerate() {
        let serde_json::Value::Object(fields) = serde_json::to_value(report)? else { continue };
        if number == 0 {
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
