//! Articles: one news text with its id, title, outlet, address, language and publication date, and how it is read
//! from files ([`load`], [`articles`]): plain text, any encoding of the European press, one or many at once.
//!
//! Invariant: the date of a file is never read, and what one file has wrong never stops the others.

mod calendar;
mod decode;
mod html;
mod jsonl;
mod lang;
mod language;
mod load;
mod plain;
mod problem;
mod published;
mod source;

pub use lang::Lang;
pub use language::detect as detect_language;
pub use load::{Articles, Loaded, articles, load};
pub use plain::from_text;
pub use problem::{ArticleProblem, ProblemKind};
pub use source::{MAX_ARTICLE_BYTES, Source, sources};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How the publication date was found. The date of the file itself is never used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublishedBasis {
    /// A `date YYYY-MM-DD` line at the top.
    DateLine,
    /// A line that is a date ('Wednesday February 07 2024').
    Byline,
    /// An agency dateline ('GOMA, June 13 (Reuters)').
    Dateline,
    /// Page metadata (JSON-LD, `article:published_time`, `<time>`).
    Metadata,
    /// The address of the page (`/2024/02/07/`).
    Url,
    /// The last resort: a full date in the text itself.
    Text,
}

/// The day an article was published and how that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The day.
    pub date: NaiveDate,
    /// Where it was found.
    pub basis: PublishedBasis,
}

/// One news text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The file's stem ('seed-003'); unique within a run.
    pub id: String,
    /// The headline, where one was found.
    pub title: Option<String>,
    /// The outlet ('Al Jazeera'), where the text or the page tells.
    pub outlet: Option<String>,
    /// The address of the page, where known.
    pub url: Option<String>,
    /// The language of the text.
    pub lang: Lang,
    /// The publication date; `None` when nothing tells it.
    pub published: Option<Published>,
    /// The text as it stood in the file (UTF-8). All byte offsets of the project point into this.
    pub text: String,
    /// Where the running text begins in `text` (bytes): behind a `date` line or a byline, so that the
    /// publication date is not read as an event's date.
    pub body: usize,
}
