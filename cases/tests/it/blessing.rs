//! Taking what is observed for what is expected.

use std::fs;
use std::path::Path;

use crate::support::{exitspec, expectations, printed, run, text};

const FILE: &str = "rust/classic.json";

fn original() -> String {
    fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../fixtures")
            .join(FILE),
    )
    .unwrap()
}

#[test]
fn what_is_not_mandated_is_brought_in_line_and_nothing_else_changes() {
    let folder = tempfile::tempdir().unwrap();
    // The first is that of `exit`, which is documented.
    let fixtures = expectations(folder.path(), FILE, "\"exited\": 7", "\"exited\": 9");
    let line = format!("bless rust/classic --expectations {}", fixtures.display());
    let said = printed(&line);
    assert!(said.starts_with("blessed rust/classic/exit in "), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert_eq!(fs::read_to_string(fixtures.join(FILE)).unwrap(), original());
    assert_eq!(
        printed(&line),
        "everything is as expected: there is nothing to bless\n"
    );
}

#[test]
fn what_is_mandated_is_not_blessed() {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = expectations(
        folder.path(),
        FILE,
        "\"signaled\": \"SIGKILL\"",
        "\"signaled\": \"SIGTERM\"",
    );
    let before = fs::read_to_string(fixtures.join(FILE)).unwrap();
    let output = run(&format!(
        "bless rust/classic/sigkill --expectations {}",
        fixtures.display()
    ));
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = text(&output.stdout);
    assert!(
        said.contains("not blessed: rust/classic/sigkill: ") && said.contains("mandated"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(fixtures.join(FILE)).unwrap(), before);
}

#[test]
fn a_case_without_an_entry_gets_a_draft_that_does_not_load_yet() {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = expectations(folder.path(), FILE, "\"exited\": 7", "\"exited\": 7");
    fs::remove_file(fixtures.join(FILE)).unwrap();
    let line = format!(
        "bless --exact rust/classic/process_exit --expectations {}",
        fixtures.display()
    );
    assert!(printed(&line).starts_with("blessed rust/classic/process_exit in "));
    let draft = fs::read_to_string(fixtures.join(FILE)).unwrap();
    assert!(
        draft.contains("\"process_exit\"") && draft.contains("Rust part C line"),
        "{draft}"
    );
    let output = run(&format!(
        "run rust/classic --expectations {}",
        fixtures.display()
    ));
    assert_eq!(output.status.code(), Some(2), "{output:?}");
}

#[test]
fn nothing_is_blessed_in_ci() {
    let output = exitspec("bless rust/classic")
        .env("CI", "true")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(
        text(&output.stderr).contains("not blessed in CI"),
        "{output:?}"
    );
}
