//! `dateline explain`: how one article was read, and why.

use std::io::{self, BufWriter, IsTerminal, Write, stderr};

use super::args::ExplainArgs;
use super::{Outcome, reading};
use crate::article::{Article, load};
use crate::reports::{Explanation, MarkKind, Report};

pub(super) fn run(args: &ExplainArgs) -> anyhow::Result<Outcome> {
    if let Some(place) = &args.place {
        return super::why::run(&args.article, place, args.date, &args.sources);
    }
    let region = reading::region_with(&args.sources)?;
    let (articles, problems) = load(std::slice::from_ref(&args.article));
    for problem in &problems {
        writeln!(stderr(), "{}: {problem}", if problem.is_warning() { "warning" } else { "error" })?;
    }
    let reader = reading::reader(&region, args.lexicon.as_deref(), &args.sources)?;
    let stdout = io::stdout();
    let style = Style { colour: stdout.is_terminal() };
    let mut out = BufWriter::new(stdout.lock());
    let mut found = false;
    for article in &articles {
        let explanation = reader.explain(article);
        found |= !explanation.reading.reports.is_empty();
        print(&mut out, style, article, &explanation)?;
    }
    out.flush()?;
    Ok(match (articles.is_empty(), found) {
        (true, _) => Outcome::Wrong,
        (false, false) => Outcome::Nothing,
        (false, true) => Outcome::Found,
    })
}

fn print(out: &mut impl Write, style: Style, article: &Article, explanation: &Explanation) -> io::Result<()> {
    let published = article
        .published
        .map_or_else(|| "unknown publication date".to_owned(), |p| format!("published {} ({:?})", p.date, p.basis));
    writeln!(out, "{}: {:?}, {published}", article.id, article.lang)?;
    writeln!(out, "{}\n", style.legend())?;
    let mut at = 0;
    for mark in &explanation.marks {
        // Marks may overlap ('M23 attack'): the first stands.
        if mark.bytes.start < at {
            continue;
        }
        write!(out, "{}", Style::plain(&article.text[at..mark.bytes.start]))?;
        write!(out, "{}", style.mark(mark.kind, &article.text[mark.bytes.clone()]))?;
        at = mark.bytes.end;
    }
    writeln!(out, "{}\n", Style::plain(&article.text[at..]))?;
    for (number, (report, why)) in explanation.reading.reports.iter().zip(&explanation.why).enumerate() {
        writeln!(out, "{}. {}", number + 1, headline(report))?;
        for line in why {
            writeln!(out, "     {line}")?;
        }
        writeln!(out, "     “{}”", Style::plain(&report.quote.replace('\n', " ")))?;
    }
    if !explanation.reading.dropped.is_empty() {
        writeln!(out, "\nConsidered and dropped:")?;
    }
    for dropped in &explanation.reading.dropped {
        let line = article.text[..dropped.bytes.start].matches('\n').count() + 1;
        writeln!(out, "  line {line}: '{}': {}", Style::plain(&article.text[dropped.bytes.clone()]), dropped.why)?;
    }
    writeln!(out, "\nPlaces:")?;
    for mark in explanation.marks.iter().filter(|m| m.kind == MarkKind::Place) {
        writeln!(out, "  {}: {}", Style::plain(&article.text[mark.bytes.clone()]), mark.note)?;
    }
    Ok(())
}

fn headline(report: &Report) -> String {
    let days = match (report.date_start, report.date_end) {
        (Some(a), Some(b)) if a == b => a.to_string(),
        (Some(a), Some(b)) => format!("{a} to {b}"),
        _ => "unknown days".to_owned(),
    };
    let side = |names: &[String]| if names.is_empty() { "?".to_owned() } else { names.join(", ") };
    let dead = report.fatalities.map(|n| format!(", {n} dead")).unwrap_or_default();
    let history = if report.background { ", history" } else { "" };
    format!(
        "{} at {} on {days}: {} against {}{dead} ({:?}{history}, {:.0} %)",
        report.code.as_str(),
        report.place,
        side(&report.actors),
        side(&report.against),
        report.modality,
        report.confidence * 100.0
    )
}

/// Colours on a terminal, brackets elsewhere.
#[derive(Debug, Clone, Copy)]
struct Style {
    colour: bool,
}

impl Style {
    fn legend(self) -> String {
        let kinds = [
            (MarkKind::Place, "place"),
            (MarkKind::Time, "time"),
            (MarkKind::Actor, "actor"),
            (MarkKind::Trigger, "trigger"),
        ];
        kinds.map(|(kind, name)| self.mark(kind, name)).join("  ")
    }

    fn mark(self, kind: MarkKind, text: &str) -> String {
        let text = Self::plain(text);
        if self.colour {
            let code = match kind {
                MarkKind::Place => "32",
                MarkKind::Time => "36",
                MarkKind::Actor => "35",
                MarkKind::Trigger => "1;33",
            };
            return format!("\x1b[{code}m{text}\x1b[0m");
        }
        match kind {
            MarkKind::Place => format!("[{text}]"),
            MarkKind::Time => format!("<{text}>"),
            MarkKind::Actor => format!("{{{text}}}"),
            MarkKind::Trigger => format!("*{text}*"),
        }
    }

    /// Article text must not steer the terminal: control characters are shown, not sent.
    fn plain(text: &str) -> String {
        text.chars()
            .map(|c| if c.is_control() && c != '\n' && c != '\t' { char::REPLACEMENT_CHARACTER } else { c })
            .collect()
    }
}
