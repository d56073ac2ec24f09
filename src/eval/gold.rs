//! Annotated articles, one JSON object a line.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Deserialize;

use crate::reports::{Code, Modality};

/// An article with the events that a person found in it.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldArticle {
    /// The file's stem.
    pub id: String,
    /// Language code.
    pub lang: String,
    /// Its events.
    pub events: Vec<GoldEvent>,
}

/// An event as annotated.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldEvent {
    /// What happened.
    #[serde(rename = "type")]
    pub code: Code,
    /// The place as written.
    pub place: String,
    /// Coarse kind of the place.
    #[serde(default)]
    pub place_kind: Option<String>,
    /// Latitude, degrees.
    pub lat: Option<f64>,
    /// Longitude, degrees.
    pub lon: Option<f64>,
    /// First day.
    pub date_start: Option<NaiveDate>,
    /// Last day.
    pub date_end: Option<NaiveDate>,
    /// Who did it.
    #[serde(default)]
    pub actors: Vec<String>,
    /// The other side.
    #[serde(default)]
    pub against: Vec<String>,
    /// How it is said.
    pub modality: Modality,
    /// Words of the sentence.
    #[serde(default)]
    pub evidence: Option<String>,
}

/// What is wrong with a gold file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GoldError {
    /// It can't be read.
    #[error("can't read {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A line is no annotated article.
    #[error("{path}:{line}: {source}; each line must be an article as docs/eval.md describes")]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// Why.
        source: serde_json::Error,
    },
}

/// Reads a gold file.
pub fn load(path: &Path) -> Result<Vec<GoldArticle>, GoldError> {
    let text = std::fs::read_to_string(path).map_err(|source| GoldError::Read { path: path.to_owned(), source })?;
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(i, line)| {
            serde_json::from_str(line).map_err(|source| GoldError::Line { path: path.to_owned(), line: i + 1, source })
        })
        .collect()
}
