//! The formats of other tools, written by a run and from documents.

use std::fs;

use crate::support::{exitspec, expectations, printed, refused, run, text};

const CLASSIC: &str = "run rust/classic --no-twin --quiet";

#[test]
fn a_run_and_its_document_give_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let outputs = |prefix: &str| {
        ["junit", "tap", "markdown", "lines"]
            .map(|format| format!("--{format} {}", at(&format!("{prefix}.{format}"))))
            .join(" ")
    };
    printed(&format!(
        "{CLASSIC} --json {} {}",
        at("out.json"),
        outputs("run")
    ));
    printed(&format!(
        "convert {} {}",
        at("out.json"),
        outputs("converted")
    ));
    for (format, beginning) in [
        (
            "junit",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"exitspec\" tests=\"21\"",
        ),
        ("tap", "TAP version 14\n1..21\n# exitspec "),
        ("markdown", "## exitspec\n"),
        ("lines", "rust/classic/_exit@file: PASS\n"),
    ] {
        let [ran, converted] = ["run", "converted"]
            .map(|prefix| fs::read_to_string(at(&format!("{prefix}.{format}"))).unwrap());
        assert_eq!(ran, converted);
        assert!(ran.starts_with(beginning), "{ran}");
    }
    assert_eq!(
        printed(&format!("convert {} --lines -", at("out.json"))),
        fs::read_to_string(at("run.lines")).unwrap()
    );
}

#[test]
fn stdout_is_for_one_of_them_and_the_summary_goes_elsewhere() {
    let output = run(&format!("{CLASSIC} --lines -"));
    assert!(output.status.success());
    let stdout = text(&output.stdout);
    assert!(
        stdout
            .lines()
            .all(|line| line.contains("@") && line.ends_with("PASS")),
        "{stdout}"
    );
    assert!(
        text(&output.stderr).contains("21 results: 21 PASS"),
        "{output:?}"
    );
    for two in [
        "--lines - --tap -",
        "--json - --junit -",
        "--github --tap -",
    ] {
        let said = refused(&format!("{CLASSIC} {two}"), 2);
        assert!(said.contains("cannot both be on stdout"), "{said}");
    }
}

#[test]
fn where_nothing_is_selected_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.xml");
    refused(&format!("run no-such-case --junit {}", path.display()), 4);
    assert!(!path.exists());
    // Nor from a document without results.
    let document = folder.path().join("out.json");
    printed(&format!("{CLASSIC} --json {}", document.display()));
    let mut json: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&document).unwrap()).unwrap();
    json["results"] = serde_json::json!([]);
    fs::write(&document, json.to_string()).unwrap();
    let said = refused(
        &format!("convert {} --junit {}", document.display(), path.display()),
        4,
    );
    assert!(said.contains("there are no results"), "{said}");
    assert!(!path.exists());
}

#[test]
fn a_file_that_cannot_be_written_is_known_before_the_run() {
    let said = refused(&format!("{CLASSIC} --tap /no/such/folder/out.tap"), 2);
    assert!(said.contains("/no/such/folder"), "{said}");
}

#[test]
fn on_github_there_are_annotations_and_a_step_summary() {
    let folder = tempfile::tempdir().unwrap();
    let summary = folder.path().join("summary.md");
    fs::write(&summary, "before\n").unwrap();
    let fixtures = expectations(
        folder.path(),
        "rust/classic.json",
        "\"exited\": 0",
        "\"exited\": 3",
    );
    let line = format!("{CLASSIC} --github --expectations {}", fixtures.display());
    let output = exitspec(&line)
        .env("GITHUB_STEP_SUMMARY", &summary)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let stdout = text(&output.stdout);
    // What is printed for reading is no command, whatever is in it.
    let mut lines = stdout.lines();
    let token = lines
        .next()
        .unwrap()
        .strip_prefix("::stop-commands::")
        .unwrap();
    let on = format!("::{token}::");
    assert!(lines.any(|line| line == on), "{stdout}");
    let rest: Vec<&str> = lines.collect();
    assert!(
        rest.iter()
            .all(|line| line.starts_with("::error title=FAIL rust/classic/return@")),
        "{stdout}"
    );
    assert!(
        rest[0].contains("::ending: expected exited 3, got exited 0"),
        "{stdout}"
    );
    let markdown = fs::read_to_string(&summary).unwrap();
    assert!(
        markdown.starts_with("before\n## exitspec\n") && markdown.contains("got exited 0"),
        "{markdown}"
    );
    // There is a limit for all commands of a step together.
    fs::write(&summary, "x".repeat((1 << 20) - 300)).unwrap();
    exitspec(&line)
        .env("GITHUB_STEP_SUMMARY", &summary)
        .output()
        .unwrap();
    let length = fs::metadata(&summary).unwrap().len();
    assert!(length < 1 << 20 && length > (1 << 20) - 300, "{length}");
}

#[test]
fn nothing_is_added_for_github_unless_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let summary = folder.path().join("summary.md");
    let output = exitspec(CLASSIC)
        .env("GITHUB_STEP_SUMMARY", &summary)
        .env("GITHUB_ACTIONS", "true")
        .output()
        .unwrap();
    assert!(output.status.success() && !summary.exists(), "{output:?}");
}
