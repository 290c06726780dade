//! Results in the formats of other tools, written at the end of a run or from documents.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::hash::{BuildHasher as _, RandomState};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use exitspec::document::{Document, Output};
use exitspec_reports::github::{SUMMARY_LIMIT, annotations, step_summary};
use exitspec_reports::{junit, lines, tap};

use super::args::OutputArgs;
use super::exit::Failure;

/// A form of results.
#[derive(Debug, Clone, Copy)]
enum Format {
    Junit,
    Tap,
    Markdown,
    Lines,
    Annotations,
}

enum To {
    File(Output),
    Stdout,
}

/// What is to be written, and where; known to be possible.
pub(super) struct Outputs {
    wanted: Vec<(Format, To)>,
    /// The file for the summary of a step on GitHub.
    step_summary: Option<OsString>,
}

impl Outputs {
    /// Checks that everything can be written that is asked for. `stdout` names what else is going to be on stdout and
    /// nothing but that.
    pub(super) fn prepare(
        args: &OutputArgs,
        stdout: Option<&'static str>,
    ) -> Result<Outputs, Failure> {
        let mut taken = stdout;
        let mut wanted = Vec::new();
        let all = [
            ("--junit -", Format::Junit, &args.junit),
            ("--tap -", Format::Tap, &args.tap),
            ("--markdown -", Format::Markdown, &args.markdown),
            ("--lines -", Format::Lines, &args.lines),
        ];
        let mut take = |name: &'static str| match taken.replace(name) {
            Some(other) => Err(Failure::usage(format!(
                "{other} and {name} cannot both be on stdout"
            ))),
            None => Ok(()),
        };
        for (name, format, path) in all {
            let to = match path.as_deref() {
                None => continue,
                Some(path) if path == Path::new("-") => {
                    take(name)?;
                    To::Stdout
                }
                Some(path) => To::File(Output::prepare(path).map_err(Failure::usage)?),
            };
            wanted.push((format, to));
        }
        if args.github {
            take("--github")?;
            wanted.push((Format::Annotations, To::Stdout));
        }
        let named = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|name| !name.is_empty());
        Ok(Outputs {
            wanted,
            step_summary: named.filter(|_| args.github),
        })
    }

    /// Whether there is anything to write.
    pub(super) fn any(&self) -> bool {
        !self.wanted.is_empty()
    }

    /// Whether stdout is for one of the formats alone, so that whatever else is printed has to go to stderr.
    pub(super) fn needs_stdout(&self) -> bool {
        let needs = |(format, to): &(Format, To)| {
            matches!(to, To::Stdout) && !matches!(format, Format::Annotations)
        };
        self.wanted.iter().any(needs)
    }

    /// Writes all of it. Where there are no results, nothing is written: a report without tests is taken for a success
    /// by some, and for a fault by others.
    pub(super) fn write(&self, documents: &[Document]) -> Result<(), Failure> {
        if self.any() && documents.iter().all(|one| one.results.is_empty()) {
            return Err(Failure::nothing(
                "there are no results, and nothing is written",
            ));
        }
        for (format, to) in &self.wanted {
            match to {
                To::File(output) => output
                    .commit(|file| format.write(documents, &mut BufWriter::new(file)))
                    .map_err(Failure::usage)?,
                To::Stdout => {
                    let mut out = BufWriter::new(io::stdout().lock());
                    format
                        .write(documents, &mut out)
                        .map_err(Failure::printing)?;
                }
            }
        }
        if let Some(name) = &self.step_summary {
            add_step_summary(Path::new(name), documents).map_err(|error| {
                let name = name.to_string_lossy();
                Failure::usage(format!(
                    "cannot write {name} (GITHUB_STEP_SUMMARY): {error}"
                ))
            })?;
        }
        Ok(())
    }
}

impl Format {
    fn write(self, documents: &[Document], out: &mut impl Write) -> io::Result<()> {
        match self {
            Format::Junit => junit(documents, &mut *out).map_err(io::Error::other)?,
            Format::Tap => tap(documents, &mut *out)?,
            Format::Markdown => step_summary(documents, usize::MAX, &mut *out)?,
            Format::Lines => lines(documents, &mut *out)?,
            Format::Annotations => annotations(documents, &mut *out)?,
        }
        out.flush()
    }
}

/// Adds to what other commands of the step have written.
fn add_step_summary(path: &Path, documents: &[Document]) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    let there = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    let mut text = Vec::new();
    step_summary(
        documents,
        (SUMMARY_LIMIT - 1).saturating_sub(there),
        &mut text,
    )?;
    file.write_all(&text)
}

/// Prints what may hold any text where GitHub Actions would take a line of it for a command: between the two commands that
/// turn that off and on again.
pub(super) fn without_commands(
    out: &mut dyn Write,
    print: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    // Nobody can guess it.
    let token = format!("exitspec-{:016x}", RandomState::new().hash_one(0));
    writeln!(out, "::stop-commands::{token}")?;
    print(out)?;
    writeln!(out, "::{token}::")
}
