//! Files that documents are written to: whole or not at all, and compressed by gzip where the file's name ends in `.gz`.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::form::{Lines, write_all};
use super::types::Document;

/// A file that a document will be written to, checked before the run that makes the document.
///
/// The file is replaced in one step when the document is complete: until then, and when anything fails, what was there
/// stays as it was. What is no regular file (`/dev/stdout`, a named pipe) is written to directly.
#[derive(Debug)]
pub struct Output {
    /// As the user gave it, for messages.
    shown: PathBuf,
    target: Target,
}

#[derive(Debug)]
enum Target {
    /// To be replaced: the path with symbolic links followed, and the permissions of the file that is there.
    Replace {
        path: PathBuf,
        permissions: Option<Permissions>,
    },
    /// To be opened and written to.
    Stream(PathBuf),
}

/// Why a document cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {path}: {doing}")]
pub struct OutputError {
    /// The file, as it was given.
    pub path: String,
    /// What was being done.
    pub doing: &'static str,
    /// Why it failed.
    #[source]
    pub source: io::Error,
}

impl Output {
    /// Checks that a document can be written there, without changing what is there.
    ///
    /// # Errors
    ///
    /// When the folder does not exist or may not be written to, or the path is a folder.
    pub fn prepare(path: &Path) -> Result<Output, OutputError> {
        let fail = |doing| {
            move |source| OutputError {
                path: path.display().to_string(),
                doing,
                source,
            }
        };
        let target = match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                return Err(fail("it is a folder")(io::ErrorKind::IsADirectory.into()));
            }
            Ok(metadata) if !metadata.is_file() => Target::Stream(path.to_owned()),
            Ok(metadata) => {
                // A file that may not be written to is not to be replaced behind its owner's back either.
                OpenOptions::new()
                    .append(true)
                    .open(path)
                    .map_err(fail("it may not be written to"))?;
                Target::Replace {
                    path: fs::canonicalize(path).map_err(fail("cannot follow the path"))?,
                    permissions: Some(metadata.permissions()),
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let name = path
                    .file_name()
                    .ok_or(io::ErrorKind::InvalidFilename.into())
                    .map_err(fail("it names no file"))?;
                let folder = fs::canonicalize(folder_of(path))
                    .map_err(fail("its folder cannot be reached"))?;
                Target::Replace {
                    path: folder.join(name),
                    permissions: None,
                }
            }
            Err(error) => return Err(fail("cannot look at it")(error)),
        };
        let output = Output {
            shown: path.to_owned(),
            target,
        };
        if let Target::Replace { path, .. } = &output.target {
            // Making the temporary file now shows whether that will work; it is removed again, so that a run that is
            // killed leaves nothing behind.
            temporary_beside(path)
                .and_then(tempfile::NamedTempFile::close)
                .map_err(fail("no file can be made in its folder"))?;
        }
        Ok(output)
    }

    /// Writes what `write` writes, and puts it in place when all of it has been written.
    ///
    /// # Errors
    ///
    /// When writing fails: what was there before is still there then.
    pub fn commit(
        &self,
        write: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> Result<(), OutputError> {
        let fail = |doing| {
            move |source| OutputError {
                path: self.shown.display().to_string(),
                doing,
                source,
            }
        };
        match &self.target {
            Target::Stream(path) => {
                let mut file = OpenOptions::new()
                    .write(true)
                    .open(path)
                    .map_err(fail("cannot open it"))?;
                write(&mut file).map_err(fail("writing failed"))
            }
            Target::Replace { path, permissions } => {
                let mut file =
                    temporary_beside(path).map_err(fail("no file can be made in its folder"))?;
                if let Some(permissions) = permissions {
                    file.as_file()
                        .set_permissions(permissions.clone())
                        .map_err(fail("cannot keep its permissions"))?;
                }
                write(file.as_file_mut()).map_err(fail("writing failed"))?;
                file.as_file().sync_all().map_err(fail("writing failed"))?;
                file.persist(path)
                    .map_err(|error| fail("cannot put it in place")(error.error))?;
                Ok(())
            }
        }
    }

    /// Writes a whole document, or several in one, compressed when the file's name ends in `.gz`.
    ///
    /// # Errors
    ///
    /// As for [`commit`](Output::commit).
    pub fn write(&self, documents: &[Document]) -> Result<(), OutputError> {
        self.commit(|file| match self.shown.extension() {
            Some(extension) if extension == "gz" => {
                let mut compressed = GzEncoder::new(file, Compression::best());
                // Nobody reads it line by line.
                write_all(documents, Lines::One, &mut compressed)?;
                compressed.finish().map(drop)
            }
            _ => write_all(documents, Lines::Many, file),
        })
    }

    /// The file as it was given.
    pub fn path(&self) -> &Path {
        &self.shown
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

fn temporary_beside(path: &Path) -> io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new()
        .prefix(".exitspec-")
        .suffix(".tmp")
        // As any program makes a file: the umask decides.
        .permissions(Permissions::from_mode(0o666))
        .tempfile_in(folder_of(path))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn names_in(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn write_text(output: &Output, text: &str) -> Result<(), OutputError> {
        output.commit(|file| file.write_all(text.as_bytes()))
    }

    #[test]
    fn a_new_file_appears_only_when_it_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.json");
        let output = Output::prepare(&path).unwrap();
        assert!(names_in(folder.path()).is_empty());
        write_text(&output, "new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(names_in(folder.path()), ["out.json"]);
    }

    #[test]
    fn a_failure_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.json");
        fs::write(&path, "old").unwrap();
        let output = Output::prepare(&path).unwrap();
        let error = output
            .commit(|file| {
                file.write_all(b"half")?;
                Err(io::Error::other("no more"))
            })
            .unwrap_err();
        assert!(error.to_string().contains("out.json"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(names_in(folder.path()), ["out.json"]);
    }

    #[test]
    fn a_replaced_file_keeps_its_permissions_and_links_to_it_stay() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().join("real.json");
        let link = folder.path().join("link.json");
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("real.json", &link).unwrap();
        write_text(&Output::prepare(&link).unwrap(), "new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");
        let mode = fs::metadata(&real).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }

    #[test]
    fn what_cannot_be_written_is_known_before_the_run() {
        let folder = tempfile::tempdir().unwrap();
        for (path, why) in [
            (folder.path().to_owned(), "folder"),
            (folder.path().join("none/out.json"), "folder"),
            (PathBuf::from("/"), "folder"),
            (PathBuf::from(""), "no file"),
        ] {
            let error = Output::prepare(&path).unwrap_err().to_string();
            assert!(error.contains(why), "{}: {error}", path.display());
        }
    }

    #[test]
    fn a_device_is_written_to_and_not_replaced() {
        let output = Output::prepare(Path::new("/dev/null")).unwrap();
        assert!(matches!(output.target, Target::Stream(_)));
        write_text(&output, "gone").unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }
}
