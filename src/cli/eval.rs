//! `dateline eval`: how well articles are read.
#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method's path has a lifetime too narrow to be passed"
)]

use std::io::{BufWriter, Write, stdout};

use super::args::{EvalArgs, InputArgs};
use super::{Outcome, reading};
use crate::eval::{self, Counts, GoldArticle, is_event, is_territory};
use crate::reports::Report;

pub(super) fn run(args: &EvalArgs) -> anyhow::Result<Outcome> {
    if let Some(corpus) = &args.geoparsing {
        return super::eval_geoparsing::run(corpus, &args.sources, args.misses);
    }
    if let Some(folder) = &args.dates {
        return super::eval_dates::run(folder, args.misses);
    }
    let (Some(gold), Some(articles)) = (&args.gold, &args.articles) else {
        anyhow::bail!("give the annotated events and the folder of their articles, --geoparsing XML or --dates DIR");
    };
    let gold = eval::load(gold)?;
    let region = reading::region_with(&args.sources)?;
    let input = InputArgs {
        inputs: vec![articles.clone()],
        sources: args.sources.clone(),
        lexicon: args.lexicon.clone(),
        threads: 0,
    };
    if args.features {
        return super::eval_features::run(&gold, &input, &region);
    }
    let mut out = BufWriter::new(stdout().lock());
    let batch = reading::read(&input, &region)?;
    let all = eval::score(&gold, &batch.reports, |_| true);
    writeln!(out, "all: {} articles, {} gold, {} reports", gold.len(), all.wanted, all.found)?;
    line(&mut out, "where", all.counts(|_| true))?;
    line(&mut out, "where+when", all.counts(|p| p.same_time()))?;
    line(&mut out, "where+what", all.counts(|p| p.same_group()))?;
    line(&mut out, "event", all.counts(is_event))?;
    line(&mut out, "event exact", all.counts(|p| p.gold.code == p.report.code && p.same_time()))?;
    let territory = eval::score(&gold, &batch.reports, is_territory);
    writeln!(out, "territory: {} gold, {} reports", territory.wanted, territory.found)?;
    line(&mut out, "event", territory.counts(is_event))?;
    let (.., actors) = all.actors().prf();
    writeln!(
        out,
        "of {} pairs (where+what): date {:.3}  code {:.3}  modality {:.3}  actors F1 {actors:.3}",
        all.counts(|p| p.same_group()).hit,
        all.share(|p| p.same_time()),
        all.share(|p| p.gold.code == p.report.code),
        all.share(|p| p.gold.modality == p.report.modality),
    )?;
    let mut langs: Vec<&str> = gold.iter().map(|a| a.lang.as_str()).collect();
    langs.sort_unstable();
    langs.dedup();
    for lang in langs {
        let some: Vec<GoldArticle> = gold.iter().filter(|a| a.lang == lang).cloned().collect();
        let score = eval::score(&some, &batch.reports, |_| true);
        writeln!(out, "lang {lang}: {} articles, {} gold, {} reports", some.len(), score.wanted, score.found)?;
        line(&mut out, "event", score.counts(is_event))?;
    }
    reliability(&mut out, &gold, &batch.reports)?;
    for (article, event) in all.missed.iter().take(args.misses) {
        let days = days(event.date_start, event.date_end);
        let words = event.evidence.as_deref().unwrap_or_default();
        writeln!(out, "missed {article}: {} @ {} {days} | {words}", event.code.as_str(), event.place)?;
    }
    for report in all.spurious.iter().take(args.misses) {
        let days = days(report.date_start, report.date_end);
        let quote: String = report.quote.chars().take(200).collect();
        writeln!(
            out,
            "spurious {}: {} @ {} {days} {:.2} | {}",
            report.article,
            report.code.as_str(),
            report.place,
            report.confidence,
            quote.replace('\n', " ")
        )?;
    }
    out.flush()?;
    Ok(if all.found > 0 { Outcome::Found } else { Outcome::Nothing })
}

fn days(start: Option<chrono::NaiveDate>, end: Option<chrono::NaiveDate>) -> String {
    let day = |d: Option<chrono::NaiveDate>| d.map_or_else(|| "?".to_owned(), |d| d.to_string());
    format!("{}..{}", day(start), day(end))
}

fn line(out: &mut impl Write, name: &str, counts: Counts) -> std::io::Result<()> {
    let (p, r, f) = counts.prf();
    writeln!(out, "  {name:<12} P {p:.3}  R {r:.3}  F1 {f:.3}")
}

/// Of the reports at each confidence, how many are right: the two columns should agree.
fn reliability(out: &mut impl Write, gold: &[GoldArticle], reports: &[Report]) -> std::io::Result<()> {
    let score = eval::score(gold, reports, |_| true);
    writeln!(out, "confidence   reports   said  right")?;
    for step in 0..10 {
        let (low, high) = (f64::from(step) / 10.0, f64::from(step + 1) / 10.0);
        let within = |r: &Report| r.confidence >= low && (r.confidence < high || step == 9);
        let some: Vec<&Report> = reports.iter().filter(|r| within(r)).collect();
        if some.is_empty() {
            continue;
        }
        let right = score.pairs.iter().filter(|p| within(p.report) && is_event(p)).count();
        let said = some.iter().map(|r| r.confidence).sum::<f64>() / some.len() as f64;
        writeln!(
            out,
            "  {low:.1} - {high:.1} {:>9}   {said:.2}   {:.2}",
            some.len(),
            right as f64 / some.len() as f64
        )?;
    }
    Ok(())
}
