//! The suite as a test target: every case with every sink is a test.

use std::process::ExitCode;

fn main() -> ExitCode {
    exitspec::main(&exitspec_suite::suite())
}
