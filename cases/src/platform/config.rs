//! Descriptions of platforms, as they stand in TOML files.

use std::collections::BTreeMap;
use std::env;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::probes::Family;

/// The platforms that exitspec knows by itself.
pub const BUILT_IN: &str = include_str!("../../platforms.toml");

/// The user's own descriptions, in the current folder.
const OWN: &str = "exitspec.toml";

/// Names the folder that `{root}` stands for: where `scripts/platforms` puts what it unpacks.
const ENV_ROOT: &str = "EXITSPEC_PLATFORMS";

/// One platform, as it is described.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    /// What it is called on the command line and in file names.
    pub name: String,
    /// What it is, in one line.
    pub about: String,
    /// The C compiler and its flags; for a platform of C cases.
    #[serde(default)]
    pub cc: Vec<String>,
    /// The interpreter and its options; for a platform of Python cases.
    #[serde(default)]
    pub python: Vec<String>,
    /// The shell and its options; for a platform of shell cases.
    #[serde(default)]
    pub shell: Vec<String>,
    /// A command that prints the version of a shell that cannot tell it itself.
    #[serde(default)]
    pub version: Vec<String>,
    /// What stands in front of the program: a dynamic loader, an emulator, any command.
    #[serde(default)]
    pub wrapper: Vec<String>,
    /// Variables for the program.
    #[serde(default)]
    pub env: BTreeMap<String, String>,
    /// What to call the emulator, where the wrapper is one.
    pub emulator: Option<String>,
    /// How lines begin that the wrapper itself writes on stderr.
    #[serde(default)]
    pub noise: Vec<String>,
    /// Files that the program is made of besides its sources: when one changes, it is built again.
    #[serde(default)]
    pub inputs: Vec<PathBuf>,
    /// How to get it where it is missing.
    pub get: Option<String>,
    /// The option as it was typed, for one from the command line. It is built anew each time: somebody may be working on the C
    /// library.
    #[serde(skip)]
    pub typed: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    platform: Vec<toml::Spanned<Description>>,
}

/// What is wrong with a file of descriptions.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("cannot read {}", .0.display())]
    Read(PathBuf, #[source] std::io::Error),
    /// It does not say what it should.
    #[error("{file}:{line}: {message}")]
    Form {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong, and what to do.
        message: String,
    },
    /// No platform has this name.
    #[error("there is no platform `{name}`{hint}; `exitspec platforms` lists them")]
    Unknown {
        /// What was asked for.
        name: String,
        /// What may have been meant.
        hint: String,
    },
}

/// All platforms that are described.
#[derive(Debug, Clone)]
pub struct Descriptions(Vec<Description>);

impl Descriptions {
    /// The built-in ones, then those of the user: of `file`, or of `exitspec.toml` in the current folder if there is one. A
    /// description with the name of an earlier one takes its place.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or does not say what it should.
    pub fn load(file: Option<&Path>) -> Result<Descriptions, ConfigError> {
        let mut all = Descriptions(Vec::new());
        all.add(BUILT_IN, "cases/platforms.toml", Path::new(""))?;
        let own = file.unwrap_or(Path::new(OWN));
        if file.is_some() || own.exists() {
            let text = std::fs::read_to_string(own)
                .map_err(|error| ConfigError::Read(own.to_owned(), error))?;
            let folder = std::path::absolute(own).unwrap_or_default();
            let folder = folder.parent().unwrap_or(Path::new("/"));
            all.add(&text, &own.to_string_lossy(), folder)?;
        }
        Ok(all)
    }

    fn add(&mut self, text: &str, file: &str, folder: &Path) -> Result<(), ConfigError> {
        let at = |span: Option<Range<usize>>, message: String| ConfigError::Form {
            file: file.to_owned(),
            line: text[..span.map_or(0, |span| span.start)]
                .matches('\n')
                .count()
                + 1,
            message,
        };
        let read: File =
            toml::from_str(text).map_err(|error| at(error.span(), error.message().to_owned()))?;
        let root = root().to_string_lossy().into_owned();
        let mut names = Vec::new();
        for entry in read.platform {
            let span = Some(entry.span());
            let mut description = entry.into_inner();
            description
                .check()
                .map_err(|message| at(span.clone(), message))?;
            if names.contains(&description.name) {
                return Err(at(
                    span,
                    format!("there are two platforms `{}`", description.name),
                ));
            }
            names.push(description.name.clone());
            description.fill_in(&root, &folder.to_string_lossy());
            description.recognise();
            match self
                .0
                .iter_mut()
                .find(|known| known.name == description.name)
            {
                Some(known) => *known = description,
                None => self.0.push(description),
            }
        }
        Ok(())
    }

    /// All of them, in order.
    pub fn all(&self) -> &[Description] {
        &self.0
    }

    /// The one of this name.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn named(&self, name: &str) -> Result<&Description, ConfigError> {
        self.0
            .iter()
            .find(|known| known.name == name)
            .ok_or_else(|| {
                let near = self.0.iter().find(|known| known.name.contains(name));
                ConfigError::Unknown {
                    name: name.to_owned(),
                    hint: near
                        .map_or_else(String::new, |near| format!("; is `{}` meant?", near.name)),
                }
            })
    }
}

/// The folder that `{root}` stands for.
pub(super) fn root() -> PathBuf {
    let named = env::var_os(ENV_ROOT).map(PathBuf::from);
    let root = named.unwrap_or_else(|| {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
        // An installed binary has no sources.
        let workspace = sources.filter(|folder| folder.is_dir());
        workspace.unwrap_or(Path::new("")).join("target/platforms")
    });
    std::path::absolute(&root).unwrap_or(root)
}

impl Description {
    fn check(&self) -> Result<(), String> {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "-._+".contains(letter);
        if self.name.is_empty() || self.name.starts_with('.') || !self.name.chars().all(plain) {
            return Err(format!(
                "`{}` cannot name a platform: it names files too, so use letters, digits, `-`, `.`, `_` and `+`",
                self.name
            ));
        }
        if self.name == "all" {
            return Err("`all` means every platform; choose another name".to_owned());
        }
        let given = [&self.cc, &self.python, &self.shell];
        match given.iter().filter(|words| !words.is_empty()).count() {
            1 => Ok(()),
            0 => Err(
                "none of `cc`, `python` and `shell` names what makes or runs the cases: a C compiler, an interpreter or a shell, with its options"
                    .to_owned(),
            ),
            _ => Err("`cc`, `python` and `shell` exclude each other: one platform is one of them".to_owned()),
        }
    }

    /// Which cases it runs.
    pub(crate) fn family(&self) -> Family {
        match (&self.python[..], &self.shell[..]) {
            ([], []) => Family::C,
            (_, []) => Family::Python,
            _ => Family::Shell,
        }
    }

    /// What makes the probe, or runs it: the compiler, the interpreter or the shell, with its options.
    pub fn command(&self) -> &[String] {
        match self.family() {
            Family::C => &self.cc,
            Family::Python => &self.python,
            Family::Shell => &self.shell,
        }
    }

    /// What to call it in messages: as it was asked for.
    pub fn title(&self) -> String {
        match &self.typed {
            Some(typed) => typed.clone(),
            None => format!("platform {}", self.name),
        }
    }

    /// Whether it is one that the machine itself has: found on the path, not by a path.
    pub fn is_of_this_machine(&self) -> bool {
        self.command()
            .first()
            .is_some_and(|word| !word.contains('/'))
    }

    /// `{root}` becomes the folder of unpacked platforms, `{dir}` that of the file.
    fn fill_in(&mut self, root: &str, folder: &str) {
        let fill = |text: &str| text.replace("{root}", root).replace("{dir}", folder);
        for word in self
            .cc
            .iter_mut()
            .chain(&mut self.python)
            .chain(&mut self.shell)
            .chain(&mut self.version)
            .chain(&mut self.wrapper)
            .chain(self.env.values_mut())
        {
            *word = fill(word);
        }
        for path in &mut self.inputs {
            *path = PathBuf::from(fill(&path.to_string_lossy()));
        }
    }

    /// QEMU's user mode goes by the name of its programs: what it is called, and what it writes by itself when the program
    /// dies by a signal, need not be said.
    fn recognise(&mut self) {
        let program = self
            .wrapper
            .first()
            .and_then(|word| word.rsplit('/').next());
        let is_qemu_user =
            |name: &str| name.starts_with("qemu-") && !name.starts_with("qemu-system");
        if self.emulator.is_none() && program.is_some_and(is_qemu_user) {
            self.emulator = Some("qemu-user".to_owned());
            if self.noise.is_empty() {
                self.noise = vec!["qemu: uncaught target signal".to_owned()];
            }
        }
    }

    /// One that was given on the command line: the option with the compiler, interpreter or shell, and the wrapper, as a shell
    /// would take them apart.
    ///
    /// # Errors
    ///
    /// When one is not to be taken apart, or the first is empty.
    pub(crate) fn typed(
        family: Family,
        command: &str,
        wrapper: Option<&str>,
    ) -> Result<Description, String> {
        let words = |option: &str, text: &str| {
            shlex::split(text)
                .ok_or_else(|| format!("{option}: `{text}` has a quote that is not closed"))
        };
        let (option, about) = match family {
            Family::C => ("--cc", "built with"),
            Family::Python => ("--python", "run by"),
            Family::Shell => ("--shell", "run by"),
        };
        let given = words(option, command)?;
        if given.is_empty() {
            return Err(format!("{option} is empty"));
        }
        let only = |wanted: Family| match family == wanted {
            true => given.clone(),
            false => Vec::new(),
        };
        let mut typed = Description {
            name: "typed".to_owned(),
            about: format!("{about} `{command}`"),
            cc: only(Family::C),
            python: only(Family::Python),
            shell: only(Family::Shell),
            version: Vec::new(),
            wrapper: wrapper.map_or(Ok(Vec::new()), |text| words("--wrapper", text))?,
            env: BTreeMap::new(),
            emulator: None,
            noise: Vec::new(),
            inputs: Vec::new(),
            get: None,
            typed: Some(format!("{option} '{command}'")),
        };
        typed.recognise();
        Ok(typed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str) -> Result<Descriptions, String> {
        let mut all = Descriptions(Vec::new());
        all.add(text, "exitspec.toml", Path::new("/here"))
            .map(|()| all)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_built_in_can_be_read() {
        let all = Descriptions::load(None).unwrap();
        assert_eq!(all.all()[0].name, "host");
        assert!(
            all.named("hos")
                .unwrap_err()
                .to_string()
                .contains("is `host` meant?")
        );
    }

    #[test]
    fn folders_are_filled_in_and_later_descriptions_replace_earlier_ones() {
        let mut all = load(
            "[[platform]]\nname = \"a\"\nabout = \"A\"\ncc = [\"{dir}/cc\", \"-B{root}/a\"]\n",
        )
        .unwrap();
        assert_eq!(all.all()[0].cc[0], "/here/cc");
        assert!(all.all()[0].cc[1].starts_with("-B/"));
        let again = "[[platform]]\nname = \"a\"\nabout = \"another\"\ncc = [\"cc\"]\n";
        all.add(again, "x", Path::new("")).unwrap();
        assert_eq!(
            (all.all().len(), all.all()[0].about.as_str()),
            (1, "another")
        );
    }

    #[test]
    fn mistakes_are_told_with_file_and_line() {
        let entry = |name: &str, rest: &str| {
            format!("\n[[platform]]\nname = \"{name}\"\nabout = \"x\"\n{rest}")
        };
        for (text, error) in [
            (
                entry("a", ""),
                "exitspec.toml:2: none of `cc`, `python` and",
            ),
            (
                entry("a", "cc = [\"cc\"]\nshell = [\"sh\"]"),
                "exitspec.toml:2: `cc`, `python` and `shell` exclude",
            ),
            (
                entry("a", "cc = [\"cc\"]\nlibrary = 1"),
                "exitspec.toml:6: unknown field `library`",
            ),
            (
                entry("a/b", "cc = [\"cc\"]"),
                "exitspec.toml:2: `a/b` cannot name a platform",
            ),
            (
                entry("all", "cc = [\"cc\"]"),
                "exitspec.toml:2: `all` means every platform",
            ),
            (
                [entry("a", "cc = [\"cc\"]"), entry("a", "cc = [\"cc\"]")].concat(),
                "exitspec.toml:6: there are two platforms `a`",
            ),
            ("x = ".to_owned(), "exitspec.toml:1: "),
        ] {
            let got = load(&text).unwrap_err();
            assert!(got.starts_with(error), "{got}\nnot: {error}");
        }
    }

    #[test]
    fn the_user_mode_of_qemu_is_recognised_unless_it_has_another_name() {
        for (wrapper, emulator) in [
            ("/usr/bin/qemu-arm-static -cpu max", Some("qemu-user")),
            ("qemu-s390x", Some("qemu-user")),
            ("qemu-system-arm", None),
            ("env qemu-arm", None),
        ] {
            let typed = Description::typed(Family::C, "cc", Some(wrapper)).unwrap();
            assert_eq!(typed.emulator.as_deref(), emulator, "{wrapper}");
            assert_eq!(typed.noise.len(), usize::from(emulator.is_some()));
        }
        let own = "[[platform]]\nname = \"a\"\nabout = \"A\"\ncc = [\"cc\"]\nwrapper = [\"qemu-arm\"]\nemulator = \"ours\"\n";
        let all = load(own).unwrap();
        assert_eq!(all.all()[0].emulator.as_deref(), Some("ours"));
        assert!(all.all()[0].noise.is_empty());
    }

    #[test]
    fn a_command_line_is_taken_apart_as_by_a_shell() {
        let typed = Description::typed(Family::C, "gcc '-I/a b' -static", Some("emu -x")).unwrap();
        assert_eq!(typed.cc, ["gcc", "-I/a b", "-static"]);
        assert_eq!(typed.wrapper, ["emu", "-x"]);
        assert_eq!((typed.emulator, typed.noise), (None, Vec::new()));
        let typed = Description::typed(Family::Shell, "zsh --emulate sh", None).unwrap();
        assert_eq!(typed.command(), ["zsh", "--emulate", "sh"]);
        for (words, error) in [("gcc '", "not closed"), (" ", "--cc is empty")] {
            let told = Description::typed(Family::C, words, None).unwrap_err();
            assert!(told.contains(error), "{told}");
        }
    }
}
