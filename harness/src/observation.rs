//! What happened: the record of one ended process, and the volatile facts beside it.

use serde::{Deserialize, Serialize};

use crate::bytes::Bytes;

/// Where a process was when its deadline passed, as told by the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The body had not been entered.
    BeforeBody,
    /// The body had begun, its ending had not.
    InBody,
    /// The body had said that its ending begins, or had returned.
    Ending,
}

/// How a process ended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// `WIFEXITED`: with this code, the low 8 bits of what was asked for.
    Exited(u8),
    /// `WIFSIGNALED`: by this signal, by name (`SIGABRT`, `SIGRTMIN+3`).
    Signaled(String),
    /// It did not end within its deadline, and was killed by the supervisor.
    Hung(Phase),
    /// A status word that means none of these.
    Unrecognised(i32),
}

/// A change of state before the end, in the order in which the supervisor was told of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// `WIFSTOPPED`: by this signal.
    Stopped(String),
    /// `WIFCONTINUED`.
    Continued,
}

/// The second view of the same ending: what `waitid` reported in its `siginfo_t`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Waitid {
    /// `si_code` by name: `CLD_EXITED`, `CLD_KILLED`, `CLD_DUMPED`.
    pub code: String,
    /// `si_status`: the exit value as far as the kernel keeps it, or the number of the signal.
    pub status: i32,
}

/// A process of the case that was still there when the case's own process had ended, by its relation to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LeftBehind {
    /// In the case's own process group.
    Group,
    /// In another group of the case's session.
    Session,
    /// In a session of its own.
    Elsewhere,
}

/// What happened to one case, with nothing in it that varies from run to run by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observation {
    /// How the process ended.
    pub ending: Ending,
    /// The status word exactly as `wait4` gave it; absent when the process hung.
    pub raw: Option<i32>,
    /// What `waitid` said of the same child before it was reaped; absent when the process hung.
    pub waitid: Option<Waitid>,
    /// Whether the status word says that a core was dumped.
    pub core: bool,
    /// Stops and continuations before the end.
    pub changes: Vec<Change>,
    /// What arrived on stdout; `None` when the sink cannot be read back.
    pub stdout: Option<Bytes>,
    /// What arrived on stderr; `None` when the sink cannot be read back, or is shared with stdout.
    pub stderr: Option<Bytes>,
    /// Set when more arrived on either stream than is kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub truncated: bool,
    /// The names of the events, in the order in which they were written.
    pub journal: Vec<String>,
    /// With the `file` sink: how many bytes were in the files for stdout and stderr when each event was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flushed: Option<Vec<Flushed>>,
    /// Journal records that could not be understood: what the journal says cannot be relied on then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub garbage: Vec<Bytes>,
    /// Descendants that outlived the case's own process, sorted.
    pub left_behind: Vec<LeftBehind>,
}

/// How many bytes had reached the files at the time of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flushed {
    /// Bytes in the file for stdout; `None` when descriptor 1 was not that file any more.
    pub stdout: Option<u64>,
    /// Bytes in the file for stderr; `None` when descriptor 2 was not that file any more.
    pub stderr: Option<u64>,
}

/// What one thread of a hung process was doing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockedThread {
    /// The state letter of the kernel: `R`, `S`, `D`, `T`, …
    pub state: String,
    /// The kernel function it waited in, where the kernel tells.
    pub wchan: Option<String>,
    /// The number of the system call it was in, where the kernel tells.
    pub syscall: Option<i64>,
}

/// What the kernel accounted to the process, from `wait4`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    /// User time in microseconds.
    pub user_us: u64,
    /// System time in microseconds.
    pub system_us: u64,
    /// The largest resident set, in the unit of the platform's `ru_maxrss` (KiB on Linux, bytes on macOS).
    pub max_rss: u64,
}

/// Facts about one run of a case that vary from run to run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Volatile {
    /// The process id the case had.
    pub pid: i32,
    /// From the fork to the end of the process, in microseconds.
    pub duration_us: u64,
    /// What the kernel accounted to it; absent when the process hung.
    pub usage: Option<Usage>,
    /// For a hung process: what each thread was doing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub threads: Vec<BlockedThread>,
    /// Bytes that arrived past what is kept.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub beyond_cap: u64,
    /// Journal records past what is kept.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub events_beyond_cap: u64,
    /// stderr as it arrived, where the observation's has process ids and source positions replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw_stderr: Option<Bytes>,
}

fn is_zero(n: &u64) -> bool {
    *n == 0
}

/// The answer of a supervisor about one run of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What happened.
    pub observation: Observation,
    /// What varies.
    pub volatile: Volatile,
}
