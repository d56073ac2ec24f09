//! The built program, driven as a user drives it: commands, files, exit codes, bad inputs, the same bytes each time.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod bad_inputs;
mod commands;
mod full_disk;
mod same_bytes;
mod seeds;
mod war;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program under test.
const DATELINE: &str = env!("CARGO_BIN_EXE_dateline");

/// What a run of the program said and how it ended.
#[derive(Debug)]
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Run {
    /// Fails the test unless the run ended with this code.
    #[track_caller]
    fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        self
    }

    /// Fails the test unless one line on stderr holds all of these.
    #[track_caller]
    fn tells(self, parts: &[&str]) -> Self {
        let told = self.err.lines().any(|line| parts.iter().all(|part| line.contains(part)));
        assert!(told, "no line with {parts:?} in:\n{}", self.err);
        self
    }
}

fn dateline<I: AsRef<OsStr>>(args: impl IntoIterator<Item = I>) -> Run {
    Command::new(DATELINE).args(args).output().unwrap().into()
}

/// A path in the project.
fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A temporary folder with these files.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(dir.path().join(name), bytes).unwrap();
    }
    dir
}

/// The names and bytes of the files in a folder, sorted.
fn bytes_of(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

/// `dateline map DIR/*.txt --out OUT`, given as text.
fn map(inputs: &[&Path], out: &Path) -> Run {
    let mut args: Vec<&OsStr> = vec![OsStr::new("map")];
    args.extend(inputs.iter().map(|path| path.as_os_str()));
    args.extend([OsStr::new("--out"), out.as_os_str()]);
    dateline(args)
}

/// An article in which something happens at a place of the table.
const GOOD: &[u8] = b"date 2024-03-05\n\nM23 rebels captured the town of Nyanzale on Monday after heavy fighting with the Congolese army, residents said.\n";
