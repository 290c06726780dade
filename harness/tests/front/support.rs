//! Running the suite of this program.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails by panicking"
)]

use std::process::{Command, Output, Stdio};

use crate::sample;

pub(crate) fn suite(groups: &str, line: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .env(sample::ENV, groups)
        .args(line.split_whitespace())
        .stdin(Stdio::null());
    for name in [
        "EXITSPEC_JSON",
        "EXITSPEC_TIMEOUT_SCALE",
        "RUST_TEST_THREADS",
        "RUST_TEST_SHUFFLE",
        "NO_COLOR",
    ] {
        command.env_remove(name);
    }
    command
}

pub(crate) fn run(groups: &str, line: &str) -> Output {
    suite(groups, line).output().unwrap()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What a run that has to succeed prints.
pub(crate) fn printed(groups: &str, line: &str) -> String {
    let output = run(groups, line);
    assert!(output.status.success(), "{line}: {output:?}");
    assert!(output.stderr.is_empty(), "{line}: {output:?}");
    text(&output.stdout)
}
