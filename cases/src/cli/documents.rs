//! Run documents that were named: read, or an error that says which file it is about and what is wrong with it.

use std::error::Error;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use exitspec::document::{Document, Named, ReadError, read, read_all};
use exitspec_reports::findings::{Platforms, SamePlatform};

use super::exit::Failure;

/// The one document in this file.
pub(super) fn one(path: &Path) -> Result<Document, Failure> {
    opened(path, read)
}

/// All documents in these files, each with the name of its file.
pub(super) fn all(paths: &[PathBuf]) -> Result<Vec<Named>, Failure> {
    let mut all = Vec::new();
    for path in paths {
        let documents = opened(path, read_all)?;
        let single = documents.len() == 1;
        for (number, document) in documents.into_iter().enumerate() {
            let from = match single {
                true => path.display().to_string(),
                false => format!("{} (run {})", path.display(), number + 1),
            };
            all.push(Named { from, document });
        }
    }
    Ok(all)
}

/// All documents in these files, no two of the same platform.
pub(super) fn of_platforms(paths: &[PathBuf]) -> Result<Vec<Document>, Failure> {
    let named = all(paths)?;
    let (from, documents): (Vec<String>, Vec<Document>) = named
        .into_iter()
        .map(|named| (named.from, named.document))
        .unzip();
    if let Err(SamePlatform { places, name }) = Platforms::new(&documents) {
        let [one, other] = places.map(|place| &from[place]);
        return Err(same_platform(one, other, &name));
    }
    Ok(documents)
}

/// Two files describe one platform, where each has to describe another.
pub(super) fn same_platform(one: &str, other: &str, name: &str) -> Failure {
    Failure::usage(format!(
        "{one} and {other} describe the same platform: {name}; `exitspec merge` puts the parts of one run together"
    ))
}

fn opened<T>(
    path: &Path,
    read: impl FnOnce(Box<dyn Read>) -> Result<T, ReadError>,
) -> Result<T, Failure> {
    let from: Box<dyn Read> = match path == Path::new("-") {
        true => Box::new(io::stdin()),
        false => Box::new(File::open(path).map_err(|error| named(path, &error))?),
    };
    read(from).map_err(|error| named(path, &error))
}

fn named(path: &Path, error: &dyn Error) -> Failure {
    let mut text = format!("{}: {error}", path.display());
    let mut source = error.source();
    while let Some(error) = source {
        text += &format!(": {error}");
        source = error.source();
    }
    Failure::usage(text)
}
