//! What loading refuses: each mistake with its place, what was expected, and what to do.

mod book;
mod form;
mod sense;

use std::fs;

use exitspec::expectation::{Book, CaseEntry, Expect, GroupFile, Source, UniqueMap};
use exitspec::{Case, Finish, Group, Level, Sink, Suite};

/// Loads one file of the group `rust/demo`.
fn load(text: &str) -> Result<Book, String> {
    load_files(&[("rust/demo.json", text)])
}

fn load_files(files: &[(&str, &str)]) -> Result<Book, String> {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let shown = format!("{}/", folder.path().display());
    Source::Dir(folder.path().to_owned())
        .load()
        .map_err(|error| error.to_string().replace(&shown, ""))
}

/// The message about a group file with this one entry, `rust/demo.json:` left out.
fn refused(entry: &str) -> String {
    let text = format!("{{\"group\": \"rust/demo\", \"cases\": {{\n  \"a\": {entry}\n}}}}");
    let error = load(&text).expect_err(entry);
    error.replace("rust/demo.json:", "")
}

/// The message about an entry that is right but for what `fields` replaces or adds.
fn refused_with(fields: serde_json::Value) -> String {
    let mut entry = serde_json::json!({
        "summary": "s", "level": "documented", "sources": [{"doc": "d", "clause": "c"}], "expect": {"ending": {"exited": 7}},
    });
    entry
        .as_object_mut()
        .unwrap()
        .append(&mut fields.as_object().unwrap().clone());
    refused(&entry.to_string())
}

const GOOD: &str = r#"{"summary": "s", "level": "documented", "sources": [{"doc": "d", "clause": "c"}], "expect": {"ending": {"exited": 7}}}"#;

fn good_group(name: &str) -> String {
    format!("{{\"group\": \"{name}\", \"cases\": {{\n  \"a\": {GOOD}\n}}}}\n")
}
