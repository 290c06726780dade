//! The panic=abort twin: the `exitspec` binary built once more, in the profile `abort` and without the command line.

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use exitspec::Platform;
use exitspec::run::{ENV_TWIN, Twin};

/// What to type for a twin.
const BUILD: &str =
    "cargo build --profile abort -p exitspec-suite --bin exitspec --no-default-features";

/// Where this crate's sources were when it was built.
const SOURCES: &str = env!("CARGO_MANIFEST_DIR");

/// How the suite finds its twin: where `EXITSPEC_TWIN` says; else, when cargo runs us from these sources, it is built
/// (cargo sees to it that this costs nothing when nothing changed); else next to the profile of this binary.
pub fn twin() -> Twin {
    Twin(find)
}

fn find() -> Result<PathBuf, String> {
    if let Some(named) = Twin::from_environment() {
        return named;
    }
    let Some(place) = Place::of_this_process() else {
        return Err(missing());
    };
    if let Some(cargo) = env::var_os("CARGO").filter(|_| started_from_sources()) {
        build(Path::new(&cargo), &place)?;
    }
    path().ok_or_else(missing)
}

/// Where the twin is, if it is there; nothing is built.
pub fn path() -> Option<PathBuf> {
    if let Some(named) = Twin::from_environment() {
        return named.ok();
    }
    Some(Place::of_this_process()?.twin()).filter(|twin| twin.is_file())
}

/// Cargo's target folder, if this binary is in one.
#[cfg(feature = "cli")]
pub(crate) fn target_folder() -> Option<PathBuf> {
    let place = Place::of_this_process()?;
    // Cargo marks it.
    let marked = place.target.join("CACHEDIR.TAG").is_file();
    marked.then_some(place.target)
}

/// What to say when there is none.
pub fn missing() -> String {
    format!("no panic=abort twin: build it with `{BUILD}`, or name one in {ENV_TWIN}")
}

/// Whether cargo started us, with these very sources.
fn started_from_sources() -> bool {
    env::var_os("CARGO_MANIFEST_DIR").is_some_and(|folder| folder == *SOURCES)
}

/// The folders that cargo puts things in.
#[derive(Debug, PartialEq, Eq)]
struct Place {
    /// `--target-dir`.
    target: PathBuf,
    /// `--target`, if there was one.
    triple: Option<String>,
}

impl Place {
    fn of_this_process() -> Option<Place> {
        let target = Platform::of_this_process().runtime.target?;
        Place::of(&env::current_exe().ok()?, &target)
    }

    /// Binaries are in `target/PROFILE`, those of tests in `target/PROFILE/deps`, and with `--target` there is a folder
    /// of that name between.
    fn of(binary: &Path, own_triple: &str) -> Option<Place> {
        let mut profile = binary.parent()?;
        if profile.ends_with("deps") {
            profile = profile.parent()?;
        }
        let above = profile.parent()?;
        match above.ends_with(own_triple) {
            true => Some(Place {
                target: above.parent()?.to_owned(),
                triple: Some(own_triple.to_owned()),
            }),
            false => Some(Place {
                target: above.to_owned(),
                triple: None,
            }),
        }
    }

    fn twin(&self) -> PathBuf {
        let mut path = self.target.clone();
        path.extend(&self.triple);
        path.join("abort").join("exitspec")
    }
}

fn build(cargo: &Path, place: &Place) -> Result<(), String> {
    if !place.twin().is_file() {
        // Nobody can be told that this failed; the twin is built all the same.
        let _ = writeln!(io::stderr(), "building the panic=abort twin: {BUILD}");
    }
    let mut command = Command::new(cargo);
    command
        .args(BUILD.split_whitespace().skip(1))
        .arg("--quiet")
        .arg("--target-dir")
        .arg(&place.target)
        .current_dir(SOURCES)
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    if let Some(triple) = &place.triple {
        command.args(["--target", triple]);
    }
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!(
            "the panic=abort twin cannot be built ({status}): see `{BUILD}`"
        )),
        Err(error) => Err(format!(
            "cannot run cargo for the panic=abort twin: {error}"
        )),
    }
}

/// `main` of the twin.
#[cfg(not(feature = "cli"))]
pub fn main() -> std::process::ExitCode {
    use exitspec::supervise::{Role, is_spawned, start};

    let suite = crate::suite();
    match is_spawned().then(|| start(&suite)) {
        Some(Ok(Role::Case(run))) => return run.run(&suite),
        Some(Ok(Role::Harness(nursery))) => nursery.close(),
        Some(Err(error)) => {
            let _ = writeln!(io::stderr(), "error: {error}");
        }
        None => {
            let _ = writeln!(
                io::stderr(),
                "error: this is the panic=abort twin, which exitspec runs by itself"
            );
        }
    }
    std::process::ExitCode::from(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_twin_is_beside_the_profile_of_whatever_binary_this_is() {
        let triple = "x86_64-unknown-linux-gnu";
        for (binary, twin) in [
            ("/w/target/debug/exitspec", "/w/target/abort/exitspec"),
            (
                "/w/target/release/deps/conformance-0123",
                "/w/target/abort/exitspec",
            ),
            (
                "/w/target/x86_64-unknown-linux-gnu/debug/exitspec",
                "/w/target/x86_64-unknown-linux-gnu/abort/exitspec",
            ),
        ] {
            assert_eq!(
                Place::of(Path::new(binary), triple).unwrap().twin(),
                Path::new(twin),
                "{binary}"
            );
        }
        assert_eq!(Place::of(Path::new("exitspec"), triple), None);
    }
}
