//! From a description to a program that is ready to run cases.

use std::env;
use std::path::{Path, PathBuf};

use exitspec::Platform;
use exitspec::run::{NoProgram, Program};
use exitspec::supervise::Command;

use super::build::{Built, build};
use super::config::{ConfigError, Description, Descriptions};
use super::describe::facts;
use crate::c;

/// Where a probe finds its shared objects.
const ENV_LIBRARIES: &str = "EXITSPEC_LIBRARIES";

/// The feature that a program without a dynamic loader cannot have, whatever it links with.
const NEEDS_LOADER: &str = "DLOPEN";

/// A platform that cases can be run on.
#[derive(Debug)]
pub struct Prepared {
    /// What it turned out to be.
    pub platform: Platform,
    /// What runs the family `c` there.
    program: Program,
    /// Keeps the program there.
    _built: Built,
}

impl Description {
    /// What of it is not here, with how to get it; `None` when it can be built and run.
    pub fn missing(&self) -> Option<String> {
        let commands = [self.cc.first(), self.wrapper.first()];
        let command = commands
            .into_iter()
            .flatten()
            .find(|command| find(command).is_none())
            .map(|command| format!("`{command}` is not here"));
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
    /// When something is missing, the probe does not compile, or it does not run.
    pub fn prepare(&self) -> Result<Prepared, String> {
        let about_it = |error: String| format!("platform {}: {error}", self.name);
        if let Some(missing) = self.missing() {
            return Err(about_it(missing));
        }
        let compiler = self.cc.first().and_then(|command| find(command));
        let built = build(self, &compiler.unwrap_or_default()).map_err(about_it)?;
        let facts = facts(self, &built.program()).map_err(about_it)?;
        let text = |path: PathBuf| path.to_string_lossy().into_owned();
        let mut arguments = self.wrapper.clone();
        if let Some(first) = arguments.first_mut() {
            // Cases are started in another folder, and nothing looks for it on a path.
            *first = find(first).map_or(std::mem::take(first), text);
        }
        arguments.push(text(built.program()));
        let mut environment: Vec<(String, String)> = self
            .env
            .iter()
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        environment.push((ENV_LIBRARIES.to_owned(), text(built.libraries())));
        let command = Command {
            arguments,
            environment,
            noise: self.noise.clone(),
        };
        let is_static = facts.platform.libc.link == "static";
        let missing = c::registry()
            .features
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
            platform: facts.platform,
            program: Program { command, missing },
            _built: built,
        })
    }
}

impl Prepared {
    /// The program of a family there.
    ///
    /// # Errors
    ///
    /// When nothing runs that family there.
    pub fn program(&self, family: &str) -> Result<Program, NoProgram> {
        match family == c::FAMILY {
            true => Ok(self.program.clone()),
            false => exitspec::run::no_program(family),
        }
    }
}

/// The program of a family, for a run on the machine that this process itself runs on.
///
/// # Errors
///
/// With the reason why there is none: it cannot be built, or what is built is another platform than this process.
pub fn for_this_process(family: &str) -> Result<Program, NoProgram> {
    if family != c::FAMILY {
        return exitspec::run::no_program(family);
    }
    let broken = |error: ConfigError| NoProgram::Broken(error.to_string());
    let descriptions = Descriptions::load(None).map_err(broken)?;
    let host = descriptions.named("host").map_err(broken)?;
    if let Some(missing) = host.missing() {
        return Err(NoProgram::Missing(missing));
    }
    let prepared = host.prepare().map_err(NoProgram::Broken)?;
    let (own, other) = (Platform::of_this_process(), &prepared.platform);
    if (&own.libc, &own.arch) != (&other.libc, &other.arch) {
        let name = |platform: &Platform| {
            let libc = &platform.libc;
            format!(
                "{} {} {} on {}",
                libc.name, libc.version, libc.link, platform.arch
            )
        };
        return Err(NoProgram::Missing(format!(
            "`{}` builds for {}, and this run is one of {}; run it by itself: exitspec run c --platform host",
            host.cc.join(" "),
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
        .find(|path| path.is_file())
}
