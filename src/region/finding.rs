//! What is wrong with a table, and the errors that loading one can end in.

use std::{fmt, io};

use thiserror::Error;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The tables can't be used as they are.
    Error,
    /// Usable, but look at it.
    Warning,
}

/// One thing that is wrong with one field of one line of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Path of the file, as given.
    pub file: String,
    /// Line in the file, counted from 1; 0 when the file as a whole is meant.
    pub line: u64,
    /// Column of the table; empty when the row as a whole is meant.
    pub field: String,
    /// What is wrong, and what to do.
    pub message: String,
    /// How bad it is.
    pub severity: Severity,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.file)?;
        if self.line > 0 {
            write!(out, ":{}", self.line)?;
        }
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(out, ": {severity}: ")?;
        if !self.field.is_empty() {
            write!(out, "{}: ", self.field)?;
        }
        write!(out, "{}", self.message)
    }
}

/// Where the readers of tables put what they find.
#[derive(Debug, Default)]
pub(super) struct Findings(Vec<Finding>);

impl Findings {
    pub(super) fn error(&mut self, file: &str, line: u64, field: &str, message: impl Into<String>) {
        self.push(file, line, field, message.into(), Severity::Error);
    }

    pub(super) fn warning(&mut self, file: &str, line: u64, field: &str, message: impl Into<String>) {
        self.push(file, line, field, message.into(), Severity::Warning);
    }

    fn push(&mut self, file: &str, line: u64, field: &str, message: String, severity: Severity) {
        self.0.push(Finding { file: file.to_owned(), line, field: field.to_owned(), message, severity });
    }

    /// All of them, by file, line and field.
    pub(super) fn into_sorted(mut self) -> Vec<Finding> {
        self.0.sort_by(|a, b| (&a.file, a.line, &a.field, &a.message).cmp(&(&b.file, b.line, &b.field, &b.message)));
        self.0
    }

    /// The first error, when there is one: what loading stops with.
    pub(super) fn into_result(self) -> Result<(), RegionError> {
        let mut errors = self.0.into_iter().filter(|finding| finding.severity == Severity::Error);
        match errors.next() {
            None => Ok(()),
            Some(first) => Err(RegionError::Table { first: Box::new(first), more: errors.count() }),
        }
    }
}

/// Why a region could not be loaded.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RegionError {
    /// No region of this name is built in.
    #[error("no built-in region '{name}' (there is: {known}); give the path of a folder of tables to use your own")]
    UnknownName {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: String,
    },
    /// A file can't be read.
    #[error("{file}: {source}; a region is a folder with at least places.csv, see docs/own-region.md")]
    Read {
        /// The path.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// A table holds something it must not.
    #[error("{first}; and {more} more: 'dateline places check DIR' lists everything")]
    Table {
        /// The first error, in the order of the files.
        first: Box<Finding>,
        /// How many more there are.
        more: usize,
    },
}
