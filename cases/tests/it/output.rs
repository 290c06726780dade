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
fn where_only_ascii_can_be_shown_nothing_else_is_printed() {
    let with = |name: &str, value: &str| {
        let output = exitspec("explain rust/classic --no-twin --sink file")
            .env(name, value)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        text(&output.stdout)
    };
    assert_eq!(with("LANG", "C.UTF-8"), with("LANG", ""));
    assert!(with("LANG", "C").is_ascii());
    let quiet = |locale: &str| {
        let output = exitspec("run --exact rust/classic/panic@pipe+abort --sink pipe")
            .env("EXITSPEC_TWIN", "/no/such/twin")
            .env("LC_ALL", locale)
            .output()
            .unwrap();
        text(&output.stdout)
    };
    assert!(quiet("en_US.UTF-8").contains("     1 × "));
    let ascii = quiet("POSIX");
    assert!(ascii.is_ascii() && ascii.contains("     1 x "), "{ascii}");
}

#[test]
fn columns_say_how_wide_lines_are() {
    let widest = |columns: &str| {
        let output = exitspec("explain rust/classic --no-twin")
            .env("COLUMNS", columns)
            .output()
            .unwrap();
        let widths = text(&output.stdout);
        widths
            .lines()
            .map(|line| line.chars().count())
            .max()
            .unwrap()
    };
    assert!(widest("80") <= 80);
    assert!(widest("100") <= 100 && widest("100") > 80);
    // Nonsense is not heeded.
    assert_eq!(widest("wide"), widest("100"));
}

#[test]
fn a_pipe_gets_no_progress() {
    let output = exitspec(LINE).output().unwrap();
    assert!(output.stderr.is_empty(), "{output:?}");
}
