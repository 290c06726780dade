//! `exitspec diff`: what is printed, and the exit codes.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{exitspec, printed, run, text};

/// A run of a few cases, in a file.
fn a_run(folder: &Path) -> PathBuf {
    let path = folder.join("a.json");
    let line = "run rust/classic rust/concurrent --no-twin --quiet --json";
    let output = exitspec(line).arg(&path).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    path
}

/// The document with one text, which has to be there, replaced.
fn planted(path: &Path, what: &str, instead: &str) -> PathBuf {
    let document = fs::read_to_string(path).unwrap();
    assert!(document.contains(what), "{what} is not in the document");
    let changed = path.with_file_name("b.json");
    fs::write(&changed, document.replacen(what, instead, 1)).unwrap();
    changed
}

#[test]
fn a_run_and_itself_is_0_and_prints_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_run(folder.path());
    let path = path.display();
    assert_eq!(printed(&format!("diff {path} {path}")), "");
    let json = printed(&format!("diff {path} {path} --format json"));
    assert!(json.contains("\"changes\": []"), "{json}");
}

#[test]
fn what_is_no_json_is_called_that() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("exitspec.toml");
    fs::write(&path, "[[platform]]\nname = \"x\"\n").unwrap();
    let said = crate::support::refused(&format!("diff {0} {0}", path.display()), 2);
    assert!(said.contains("exitspec.toml: it is no JSON: "), "{said}");
}

#[test]
fn a_part_against_the_whole_shows_what_changed_and_counts_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let whole = a_run(folder.path());
    let part = folder.path().join("part.json");
    let line = "run rust/classic/return --no-twin --quiet --json";
    let output = exitspec(line).arg(&part).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let output = run(&format!("diff {} {}", part.display(), whole.display()));
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let shown = text(&output.stdout);
    assert!(shown.contains("part.json: "), "{shown}");
    assert!(shown.contains("only B has them"), "{shown}");
    assert!(shown.lines().count() < 12, "{shown}");
}

#[test]
fn two_runs_of_one_platform_differ_in_nothing() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (one, other) = (a_run(one.path()), a_run(other.path()));
    assert_eq!(
        printed(&format!("diff {} {}", one.display(), other.display())),
        ""
    );
}

#[test]
fn a_planted_change_is_1_and_shown_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_run(folder.path());
    let changed = planted(&path, "\"exited\": 101", "\"exited\": 7");
    let line = format!("diff {} {}", path.display(), changed.display());
    let output = run(&line);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
    let stdout = text(&output.stdout);
    assert!(
        stdout.contains("ending: exited 101 → exited 7")
            && stdout.contains("1 result differs: 1 changed"),
        "{stdout}"
    );
    let output = run(&format!("{line} --format json"));
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(
        text(&output.stdout).contains("\"changed\": 1,"),
        "{output:?}"
    );
    let output = run(&format!("{line} --format markdown"));
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let stdout = text(&output.stdout);
    assert!(
        stdout.starts_with("## 1 result differs: 1 changed")
            && stdout.contains("  - ending: exited 101 → exited 7"),
        "{stdout}"
    );
}
