//! The sources of the programs, compiled in so that an installed binary has them.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

static SOURCES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/probes");

/// Names a folder to be used instead of what is compiled in, for whoever works on probes: it has the folders of families.
const ENV_PROBES: &str = "EXITSPEC_PROBES";

/// What Python keeps for itself.
const CACHE: &str = "__pycache__";

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

    /// Path and contents of every file, in a fixed order.
    pub(crate) fn files(&self) -> io::Result<Vec<(PathBuf, Cow<'static, [u8]>)>> {
        let mut files = Vec::new();
        match self {
            Sources::CompiledIn(family) => {
                let dir = SOURCES.get_dir(family).ok_or(io::ErrorKind::NotFound)?;
                compiled_in(dir, Path::new(family), &mut files);
            }
            Sources::Folder(folder) => read(folder, Path::new(""), &mut files)?,
        }
        files.sort_unstable();
        Ok(files)
    }

    /// Writes them into a folder.
    pub(crate) fn extract(&self, into: &Path) -> io::Result<()> {
        for (path, contents) in self.files()? {
            let path = into.join(path);
            std::fs::create_dir_all(path.parent().unwrap_or(into))?;
            std::fs::write(path, contents)?;
        }
        Ok(())
    }
}

type File = (PathBuf, Cow<'static, [u8]>);

fn compiled_in(dir: &'static Dir<'static>, root: &Path, files: &mut Vec<File>) {
    for file in dir.files() {
        let path = file.path().strip_prefix(root).unwrap_or(file.path());
        files.push((path.to_owned(), Cow::Borrowed(file.contents())));
    }
    for below in dir.dirs().filter(|dir| !dir.path().ends_with(CACHE)) {
        compiled_in(below, root, files);
    }
}

fn read(folder: &Path, below: &Path, files: &mut Vec<File>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder.join(below))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true if entry.file_name() == CACHE => {}
            true => read(folder, &path, files)?,
            false => files.push((path.clone(), std::fs::read(folder.join(&path))?.into())),
        }
    }
    Ok(())
}
