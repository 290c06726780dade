//! `cargo exitspec`: the same command, found by cargo.

use std::process::ExitCode;

fn main() -> ExitCode {
    exitspec_suite::cli::main()
}
