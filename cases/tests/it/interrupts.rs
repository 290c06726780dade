//! Being told to stop in the middle of a run.

use std::fs::File;
use std::io::Read;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use exitspec::Verdict;
use exitspec::document::read;
use nix::pty::openpty;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::support::{exitspec, text};

/// Starts a run that does not end by itself, with a terminal for its progress, and comes back when the first progress
/// was shown. The rest of it has to be read, or the run would come to wait for that.
fn started(options: &str) -> (Child, std::thread::JoinHandle<String>) {
    let pair = openpty(None, None).unwrap();
    let line = format!("run rust/classic/return --sink pipe --repeat 4000000000 {options}");
    let child = exitspec(&line)
        .stdout(Stdio::piped())
        .stderr(pair.slave)
        .spawn()
        .unwrap();
    let mut terminal = File::from(pair.master);
    let mut shown = Vec::new();
    while !text_so_far(&shown).contains("/4000000000") {
        let mut piece = [0; 256];
        let count = terminal.read(&mut piece).unwrap();
        shown.extend_from_slice(&piece[..count]);
    }
    let rest = std::thread::spawn(move || {
        // A terminal whose other side is gone gives EIO on some systems.
        let _ = terminal.read_to_end(&mut shown);
        text_so_far(&shown)
    });
    (child, rest)
}

fn text_so_far(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn an_interrupt_keeps_what_is_finished_and_shows_in_the_status() {
    for signal in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.json");
        let (child, progress) = started(&format!("--json {}", path.display()));
        kill(Pid::from_raw(child.id().cast_signed()), signal).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.signal(), Some(signal as i32), "{output:?}");
        progress.join().unwrap();
        check_document(&path);
        check_nothing_left(&path);
        let summary = text(&output.stdout);
        assert!(summary.contains("The run was cut short"), "{summary}");
        // The rounds that were made, not those that were asked for.
        assert!(
            summary.contains("1 result") && !summary.contains("4000000000"),
            "{summary}"
        );
    }
}

fn check_document(path: &Path) {
    let document = read(File::open(path).unwrap()).unwrap();
    assert!(document.interrupted);
    assert_eq!(
        (document.results.len(), document.count(Verdict::Pass)),
        (1, 1)
    );
}

/// Every process below the command has the arguments of the command, which are like no other's here.
fn check_nothing_left(path: &Path) {
    let output = Command::new("ps")
        .args(["-A", "-o", "args="])
        .output()
        .expect("POSIX has ps");
    assert!(output.status.success(), "{output:?}");
    let processes = text_so_far(&output.stdout);
    assert!(processes.contains("ps -A"), "{processes}");
    assert!(!processes.contains(&*path.to_string_lossy()), "{processes}");
}
