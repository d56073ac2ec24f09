//! The command line: what was typed, turned into a plan, and the stations driven in order.
//!
//! Exit codes: 0 fine, 1 nothing found, 2 error.

mod args;
mod diff;
mod eval;
mod eval_dates;
mod eval_features;
mod eval_geoparsing;
mod explain;
mod extract;
mod limits;
mod map;
mod map_folder;
mod places;
mod places_find;
mod places_import;
mod reading;
mod why;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Cli, Command};

/// What a command found: the exit code follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Something was found or written.
    Found,
    /// Everything went well, but there was nothing to find.
    Nothing,
    /// Some input was wrong.
    Wrong,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Found => 0,
            Outcome::Nothing => 1,
            Outcome::Wrong => 2,
        })
    }
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    match command(Cli::parse().command) {
        Ok(outcome) => outcome.into(),
        // The reader of a pipe that has seen enough is no error.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {}", told(&error));
            Outcome::Wrong.into()
        }
    }
}

fn command(command: Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Map(args) => map::run(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Places(args) => places::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "dateline", &mut io::stdout());
            Ok(Outcome::Found)
        }
    }
}

/// The error as it is shown. An error of the system that nobody gave a file's name met what is printed.
fn told(error: &anyhow::Error) -> String {
    match error.downcast_ref::<io::Error>() {
        Some(system) if system.kind() == io::ErrorKind::StorageFull => {
            "standard output: the disk is full; free some space, or send the output to another disk".to_owned()
        }
        Some(system) => format!("standard output: {system}"),
        None => format!("{error:#}"),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).any(|io| io.kind() == io::ErrorKind::BrokenPipe)
}
