//! Gazetteers as their makers publish them, made into one index file.
//!
//! Dumps are read as streams: a line, a feature or a record at a time, so that their size does not matter. What can't
//! be read is counted with its line, and a file in which little can be read is refused.

mod csv;
mod geojson;
mod geonames;
mod kinds;
mod lines;
mod source;

use std::fs;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use hashbrown::HashMap;

pub use self::csv::own_table;
use super::index::{IndexBuilder, IndexStats};

/// How many warnings are kept word for word; the rest is only counted.
const KEPT_WARNINGS: usize = 20;

/// Why an import stopped.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file can't be read.
    #[error("can't read {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The index can't be written.
    #[error("can't write the place index {path}: {source}")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is of no known form.
    #[error(
        "{path}: {what}; it should be a GeoNames dump, GeoJSON of OpenStreetMap or Who's On First, or CSV with the columns name, lat and lon"
    )]
    Form {
        /// The file.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// More is broken than whole.
    #[error("{path}: {bad} of {total} lines can't be read, the first: {first}")]
    Broken {
        /// The file.
        path: PathBuf,
        /// Lines that can't be read.
        bad: u64,
        /// All lines.
        total: u64,
        /// The first warning.
        first: String,
    },
    /// A wrong value in a user's own table.
    #[error("{path}:{line}: {what}")]
    Value {
        /// The file.
        path: PathBuf,
        /// The line.
        line: u64,
        /// What is wrong and what to do.
        what: String,
    },
}

/// What an import did.
#[derive(Debug, Default)]
pub struct ImportReport {
    /// What the index holds.
    pub stats: IndexStats,
    /// Lines, features and records read.
    pub read: u64,
    /// Left out on purpose: buildings, springs, names in other scripts.
    pub left_out: u64,
    /// What could not be read.
    pub bad: u64,
    /// The first of them, each with file and line.
    pub warnings: Vec<String>,
}

/// Reads dumps into an [`IndexBuilder`].
#[derive(Default)]
struct Importer {
    builder: IndexBuilder,
    /// Row by GeoNames id; only kept when a table of alternate names is among the files.
    by_id: Option<HashMap<u32, u32>>,
    report: ImportReport,
}

/// The file being read, and what was wrong in it.
struct Tally<'a> {
    path: &'a Path,
    read: u64,
    bad: u64,
    first: Option<String>,
}

impl Importer {
    fn warn(&mut self, tally: &mut Tally, line: u64, what: impl std::fmt::Display) {
        tally.bad += 1;
        self.report.bad += 1;
        let name = tally
            .path
            .file_name()
            .map_or_else(|| tally.path.display().to_string(), |n| n.to_string_lossy().into_owned());
        let text = format!("{name}:{line}: {what}");
        if tally.first.is_none() {
            tally.first = Some(text.clone());
        }
        if self.report.warnings.len() < KEPT_WARNINGS {
            self.report.warnings.push(text);
        }
    }

    /// Refuses a file in which more is broken than whole.
    fn check(&mut self, tally: Tally) -> Result<(), ImportError> {
        self.report.read += tally.read;
        if tally.bad * 2 > tally.read {
            return Err(ImportError::Broken {
                path: tally.path.to_owned(),
                bad: tally.bad,
                total: tally.read,
                first: tally.first.unwrap_or_default(),
            });
        }
        Ok(())
    }
}

/// Makes one index of any mix of gazetteers. `out` is replaced only when all went well.
///
/// GeoNames' tables of alternate names and of admin codes are told from dumps by their columns; they may come in any
/// order.
///
/// # Errors
/// When a file can't be read, is of no known form, or is mostly broken; when `out` can't be written.
pub fn import(files: &[PathBuf], out: &Path) -> Result<ImportReport, ImportError> {
    let mut importer = Importer::default();
    let mut sources = Vec::new();
    for path in files {
        sources.extend(source::list(path)?);
    }
    if sources.iter().any(|s| s.form == source::Form::AlternateNames) {
        importer.by_id = Some(HashMap::new());
    }
    // Alternate names need the rows they belong to.
    sources.sort_by_key(|s| s.form == source::Form::AlternateNames);
    for source in &sources {
        importer.read(source)?;
    }
    let write = |source| ImportError::Write { path: out.to_owned(), source };
    let dir = out.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(dir).map_err(write)?;
    let mut file = tempfile::NamedTempFile::new_in(dir).map_err(write)?;
    let mut buffer = BufWriter::with_capacity(1 << 20, file.as_file_mut());
    importer.report.stats = importer.builder.finish(&mut buffer).map_err(write)?;
    buffer.into_inner().map_err(|e| write(e.into_error()))?;
    file.persist(out).map_err(|e| write(e.error))?;
    Ok(importer.report)
}

#[cfg(test)]
mod tests;
