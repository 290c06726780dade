//! Runs that do not get to their end.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails by panicking"
)]

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use exitspec::Verdict;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::documents::document_at;
use crate::sample;
use crate::support::suite;

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

pub(crate) fn an_interrupt_keeps_what_is_finished() {
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

pub(crate) fn a_killed_harness_takes_its_case_with_it() {
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

pub(crate) fn a_broken_pipe_is_no_panic() {
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

pub(crate) fn an_ignored_signal_stays_ignored() {
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
