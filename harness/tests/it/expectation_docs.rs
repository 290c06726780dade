//! The examples of `docs/expectations.md` and `docs/claims-format.md` are what they say they are.

use std::fs;
use std::path::Path;

use exitspec::expectation::claims::{Claims, Notions};
use exitspec::expectation::{Expect, Source};

/// The blocks of `docs/expectations.md` with this info string.
fn blocks(info: &str) -> Vec<String> {
    blocks_of("expectations.md", info)
}

fn blocks_of(document: &str, info: &str) -> Vec<String> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let text = fs::read_to_string(docs.join(document)).unwrap();
    let fence = format!("```{info}\n");
    let found: Vec<String> = text
        .split(&fence)
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect();
    assert!(!found.is_empty(), "{info}");
    found
}

fn load(path: &str, text: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    Source::Dir(folder.path().to_owned())
        .load()
        .unwrap_or_else(|error| panic!("{error}\n{text}"));
}

#[test]
fn its_files_load() {
    for text in blocks("json group") {
        load("rust/atexit.json", &text);
    }
    for text in blocks("json matrix") {
        load("matrix.json", &text);
    }
}

#[test]
fn its_claims_and_notions_are_read() {
    for text in blocks_of("claims-format.md", "json claims") {
        Claims::read("claims.json", &text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    }
    for text in blocks_of("claims-format.md", "json notions") {
        Notions::read("notions.json", &text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    }
}

#[test]
fn its_expectations_are_some() {
    for text in blocks("json expect") {
        serde_json::from_str::<Expect>(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    }
}

#[test]
fn its_forms_are_forms() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/expectations.md");
    let text = fs::read_to_string(path).unwrap();
    let section = |from: &str, to: &str| {
        text.split(from)
            .nth(1)
            .unwrap()
            .split(to)
            .next()
            .unwrap()
            .to_owned()
    };
    for (field, section) in [
        ("stdout", section("### Texts", "Bytes inside")),
        ("journal", section("### Journals", "### What")),
    ] {
        let rows = section.lines().filter(|line| line.starts_with("| `"));
        let forms: Vec<&str> = rows
            .flat_map(|row| row.split('|').nth(1).unwrap().split('`').skip(1).step_by(2))
            .collect();
        assert!(forms.len() >= 5, "{forms:?}");
        for form in forms {
            let expect = format!("{{\"{field}\": {form}}}");
            serde_json::from_str::<Expect>(&expect)
                .unwrap_or_else(|error| panic!("{error}\n{expect}"));
        }
    }
}
