//! The command line: what was typed, turned into a plan, and the stations driven in order.

use std::process::ExitCode;

/// Runs the program with the arguments of the process. 0 fine, 1 nothing found, 2 error.
pub fn run() -> ExitCode {
    ExitCode::from(2)
}
