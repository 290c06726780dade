//! Run documents.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails by panicking"
)]

use std::fs::File;
use std::path::Path;

use exitspec::document::{Document, read};
use exitspec::{Verdict, document};

use crate::support::{suite, text};

pub(crate) fn document_at(path: &Path) -> Document {
    read(File::open(path).unwrap()).unwrap()
}

pub(crate) fn the_document_is_written_when_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let canonical: Vec<Vec<u8>> = ["--test-threads 1", "--shuffle -q", "--format json"]
        .iter()
        .map(|line| {
            let path = folder.path().join("run.json");
            let output = suite("good bad needy", line)
                .env("EXITSPEC_JSON", &path)
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(101));
            let mut bytes = Vec::new();
            document_at(&path).write_canonical(&mut bytes).unwrap();
            bytes
        })
        .collect();
    assert_eq!(text(&canonical[0]), text(&canonical[1]));
    assert_eq!(text(&canonical[0]), text(&canonical[2]));
    let document = document_at(&folder.path().join("run.json"));
    assert_eq!(document.schema, document::SCHEMA);
    assert_eq!(
        (document.count(Verdict::Pass), document.count(Verdict::Fail)),
        (3, 1)
    );
    assert_eq!(document.count(Verdict::Unsupported), 1);
    assert!(!document.interrupted);
}

pub(crate) fn a_document_that_cannot_be_written_stops_the_run_before_it_begins() {
    let output = suite("good", "")
        .env("EXITSPEC_JSON", "/no/such/folder/run.json")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(101));
    assert!(output.stdout.is_empty(), "{output:?}");
    assert!(
        text(&output.stderr).contains("/no/such/folder/run.json"),
        "{output:?}"
    );
}
