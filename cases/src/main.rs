//! The `exitspec` command. Built without the feature `cli`, as the panic=abort twin is, it can only be a case.

use std::process::ExitCode;

#[cfg(feature = "cli")]
fn main() -> ExitCode {
    exitspec_suite::cli::main()
}

#[cfg(not(feature = "cli"))]
fn main() -> ExitCode {
    exitspec_suite::twin_main()
}
