//! `exitspec judge`: documents against other expectations than those of their run.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{exitspec, printed, run, text};

/// A run of one group, in a file.
fn a_run(folder: &Path) -> PathBuf {
    let path = folder.join("run.json");
    let output = exitspec("run rust/classic --no-twin --quiet --json")
        .arg(&path)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    path
}

/// The document with one text, which has to be there, replaced.
fn plant(path: &Path, what: &str, instead: &str) {
    let document = fs::read_to_string(path).unwrap();
    assert!(document.contains(what), "{what} is not in the document");
    fs::write(path, document.replacen(what, instead, 1)).unwrap();
}

#[test]
fn a_document_of_today_is_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_run(folder.path());
    let before = fs::read(&path).unwrap();
    assert_eq!(printed(&format!("judge --write {}", path.display())), "");
    assert!(before == fs::read(&path).unwrap());
}

#[test]
fn a_verdict_that_the_expectations_do_not_give_is_told_and_corrected_when_asked_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_run(folder.path());
    let right = fs::read(&path).unwrap();
    plant(&path, "\"verdict\": \"PASS\"", "\"verdict\": \"FAIL\"");
    let wrong = fs::read(&path).unwrap();

    let looked = run(&format!("judge {}", path.display()));
    assert_eq!(looked.status.code(), Some(1), "{looked:?}");
    assert!(
        text(&looked.stdout).contains("was FAIL, is PASS"),
        "{looked:?}"
    );
    assert!(wrong == fs::read(&path).unwrap(), "nobody asked to write");

    let written = run(&format!("judge --write {}", path.display()));
    assert_eq!(written.status.code(), Some(0), "{written:?}");
    assert!(right == fs::read(&path).unwrap());
}

#[test]
fn an_observation_that_is_not_as_expected_fails_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_run(folder.path());
    plant(&path, "\"exited\": 101", "\"exited\": 7");
    let written = run(&format!("judge --write {}", path.display()));
    assert_eq!(written.status.code(), Some(1), "{written:?}");
    let after = fs::read_to_string(&path).unwrap();
    assert!(
        after.contains("\"exited\": 7") && after.contains("\"FAIL\""),
        "{after:.2000}"
    );
}

#[test]
fn a_document_of_another_suite_is_bad_input() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_run(folder.path());
    plant(
        &path,
        "\"case\": \"rust/classic/",
        "\"case\": \"rust/elsewhere/",
    );
    let output = run(&format!("judge {}", path.display()));
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let stderr = text(&output.stderr);
    assert!(
        stderr.contains("run.json") && stderr.contains("rust/elsewhere/"),
        "{stderr}"
    );
}
