//! Building the probe for a platform, once: compiling the C program, or putting a script where an interpreter finds it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nix::errno::Errno;
use nix::sys::signal::kill;
use nix::unistd::Pid;

use super::cache;
use super::config::Description;
use crate::probes::Family;

/// How the names of folders begin in which something is being built; the process follows.
const BUILDING: &str = "building-";

/// A built probe.
#[derive(Debug)]
pub(super) struct Built {
    /// The folder with the program and what belongs to it.
    folder: PathBuf,
    family: Family,
    /// What is to go away with it when it was built for this run alone.
    _once: Option<tempfile::TempDir>,
}

impl Built {
    /// The program, or the script that an interpreter is to be given.
    pub(super) fn program(&self) -> PathBuf {
        self.folder.join(program(self.family))
    }

    /// The folder of the shared objects.
    pub(super) fn libraries(&self) -> PathBuf {
        self.folder.join("libraries")
    }
}

fn program(family: Family) -> &'static str {
    match family {
        Family::C => "probe",
        Family::Python => "main.py",
        Family::Shell => "main.sh",
    }
}

/// The probe for this platform: one that was built before from the same things, or a new one. `by` is the compiler or the
/// interpreter.
pub(super) fn build(description: &Description, by: &Path) -> Result<Built, String> {
    let family = description.family();
    let failed =
        |error: io::Error| format!("cannot build the probe for {}: {error}", description.name);
    let cache = cache::folder().map_err(failed)?;
    let kept = cache.join(cache::key(description, by).map_err(failed)?);
    if !description.built_anew && kept.join(program(family)).is_file() {
        return Ok(Built {
            folder: kept,
            family,
            _once: None,
        });
    }
    clear(&cache).map_err(failed)?;
    let work = tempfile::Builder::new()
        .prefix(&format!("{BUILDING}{}-", std::process::id()))
        .tempdir_in(&cache)
        .map_err(failed)?;
    let made = work.path().join("made");
    match family {
        Family::C => {
            let from = work.path().join("sources");
            family.sources().extract(&from).map_err(failed)?;
            compile(description, &from, &made)?;
            fs::remove_dir_all(&from).map_err(failed)?;
        }
        Family::Python | Family::Shell => {
            family.sources().extract(&made).map_err(failed)?;
            check(description, &made)?;
        }
    }
    if description.built_anew {
        return Ok(Built {
            folder: made,
            family,
            _once: Some(work),
        });
    }
    match fs::rename(&made, &kept) {
        Ok(()) => {}
        // Another run was faster, with the same sources.
        Err(_) if kept.join(program(family)).is_file() => {}
        Err(error) => return Err(failed(error)),
    }
    Ok(Built {
        folder: kept,
        family,
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
    let command = description.command();
    let mut build = Command::new("sh");
    build.arg(from.join("build.sh")).arg(made).args(command);
    let words = command.join(" ");
    succeeds(build, &format!("the probe does not compile with `{words}`"))
}

/// Whether the interpreter understands all of the script: a part that it does not would show in the cases of one group only.
fn check(description: &Description, folder: &Path) -> Result<(), String> {
    let words = [&description.wrapper[..], description.command()].concat();
    let (first, rest) = words.split_first().ok_or("there is nothing to run")?;
    let told = format!("`{}` does not understand the probe", words.join(" "));
    let mut check = Command::new(first);
    check.args(rest).envs(&description.env);
    match description.family() {
        Family::C => Ok(()),
        Family::Python => {
            // It keeps what it has compiled, which spares every case doing so.
            check.args(["-m", "compileall", "-q"]).arg(folder);
            succeeds(check, &told)
        }
        Family::Shell => {
            let files = description.family().sources().files();
            for (file, _) in files.map_err(|error| error.to_string())? {
                if file.extension().is_some_and(|extension| extension == "sh") {
                    let mut one = Command::new(first);
                    one.args(rest).envs(&description.env);
                    one.arg("-n").arg(folder.join(file));
                    succeeds(one, &told)?;
                }
            }
            Ok(())
        }
    }
}

/// Runs a command that says something only when it fails.
fn succeeds(mut command: Command, told: &str) -> Result<(), String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{told}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stderr, output.stdout].concat();
    let said = String::from_utf8_lossy(&said);
    let lines: Vec<&str> = said.lines().take(12).collect();
    Err(format!("{told} ({}):\n{}", output.status, lines.join("\n")))
}
