//! The expectation format: what a fixture file may say. The JSON Schema in `fixtures/` is generated from these types.

use serde::{Deserialize, Serialize};

use crate::case::{Isolation, Panic};
use crate::expectation::pattern::Expect;
use crate::expectation::unique::UniqueMap;
use crate::expectation::version::VersionRange;
use crate::sink::Sink;
use crate::verdict::Level;

/// One file: the expectations of one group.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GroupFile {
    /// Where the JSON Schema of this format is, for editors; otherwise not looked at.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The group's path: `rust/atexit`.
    pub group: String,
    /// The entries, by the case's name within the group.
    pub cases: UniqueMap<String, CaseEntry>,
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
    #[serde(default, skip_serializing_if = "UniqueMap::is_unused")]
    pub by_sink: UniqueMap<Sink, Expect>,
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
    /// These fields replace those of the base (with the sink's replacements applied). May be left out where only single sinks
    /// are different.
    #[serde(default, skip_serializing_if = "Expect::is_empty")]
    pub expect: Expect,
    /// What is different with a sink on these platforms: applied on top of `expect`.
    #[serde(default, skip_serializing_if = "UniqueMap::is_unused")]
    pub by_sink: UniqueMap<Sink, Expect>,
    /// Why, so that a reader understands it.
    pub reason: String,
    /// The bug, commit, release note or manual that explains it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A condition on the platform: every field that is given has to hold. Names compare to the letter.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct When {
    /// The operating system: `linux`, `macos`, `freebsd`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub os: Option<String>,
    /// A range of kernel releases; needs `os`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kernel: Option<VersionRange>,
    /// The architecture: `x86_64`, `aarch64`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arch: Option<String>,
    /// The C library: `glibc`, `musl`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub libc: Option<String>,
    /// A range of versions of the C library; needs `libc`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<VersionRange>,
    /// How the C library is linked: `dynamic` or `static`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// What runs the bodies: `rust`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runtime: Option<String>,
    /// A range of versions of the runtime; needs `runtime`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runtime_version: Option<VersionRange>,
    /// The panic strategy of the binary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub panic: Option<Panic>,
    /// How the case gets its process.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub isolation: Option<Isolation>,
    /// The emulator, sandbox or instrumentation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emulator: Option<String>,
}
