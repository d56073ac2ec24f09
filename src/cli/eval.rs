//! `dateline eval`: how well articles are read.
#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method's path has a lifetime too narrow to be passed"
)]

use std::io::{BufWriter, Write, stdout};

use super::args::{EvalArgs, InputArgs};
use super::{Outcome, reading};
use crate::eval::{self, Counts, GoldArticle, is_event, is_territory};
use crate::reports::{Report, Row};

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
    let mut out = BufWriter::new(stdout().lock());
    if args.features {
        return features(&gold, &input, &region, &mut out);
    }
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

/// What the learned models are fitted on: a line for each choice they make (docs/eval.md).
fn features(
    gold: &[GoldArticle],
    input: &InputArgs,
    region: &crate::region::Region,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let reader = reading::reader(region, input.lexicon.as_deref(), &input.sources)?;
    let mut choice = 0;
    let mut write = |model: &str, choice: usize, (report, features): &Row, right: bool, party: serde_json::Value| {
        let features: serde_json::Map<String, serde_json::Value> =
            features.iter().map(|&(name, value)| (name.to_owned(), value.into())).collect();
        let row = serde_json::json!({
            "model": model, "choice": choice, "right": right, "article": report.article, "code": report.code,
            "place": report.place, "lat": report.lat, "lon": report.lon, "date_start": report.date_start,
            "date_end": report.date_end, "quote": report.quote, "features": features, "party": party,
        });
        writeln!(out, "{row}")
    };
    for step in crate::article::articles(&input.inputs) {
        let crate::article::Loaded::Article(article) = step else { continue };
        let Some(events) = gold.iter().find(|a| a.id == article.id) else { continue };
        let features = reader.features(&article);
        // Each event is told by the likeliest candidate that tells of it, and by no other.
        let mut order: Vec<usize> = (0..features.candidates.len()).collect();
        order.sort_by(|&a, &b| features.candidates[b].0.confidence.total_cmp(&features.candidates[a].0.confidence));
        let mut left: Vec<&eval::GoldEvent> = events.events.iter().collect();
        for i in order {
            let row = &features.candidates[i];
            let told = left.iter().position(|event| eval::tells(event, &row.0)).map(|k| left.remove(k));
            write("score", 0, row, told.is_some(), serde_json::Value::Null)?;
            // Who took part is only known of what is told.
            let Some(event) = told else { continue };
            choice += 1;
            let wanted: Vec<&String> = event.actors.iter().chain(&event.against).collect();
            let names: Vec<&str> = features.parties[i].iter().map(|(name, _)| name.as_str()).collect();
            for ((name, known), side) in features.parties[i].iter().zip(eval::named(event, &names)) {
                let more = serde_json::json!({"name": name, "did": side, "wanted": wanted});
                write("party", choice, &(row.0.clone(), known.clone()), side.is_some(), more)?;
            }
        }
        for links in &features.links {
            choice += 1;
            for row in links {
                write("link", choice, row, eval::is_at(events, &row.0), serde_json::Value::Null)?;
            }
        }
        // Of what is not told there no days are right.
        for days in features.days.iter().filter(|days| days.iter().any(|row| eval::is_at(events, &row.0))) {
            choice += 1;
            for row in days {
                write("days", choice, row, eval::is_then(events, &row.0), serde_json::Value::Null)?;
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Found)
}
