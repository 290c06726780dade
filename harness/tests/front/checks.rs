//! The tests: options, forms, exit codes, documents, interrupts.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails by panicking"
)]

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Output, Stdio};

use exitspec::document::{Document, read};
use exitspec::{Verdict, document};
use libtest_mimic::{Arguments, Failed, Trial};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::sample;

type Check = fn();

/// Names the tests after their functions.
macro_rules! checks {
    ($($name:ident),* $(,)?) => { &[$((stringify!($name), $name as Check)),*] };
}

const CHECKS: &[(&str, Check)] = checks![
    all_options_of_libtest_are_accepted,
    lists_have_the_forms_of_libtest,
    a_list_starts_no_process,
    failures_exit_with_101_and_say_why_first,
    usage_errors_are_those_of_libtest,
    several_filters_select_what_any_of_them_matches,
    a_test_runs_by_its_exact_name,
    what_cannot_run_is_ignored_with_its_reason,
    ignored_and_benchmarks_select_nothing,
    fail_fast_starts_nothing_more,
    the_order_follows_the_seed,
    output_of_passing_tests_is_shown_on_request,
    times_are_shown_on_request,
    a_log_has_one_line_a_test,
    json_events_are_those_of_libtest,
    the_document_is_written_when_asked_for,
    a_document_that_cannot_be_written_stops_the_run_before_it_begins,
    an_interrupt_keeps_what_is_finished,
    a_broken_pipe_is_no_panic,
    a_killed_harness_takes_its_case_with_it,
    an_ignored_signal_stays_ignored,
];

pub(crate) fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials = CHECKS.iter().map(|&(name, check)| {
        Trial::test(name, move || {
            check();
            Ok::<(), Failed>(())
        })
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

fn suite(groups: &str, line: &str) -> Command {
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

fn run(groups: &str, line: &str) -> Output {
    suite(groups, line).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What a run that has to succeed prints.
fn printed(groups: &str, line: &str) -> String {
    let output = run(groups, line);
    assert!(output.status.success(), "{line}: {output:?}");
    assert!(output.stderr.is_empty(), "{line}: {output:?}");
    text(&output.stdout)
}

fn all_options_of_libtest_are_accepted() {
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

fn lists_have_the_forms_of_libtest() {
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
fn a_list_starts_no_process() {
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

fn failures_exit_with_101_and_say_why_first() {
    let output = run("good bad", "");
    assert_eq!(output.status.code(), Some(101));
    let stdout = text(&output.stdout);
    let (_, after) = stdout
        .split_once("---- rust::bad::code::pipe ----\n")
        .unwrap();
    let first = after.lines().next().unwrap();
    assert!(
        first.starts_with("ending: expected ") && first.contains(", got "),
        "{first}"
    );
    assert!(
        stdout.contains("test result: FAILED. 3 passed; 1 failed; 0 ignored"),
        "{stdout}"
    );
}

fn usage_errors_are_those_of_libtest() {
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

fn several_filters_select_what_any_of_them_matches() {
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

fn a_test_runs_by_its_exact_name() {
    let stdout = printed("good bad", "rust::good::text::file --exact --nocapture");
    assert!(
        stdout.contains("1 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out"),
        "{stdout}"
    );
    let stdout = printed("good", "rust::good::text --exact");
    assert!(stdout.contains("running 0 tests"), "{stdout}");
}

fn what_cannot_run_is_ignored_with_its_reason() {
    let stdout = printed("good needy", "");
    assert!(stdout.contains("ignored (moon: it is not up)"), "{stdout}");
    assert!(stdout.contains("3 passed; 0 failed; 1 ignored"), "{stdout}");
}

fn ignored_and_benchmarks_select_nothing() {
    for line in ["--ignored", "--bench"] {
        let stdout = printed("bad", line);
        assert!(stdout.contains("running 0 tests"), "{line}: {stdout}");
        assert!(stdout.contains("1 filtered out"), "{line}: {stdout}");
    }
}

fn fail_fast_starts_nothing_more() {
    let output = run("bad good", "--fail-fast --test-threads 1");
    assert_eq!(output.status.code(), Some(101));
    let stdout = text(&output.stdout);
    assert!(stdout.contains("0 passed; 1 failed; 3 ignored"), "{stdout}");
    assert!(
        stdout.contains("ignored (not run after a failure, because of --fail-fast)"),
        "{stdout}"
    );
}

fn the_order_follows_the_seed() {
    let order = |line: &str| -> Vec<String> {
        let stdout = printed("good", &format!("{line} --test-threads 1"));
        let tests = stdout.lines().filter(|line| line.starts_with("test rust"));
        tests
            .map(|line| line.split_whitespace().nth(1).unwrap().to_owned())
            .collect()
    };
    assert_eq!(order("--shuffle-seed 3"), order("--shuffle-seed 3"));
    let orders: HashSet<Vec<String>> = (0..20)
        .map(|seed| order(&format!("--shuffle-seed {seed}")))
        .collect();
    assert!(orders.len() > 1);
    assert!(printed("good", "--shuffle").contains("shuffle seed: "));
    let output = suite("good", "-q")
        .env("RUST_TEST_SHUFFLE", "1")
        .output()
        .unwrap();
    assert!(text(&output.stdout).contains("shuffle seed: "));
}

fn output_of_passing_tests_is_shown_on_request() {
    assert!(!printed("good", "text").contains("\"stdout\""));
    let stdout = printed("good", "text --show-output");
    assert!(stdout.contains("successes:"), "{stdout}");
    assert!(stdout.contains(r#""stdout": "text\u001b[0m""#), "{stdout}");
}

fn times_are_shown_on_request() {
    let stdout = printed("good", "code --report-time");
    assert!(
        stdout.contains("times:\n    rust::good::code::pipe <0."),
        "{stdout}"
    );
    let output = suite("good", "code --ensure-time")
        .env("RUST_TEST_TIME_INTEGRATION", "0,0")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(101));
    assert!(
        text(&output.stdout).contains("time: expected at most 0 ms, got "),
        "{output:?}"
    );
}

fn a_log_has_one_line_a_test() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    run("good bad needy", &format!("--logfile {}", path.display()));
    let mut lines: Vec<String> = std::fs::read_to_string(&path)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    lines.sort();
    assert_eq!(
        lines,
        [
            "failed rust::bad::code::pipe",
            "ignored rust::needy::moon::pipe",
            "ok rust::good::code::pipe",
            "ok rust::good::text::file",
            "ok rust::good::text::pipe",
        ]
    );
}

fn json_events_are_those_of_libtest() {
    let output = run(
        "good bad needy",
        "--format=json -Z unstable-options --show-output --report-time",
    );
    assert_eq!(output.status.code(), Some(101));
    let events: Vec<serde_json::Value> = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        (&events[0]["event"], &events[0]["test_count"]),
        (&"started".into(), &5.into())
    );
    let last = events.last().unwrap();
    assert_eq!(
        (&last["type"], &last["event"]),
        (&"suite".into(), &"failed".into())
    );
    assert_eq!(
        (&last["passed"], &last["failed"], &last["ignored"]),
        (&3.into(), &1.into(), &1.into())
    );
    let result = |name: &str| {
        let mut of_test = events.iter().filter(|event| event["name"] == name);
        assert_eq!(of_test.next().unwrap()["event"], "started");
        of_test.next().unwrap()
    };
    let passed = result("rust::good::text::pipe");
    assert_eq!(passed["event"], "ok");
    assert!(passed["exec_time"].as_f64().unwrap() > 0.0);
    assert!(passed["stdout"].as_str().unwrap().contains("text"));
    let failed = result("rust::bad::code::pipe");
    assert_eq!(failed["event"], "failed");
    assert!(
        failed["stdout"]
            .as_str()
            .unwrap()
            .starts_with("ending: expected ")
    );
    assert_eq!(
        result("rust::needy::moon::pipe")["message"],
        "moon: it is not up"
    );
}

fn document_at(path: &Path) -> Document {
    read(File::open(path).unwrap()).unwrap()
}

fn the_document_is_written_when_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let canonical: Vec<Vec<u8>> = ["--test-threads 1", "--shuffle -q", "--format json"]
        .iter()
        .map(|line| {
            let path = folder.path().join("run.json");
            let output = suite("good bad needy", line)
                .env("EXITSPEC_JSON", &path)
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(101));
            let mut bytes = Vec::new();
            document_at(&path).write_canonical(&mut bytes).unwrap();
            bytes
        })
        .collect();
    assert_eq!(text(&canonical[0]), text(&canonical[1]));
    assert_eq!(text(&canonical[0]), text(&canonical[2]));
    let document = document_at(&folder.path().join("run.json"));
    assert_eq!(document.schema, document::SCHEMA);
    assert_eq!(
        (document.count(Verdict::Pass), document.count(Verdict::Fail)),
        (3, 1)
    );
    assert_eq!(document.count(Verdict::Unsupported), 1);
    assert!(!document.interrupted);
}

fn a_document_that_cannot_be_written_stops_the_run_before_it_begins() {
    let output = suite("good", "")
        .env("EXITSPEC_JSON", "/no/such/folder/run.json")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(101));
    assert!(output.stdout.is_empty(), "{output:?}");
    assert!(
        text(&output.stderr).contains("/no/such/folder/run.json"),
        "{output:?}"
    );
}

/// Starts a suite with a case that waits for ever, and comes back when that case is reached. The pipe is at its end
/// when no process of the case is left.
fn started_slow(folder: &Path, line: &str) -> (Child, File) {
    let pipe = folder.join("pipe");
    nix::unistd::mkfifo(&pipe, nix::sys::stat::Mode::from_bits_truncate(0o600)).unwrap();
    let child = suite("good slow", line)
        .env(sample::ENV_PIPE, &pipe)
        .env("EXITSPEC_JSON", folder.join("run.json"))
        .env("EXITSPEC_TIMEOUT_SCALE", "100")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = File::open(pipe).unwrap();
    pipe.read_exact(&mut [0]).unwrap();
    (child, pipe)
}

fn an_interrupt_keeps_what_is_finished() {
    for signal in [Signal::SIGINT, Signal::SIGTERM] {
        for line in ["--test-threads 1", "--test-threads 1 --format json"] {
            let folder = tempfile::tempdir().unwrap();
            let (child, mut pipe) = started_slow(folder.path(), line);
            kill(Pid::from_raw(child.id().cast_signed()), signal).unwrap();
            let output = child.wait_with_output().unwrap();
            assert_eq!(
                output.status.signal(),
                Some(signal as i32),
                "{line}: {output:?}"
            );
            assert!(output.stderr.is_empty(), "{line}: {output:?}");
            let mut rest = Vec::new();
            pipe.read_to_end(&mut rest).unwrap();
            let document = document_at(&folder.path().join("run.json"));
            assert!(document.interrupted);
            assert_eq!(document.count(Verdict::Pass), 3, "{:?}", document.summary);
            assert_eq!(document.results.len(), 3);
        }
    }
}

fn a_killed_harness_takes_its_case_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, mut pipe) = started_slow(folder.path(), "");
    child.kill().unwrap();
    child.wait().unwrap();
    // The end of the pipe: no process of the case has it open any more.
    let mut rest = Vec::new();
    pipe.read_to_end(&mut rest).unwrap();
    // And the end of stdout and stderr: nor is there a supervisor or a nursery that kept them.
    let mut output = Vec::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_end(&mut output)
        .unwrap();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_end(&mut output)
        .unwrap();
}

fn a_broken_pipe_is_no_panic() {
    for line in [
        "--list",
        "--help",
        "",
        "-q",
        "--format json",
        "--show-output",
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = suite("good", line)
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(
            output.status.signal(),
            Some(Signal::SIGPIPE as i32),
            "{line}: {output:?}"
        );
        assert!(output.stderr.is_empty(), "{line}: {output:?}");
    }
}

fn an_ignored_signal_stays_ignored() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    nix::unistd::mkfifo(&pipe, nix::sys::stat::Mode::from_bits_truncate(0o600)).unwrap();
    let slow = suite("slow", "--test-threads 1");
    let mut child = Command::new("sh")
        .args(["-c", "trap '' HUP; exec \"$0\" \"$@\""])
        .arg(slow.get_program())
        .args(slow.get_args())
        .env(sample::ENV, "slow")
        .env(sample::ENV_PIPE, &pipe)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    File::open(&pipe).unwrap().read_exact(&mut [0]).unwrap();
    let process = Pid::from_raw(child.id().cast_signed());
    kill(process, Signal::SIGHUP).unwrap();
    kill(process, Signal::SIGTERM).unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("running 1 test")));
    assert_eq!(child.wait().unwrap().signal(), Some(Signal::SIGTERM as i32));
}
