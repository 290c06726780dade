//! What a case's stdout and stderr are connected to.

use serde::{Deserialize, Serialize};

/// What stdout and stderr are connected to while a case runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sink {
    /// A pipe each, read to its end by the supervisor.
    Pipe,
    /// A regular file each, empty at the start.
    File,
    /// A pseudo-terminal each, with output processing off so that bytes arrive as written.
    Tty,
    /// The null device: what is written is gone.
    Null,
    /// The full device: every write fails with `ENOSPC`.
    Full,
    /// Not open at all: every write fails with `EBADF`.
    Closed,
    /// A pipe whose reader is gone: every write fails with `EPIPE` (and raises `SIGPIPE` unless ignored).
    Broken,
    /// One pipe for both streams: their bytes arrive in the order of the writes, all recorded as stdout.
    Shared,
}

impl Sink {
    /// Every sink, in the order in which reports list them.
    pub const ALL: &[Sink] = &[
        Sink::Pipe,
        Sink::File,
        Sink::Tty,
        Sink::Null,
        Sink::Full,
        Sink::Closed,
        Sink::Broken,
        Sink::Shared,
    ];

    /// The sinks whose bytes can be read back, each stream apart.
    pub const CAPTURED: &[Sink] = &[Sink::Pipe, Sink::File, Sink::Tty];

    /// The name used in ids, expectations, and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Sink::Pipe => "pipe",
            Sink::File => "file",
            Sink::Tty => "tty",
            Sink::Null => "null",
            Sink::Full => "full",
            Sink::Closed => "closed",
            Sink::Broken => "broken",
            Sink::Shared => "shared",
        }
    }

    /// The sink of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Sink> {
        Sink::ALL.iter().copied().find(|sink| sink.name() == name)
    }

    /// Whether what is written there can be read back.
    pub fn is_captured(self) -> bool {
        matches!(self, Sink::Pipe | Sink::File | Sink::Tty | Sink::Shared)
    }
}

impl std::fmt::Display for Sink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}
