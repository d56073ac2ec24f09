//! Why a map could not be written.

use std::io;
use std::path::{Path, PathBuf};

/// Why a map could not be written, and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The output path is a file.
    #[error("{path}: is a file, and the map needs a folder; name another with --out, or move the file away")]
    OutIsFile {
        /// The output path.
        path: PathBuf,
    },
    /// The output folder holds files that Dateline did not write.
    #[error(
        "{path}: the folder holds other files and no map of ours (no metadata.json by dateline); name an empty or new folder with --out"
    )]
    NotOurs {
        /// The output path.
        path: PathBuf,
    },
    /// The folder the user stands in would be replaced.
    #[error("{path}: the folder you are in cannot be replaced; name a folder inside it, such as --out {path}/map")]
    OutIsHere {
        /// The output path.
        path: PathBuf,
    },
    /// A file of the user's bears the name of one of the map's.
    #[error(
        "{path}: this file is not ours and the map needs its name; move or rename it, or name another folder with --out"
    )]
    InTheWay {
        /// The file.
        path: PathBuf,
    },
    /// No space is left.
    #[error(
        "{path}: the disk is full; free some space or name a folder on another disk with --out (what stood in the folder is unchanged)"
    )]
    DiskFull {
        /// The file that could not be written.
        path: PathBuf,
    },
    /// Not allowed.
    #[error("{path}: writing is not allowed here ({source}); change the permissions or name another folder with --out")]
    Denied {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Another error of the system.
    #[error("{path}: cannot be written: {source}; check the disk, or name another folder with --out")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The new map could not be moved into place, and neither could what stood there.
    #[error(
        "{path}: the map could not be moved here whole ({source}); what stood here is kept in {kept}: move it back by hand"
    )]
    Stranded {
        /// The output path.
        path: PathBuf,
        /// Where what stood there is now.
        kept: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The database could not be written.
    #[error("{path}: the GeoPackage cannot be written: {source}; leave it out with --formats, and please report this")]
    Database {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The project has no data to point to.
    #[error("the QGIS project needs the layers as files: add geojson or gpkg to --formats")]
    NothingToShow,
}

impl ExportError {
    /// An error of the system at a path, told apart by what the user can do about it.
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::Denied { path, source },
            _ => Self::Io { path, source },
        }
    }

    /// An error of the database at a path.
    pub(crate) fn database(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_path_buf();
        match source.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::DiskFull { path },
            _ => Self::Database { path, source },
        }
    }
}
