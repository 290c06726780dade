//! The `cargo test` front as its users meet it: this program runs itself as a small suite, with the options and
//! variables of each test, and looks at what comes out.
//!
//! A test target with `harness = false`, since it has to be such a suite itself.

mod checks;
mod choosing;
mod documents;
mod interrupts;
mod results;
mod sample;
mod support;

use std::process::ExitCode;

fn main() -> ExitCode {
    if exitspec::supervise::is_spawned() || std::env::var_os(sample::ENV).is_some() {
        return sample::main();
    }
    checks::main()
}
