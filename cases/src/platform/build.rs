//! Building the probe for a platform, once: compiling the C program, or putting a script where an interpreter finds it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nix::errno::Errno;
use nix::sys::signal::kill;
use nix::unistd::Pid;

use super::cache;
use super::child;
use super::config::Description;
use crate::probes::Family;

/// How the names of folders begin in which something is being built; the process follows.
const BUILDING: &str = "building-";

/// How many lines of what a compiler says are told.
const LINES: usize = 20;

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
    let failed = |error: io::Error| format!("cannot build the probe: {error}");
    let cache = cache::folder().map_err(failed)?;
    let kept = match description.typed {
        Some(_) => None,
        None => Some(cache.join(cache::key(description, by).map_err(failed)?)),
    };
    let built = |folder: PathBuf, once| Built {
        folder,
        family,
        _once: once,
    };
    if let Some(kept) = kept
        .as_ref()
        .filter(|kept| kept.join(program(family)).is_file())
    {
        return Ok(built(kept.clone(), None));
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
            let temporary = work.path().join("temporary");
            fs::create_dir(&temporary).map_err(failed)?;
            compile(description, &from, &made, &temporary)?;
            fs::remove_dir_all(&from).map_err(failed)?;
        }
        Family::Python | Family::Shell => {
            family.sources().extract(&made).map_err(failed)?;
            check(description, &made)?;
        }
    }
    let Some(kept) = kept else {
        return Ok(built(made, Some(work)));
    };
    match fs::rename(&made, &kept) {
        Ok(()) => {}
        // Another run was faster, with the same sources.
        Err(_) if kept.join(program(family)).is_file() => {}
        Err(error) => return Err(failed(error)),
    }
    Ok(built(kept, None))
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

/// What compilers keep for a moment goes to `temporary`: one that is killed does not take it away.
fn compile(
    description: &Description,
    from: &Path,
    made: &Path,
    temporary: &Path,
) -> Result<(), String> {
    let command = description.command();
    let mut build = Command::new("sh");
    build.arg(from.join("build.sh")).arg(made).args(command);
    build.env("TMPDIR", temporary);
    let words = command.join(" ");
    let told = succeeds(build, &format!("the probe does not compile with `{words}`"));
    // Nobody knows the folders that are gone then.
    let gone = [from.to_owned(), made.join("objects")];
    told.map_err(|told| {
        gone.iter().fold(told, |told, folder| {
            told.replace(&format!("{}/", folder.display()), "")
        })
    })
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
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let failed = |error: io::Error| format!("{told}: {error}");
    let (child, _group) = child::start(&mut command).map_err(failed)?;
    let output = child.wait_with_output().map_err(failed)?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stderr, output.stdout].concat();
    Err(format!(
        "{told} ({}):\n{}",
        output.status,
        beginning(&String::from_utf8_lossy(&said))
    ))
}

/// The first lines of what a compiler says, which has the cause in most cases.
fn beginning(said: &str) -> String {
    let lines: Vec<&str> = said.lines().collect();
    let mut text = lines[..lines.len().min(LINES)].join("\n");
    if lines.len() > LINES {
        text += &format!("\n({} more lines)", lines.len() - LINES);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_complaint_is_cut() {
        assert_eq!(beginning("a\nb\n"), "a\nb");
        let long = "line\n".repeat(LINES + 3);
        let told = beginning(&long);
        assert_eq!(told.lines().count(), LINES + 1);
        assert!(told.ends_with("\n(3 more lines)"), "{told}");
    }
}
