//! Which files hold articles: single files, folders with all below them, many at once.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::problem::{ArticleProblem, ProblemKind};

/// No article is longer: a bound on the memory that one input can take. The longest report of a newspaper has
/// less than a hundredth of this.
pub const MAX_ARTICLE_BYTES: usize = 16 << 20;

/// What a file's name says it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Plain,
    Html,
    JsonLines,
}

/// A file that holds one article or, as JSON lines, many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file.
    pub path: PathBuf,
    /// The id of its article: the file's stem, behind the folder's name where two files share a stem.
    pub id: String,
    pub(super) format: Format,
}

/// The files behind `inputs`, sorted by path and each once, whatever the order of the inputs, and what is wrong with
/// some of them. In a folder files are known by their ending; a file named by the user is read whatever its name.
#[must_use]
pub fn sources(inputs: &[PathBuf]) -> (Vec<Source>, Vec<ArticleProblem>) {
    let mut files = BTreeMap::new();
    let mut problems = Vec::new();
    for input in inputs {
        match fs::metadata(input) {
            Ok(meta) if meta.is_dir() => {
                let (before, troubles) = (files.len(), problems.len());
                walk(input, &mut files, &mut problems);
                if files.len() == before && problems.len() == troubles && !holds_known(input, &files) {
                    problems.push(problem(input, ProblemKind::EmptyFolder));
                }
            }
            Ok(_) => insert(input, format_of(input).unwrap_or(Format::Plain), &mut files),
            Err(e) => problems.push(io_problem(input, e)),
        }
    }
    problems.sort_by(|a, b| a.path.cmp(&b.path));
    problems.dedup_by(|a, b| a.path == b.path);
    (with_ids(files.into_values().collect()), problems)
}

pub(super) fn problem(path: &Path, kind: ProblemKind) -> ArticleProblem {
    ArticleProblem { path: path.to_owned(), line: None, kind }
}

pub(super) fn io_problem(path: &Path, error: io::Error) -> ArticleProblem {
    let kind =
        if error.kind() == io::ErrorKind::NotFound { ProblemKind::Missing } else { ProblemKind::Unreadable(error) };
    problem(path, kind)
}

fn format_of(path: &Path) -> Option<Format> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "txt" | "md" | "text" => Some(Format::Plain),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "jsonl" | "ndjson" => Some(Format::JsonLines),
        _ => None,
    }
}

/// Files by their real path, so that one file named in two ways is read once.
type Files = BTreeMap<PathBuf, (PathBuf, Format)>;

fn insert(path: &Path, format: Format, files: &mut Files) {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    files.entry(real).or_insert_with(|| (path.to_owned(), format));
}

fn holds_known(folder: &Path, files: &Files) -> bool {
    fs::canonicalize(folder).is_ok_and(|real| files.keys().any(|f| f.starts_with(&real)))
}

/// Adds the articles below `folder`. Links to folders are not followed: they could lead in a circle. READMEs,
/// hidden files and map folders hold no articles.
fn walk(folder: &Path, files: &mut Files, problems: &mut Vec<ArticleProblem>) {
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(e) => {
                problems.push(io_problem(&folder, e));
                continue;
            }
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(e) => {
                    problems.push(io_problem(&folder, e));
                    break;
                }
            };
            let path = entry.path();
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.') || name.to_ascii_lowercase().starts_with("readme.") {
                continue;
            }
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => {
                    if !is_map(&path) {
                        open.push(path);
                    }
                }
                Ok(_) => {
                    if let Some(format) = format_of(&path)
                        && !fs::metadata(&path).is_ok_and(|m| !m.is_file())
                    {
                        insert(&path, format, files);
                    }
                }
                Err(e) => problems.push(io_problem(&path, e)),
            }
        }
    }
}

/// True for a map folder that an earlier run wrote among its own inputs: its page and its tables are no articles.
fn is_map(folder: &Path) -> bool {
    ["metadata.json", "reports.jsonl", "unplaced.csv"].iter().all(|name| folder.join(name).is_file())
}

/// Ids: the stem where it is alone, else as many folder names before it as make it differ, else a number behind it.
fn with_ids(files: Vec<(PathBuf, Format)>) -> Vec<Source> {
    let mut ids: Vec<String> = files.iter().map(|(p, _)| tail(p, 0)).collect();
    for depth in 1..=8 {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for id in &ids {
            *count.entry(id.clone()).or_default() += 1;
        }
        if count.values().all(|&n| n == 1) {
            break;
        }
        for (id, (path, _)) in ids.iter_mut().zip(&files) {
            if count[id] > 1 {
                *id = tail(path, depth);
            }
        }
    }
    let mut taken = Ids::default();
    files.into_iter().zip(ids).map(|((path, format), id)| Source { id: taken.unique(&id), path, format }).collect()
}

/// The stem with `depth` folder names before it ('2024-01/report').
fn tail(path: &Path, depth: usize) -> String {
    let stem = path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    let mut parts = vec![if stem.is_empty() { "article".to_owned() } else { stem }];
    let folders = path.parent().into_iter().flat_map(Path::components).rev();
    for part in folders.filter_map(|c| match c {
        std::path::Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    }) {
        if parts.len() > depth {
            break;
        }
        parts.push(part);
    }
    parts.reverse();
    parts.join("/")
}

/// Ids given so far; a second of the same name gets a number.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: std::collections::HashSet<String>,
}

impl Ids {
    pub(super) fn unique(&mut self, id: &str) -> String {
        let mut candidate = id.to_owned();
        let mut number = 2;
        while !self.taken.insert(candidate.clone()) {
            candidate = format!("{id}-{number}");
            number += 1;
        }
        candidate
    }
}
