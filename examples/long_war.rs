//! Writes the reports of a long, made-up war, to measure `dateline map` by:
//! `cargo run --release --example long_war -- 1000 20000 1095 > reports.jsonl` (places, reports, days).

#[path = "../benches/long_war/mod.rs"]
mod long_war;

use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<usize>());
    let mut next = |or: usize| numbers.next().unwrap_or(Ok(or));
    let (places, count, days) = (next(1000)?, next(20_000)?, next(1095)?);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for report in long_war::reports(&long_war::region(places), count, days as u64) {
        serde_json::to_writer(&mut out, &report)?;
        writeln!(out)?;
    }
    Ok(out.flush()?)
}
