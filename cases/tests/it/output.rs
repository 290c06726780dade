//! What is printed where: colours, broken pipes.

use std::os::unix::process::ExitStatusExt as _;
use std::process::Stdio;

use crate::support::{exitspec, text};

const LINE: &str = "run rust/classic/return --sink pipe";

/// Whether stdout, a pipe here, gets colours.
fn coloured(options: &str, environment: &[(&str, &str)]) -> bool {
    let output = exitspec(&format!("{LINE} {options}"))
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    text(&output.stdout).contains('\u{1b}')
}

#[test]
fn the_option_is_over_no_color_over_clicolor_force_over_the_terminal() {
    assert!(!coloured("", &[]));
    assert!(coloured("", &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured("", &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(coloured("--color always", &[("NO_COLOR", "1")]));
    assert!(!coloured("--color never", &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn a_broken_pipe_ends_it_quietly() {
    for line in [
        "list",
        "list --cases",
        "--help",
        "platforms",
        "man",
        "completions bash",
        LINE,
        "explain rust/classic",
        "run rust/classic/return --json -",
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = exitspec(line)
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(
            output.status.signal(),
            Some(nix::sys::signal::Signal::SIGPIPE as i32),
            "{line}: {output:?}"
        );
        let complaint = text(&output.stderr);
        assert!(
            !complaint.contains("error") && !complaint.contains("panicked"),
            "{line}: {complaint}"
        );
    }
}

#[test]
fn a_document_is_complete_although_nobody_reads_the_summary() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.json");
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    exitspec(&format!("{LINE} --json {}", path.display()))
        .stdout(writer)
        .output()
        .unwrap();
    let document = exitspec::document::read(std::fs::File::open(path).unwrap()).unwrap();
    assert_eq!((document.results.len(), document.interrupted), (1, false));
}

#[test]
fn a_pipe_gets_no_progress() {
    let output = exitspec(LINE).output().unwrap();
    assert!(output.stderr.is_empty(), "{output:?}");
}
