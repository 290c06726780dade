//! `exitspec findings`: what is written where, and the exit codes.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{exitspec, printed, refused};

/// Two documents of a few cases: this platform, and what could be another one.
fn two_platforms(folder: &Path) -> [PathBuf; 2] {
    let here = folder.join("here.json");
    let output = exitspec("run rust/classic --no-twin --quiet --json")
        .arg(&here)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let document = fs::read_to_string(&here).unwrap();
    let mut there: serde_json::Value = serde_json::from_str(&document).unwrap();
    there["platform"]["libc"]["name"] = "otherlibc".into();
    let results = there["results"].as_array_mut().unwrap();
    let result = results
        .iter_mut()
        .find(|result| result["case"] == "rust/classic/_exit")
        .unwrap();
    result["verdict"] = "XFAIL".into();
    result["reason"] = "flushes | in _exit".into();
    result["url"] = "https://bugs.example/1".into();
    result["observation"]["stdout"] = "C line\n".into();
    let other = folder.join("there.json");
    fs::write(&other, there.to_string()).unwrap();
    [here, other]
}

#[test]
fn what_differs_is_written_with_its_reason_whatever_the_order() {
    let folder = tempfile::tempdir().unwrap();
    let [here, there] = two_platforms(folder.path());
    let (here, there) = (here.display(), there.display());
    let text = printed(&format!("findings {here} {there}"));
    assert!(text.starts_with("# Findings\n"), "{text}");
    assert!(
        text.contains("flushes \\| in \\_exit ([more](<https://bugs.example/1>))"),
        "{text}"
    );
    assert!(
        text.contains("## Mandated behaviours that are violated (1 result)"),
        "{text}"
    );
    assert_eq!(printed(&format!("findings {there} {here}")), text);

    let output = folder.path().join("findings.md");
    assert_eq!(
        printed(&format!(
            "findings {here} {there} --output {}",
            output.display()
        )),
        ""
    );
    assert_eq!(fs::read_to_string(output).unwrap(), text);
}

#[test]
fn one_platform_twice_is_2_and_both_files_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let [here, there] = two_platforms(folder.path());
    let again = folder.path().join("again.json");
    fs::copy(&here, &again).unwrap();
    let output = folder.path().join("findings.md");
    let line = format!(
        "findings {} {} {} --output {}",
        here.display(),
        there.display(),
        again.display(),
        output.display()
    );
    let said = refused(&line, 2);
    assert!(
        said.contains("here.json")
            && said.contains("again.json")
            && said.contains("the same platform"),
        "{said}"
    );
    assert!(!output.exists());
}

#[test]
fn a_file_that_cannot_be_written_is_2_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let [here, _] = two_platforms(folder.path());
    let said = refused(
        &format!("findings {} --output /no/such/folder/x.md", here.display()),
        2,
    );
    assert!(said.contains("/no/such/folder"), "{said}");
    refused("findings", 2);
}
