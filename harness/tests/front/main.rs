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

use nix::sys::signal::{SigHandler, Signal};

fn main() -> ExitCode {
    if exitspec::supervise::is_spawned() || std::env::var_os(sample::ENV).is_some() {
        return sample::main();
    }
    heed_signals();
    checks::main()
}

/// Has the suites that are started here heed an interrupt, as in the foreground of a terminal. A shell that starts the
/// tests in its background has them ignored, which is inherited, and an ignored one stays ignored.
fn heed_signals() {
    for signal in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP] {
        #[expect(unsafe_code, reason = "std has no call for it")]
        // SAFETY: installs no handler.
        let before = unsafe { nix::sys::signal::signal(signal, SigHandler::SigDfl) };
        assert!(before.is_ok(), "{before:?}");
    }
}
