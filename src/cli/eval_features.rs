//! `dateline eval --features`: what the learned models are fitted on, a line for each row that they judge (docs/eval.md).

use std::io::{BufWriter, Write, stdout};

use serde_json::{Map, Value, json};

use super::args::InputArgs;
use super::{Outcome, reading};
use crate::article::{Loaded, articles};
use crate::eval::{self, GoldArticle, GoldEvent};
use crate::region::Region;
use crate::reports::{Features, Named, Report, Row};

/// Prints the rows of each annotated article: what each model judged, what it knew of it, and whether it was right.
pub(super) fn run(gold: &[GoldArticle], input: &InputArgs, region: &Region) -> anyhow::Result<Outcome> {
    let reader = reading::reader(region, input.lexicon.as_deref(), &input.sources)?;
    let mut rows = Rows { out: BufWriter::new(stdout().lock()), choice: 0, sure: true };
    for step in articles(&input.inputs) {
        let Loaded::Article(article) = step else { continue };
        let Some(annotated) = gold.iter().find(|a| a.id == article.id) else { continue };
        let features = reader.features(&article);
        rows.scores(annotated, &features)?;
        for links in &features.links {
            rows.sure = links.iter().all(|row| eval::is_sure(annotated, &row.0));
            rows.choose("link", links, |report| eval::is_at(annotated, report))?;
        }
        // Of what is not told there no days are right.
        for days in features.days.iter().filter(|days| days.iter().any(|row| eval::is_at(annotated, &row.0))) {
            rows.sure = days.iter().all(|row| eval::is_sure(annotated, &row.0));
            rows.choose("days", days, |report| eval::is_then(annotated, report))?;
        }
        rows.sure = true;
    }
    rows.out.flush()?;
    Ok(Outcome::Found)
}

/// Writes rows.
struct Rows<W> {
    out: W,
    /// The number of the last choice: rows of one are alternatives.
    choice: usize,
    /// Whether the annotations say which events the sentence of the choice tells of.
    sure: bool,
}

impl<W: Write> Rows<W> {
    /// Every candidate of an article. Each event is told by the likeliest that tells of it, and by no other.
    fn scores(&mut self, annotated: &GoldArticle, features: &Features) -> std::io::Result<()> {
        let all = &features.candidates;
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by(|&a, &b| all[b].0.confidence.total_cmp(&all[a].0.confidence));
        let mut left: Vec<&GoldEvent> = annotated.events.iter().collect();
        for i in order {
            let told = left.iter().position(|event| eval::tells(event, &all[i].0)).map(|k| left.remove(k));
            self.write("score", 0, &all[i], told.is_some(), &Value::Null)?;
            // Who took part, and how it is said, is only known of what is told.
            if let Some(event) = told {
                self.parties(event, &all[i].0, features.parties.get(i).map_or(&[], Vec::as_slice))?;
                let ways = features.manners.get(i).map_or(&[][..], Vec::as_slice);
                self.choose("manner", ways, |report| report.modality == event.modality)?;
            }
        }
        Ok(())
    }

    /// Everybody who may have taken part in an event.
    fn parties(&mut self, event: &GoldEvent, report: &Report, parties: &[Named]) -> std::io::Result<()> {
        self.choice += 1;
        let wanted: Vec<&String> = event.actors.iter().chain(&event.against).collect();
        let names: Vec<&str> = parties.iter().map(|(name, _)| name.as_str()).collect();
        for ((name, known), side) in parties.iter().zip(eval::named(event, &names)) {
            let party = json!({"name": name, "did": side, "wanted": wanted});
            self.write("party", self.choice, &(report.clone(), known.clone()), side.is_some(), &party)?;
        }
        Ok(())
    }

    /// The alternatives of one choice.
    fn choose(&mut self, model: &str, rows: &[Row], is_right: impl Fn(&Report) -> bool) -> std::io::Result<()> {
        self.choice += 1;
        for row in rows {
            self.write(model, self.choice, row, is_right(&row.0), &Value::Null)?;
        }
        Ok(())
    }

    fn write(&mut self, model: &str, choice: usize, row: &Row, right: bool, party: &Value) -> std::io::Result<()> {
        let (report, features) = row;
        let features: Map<String, Value> =
            features.iter().map(|&(name, value)| (name.to_owned(), value.into())).collect();
        let row = json!({
            "model": model, "choice": choice, "right": right, "article": report.article, "code": report.code,
            "place": report.place, "lat": report.lat, "lon": report.lon, "date_start": report.date_start,
            "date_end": report.date_end, "quote": report.quote, "features": features, "party": party, "sure": self.sure,
        });
        writeln!(self.out, "{row}")
    }
}
