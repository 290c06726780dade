//! Wrong usage and bad input, each with its exit code, before anything runs.

use std::fs;

use crate::support::{exitspec, expectations, refused, run, text};

#[test]
fn wrong_usage_is_2() {
    for line in [
        "--no-such-option",
        "run --sink paper",
        "run --partition 3/2",
        "run --timeout-scale -1",
        "run --repeat 0",
        "explain",
        "completions cmd",
    ] {
        assert!(refused(line, 2).starts_with("error: "), "{line}");
    }
}

#[test]
fn a_bad_factor_in_the_environment_is_2() {
    let with = |line: &str, factor: &str| {
        exitspec(line)
            .env("EXITSPEC_TIMEOUT_SCALE", factor)
            .output()
            .unwrap()
    };
    assert!(with("list", "2").status.success());
    assert!(with("run rust/classic/return", "2").status.success());
    assert_eq!(with("run rust/classic/return", "x").status.code(), Some(2));
}

#[test]
fn nothing_selected_is_4() {
    for line in [
        "run no-such-case",
        "no-such-case",
        "list no-such-case",
        "explain no-such-case",
        "run --exact rust",
    ] {
        assert!(refused(line, 4).contains("error: "), "{line}");
    }
}

#[test]
fn nothing_that_can_run_here_is_4() {
    let output = run("run --exact rust/classic/panic@pipe+abort --quiet");
    // Whether the twin is here is not up to this test.
    let expected = match text(&output.stdout).contains("1 UNSUPPORTED") {
        true => 4,
        false => 0,
    };
    assert_eq!(output.status.code(), Some(expected), "{output:?}");
    let output = exitspec("run --exact rust/classic/panic@pipe+abort --quiet")
        .env("EXITSPEC_TWIN", "/no/such/twin")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(4), "{output:?}");
    assert!(text(&output.stdout).contains("1 UNSUPPORTED"), "{output:?}");
}

#[test]
fn a_file_that_cannot_be_written_is_2_and_nothing_runs() {
    let folder = tempfile::tempdir().unwrap();
    for path in [
        folder.path().to_owned(),
        folder.path().join("none/out.json"),
    ] {
        let said = refused(&format!("run --json {}", path.display()), 2);
        assert!(said.contains(&*path.to_string_lossy()), "{said}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn expectations_that_are_bad_are_2_and_name_the_place() {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = expectations(
        folder.path(),
        "rust/classic.json",
        "\"summary\"",
        "\"sumary\"",
    );
    let said = refused(&format!("run --expectations {}", fixtures.display()), 2);
    assert!(
        said.contains("classic.json") && said.contains("sumary"),
        "{said}"
    );
    let said = refused("run --expectations /no/such/folder", 2);
    assert!(said.contains("/no/such/folder"), "{said}");
}

#[test]
fn what_is_not_as_expected_is_1_and_says_how() {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = expectations(
        folder.path(),
        "rust/classic.json",
        "\"exited\": 0",
        "\"exited\": 3",
    );
    let line = format!(
        "run rust/classic/return --sink pipe --expectations {}",
        fixtures.display()
    );
    let output = run(&line);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let stdout = text(&output.stdout);
    assert!(
        stdout
            .contains("FAIL rust/classic/return@pipe\n  ending: expected exited 3, got exited 0\n"),
        "{stdout}"
    );
}
