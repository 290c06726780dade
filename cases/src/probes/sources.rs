//! The sources of the programs, compiled in so that an installed binary has them.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

pub(super) static SOURCES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/probes");

/// Names a folder to be used instead of what is compiled in, for whoever works on probes: it has the folders of families.
const ENV_PROBES: &str = "EXITSPEC_PROBES";

/// Where the sources of one family are.
pub(crate) enum Sources {
    /// In this binary.
    CompiledIn(&'static str),
    /// In a folder.
    Folder(PathBuf),
}

impl Sources {
    /// Those of a family.
    pub(super) fn of(family: &'static str) -> Sources {
        match std::env::var_os(ENV_PROBES) {
            Some(folder) => Sources::Folder(Path::new(&folder).join(family)),
            None => Sources::CompiledIn(family),
        }
    }

    /// What to call one of the files in messages.
    pub(super) fn place(&self, file: &str) -> String {
        match self {
            Sources::CompiledIn(family) => format!("probes/{family}/{file}"),
            Sources::Folder(folder) => folder.join(file).display().to_string(),
        }
    }

    /// The text of one file.
    pub(super) fn text(&self, file: &str) -> Result<Cow<'static, str>, String> {
        match self {
            Sources::CompiledIn(family) => SOURCES
                .get_file(Path::new(family).join(file))
                .and_then(|file| file.contents_utf8())
                .map(Cow::Borrowed)
                .ok_or_else(|| "it is not there".to_owned()),
            Sources::Folder(folder) => std::fs::read_to_string(folder.join(file))
                .map(Cow::Owned)
                .map_err(|error| error.to_string()),
        }
    }
}
