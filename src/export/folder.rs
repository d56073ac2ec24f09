//! The map folder: written beside its place, moved there whole.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::{ExportError, Written, metadata};

/// Files that QGIS and SQLite put beside a GeoPackage while it is open; they belong to the old one and would spoil
/// the new one.
const BESIDE_GEOPACKAGE: [&str; 6] =
    ["map.gpkg-wal", "map.gpkg-shm", "map.gpkg-journal", "base.gpkg-wal", "base.gpkg-shm", "base.gpkg-journal"];

/// A map folder that is being written.
///
/// It stands as `new` in a temporary folder beside the output folder (so on the same disk, where a rename is one
/// step). `Folder::put_in_place` moves the old folder to `old` there, the new one to its place, and then removes the
/// temporary folder with the old one in it. Dropped before that, it leaves no trace.
#[derive(Debug)]
pub struct Folder {
    out: PathBuf,
    temporary: tempfile::TempDir,
    written: Vec<Written>,
    /// Names in the old folder that are not ours and go along into the new one.
    keep: Vec<std::ffi::OsString>,
}

impl Folder {
    /// Begins a folder that will stand at `out`.
    pub(super) fn beside(out: &Path) -> Result<Self, ExportError> {
        let out = absolute(out)?;
        let keep = match fs::symlink_metadata(&out) {
            Ok(found) if found.is_dir() => not_ours(&out)?,
            Ok(_) => return Err(ExportError::OutIsFile { path: out }),
            Err(_) => Vec::new(),
        };
        let parent = out.parent().ok_or_else(|| ExportError::OutIsHere { path: out.clone() })?;
        fs::create_dir_all(parent).map_err(|e| ExportError::io(parent, e))?;
        let temporary =
            tempfile::Builder::new().prefix(".dateline-").tempdir_in(parent).map_err(|e| ExportError::io(parent, e))?;
        let new = temporary.path().join("new");
        fs::create_dir(&new).map_err(|e| ExportError::io(&new, e))?;
        Ok(Self { out, temporary, written: Vec::new(), keep })
    }

    /// Where a file of this name is being written: for writers that open it themselves.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.new_folder().join(name)
    }

    /// Where that file will stand: for messages.
    #[must_use]
    pub fn place_of(&self, name: &str) -> PathBuf {
        self.out.join(name)
    }

    fn new_folder(&self) -> PathBuf {
        self.temporary.path().join("new")
    }

    /// Writes a file by a function that gets the open file.
    ///
    /// # Errors
    ///
    /// When the file cannot be created or written.
    pub fn file(
        &mut self,
        name: &str,
        items: Option<usize>,
        write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
    ) -> Result<(), ExportError> {
        self.archive(name, |file| write(file))?;
        self.written.last_mut().into_iter().for_each(|w| w.items = items);
        Ok(())
    }

    /// Writes a file by a function that also moves about in it, as archives need.
    ///
    /// # Errors
    ///
    /// When the file cannot be created or written.
    pub fn archive(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
    ) -> Result<(), ExportError> {
        let fail = |e| ExportError::io(&self.out.join(name), e);
        let mut file = BufWriter::with_capacity(1 << 16, File::create_new(self.path(name)).map_err(fail)?);
        write(&mut file).and_then(|()| file.flush()).map_err(fail)?;
        self.wrote(name, None)
    }

    /// Notes a file that a writer made itself at [`Folder::path`].
    ///
    /// # Errors
    ///
    /// When the file is not there.
    pub fn wrote(&mut self, name: &str, items: Option<usize>) -> Result<(), ExportError> {
        let bytes = fs::metadata(self.path(name)).map_err(|e| ExportError::io(&self.out.join(name), e))?.len();
        self.written.push(Written { name: name.to_string(), items, bytes });
        Ok(())
    }

    /// What was written until now.
    #[must_use]
    pub fn written(&self) -> &[Written] {
        &self.written
    }

    /// Moves the folder to its place.
    pub(super) fn put_in_place(self) -> Result<Vec<Written>, ExportError> {
        let (new, old) = (self.new_folder(), self.temporary.path().join("old"));
        for name in &self.keep {
            if new.join(name).exists() {
                return Err(ExportError::InTheWay { path: self.out.join(name) });
            }
        }
        let fail = |e| ExportError::io(&self.out, e);
        let had_old = self.out.exists();
        if had_old {
            fs::rename(&self.out, &old).map_err(fail)?;
        }
        if let Err(error) = fs::rename(&new, &self.out) {
            if had_old && fs::rename(&old, &self.out).is_err() {
                // The way back is barred too: leave the old folder where it is rather than remove it.
                let kept = self.temporary.keep();
                return Err(ExportError::Stranded { path: self.out, kept: kept.join("old"), source: error });
            }
            return Err(fail(error));
        }
        for (at, name) in self.keep.iter().enumerate() {
            if let Err(source) = fs::rename(old.join(name), self.out.join(name)) {
                // Nothing of the user's is removed: the folder with the rest of it stays.
                let kept = self.temporary.keep().join("old");
                debug_assert!(at < self.keep.len());
                return Err(ExportError::Stranded { path: self.out, kept, source });
            }
        }
        Ok(self.written)
    }
}

/// The path without links and dots; what does not exist yet is taken as written.
fn absolute(out: &Path) -> Result<PathBuf, ExportError> {
    let fail = |e| ExportError::io(out, e);
    let resolved = match fs::canonicalize(out) {
        Ok(path) => path,
        Err(_) => std::path::absolute(out).map_err(fail)?,
    };
    if let Ok(here) = std::env::current_dir().and_then(fs::canonicalize)
        && here.starts_with(&resolved)
    {
        return Err(ExportError::OutIsHere { path: out.to_path_buf() });
    }
    Ok(resolved)
}

/// Names in a folder that a map of ours left behind and that are not part of it.
fn not_ours(out: &Path) -> Result<Vec<std::ffi::OsString>, ExportError> {
    let fail = |e| ExportError::io(out, e);
    let mut names = Vec::new();
    for entry in fs::read_dir(out).map_err(fail)? {
        names.push(entry.map_err(fail)?.file_name());
    }
    if names.is_empty() {
        return Ok(names);
    }
    let Some(ours) = metadata::files_of(&out.join(metadata::NAME)) else {
        return Err(ExportError::NotOurs { path: out.to_path_buf() });
    };
    let ours: HashSet<&str> = ours.iter().map(String::as_str).chain(BESIDE_GEOPACKAGE).collect();
    names.retain(|name| name.to_str().is_none_or(|n| !ours.contains(n)));
    names.sort();
    Ok(names)
}
