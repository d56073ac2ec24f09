//! What can be wrong with an input, said so that the user knows which file, which line, and what to do.

use std::fmt;
use std::path::PathBuf;

/// Something wrong with one input. The other articles go on.
#[derive(Debug)]
pub struct ArticleProblem {
    /// The file or folder.
    pub path: PathBuf,
    /// The line in it, from 1, where one can be named.
    pub line: Option<usize>,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong with an input.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// No such file.
    #[error("no such file or folder; check the path")]
    Missing,
    /// The system refuses to read it.
    #[error("cannot be read ({0}); check its permissions")]
    Unreadable(std::io::Error),
    /// A folder without any article.
    #[error("no article in this folder; articles are files ending in .txt, .md, .html, .htm or .jsonl")]
    EmptyFolder,
    /// Nothing but white space.
    #[error("the file is empty; remove it or put an article in it")]
    Empty,
    /// Not a text.
    #[error("not a text but {0}; save it as plain text (.txt) first")]
    Binary(&'static str),
    /// Larger than one article can be.
    #[error("longer than {} MiB, too long for one article; give one file per article, or JSON lines (.jsonl)", .limit >> 20)]
    TooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// Not UTF-8; read in another way.
    #[error("not valid UTF-8, read as {read_as}; save it as UTF-8 if letters look wrong")]
    NotUtf8 {
        /// How it was read.
        read_as: &'static str,
    },
    /// A `date` line that is no date.
    #[error("'{found}' is no publication date; write `date YYYY-MM-DD` with a year between 1600 and 2199")]
    BadDate {
        /// What stood there.
        found: String,
    },
    /// A page without an article.
    #[error("no article text found in the page; save the text itself as .txt")]
    NoText,
    /// A line that is no JSON object, or lacks a text.
    #[error("{0}; each line must be an object with \"text\" and, where known, \"id\", \"title\", \"url\", \"date\"")]
    BadRecord(String),
    /// Neither English nor French.
    #[error("looks neither English nor French; nothing sure can be read from it")]
    OtherLanguage,
}

impl ProblemKind {
    /// True when the article was read all the same.
    #[must_use]
    pub fn is_warning(&self) -> bool {
        matches!(self, Self::NotUtf8 { .. } | Self::BadDate { .. } | Self::OtherLanguage)
    }
}

impl ArticleProblem {
    /// True when the article was read all the same.
    #[must_use]
    pub fn is_warning(&self) -> bool {
        self.kind.is_warning()
    }
}

impl fmt::Display for ArticleProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.kind)
    }
}

impl std::error::Error for ArticleProblem {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.kind)
    }
}
