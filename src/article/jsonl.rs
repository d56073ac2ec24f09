//! Articles as JSON lines: one object a line, read one by one, so that archives of any size go through.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;

use serde::Deserialize;

use super::Article;
use super::PublishedBasis;
use super::plain::{Known, from_text_with};
use super::problem::{ArticleProblem, ProblemKind};
use super::published::{Claim, day_of, from_url, settle};
use super::source::{MAX_ARTICLE_BYTES, io_problem};

/// A line as crawlers and archives write it.
#[derive(Deserialize)]
struct Record {
    #[serde(alias = "_id", alias = "uid")]
    id: Option<serde_json::Value>,
    #[serde(alias = "link", alias = "source_url")]
    url: Option<String>,
    #[serde(alias = "headline")]
    title: Option<String>,
    #[serde(alias = "site", alias = "site_name", alias = "publisher", alias = "source")]
    outlet: Option<serde_json::Value>,
    #[serde(
        alias = "published",
        alias = "published_at",
        alias = "date_publish",
        alias = "datePublished",
        alias = "publication_date",
        alias = "pubdate"
    )]
    date: Option<String>,
    #[serde(alias = "body", alias = "content", alias = "maintext", alias = "article")]
    text: Option<String>,
}

/// The lines of a file not yet read.
#[derive(Debug)]
pub(super) struct JsonLines {
    path: PathBuf,
    stem: String,
    lines: BufReader<File>,
    number: usize,
    done: bool,
}

impl JsonLines {
    pub(super) fn open(path: PathBuf, stem: String) -> Result<Self, ArticleProblem> {
        let file = File::open(&path).map_err(|e| io_problem(&path, e))?;
        Ok(Self { path, stem, lines: BufReader::with_capacity(1 << 16, file), number: 0, done: false })
    }

    fn problem(&self, kind: ProblemKind) -> ArticleProblem {
        ArticleProblem { path: self.path.clone(), line: Some(self.number), kind }
    }

    /// The next line as bytes; `Err` when it is too long or the file can't be read further.
    fn line(&mut self) -> Result<Option<Vec<u8>>, ArticleProblem> {
        let mut bytes = Vec::new();
        self.number += 1;
        let limit = MAX_ARTICLE_BYTES as u64 + 1;
        if let Err(e) = self.lines.by_ref().take(limit).read_until(b'\n', &mut bytes) {
            self.done = true;
            return Err(io_problem(&self.path, e));
        }
        if bytes.len() > MAX_ARTICLE_BYTES && bytes.last() != Some(&b'\n') {
            self.skip_line();
            return Err(self.problem(ProblemKind::TooLong { limit: MAX_ARTICLE_BYTES }));
        }
        Ok((!bytes.is_empty()).then_some(bytes))
    }

    /// Passes over the rest of a line without keeping it.
    fn skip_line(&mut self) {
        while let Ok(chunk) = self.lines.fill_buf() {
            if chunk.is_empty() {
                break;
            }
            let end = chunk.iter().position(|&b| b == b'\n');
            let used = end.map_or(chunk.len(), |at| at + 1);
            self.lines.consume(used);
            if end.is_some() {
                return;
            }
        }
        self.done = true;
    }

    fn article(&self, line: &[u8]) -> Result<(Article, Vec<ArticleProblem>), ProblemKind> {
        let record: Record = serde_json::from_slice(line).map_err(|e| ProblemKind::BadRecord(e.to_string()))?;
        let text = record.text.filter(|t| !t.trim().is_empty());
        let text = text.ok_or_else(|| ProblemKind::BadRecord("no \"text\"".to_owned()))?;
        if text.len() > MAX_ARTICLE_BYTES {
            return Err(ProblemKind::TooLong { limit: MAX_ARTICLE_BYTES });
        }
        let word = |value: Option<serde_json::Value>| match value {
            Some(serde_json::Value::String(s)) if !s.trim().is_empty() => Some(s.trim().to_owned()),
            Some(serde_json::Value::Number(n)) => Some(n.to_string()),
            _ => None,
        };
        let mut problems = Vec::new();
        let date = record.date.as_deref().filter(|d| !d.trim().is_empty());
        let mut claims = Vec::new();
        match date.map(|d| (d, day_of(d))) {
            Some((_, Some(date))) => claims.push(Claim { date, basis: PublishedBasis::Metadata, weight: 3 }),
            Some((found, None)) => problems.push(self.problem(ProblemKind::BadDate { found: found.to_owned() })),
            None => {}
        }
        let from_url = record.url.as_deref().and_then(from_url);
        claims.extend(from_url.map(|date| Claim { date, basis: PublishedBasis::Url, weight: 2 }));
        let known = Known {
            published: settle(&claims),
            title: record.title.filter(|t| !t.trim().is_empty()),
            url: record.url,
            outlet: word(record.outlet),
        };
        let id = word(record.id).unwrap_or_else(|| format!("{}-{}", self.stem, self.number));
        let (article, more) = from_text_with(&id, &self.path, text, known);
        problems.extend(more.into_iter().map(|p| ArticleProblem { line: Some(self.number), ..p }));
        Ok((article, problems))
    }
}

impl Iterator for JsonLines {
    type Item = Result<(Article, Vec<ArticleProblem>), ArticleProblem>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            match self.line() {
                Ok(None) => self.done = true,
                Ok(Some(line)) if line.trim_ascii().is_empty() => {}
                Ok(Some(line)) => return Some(self.article(line.trim_ascii()).map_err(|kind| self.problem(kind))),
                Err(problem) => return Some(Err(problem)),
            }
        }
        None
    }
}
