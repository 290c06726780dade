//! Files with run documents that are written anew: a part never replaces the whole, unless that is asked for.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

use exitspec::document::{Document, Output, lost, lost_families, read_all};

use super::exit::Failure;

/// A file for documents, and what is in it now.
pub(super) struct Keeping {
    output: Output,
    old: Old,
}

/// What must not get lost.
enum Old {
    /// Nothing: there is no document, or it may be replaced by anything.
    Nothing,
    /// One document, by the families of which it has everything. The rest of it would be in the way in memory.
    One(BTreeSet<String>),
    /// The runs of several platforms.
    Several(Vec<Document>),
}

impl Keeping {
    /// Looks at what is there, unless it is to be replaced by whatever there will be.
    pub(super) fn prepare(path: &Path, force: bool) -> Result<Keeping, Failure> {
        let output = Output::prepare(path).map_err(Failure::usage)?;
        // A device or a pipe has nothing that could be kept, and reading it would not end.
        let old = match force || !path.is_file() {
            true => Vec::new(),
            // Whatever is no run document is replaced, as by any program.
            false => File::open(path)
                .ok()
                .and_then(|file| read_all(file).ok())
                .unwrap_or_default(),
        };
        let old = match &old[..] {
            [] => Old::Nothing,
            [one] => {
                let families = one.complete_families().into_iter();
                Old::One(families.map(str::to_owned).collect())
            }
            _ => Old::Several(old),
        };
        Ok(Keeping { output, old })
    }

    /// Whether a run that is going to have these families whole may replace what is there.
    pub(super) fn check(&self, families: &BTreeSet<&str>) -> Result<(), Failure> {
        let lost = match &self.old {
            Old::Nothing => None,
            Old::One(old) => lost_families(&old.iter().map(String::as_str).collect(), families),
            Old::Several(runs) => Some(format!("the runs of {} platforms", runs.len())),
        };
        match lost {
            None => Ok(()),
            Some(lost) => Err(self.refused(&lost)),
        }
    }

    fn refused(&self, lost: &str) -> Failure {
        Failure::usage(format!(
            "{} has all of {lost}, and would lose some of it; name another file, or give --force",
            self.output.path().display()
        ))
    }

    /// Writes them, if nothing gets lost by it.
    pub(super) fn write(&self, documents: &[Document]) -> Result<(), Failure> {
        let lost = match (&self.old, documents) {
            (Old::Nothing, _) => None,
            (Old::One(old), [new]) => {
                let old = old.iter().map(String::as_str).collect();
                lost_families(&old, &new.complete_families())
            }
            (Old::One(_), _) => None,
            (Old::Several(old), _) => lost(old, documents),
        };
        match lost {
            None => self.output.write(documents).map_err(Failure::usage),
            Some(lost) => Err(self.refused(&lost)),
        }
    }

    /// Writes the document of a run: beside what is there, when it was cut short and what is there is complete. Tells
    /// where it is then.
    pub(super) fn write_run(&self, document: &Document) -> Result<Option<PathBuf>, Failure> {
        let documents = std::slice::from_ref(document);
        let whole = matches!(&self.old, Old::One(old) if !old.is_empty());
        if !(document.interrupted && whole) {
            self.output.write(documents).map_err(Failure::usage)?;
            return Ok(None);
        }
        let path = partial(self.output.path());
        let output = Output::prepare(&path).map_err(Failure::usage)?;
        output.write(documents).map_err(Failure::usage)?;
        Ok(Some(path))
    }
}

/// `out.partial.json` for `out.json`.
fn partial(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = [".json.gz", ".json", ".gz"]
        .into_iter()
        .find(|ending| name.ends_with(ending))
        .unwrap_or_default();
    let stem = name.strip_suffix(ending).unwrap_or(&name);
    path.with_file_name(format!("{stem}.partial{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_short_has_a_name_beside_the_whole() {
        for (name, beside) in [
            ("a/out.json", "a/out.partial.json"),
            ("glibc-2.36.json.gz", "glibc-2.36.partial.json.gz"),
            ("results", "results.partial"),
        ] {
            assert_eq!(partial(Path::new(name)), Path::new(beside));
        }
    }
}
