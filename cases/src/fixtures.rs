//! The expectations, compiled in so that an installed binary needs no files.

use exitspec::expectation::File;

macro_rules! fixtures {
    ($($path:literal),* $(,)?) => {
        &[$(File { path: concat!("fixtures/", $path), text: include_str!(concat!("../../fixtures/", $path)) }),*]
    };
}

/// Every fixture file of the suite.
pub(crate) const FILES: &[File] = fixtures![
    "rust/status.json",
    "rust/wait.json",
    "rust/signal.json",
    "rust/fault.json",
    "rust/abort.json",
    "rust/stdio.json",
    "rust/atexit.json",
    "rust/quick_exit.json",
    "rust/threads.json",
    "rust/concurrent.json",
    "rust/tls.json",
    "rust/fork.json",
    "rust/exec.json",
    "rust/session.json",
    "rust/release.json",
    "rust/main_return.json",
    "rust/panic.json",
    "rust/print.json",
    "rust/process_exit.json",
    "rust/command.json",
    "rust/runtime.json",
    "rust/classic.json",
    "matrix.json",
    "c/exit.json",
    "c/quick_exit.json",
    "c/status.json",
    "c/wait.json",
    "c/fork.json",
    "c/exec.json",
    "c/abort.json",
    "c/start.json",
    "c/dso.json",
    "c/concurrent.json",
    "c/fault.json",
    "c/release.json",
    "c/session.json",
    "c/signal.json",
    "c/stdio.json",
    "c/story.json",
    "c/threads.json",
    "c/tls.json",
];
