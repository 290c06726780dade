//! Building the probe for a platform, once.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nix::errno::Errno;
use nix::sys::signal::kill;
use nix::unistd::Pid;

use super::cache;
use super::config::Description;
use crate::c::sources;

/// How the names of folders begin in which something is being built; the process follows.
const BUILDING: &str = "building-";

/// A built probe.
#[derive(Debug)]
pub(super) struct Built {
    /// The folder with the program and its shared objects.
    pub(super) folder: PathBuf,
    /// What is to go away with it when it was built for this run alone.
    _once: Option<tempfile::TempDir>,
}

impl Built {
    /// The program.
    pub(super) fn program(&self) -> PathBuf {
        self.folder.join("probe")
    }

    /// The folder of the shared objects.
    pub(super) fn libraries(&self) -> PathBuf {
        self.folder.join("libraries")
    }
}

/// The probe for this platform: one that was built before from the same things, or a new one.
pub(super) fn build(description: &Description, compiler: &Path) -> Result<Built, String> {
    let failed =
        |error: io::Error| format!("cannot build the probe for {}: {error}", description.name);
    let cache = cache::folder().map_err(failed)?;
    let kept = cache.join(cache::key(description, compiler));
    if !description.built_anew && kept.join("probe").is_file() {
        return Ok(Built {
            folder: kept,
            _once: None,
        });
    }
    clear(&cache).map_err(failed)?;
    let work = tempfile::Builder::new()
        .prefix(&format!("{BUILDING}{}-", std::process::id()))
        .tempdir_in(&cache)
        .map_err(failed)?;
    let (from, made) = (work.path().join("sources"), work.path().join("made"));
    fs::create_dir(&from)
        .and_then(|()| sources::extract(&from))
        .map_err(failed)?;
    compile(description, &from, &made)?;
    fs::remove_dir_all(&from).map_err(failed)?;
    if description.built_anew {
        return Ok(Built {
            folder: made,
            _once: Some(work),
        });
    }
    match fs::rename(&made, &kept) {
        Ok(()) => {}
        // Another run was faster, with the same sources.
        Err(_) if kept.join("probe").is_file() => {}
        Err(error) => return Err(failed(error)),
    }
    Ok(Built {
        folder: kept,
        _once: None,
    })
}

/// Removes what processes that were killed while they built have left.
fn clear(cache: &Path) -> io::Result<()> {
    for entry in fs::read_dir(cache)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let process = name
            .strip_prefix(BUILDING)
            .and_then(|rest| rest.split_once('-')?.0.parse().ok())
            .map(Pid::from_raw);
        if process.is_some_and(|process| kill(process, None) == Err(Errno::ESRCH)) {
            // Somebody else may be at it too.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
    Ok(())
}

fn compile(description: &Description, from: &Path, made: &Path) -> Result<(), String> {
    let output = Command::new("sh")
        .arg(from.join("build.sh"))
        .arg(made)
        .args(&description.cc)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("cannot run sh to build the probe: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = said.lines().take(12).collect();
    Err(format!(
        "the probe does not compile with `{}` ({}):\n{}",
        description.cc.join(" "),
        output.status,
        lines.join("\n")
    ))
}
