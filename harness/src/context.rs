//! What a body is told about its run.

use std::path::Path;

use crate::journal;
use crate::sink::Sink;

/// What a body is told about its run, and its way to talk to the supervisor.
///
/// Handlers and destructors have no context: they report with the free functions of [`journal`].
#[derive(Debug)]
pub struct Context {
    pub(crate) case: String,
    pub(crate) sink: Sink,
    pub(crate) dir: Option<std::path::PathBuf>,
    pub(crate) gate: Option<i32>,
}

impl Context {
    /// The full id of the case: `rust/atexit/lifo`.
    pub fn case(&self) -> &str {
        &self.case
    }

    /// What stdout and stderr are connected to.
    pub fn sink(&self) -> Sink {
        self.sink
    }

    /// The case's own directory, which is also its working directory, for cases that asked for one.
    pub fn dir(&self) -> Option<&Path> {
        self.dir.as_deref()
    }

    /// Reports an event by name; the same as [`journal::event`].
    pub fn event(&self, name: &str) {
        journal::event(name);
    }

    /// Says that the ending begins now, so that a hang from here on is told from a hang in the body.
    pub fn ending(&self) {
        journal::ending();
    }

    /// Waits until the supervisor has seen this process continue after a stop (see
    /// [`Case::continue_when_stopped`](crate::Case::continue_when_stopped)). A later change of state cannot
    /// then replace the news of the continuation. Returns at once where there is no gate.
    pub fn await_continued(&self) {
        if let Some(gate) = self.gate {
            crate::sys::read_one_byte(gate);
        }
    }
}
