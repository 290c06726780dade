//! The expectations, compiled in so that an installed binary needs no files.

use std::path::Path;
use std::sync::OnceLock;

use exitspec::expectation::{File, is_group_file};
use include_dir::{Dir, include_dir};

static FIXTURES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../fixtures");

/// What texts claim.
#[cfg(feature = "cli")]
pub(crate) const CLAIMS: File = File {
    path: "fixtures/claims/claims.json",
    text: include_str!("../../fixtures/claims/claims.json"),
};

/// What is the same in several languages.
#[cfg(feature = "cli")]
pub(crate) const NOTIONS: File = File {
    path: "fixtures/claims/notions.json",
    text: include_str!("../../fixtures/claims/notions.json"),
};

/// Every expectation file of the suite.
pub(crate) fn files() -> &'static [File] {
    static FILES: OnceLock<Vec<File>> = OnceLock::new();
    FILES.get_or_init(|| {
        let mut files = Vec::new();
        collect(&FIXTURES, &mut files);
        files
    })
}

fn collect(dir: &'static Dir<'static>, files: &mut Vec<File>) {
    for file in dir.files().filter(|file| is_group_file(file.path())) {
        // Only paths and texts that are UTF-8 are ever committed.
        let path = Path::new("fixtures").join(file.path());
        if let (Some(path), Some(text)) = (path.to_str(), file.contents_utf8()) {
            let path = String::leak(path.to_owned());
            files.push(File { path, text });
        }
    }
    for below in dir.dirs() {
        collect(below, files);
    }
}
