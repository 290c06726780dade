//! The platforms a run is for: from what was typed to programs that are ready.

use std::path::PathBuf;

use clap::Args;

use super::exit::Failure;
use super::progress::Progress;
use crate::platform::{Description, Descriptions, Prepared, interrupted};
use crate::probes::Family;

/// Which platforms.
#[derive(Debug, Default, Args)]
pub(super) struct Targets {
    /// Run the cases on these platforms, each by itself; `all` for every one that is here (see `exitspec platforms`)
    #[arg(long, value_name = "NAME", value_delimiter = ',', num_args = 1..)]
    platform: Vec<String>,
    /// Run the C cases on what this compiler and its flags build: --cc 'gcc -specs ../musl/lib/musl-gcc.specs'
    #[arg(long, value_name = "'CC FLAGS'", conflicts_with = "platform")]
    cc: Option<String>,
    /// Run the Python cases with this interpreter and its options: --python './python -X dev'
    #[arg(long, value_name = "'CMD'", conflicts_with_all = ["platform", "cc"])]
    python: Option<String>,
    /// Run the shell cases with this shell and its options: --shell 'zsh --emulate sh'
    #[arg(long, value_name = "'CMD'", conflicts_with_all = ["platform", "cc", "python"])]
    shell: Option<String>,
    /// With --cc, --python or --shell, a command in front of the program: a dynamic loader, an emulator
    #[arg(
        long,
        value_name = "'CMD'",
        conflicts_with = "platform",
        allow_hyphen_values = true
    )]
    wrapper: Option<String>,
    /// Read descriptions of platforms from this file [default: exitspec.toml, if there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// With --platform all, take it as an error when one is missing
    #[arg(long, requires = "platform")]
    require: bool,
}

/// What a run is made on.
pub(super) enum Target {
    /// Whatever this very process runs on, with all families.
    ThisProcess,
    /// A platform of its own, by the name it was asked for.
    Platform(String, Box<Prepared>),
}

impl Target {
    /// How its file is called.
    pub(super) fn name(&self) -> &str {
        match self {
            Target::ThisProcess => "this",
            Target::Platform(name, _) => name,
        }
    }
}

/// What there is to run on, and what there is not.
#[derive(Default)]
pub(super) struct Chosen {
    pub(super) targets: Vec<Target>,
    /// Those that are not on this machine, each with what is missing. Only with `all`.
    pub(super) missing: Vec<(String, String)>,
    /// Those that could not be made ready although everything is there.
    pub(super) broken: Vec<String>,
}

/// What a run is to be made on, before anything is built.
#[derive(Default)]
pub(super) struct Wanted {
    /// `None` for this process.
    descriptions: Option<Vec<Description>>,
    /// Those that are not on this machine, each with what is missing. Only with `all`.
    missing: Vec<(String, String)>,
}

impl Wanted {
    /// The names of the targets that there will be, if all goes well.
    pub(super) fn names(&self) -> Vec<String> {
        match &self.descriptions {
            None => vec![Target::ThisProcess.name().to_owned()],
            Some(descriptions) => descriptions.iter().map(|one| one.name.clone()).collect(),
        }
    }

    /// Builds and asks.
    pub(super) fn make_ready(self, progress: bool) -> Result<Chosen, Failure> {
        let mut chosen = Chosen {
            missing: self.missing,
            ..Chosen::default()
        };
        let Some(descriptions) = self.descriptions else {
            chosen.targets.push(Target::ThisProcess);
            return Ok(chosen);
        };
        let mut bar = Progress::new(descriptions.len(), progress && descriptions.len() > 1);
        for description in descriptions {
            bar.say(format!("building for {}", description.name));
            match (description.prepare(), interrupted()) {
                (_, Some(signal)) => {
                    bar.end();
                    return Err(Failure::signal(signal));
                }
                (Ok(prepared), None) => {
                    let target = Target::Platform(description.name, prepared.into());
                    chosen.targets.push(target);
                }
                (Err(error), None) => chosen.broken.push(error),
            }
            bar.step();
        }
        bar.end();
        Ok(chosen)
    }
}

impl Targets {
    /// Whether platforms were asked for.
    fn given(&self) -> bool {
        self.typed().is_some() || !self.platform.is_empty()
    }

    /// What was given instead of a platform's name.
    fn typed(&self) -> Option<(Family, &str)> {
        let typed = [
            (Family::C, &self.cc),
            (Family::Python, &self.python),
            (Family::Shell, &self.shell),
        ];
        typed
            .into_iter()
            .find_map(|(family, words)| Some((family, words.as_deref()?)))
    }

    /// Whether there can be only one document.
    pub(super) fn one(&self) -> bool {
        match &self.platform[..] {
            [] => true,
            [name] => name != "all",
            _ => false,
        }
    }

    /// What was chosen, as far as it is here; of `all`, those that run one of these families. Nothing is built for this.
    pub(super) fn wanted(&self, families: &[&str]) -> Result<Wanted, Failure> {
        if self.wrapper.is_some() && self.typed().is_none() {
            return Err(Failure::usage(
                "--wrapper stands in front of what --cc, --python or --shell makes",
            ));
        }
        let mut wanted = Wanted::default();
        if self.given() {
            let descriptions = self.descriptions(families, &mut wanted.missing)?;
            wanted.descriptions = Some(descriptions);
        }
        Ok(wanted)
    }

    /// Builds and asks what was chosen.
    pub(super) fn choose(&self, families: &[&str], progress: bool) -> Result<Chosen, Failure> {
        self.wanted(families)?.make_ready(progress)
    }

    fn descriptions(
        &self,
        families: &[&str],
        lacking: &mut Vec<(String, String)>,
    ) -> Result<Vec<Description>, Failure> {
        if let Some((family, words)) = self.typed() {
            runs_one_of(families, family, "what was typed")?;
            let typed = Description::typed(family, words, self.wrapper.as_deref());
            let typed = typed.map_err(Failure::usage)?;
            return match typed.missing() {
                Some(missing) => Err(Failure::usage(missing)),
                None => Ok(vec![typed]),
            };
        }
        let known = Descriptions::load(self.config.as_deref()).map_err(Failure::usage)?;
        let mut wanted = Vec::new();
        for name in &self.platform {
            if name == "all" {
                let runs_one = |known: &&Description| families.contains(&known.family().name());
                wanted.extend(known.all().iter().filter(runs_one).cloned());
            } else {
                let named = named(&known, name)?;
                runs_one_of(families, named.family(), &format!("platform `{name}`"))?;
                wanted.push(named.clone());
            }
        }
        if wanted.is_empty() {
            return Err(Failure::nothing(format!(
                "no platform is for {} cases; they are run without --platform",
                families.join(" and ")
            )));
        }
        let by_name = |name: &str| self.platform.iter().any(|asked| asked == name);
        let mut here = Vec::new();
        for description in wanted {
            if here
                .iter()
                .any(|other: &Description| other.name == description.name)
            {
                continue;
            }
            match description.missing() {
                None => here.push(description),
                Some(missing) if self.require || by_name(&description.name) => {
                    return Err(Failure::usage(format!(
                        "platform {}: {missing}",
                        description.name
                    )));
                }
                Some(missing) => lacking.push((description.name, missing)),
            }
        }
        Ok(here)
    }
}

/// That what was chosen runs something of what was selected; known before anything is built.
fn runs_one_of(families: &[&str], family: Family, what: &str) -> Result<(), Failure> {
    if families.contains(&family.name()) {
        return Ok(());
    }
    Err(Failure::nothing(format!(
        "{what} is for {} cases, and only {} cases are selected",
        family.name(),
        families.join(" and ")
    )))
}

/// The platform of this name, or an error that says which may have been meant.
fn named<'k>(known: &'k Descriptions, name: &str) -> Result<&'k Description, Failure> {
    const ALIKE: f64 = 0.6;
    known.named(name).map_err(|error| {
        let asked = name.to_lowercase();
        let like = (known.all().iter())
            .map(|known| {
                let likeness =
                    strsim::normalized_damerau_levenshtein(&asked, &known.name.to_lowercase());
                (likeness, &known.name)
            })
            .filter(|(likeness, _)| *likeness >= ALIKE)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        match like {
            Some((_, like)) => Failure::usage(format!(
                "there is no platform `{name}`; did you mean `{like}`? `exitspec platforms` lists them"
            )),
            None => Failure::usage(error),
        }
    })
}
