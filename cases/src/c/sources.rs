//! The sources of the C program, compiled in so that an installed binary can build it.

use std::io;
use std::path::Path;

use include_dir::{Dir, include_dir};

static SOURCES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/probes/c");

/// Writes them into a folder.
pub(crate) fn extract(into: &Path) -> io::Result<()> {
    SOURCES.extract(into)
}

/// Name and contents of every file, in a fixed order.
pub(crate) fn files() -> Vec<(&'static Path, &'static [u8])> {
    let mut files = Vec::new();
    collect(&SOURCES, &mut files);
    files.sort_unstable();
    files
}

fn collect(dir: &'static Dir<'static>, files: &mut Vec<(&'static Path, &'static [u8])>) {
    files.extend(dir.files().map(|file| (file.path(), file.contents())));
    for below in dir.dirs() {
        collect(below, files);
    }
}
