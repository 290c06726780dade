//! From a description to a program that is ready to run cases.

use std::env;
use std::path::{Path, PathBuf};

use exitspec::Platform;
use exitspec::run::{NoProgram, Program};
use exitspec::supervise::Command;

use super::binary::is_executable;
use super::build::{Built, build};
use super::child::{attentive, interrupted};
use super::config::{ConfigError, Description, Descriptions};
use super::describe::{answer, facts};
use crate::probes::Family;

/// Where a probe finds its shared objects.
const ENV_LIBRARIES: &str = "EXITSPEC_LIBRARIES";

/// The words of the shell under test, for probes that start it again.
const ENV_SHELL: &str = "EXITSPEC_SHELL";

/// How lines of a traceback begin that tell places in the sources, which change with every edit.
const PLACES: &[&str] = &["  File \"", "  Binary file \"", "    "];

/// The feature that a program without a dynamic loader cannot have, whatever it links with.
const NEEDS_LOADER: &str = "DLOPEN";

/// A platform that cases can be run on.
#[derive(Debug)]
pub struct Prepared {
    /// What it turned out to be.
    pub platform: Platform,
    /// Which family runs there.
    family: Family,
    /// What runs it.
    program: Program,
    /// Keeps the program there.
    _built: Built,
}

impl Description {
    /// What of it is not here, with how to get it; `None` when it can be built and run.
    pub fn missing(&self) -> Option<String> {
        let commands = [self.command().first(), self.wrapper.first()];
        let command = commands
            .into_iter()
            .flatten()
            .find_map(|command| match find(command) {
                Some(path) if is_executable(&path) => None,
                Some(_) => Some(format!("`{command}` may not be executed")),
                None => Some(format!("`{command}` is not here")),
            });
        let input = || {
            let path = self.inputs.iter().find(|path| !path.exists())?;
            Some(format!("{} is not here", path.display()))
        };
        let what = command.or_else(input)?;
        Some(match &self.get {
            Some(get) => format!("{what}; to get it: {get}"),
            None => what,
        })
    }

    /// Builds its probe, if that has not been done, and asks it what it runs on.
    ///
    /// # Errors
    ///
    /// When something is missing, the probe does not compile, or it does not run; or when a signal asked for the end, which
    /// [`interrupted`] has then.
    pub fn prepare(&self) -> Result<Prepared, String> {
        let about_it = |error: String| format!("{}: {error}", self.title());
        if let Some(missing) = self.missing() {
            return Err(about_it(missing));
        }
        attentive(|| self.make_ready()).map_err(about_it)
    }

    fn make_ready(&self) -> Result<Prepared, String> {
        let family = self.family();
        let command = self.command();
        let by = command.first().and_then(|command| find(command));
        let by = by.unwrap_or_default();
        let by = match family {
            Family::Python => self.real_interpreter(&by)?,
            Family::C | Family::Shell => by,
        };
        let built = build(self, &by)?;
        let mut arguments = self.wrapper.clone();
        if let Some(first) = arguments.first_mut() {
            // Cases are started in another folder, and nothing looks for it on a path.
            *first = find(first).map_or(std::mem::take(first), text);
        }
        let mut environment: Vec<(String, String)> = self
            .env
            .iter()
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let mut add = |name: &str, value: String| environment.push((name.to_owned(), value));
        let binary = match family {
            Family::C => {
                add(ENV_LIBRARIES, text(built.libraries()));
                built.program()
            }
            Family::Python | Family::Shell => {
                let mut own = vec![text(by.clone())];
                own.extend(command.iter().skip(1).cloned());
                add("NO_COLOR", "1".to_owned());
                match family {
                    Family::Shell => add(ENV_SHELL, own.join(" ")),
                    // Many at a time would write the same files.
                    _ => add("PYTHONDONTWRITEBYTECODE", "1".to_owned()),
                }
                arguments.extend(own);
                by
            }
        };
        arguments.push(text(built.program()));
        let facts = facts(self, &arguments, &binary)?;
        let command = Command {
            arguments,
            environment,
            noise: self.noise.clone(),
            places: match family {
                Family::Python => PLACES.iter().map(|&place| place.to_owned()).collect(),
                Family::C | Family::Shell => Vec::new(),
            },
        };
        let is_static = family == Family::C && facts.platform.libc.link == "static";
        let missing = family
            .features()
            .into_iter()
            .filter_map(|(name, what)| match facts.features.get(&name) {
                _ if is_static && name == NEEDS_LOADER => Some((
                    name,
                    "a statically linked program has no shared objects".to_owned(),
                )),
                Some(true) => None,
                _ => Some((name, format!("this platform has no {what}"))),
            })
            .collect();
        Ok(Prepared {
            family,
            program: Program {
                command,
                runtime: Some(facts.platform.runtime.clone()),
                missing,
            },
            platform: facts.platform,
            _built: built,
        })
    }

    /// The interpreter's own file: what is on the path may be a script that looks for it.
    fn real_interpreter(&self, named: &Path) -> Result<PathBuf, String> {
        let mut words = self.wrapper.clone();
        words.push(text(named.to_owned()));
        words.extend(["-c", "import sys; print(sys.executable)"].map(str::to_owned));
        let said = answer(self, &words)?;
        match Path::new(said.trim()) {
            path if path.is_file() => Ok(path.to_owned()),
            _ => Err(format!("`{}` does not tell where it is", named.display())),
        }
    }
}

fn text(path: PathBuf) -> String {
    path.to_string_lossy().into_owned()
}

impl Prepared {
    /// The program of a family there.
    ///
    /// # Errors
    ///
    /// When nothing runs that family there.
    pub fn program(&self, family: &str) -> Result<Program, NoProgram> {
        match family == self.family.name() {
            true => Ok(self.program.clone()),
            false => exitspec::run::no_program(family),
        }
    }

    /// The family that it runs.
    pub fn family(&self) -> &'static str {
        self.family.name()
    }
}

/// The program of a family, for a run on the machine that this process itself runs on: for C, one that is built for the C
/// library of this process; for the others, what the machine has on its path.
///
/// # Errors
///
/// With the reason why there is none: it cannot be built, or what is built is another platform than this process.
pub fn for_this_process(family: &str) -> Result<Program, NoProgram> {
    let (named, own_libc) = match Family::named(family) {
        Some(Family::C) => ("host", true),
        Some(Family::Python) => ("python", false),
        Some(Family::Shell) => ("sh", false),
        None => return exitspec::run::no_program(family),
    };
    let broken = |error: ConfigError| NoProgram::Broken(error.to_string());
    let descriptions = Descriptions::load(None).map_err(broken)?;
    let description = descriptions.named(named).map_err(broken)?;
    if let Some(missing) = description.missing() {
        return Err(NoProgram::Missing(missing));
    }
    let prepared = description.prepare().map_err(|error| {
        if let Some(signal) = interrupted() {
            // Whoever asks for a program has no other way to be told.
            exitspec::run::die_by(signal);
        }
        NoProgram::Broken(error)
    })?;
    let (own, other) = (Platform::of_this_process(), &prepared.platform);
    if own_libc && (&own.libc, &own.arch) != (&other.libc, &other.arch) {
        let name = |platform: &Platform| {
            let libc = &platform.libc;
            format!(
                "{} {} {} on {}",
                libc.name, libc.version, libc.link, platform.arch
            )
        };
        return Err(NoProgram::Missing(format!(
            "`{}` builds for {}, and this run is one of {}; run it by itself: exitspec run c --platform host",
            description.cc.join(" "),
            name(other),
            name(&own)
        )));
    }
    prepared.program(family)
}

/// A command by its path: itself if it is one, else the first of its name on the path.
fn find(command: &str) -> Option<PathBuf> {
    let named = Path::new(command);
    if named.components().count() > 1 {
        return std::path::absolute(named)
            .ok()
            .filter(|path| path.is_file());
    }
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(named))
        .find(|path| is_executable(path))
}
