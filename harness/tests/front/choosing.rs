//! Options, and which tests they choose.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails by panicking"
)]

use std::ffi::OsStr;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use crate::sample;
use crate::support::{printed, run, text};

pub(crate) fn all_options_of_libtest_are_accepted() {
    for line in [
        "--nocapture",
        "--no-capture",
        "--test",
        "--include-ignored",
        "--force-run-in-process",
        "--exclude-should-panic",
        "--report-time=plain",
        "--ensure-time",
        "-Z unstable-options",
        "-q",
        "--color=always --color never",
        "--test-threads=1",
        "good text --skip nothing",
        "--format=json -Z unstable-options --show-output",
    ] {
        printed("good", line);
    }
}

pub(crate) fn lists_have_the_forms_of_libtest() {
    let names = "rust::good::text::pipe: test\nrust::good::text::file: test\nrust::good::code::pipe: test\n";
    assert_eq!(printed("good", "--list --format terse"), names);
    assert_eq!(
        printed("good", "--list"),
        format!("{names}\n3 tests, 0 benchmarks\n")
    );
    assert_eq!(printed("good", "--list --format terse --ignored"), "");
    assert_eq!(
        printed("needy", "--list --format terse"),
        "rust::needy::moon::pipe: test\n"
    );
    assert_eq!(
        printed("good", "--list --format terse code"),
        "rust::good::code::pipe: test\n"
    );
}

/// Lists where no process can be made; that a shell cannot make any there shows that it really is so.
pub(crate) fn a_list_starts_no_process() {
    let without_processes = |program: &[&OsStr]| {
        let mut command = Command::new("sh");
        command
            .args([
                "-c",
                "ulimit -u 1 2>/dev/null || ulimit -p 1; exec \"$0\" \"$@\"",
            ])
            .args(program)
            .env(sample::ENV, "good");
        if nix::unistd::geteuid().is_root() {
            // The limit is not for root. Nobody has no other process.
            command.uid(65534);
        }
        command.output().unwrap()
    };
    let shell = ["sh", "-c", "sh -c true; echo made"].map(OsStr::new);
    assert_ne!(
        text(&without_processes(&shell).stdout),
        "made\n",
        "a process could be made"
    );
    let own = std::env::current_exe().unwrap();
    let list = ["--list", "--format", "terse"].map(OsStr::new);
    let output = without_processes(&[&[own.as_os_str()], &list[..]].concat());
    assert!(output.status.success(), "{output:?}");
    assert_eq!(text(&output.stdout).lines().count(), 3);
}

pub(crate) fn usage_errors_are_those_of_libtest() {
    for line in [
        "--no-such-option",
        "--format junit",
        "--test-threads 0",
        "--exact --exact",
    ] {
        let output = run("good", line);
        assert_eq!(output.status.code(), Some(101), "{line}");
        assert!(
            output.stdout.is_empty() && text(&output.stderr).starts_with("error: "),
            "{output:?}"
        );
    }
    let help = printed("good", "--help");
    assert!(
        help.contains("--shuffle-seed") && help.contains("EXITSPEC_JSON"),
        "{help}"
    );
}

pub(crate) fn several_filters_select_what_any_of_them_matches() {
    let stdout = printed("good", "code text::file");
    assert!(
        stdout.contains("2 passed; 0 failed; 0 ignored; 0 measured; 1 filtered out"),
        "{stdout}"
    );
    let stdout = printed("good", "--skip text");
    assert!(
        stdout.contains("1 passed; 0 failed; 0 ignored; 0 measured; 2 filtered out"),
        "{stdout}"
    );
}

pub(crate) fn a_test_runs_by_its_exact_name() {
    let stdout = printed("good bad", "rust::good::text::file --exact --nocapture");
    assert!(
        stdout.contains("1 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out"),
        "{stdout}"
    );
    let stdout = printed("good", "rust::good::text --exact");
    assert!(stdout.contains("running 0 tests"), "{stdout}");
}

pub(crate) fn what_cannot_run_is_ignored_with_its_reason() {
    let stdout = printed("good needy", "");
    assert!(stdout.contains("ignored (moon: it is not up)"), "{stdout}");
    assert!(stdout.contains("3 passed; 0 failed; 1 ignored"), "{stdout}");
}

pub(crate) fn ignored_and_benchmarks_select_nothing() {
    for line in ["--ignored", "--bench"] {
        let stdout = printed("bad", line);
        assert!(stdout.contains("running 0 tests"), "{line}: {stdout}");
        assert!(stdout.contains("1 filtered out"), "{line}: {stdout}");
    }
}

pub(crate) fn fail_fast_starts_nothing_more() {
    let output = run("bad good", "--fail-fast --test-threads 1");
    assert_eq!(output.status.code(), Some(101));
    let stdout = text(&output.stdout);
    assert!(stdout.contains("0 passed; 1 failed; 3 ignored"), "{stdout}");
    assert!(
        stdout.contains("ignored (not run after a failure, because of --fail-fast)"),
        "{stdout}"
    );
}
