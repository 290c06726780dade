//! The expectation format: what a fixture file may say. The JSON Schema in `fixtures/` is generated from these types.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::bytes::Bytes;
use crate::case::{Isolation, Panic};
use crate::expectation::unique::UniqueMap;
use crate::observation::{Change, LeftBehind, Phase, Waitid};
use crate::sink::Sink;
use crate::verdict::Level;

/// One file: the expectations of one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GroupFile {
    /// The group's path: `rust/atexit`.
    pub group: String,
    /// The entries, by the case's name within the group.
    pub cases: UniqueMap<CaseEntry>,
}

/// What should happen in one case, and who says so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CaseEntry {
    /// What the case shows, in one line.
    pub summary: String,
    /// How binding `expect` is.
    pub level: Level,
    /// Where it says so; at least one.
    pub sources: Vec<SourceRef>,
    /// Anything a reader should know besides: why the level, what the source leaves open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What the sources demand or, where they leave a choice, what may happen.
    pub expect: Expect,
    /// What is different with a sink: these fields replace those of `expect`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub by_sink: BTreeMap<Sink, Expect>,
    /// What is different on some platforms. The last one that applies counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub platforms: Vec<Override>,
}

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SourceRef {
    /// The document: `POSIX.1-2024`, `ISO C23`, `Rust std 1.95`, `glibc manual 2.36`, …
    pub doc: String,
    /// The place in it: `atexit(), DESCRIPTION`.
    pub clause: String,
    /// Where it can be read, for documents on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// What is different on the platforms that a condition describes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// Which platforms: every condition given has to hold, and at least one has to be given.
    pub when: When,
    /// These fields replace those of the base (with the sink's replacements applied).
    pub expect: Expect,
    /// What is different with a sink on these platforms: applied on top of `expect`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub by_sink: BTreeMap<Sink, Expect>,
    /// Why, so that a reader understands it.
    pub reason: String,
    /// The bug, commit, release note or manual that explains it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A condition on the platform. `version`, `kernel` and `runtime_version` are ranges: `<1.2`, `>=2.34, <2.41`, `=5.10`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "the fields are those of `Platform`, `Libc` and `Runtime`, described there"
)]
pub struct When {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub os: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kernel: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arch: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub libc: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runtime: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runtime_version: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub panic: Option<Panic>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub isolation: Option<Isolation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emulator: Option<String>,
}

/// What may be expected of an observation.
///
/// A field that is left out means what is most usual: nothing on stdout and stderr, an empty journal, no changes of
/// state, no core, nothing left behind, and a `waitid` view that agrees with the ending. Only `ending` has to be given.
/// `flushed` is looked at only when it is given, and only with the `file` sink. What went to a sink that cannot be read
/// back is not judged.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// Any of these will do; each is applied on top of the fields beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub any_of: Option<Vec<Expect>>,
    /// How the process ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ending: Option<EndingPattern>,
    /// What `waitid` says, where it is not simply the other view of the ending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waitid: Option<Waitid>,
    /// Whether a core is dumped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub core: Option<bool>,
    /// Stops and continuations, in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<Vec<Change>>,
    /// What arrives on stdout.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stdout: Option<TextPattern>,
    /// What arrives on stderr.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stderr: Option<TextPattern>,
    /// The events, in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journal: Option<JournalPattern>,
    /// How many bytes are in the file for stdout at each event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flushed: Option<Vec<u64>>,
    /// Descendants that outlive the process.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_behind: Option<Vec<LeftBehind>>,
}

/// How a process ends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EndingPattern {
    /// It exits with this code.
    Exited(u8),
    /// It exits with one of these codes.
    ExitedAnyOf(Vec<u8>),
    /// A signal of this name ends it.
    Signaled(String),
    /// A signal of one of these names ends it.
    SignaledAnyOf(Vec<String>),
    /// It does not end by itself, and this is where it hangs.
    Hung(Phase),
    /// However it ends.
    Any(Anything),
}

/// Stands for "anything at all": written `true`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "bool", into = "bool")]
pub struct Anything;

/// What arrives on a stream.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(
    untagged,
    expecting = "a string, {\"base64\": …}, {\"contains\": …}, {\"starts_with\": …}, {\"repeated\": …} or {\"any\": true}"
)]
pub enum TextPattern {
    /// Exactly these bytes.
    Exact(Bytes),
    /// These bytes somewhere, or in this order when several are given, or at the start, or so many times, or anything.
    Loose(LooseText),
}

/// What arrives on a stream, when it cannot be said to the byte.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LooseText {
    /// These bytes, somewhere.
    Contains(Bytes),
    /// These bytes first, then anything.
    StartsWith(Bytes),
    /// Exactly these bytes, so many times over.
    Repeated {
        /// The bytes.
        text: Bytes,
        /// How often.
        times: u32,
    },
    /// Anything.
    Any(Anything),
}

/// Which events are reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(
    untagged,
    expecting = "a list of names, {\"any_order\": [..]}, {\"in_order\": [..]}, {\"repeated\": …} or {\"any\": true}"
)]
pub enum JournalPattern {
    /// Exactly these, in this order.
    Exact(Vec<String>),
    /// Something less strict.
    Loose(LooseJournal),
}

/// Which events are reported, when their order or their number cannot be said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LooseJournal {
    /// Exactly these, in any order.
    AnyOrder(Vec<String>),
    /// These in this order, with others between them.
    InOrder(Vec<String>),
    /// One event, so many times over.
    Repeated {
        /// The event.
        event: String,
        /// How often.
        times: u32,
    },
    /// Any events.
    Any(Anything),
}

impl TryFrom<bool> for Anything {
    type Error = &'static str;

    fn try_from(value: bool) -> Result<Anything, &'static str> {
        if value {
            Ok(Anything)
        } else {
            Err("the only value that makes sense here is true")
        }
    }
}

impl From<Anything> for bool {
    fn from(_: Anything) -> bool {
        true
    }
}
