//! Scoring against a corpus of histories with TIMEX2 marks, such as `WikiWars` (Mazur and Dale 2010).
//!
//! Scored are the marks whose value is a point of the calendar of a day or coarser. Others (lengths, clock times,
//! 'now', unknown days) are neither asked for nor counted against what touches them.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::expr::{Expr, TimeMention};
use super::find::find;
use super::narrative::Teller;
use super::timex;
use crate::article::Lang;
use crate::text::Document;

/// A corpus that cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CorpusError {
    /// A file or folder that cannot be read.
    #[error("{}: {source}; check the path", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// No text in the folder.
    #[error("{}: no file ending in .key.xml", .0.display())]
    Empty(PathBuf),
}

/// What was counted over some texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Marks asked for.
    pub gold: usize,
    /// Times found, without those that touch only marks not asked for.
    pub found: usize,
    /// Pairs of a mark and a time that overlap.
    pub relaxed: usize,
    /// Pairs with the very same extent.
    pub strict: usize,
    /// Overlapping pairs with the same value.
    pub value: usize,
}

impl Tally {
    /// Precision, recall and F1 of `hits` pairs.
    #[must_use]
    pub fn prf(&self, hits: usize) -> (f64, f64, f64) {
        let ratio = |of: usize| if of == 0 { 0.0 } else { hits as f64 / of as f64 };
        let (p, r) = (ratio(self.found), ratio(self.gold));
        (p, r, if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) })
    }

    /// Share of the overlapping pairs whose value is right.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        if self.relaxed == 0 { 0.0 } else { self.value as f64 / self.relaxed as f64 }
    }

    /// Adds the counts of `other`.
    pub fn add(&mut self, other: &Tally) {
        self.gold += other.gold;
        self.found += other.found;
        self.relaxed += other.relaxed;
        self.strict += other.strict;
        self.value += other.value;
    }
}

/// One text scored.
#[derive(Debug, Clone)]
pub struct TextScore {
    /// File name without its endings.
    pub name: String,
    /// Its counts.
    pub tally: Tally,
    /// What went wrong, one line each: missed, wrongly found, or of another value.
    pub faults: Vec<String>,
}

/// Scores all `*.key.xml` files of a folder, in the order of their names.
///
/// # Errors
/// When the folder or a file cannot be read, or holds no such file.
pub fn score(folder: &Path) -> Result<Vec<TextScore>, CorpusError> {
    let io = |path: &Path| {
        let path = path.to_owned();
        move |source| CorpusError::Io { path, source }
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(io(folder))? {
        let path = entry.map_err(io(folder))?.path();
        if path.to_string_lossy().ends_with(".key.xml") {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(CorpusError::Empty(folder.to_owned()));
    }
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let xml = fs::read(path).map_err(io(path))?;
            let name = path.file_name().map(|n| n.to_string_lossy().replace(".key.xml", "")).unwrap_or_default();
            Ok(score_text(name, &String::from_utf8_lossy(&xml)))
        })
        .collect()
}

/// A mark of the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    bytes: Range<usize>,
    /// Its value when it is asked for.
    value: Option<String>,
}

/// The running text of a marked file and its marks.
#[must_use]
pub fn plain_text(xml: &str) -> String {
    unmark(xml).0
}

fn unmark(xml: &str) -> (String, Vec<Mark>) {
    let body = xml.split_once("<TEXT>").map_or(xml, |(_, b)| b);
    let mut rest = body.split_once("</TEXT>").map_or(body, |(b, _)| b);
    let (mut text, mut open, mut marks) = (String::with_capacity(rest.len()), Vec::new(), Vec::new());
    while let Some(at) = rest.find('<') {
        push_plain(&rest[..at], &mut text);
        let Some(end) = rest[at..].find('>') else { break };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        if tag.starts_with("TIMEX2") {
            let value = tag.split_once(" val=\"").and_then(|(_, v)| v.split_once('"')).map(|(v, _)| v);
            open.push((text.len(), value.and_then(asked_for)));
        } else if tag == "/TIMEX2"
            && let Some((start, value)) = open.pop()
        {
            marks.push(Mark { bytes: start..text.len(), value });
        }
    }
    push_plain(rest, &mut text);
    marks.sort_by_key(|m| (m.bytes.start, m.bytes.end));
    (text, marks)
}

fn push_plain(piece: &str, text: &mut String) {
    if piece.contains('&') {
        let plain = piece.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
        text.push_str(&plain.replace("&amp;", "&"));
    } else {
        text.push_str(piece);
    }
}

/// The value without a part of the day, when it is a point of the calendar.
fn asked_for(value: &str) -> Option<String> {
    let value = match value.split_once('T') {
        Some((day, part)) if part.chars().all(|c| c.is_ascii_alphabetic()) => day,
        Some(_) => return None,
        None => value,
    };
    let digits = value.strip_prefix("BC").unwrap_or(value);
    let calendar = digits.starts_with(|c: char| c.is_ascii_digit()) && !digits.contains('X');
    calendar.then(|| value.to_owned())
}

/// A time found, with its extent and value.
struct Found {
    bytes: Range<usize>,
    value: Option<String>,
}

fn read(text: &str) -> Vec<Found> {
    let doc = Document::new(text);
    let mut mentions = Vec::new();
    find(&doc, 0..doc.tokens.len(), Lang::En, &mut mentions);
    let mut teller = Teller::default();
    let mut out = Vec::new();
    for mention in mentions.iter().filter(|m| m.is_date()) {
        let anchor = teller.anchor();
        // The corpus marks both ends of a run.
        let mut put = |m: &TimeMention| {
            let value = timex::value(&m.expr, &anchor, m.role);
            out.push(Found { bytes: doc.bytes(m.tokens.clone()), value });
        };
        match &mention.expr {
            Expr::Range(ends) => {
                put(&ends.0);
                put(&ends.1);
            }
            _ => put(mention),
        }
        teller.told(mention, &anchor);
    }
    out
}

fn score_text(name: String, xml: &str) -> TextScore {
    let (text, marks) = unmark(xml);
    let found = read(&text);
    let overlaps = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let mut tally = Tally::default();
    let mut faults = Vec::new();
    let mut used = vec![false; found.len()];
    let asked: Vec<&Mark> = marks.iter().filter(|m| m.value.is_some()).collect();
    tally.gold = asked.len();
    let around = |bytes: &Range<usize>| {
        let from = (0..=bytes.start.saturating_sub(40)).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
        let to = (bytes.end + 30..text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len());
        format!("…{}[{}]{}…", &text[from..bytes.start], &text[bytes.clone()], &text[bytes.end..to]).replace('\n', " ")
    };
    // The same extent first, then the first that overlaps.
    for mark in asked {
        let same = (0..found.len()).find(|&i| !used[i] && found[i].bytes == mark.bytes);
        let hit = same.or_else(|| (0..found.len()).find(|&i| !used[i] && overlaps(&found[i].bytes, &mark.bytes)));
        let Some(i) = hit else {
            faults.push(format!("missed {} {}", mark.value.as_deref().unwrap_or(""), around(&mark.bytes)));
            continue;
        };
        used[i] = true;
        tally.relaxed += 1;
        tally.strict += usize::from(same.is_some());
        if found[i].value == mark.value {
            tally.value += 1;
        } else {
            let (got, want) = (found[i].value.as_deref().unwrap_or("-"), mark.value.as_deref().unwrap_or(""));
            faults.push(format!("value {got}, not {want} {}", around(&mark.bytes)));
        }
    }
    for (time, _) in found.iter().zip(&used).filter(|(_, used)| !**used) {
        // Touching a mark that is not asked for is no fault; a second time inside a mark asked for is one.
        if !marks.iter().any(|m| m.value.is_none() && overlaps(&m.bytes, &time.bytes)) {
            faults.push(format!("wrongly found {}", around(&time.bytes)));
            tally.found += 1;
        }
    }
    tally.found += tally.relaxed;
    TextScore { name, tally, faults }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_a_small_text() {
        let xml = "<DOC><TEXT>\nOn <TIMEX2 val=\"1914-08-04\">4 August 1914</TIMEX2> they came. In \
                   <TIMEX2 val=\"1914-09\" mod=\"END\">late September</TIMEX2> they left &amp; rested for \
                   <TIMEX2 val=\"P2M\">two months</TIMEX2>. It ended <TIMEX2 val=\"1914\">that year</TIMEX2>, in May 1920, \
                   <TIMEX2 val=\"1914-12-25\">at Christmas</TIMEX2>.</TEXT></DOC>";
        let score = score_text("a".to_owned(), xml);
        assert_eq!(score.tally, Tally { gold: 4, found: 4, relaxed: 3, strict: 3, value: 3 }, "{:?}", score.faults);
        assert_eq!(score.faults.len(), 2);
        assert!(plain_text(xml).contains("left & rested for two months."));
    }
}
