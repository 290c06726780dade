//! From what happened to an exit code: the one place for it.

use std::error::Error;
use std::process::ExitCode;

use exitspec::Verdict;
use exitspec::document::Document;
use nix::sys::signal::Signal;

/// How the command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// Everything is as expected.
    AsExpected,
    /// There is a FAIL, an XPASS or a flip.
    Unexpected,
    /// It was used wrongly, or something it was given is bad.
    Usage,
    /// There is an UNRESOLVED: the harness could not tell.
    Unresolved,
    /// Nothing was selected, or nothing of it could run here.
    NothingRan,
    /// A signal asked for the end; everything has been cleaned up.
    Signal(Signal),
}

impl Exit {
    /// What the results of a run come to.
    pub(super) fn of(document: &Document) -> Exit {
        let count = |verdicts: &[Verdict]| {
            verdicts
                .iter()
                .map(|&verdict| document.count(verdict))
                .sum::<usize>()
        };
        if count(&[Verdict::Fail, Verdict::Xpass]) > 0 || !document.volatile.flips.is_empty() {
            Exit::Unexpected
        } else if count(&[Verdict::Unresolved]) > 0 {
            Exit::Unresolved
        } else if count(&[Verdict::Pass, Verdict::Xfail]) == 0 {
            Exit::NothingRan
        } else {
            Exit::AsExpected
        }
    }

    /// Ends as said. Dying by a signal does not come back, unless that signal cannot end a process.
    pub(super) fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Exit::AsExpected => 0,
            Exit::Unexpected => 1,
            Exit::Usage => 2,
            Exit::Unresolved => 3,
            Exit::NothingRan => 4,
            Exit::Signal(signal) => {
                exitspec::run::die_by(signal);
                // The convention of shells, for the case that it is still alive.
                128u8.wrapping_add(signal as u8)
            }
        })
    }
}

/// Something that ends the command, to be told on stderr.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) exit: Exit,
    pub(super) error: Box<dyn Error>,
}

impl Failure {
    /// What was typed, or given in a file, is wrong.
    pub(super) fn usage(error: impl Into<Box<dyn Error>>) -> Failure {
        Failure {
            exit: Exit::Usage,
            error: error.into(),
        }
    }

    /// The harness itself could not do its work.
    pub(super) fn harness(error: impl Into<Box<dyn Error>>) -> Failure {
        Failure {
            exit: Exit::Unresolved,
            error: error.into(),
        }
    }

    /// Nothing matches.
    pub(super) fn nothing(error: impl Into<Box<dyn Error>>) -> Failure {
        Failure {
            exit: Exit::NothingRan,
            error: error.into(),
        }
    }

    /// A signal asked for the end before there was anything to run.
    pub(super) fn signal(signal: Signal) -> Failure {
        Failure {
            exit: Exit::Signal(signal),
            error: format!("{signal} came").into(),
        }
    }

    /// Printing failed. A reader that is gone is a reason to end, not to complain.
    pub(super) fn printing(error: std::io::Error) -> Failure {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Failure {
                exit: Exit::Signal(Signal::SIGPIPE),
                error: error.into(),
            },
            _ => Failure {
                exit: Exit::Usage,
                error: format!("cannot print: {error}").into(),
            },
        }
    }

    /// The error and its causes on one line; `None` when there is nothing to say.
    pub(super) fn message(&self) -> Option<String> {
        if matches!(self.exit, Exit::Signal(_)) {
            return None;
        }
        let mut text = self.error.to_string();
        let mut source = self.error.source();
        while let Some(error) = source {
            text += &format!(": {error}");
            source = error.source();
        }
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use exitspec::document::{Flip, RunVolatile, SCHEMA, SuiteVersion};

    fn document(counts: &[(Verdict, usize)]) -> Document {
        Document {
            schema: SCHEMA.to_owned(),
            suite: SuiteVersion {
                name: "s".to_owned(),
                version: "1".to_owned(),
                revision: None,
            },
            platform: exitspec::Platform::of_this_process(),
            interrupted: false,
            results: Vec::new(),
            summary: counts.iter().copied().collect(),
            volatile: RunVolatile::default(),
        }
    }

    #[test]
    fn the_worst_result_decides() {
        let all = |verdict| (verdict, 1);
        for (counts, exit) in [
            (vec![all(Verdict::Pass)], Exit::AsExpected),
            (vec![all(Verdict::Xfail)], Exit::AsExpected),
            (
                vec![all(Verdict::Pass), all(Verdict::Unsupported)],
                Exit::AsExpected,
            ),
            (
                vec![
                    all(Verdict::Pass),
                    all(Verdict::Fail),
                    all(Verdict::Unresolved),
                ],
                Exit::Unexpected,
            ),
            (
                vec![all(Verdict::Pass), all(Verdict::Xpass)],
                Exit::Unexpected,
            ),
            (
                vec![all(Verdict::Pass), all(Verdict::Unresolved)],
                Exit::Unresolved,
            ),
            (vec![all(Verdict::Unsupported)], Exit::NothingRan),
            (vec![], Exit::NothingRan),
        ] {
            assert_eq!(Exit::of(&document(&counts)), exit, "{counts:?}");
        }
    }

    #[test]
    fn a_flip_is_not_as_expected() {
        let mut document = document(&[(Verdict::Pass, 1)]);
        document.volatile.flips.push(Flip {
            result: "rust/a/b@pipe".to_owned(),
            outcomes: Vec::new(),
        });
        assert_eq!(Exit::of(&document), Exit::Unexpected);
    }
}
