//! `exitspec report`: what is written where, and the exit codes.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{exitspec, printed, refused, text};

/// Two documents of a few cases: this platform, and what could be another one.
fn two_platforms(folder: &Path) -> [PathBuf; 2] {
    let here = folder.join("here.json");
    let output = exitspec("run rust/classic --no-twin --quiet --json")
        .arg(&here)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let document = fs::read_to_string(&here).unwrap();
    let mut there: Value = serde_json::from_str(&document).unwrap();
    there["platform"]["libc"]["name"] = "otherlibc".into();
    let results = there["results"].as_array_mut().unwrap();
    let result = results
        .iter_mut()
        .find(|result| result["case"] == "rust/classic/_exit")
        .unwrap();
    result["verdict"] = "XFAIL".into();
    result["reason"] = "flushes | in _exit".into();
    result["observation"]["stdout"] = "C <line>\n".into();
    let other = folder.join("there.json");
    fs::write(&other, there.to_string()).unwrap();
    [here, other]
}

#[test]
fn all_renderings_at_once_and_any_order_gives_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let [here, there] = two_platforms(folder.path());
    let (here, there) = (here.display(), there.display());
    let path = |name: &str| folder.path().join(name);
    let line = format!(
        "report {here} {there} --html {} --markdown {} --json {}",
        path("r.html").display(),
        path("r.md").display(),
        path("r.json").display()
    );
    assert_eq!(printed(&line), "");
    for (option, name) in [("html", "r.html"), ("markdown", "r.md"), ("json", "r.json")] {
        let written = fs::read_to_string(path(name)).unwrap();
        let again = printed(&format!("report {there} {here} --{option} -"));
        assert!(again == written, "--{option}");
    }
    let report: Value = serde_json::from_slice(&fs::read(path("r.json")).unwrap()).unwrap();
    assert_eq!(report["schema"], "exitspec/report/1");
    let row = (report["rows"].as_array().unwrap().iter())
        .find(|row| row["case"] == "rust/classic/_exit" && row["sink"] == "pipe")
        .unwrap();
    // What the case is about and what is expected comes from the expectations that are built in.
    assert!(row["summary"].is_string() && row["expected"][0][0]["field"] == "ending");
    assert!(
        row["file"].as_str().unwrap().contains("classic.json:"),
        "{row}"
    );
    assert_eq!(report["platforms"][0]["target"], "");
    assert!(
        fs::read_to_string(path("r.md"))
            .unwrap()
            .contains("flushes \\| in \\_exit"),
    );
}

#[test]
fn without_an_output_the_terminal_has_it_as_far_as_its_characters_go() {
    let folder = tempfile::tempdir().unwrap();
    let [here, there] = two_platforms(folder.path());
    let line = format!("report {} {}", here.display(), there.display());
    for (locale, ascii) in [("C", true), ("en_US.UTF-8", false)] {
        let output = exitspec(&line).env("LC_ALL", locale).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let shown = text(&output.stdout);
        assert!(
            shown.contains("otherlibc") && shown.contains("AB"),
            "{shown}"
        );
        assert!(!ascii || shown.is_ascii(), "{shown}");
        assert!(!shown.contains('\u{1b}'), "{shown}");
    }
}

#[test]
fn mistakes_are_2_and_leave_everything_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let [here, there] = two_platforms(folder.path());
    let (here, there) = (here.display(), there.display());
    let html = folder.path().join("r.html");
    fs::write(&html, "before").unwrap();
    let again = folder.path().join("again.json");
    fs::copy(folder.path().join("here.json"), &again).unwrap();
    let cut = folder.path().join("cut.json");
    let whole = fs::read(folder.path().join("there.json")).unwrap();
    fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    let foreign = folder.path().join("foreign.json");
    fs::write(&foreign, "{\"schema\": \"other/1\"}").unwrap();
    for (documents, said) in [
        (
            format!("{here} {}", again.display()),
            "again.json describe the same platform",
        ),
        (
            format!("{here} {}", cut.display()),
            "cut.json: it is cut off, at ",
        ),
        (
            format!("{} {here}", foreign.display()),
            "foreign.json: its schema is `other/1`",
        ),
        (format!("{here} /no/such.json"), "/no/such.json"),
        (
            format!("{here} {there} --json /no/such/folder/r.json"),
            "/no/such/folder",
        ),
        (format!("{here} {there} --json - --markdown -"), "only one"),
        (
            format!("{here} {there} --expectations /no/such/folder"),
            "/no/such/folder",
        ),
    ] {
        let error = refused(&format!("report {documents} --html {}", html.display()), 2);
        assert!(error.contains(said), "{error}");
        assert_eq!(fs::read_to_string(&html).unwrap(), "before");
    }
    refused("report", 2);
}
