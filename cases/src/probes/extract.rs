//! Writing the sources of a program where a compiler or an interpreter finds them.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use include_dir::Dir;

use super::sources::{SOURCES, Sources};

/// What Python keeps for itself.
const CACHE: &str = "__pycache__";

impl Sources {
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
