//! Where built probes are kept, and under which name.

use std::env;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::config::Description;
use super::describe::answer;
use crate::probes::Family;

/// Names the folder for built probes.
const ENV_CACHE: &str = "EXITSPEC_CACHE";

/// The folder for built probes: what `EXITSPEC_CACHE` says; else cargo's target folder, for a binary that is in one; else the
/// user's folder for caches.
pub(super) fn folder() -> io::Result<PathBuf> {
    let folder = match env::var_os(ENV_CACHE) {
        Some(named) => PathBuf::from(named),
        None => match crate::twin::target_folder() {
            Some(target) => target.join("probes"),
            None => user_caches()?.join("exitspec"),
        },
    };
    let folder = std::path::absolute(folder)?;
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// By the XDG Base Directory Specification.
fn user_caches() -> io::Result<PathBuf> {
    let named = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || env::var_os("HOME").map(|home| Path::new(&home).join(".cache"));
    named
        .filter(|path| path.is_absolute())
        .or_else(home)
        .ok_or_else(|| {
            io::Error::other(format!(
                "there is no HOME: say in {ENV_CACHE} where to keep built probes"
            ))
        })
}

/// The name of what is built from these sources, for this platform, with the compiler or interpreter and the files as they are now.
pub(super) fn key(description: &Description, program: &Path) -> io::Result<String> {
    // Two that are equal by this hash would have to be a folder of one machine; a cache needs no more.
    let mut hasher = DefaultHasher::new();
    description.family().sources().files()?.hash(&mut hasher);
    description.command().hash(&mut hasher);
    let named = named(description.command())?;
    let linked = match description.family() {
        Family::C => linked(description),
        Family::Python | Family::Shell => Vec::new(),
    };
    let inputs = description.inputs.iter();
    for file in inputs
        .chain(&named)
        .chain(&linked)
        .map(PathBuf::as_path)
        .chain([program])
    {
        file.hash(&mut hasher);
        // What is in a folder does not tell by its own time.
        if let Ok(facts) = std::fs::metadata(file)
            && facts.is_file()
        {
            facts.len().hash(&mut hasher);
            let changed = facts
                .modified()
                .ok()
                .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            changed.hash(&mut hasher);
        }
    }
    Ok(format!("{}-{:016x}", description.name, hasher.finish()))
}

/// What the words name in the current folder or by a whole path, behind an option or alone: another folder has other ones.
fn named(words: &[String]) -> io::Result<Vec<PathBuf>> {
    let ends = words
        .iter()
        .flat_map(|word| word.char_indices().map(|(at, _)| &word[at..]));
    ends.filter(|end| Path::new(end).exists())
        .map(std::path::absolute)
        .collect()
}

/// What a compiler says that it links: the files whose change makes another program of the same sources.
fn linked(description: &Description) -> Vec<PathBuf> {
    ["libc.a", "libc.so", "libc.so.6", "crt1.o"]
        .into_iter()
        .filter_map(|file| {
            let asked = format!("-print-file-name={file}");
            let said = answer(description, &[description.command(), &[asked]].concat()).ok()?;
            // One that does not know the file, or the option, says something else.
            let path = Path::new(said.trim_end());
            let found = path.components().count() > 1 && path.is_file();
            found.then(|| path.to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_behind_options() {
        let words = [
            "cc",
            "-static",
            "-specs=Cargo.toml",
            "-Isrc/platform",
            "-I/",
        ];
        let found = named(&words.map(str::to_owned)).unwrap();
        let here = std::env::current_dir().unwrap();
        for path in [
            here.join("Cargo.toml"),
            here.join("src/platform"),
            PathBuf::from("/"),
        ] {
            assert!(found.contains(&path), "{found:?}");
        }
        assert!(!found.contains(&here.join("-static")), "{found:?}");
    }
}
