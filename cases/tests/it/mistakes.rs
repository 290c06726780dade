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
fn a_file_of_platforms_that_is_bad_is_2_where_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("exitspec.toml"), "no TOML\n").unwrap();
    let in_it = |line: &str| exitspec(line).current_dir(folder.path()).output().unwrap();
    for line in ["run c/abort/plain", "explain c/abort/plain"] {
        let output = in_it(line);
        assert_eq!(output.status.code(), Some(2), "{line}: {output:?}");
        let said = text(&output.stderr);
        assert!(said.starts_with("error: exitspec.toml:1: "), "{said}");
    }
    assert!(in_it("run rust/classic/return").status.success());
}

#[test]
fn a_filter_that_begins_with_a_family_is_not_found_inside_of_other_names() {
    let of = |line: &str| crate::support::printed(line);
    for line in of("list c/exit").lines() {
        assert!(line.starts_with("c/exit"), "{line}");
    }
    assert!(of("list panic/exits").contains("rust/panic/exits"));
    for line in ["run c/nothing", "list c/nothing", "explain c/nothing"] {
        assert!(refused(line, 4).contains("error: "), "{line}");
    }
}

#[test]
fn a_folder_of_expectations_that_is_not_there_is_told_once() {
    let said = refused("run --expectations /no/such/folder", 2);
    assert_eq!(said.matches("os error").count(), 1, "{said}");
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
