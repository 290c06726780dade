//! The implementation under test, fully named.

use serde::{Deserialize, Serialize};

/// The platform a run was made on. Everything in it was asked of the running system, nothing taken from configuration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Platform {
    /// A short name for tables, made of the other fields.
    pub name: String,
    /// `linux`, `macos`, `freebsd`, …
    pub os: String,
    /// The kernel's release, as `uname -r` gives it.
    pub kernel: String,
    /// The architecture the program was compiled for.
    pub arch: String,
    /// The C library.
    pub libc: Libc,
    /// What runs the bodies.
    pub runtime: Runtime,
    /// The user-mode emulator, sandbox or instrumentation it runs under, if one was detected.
    pub emulator: Option<String>,
    /// The kind of container it runs in, if one was detected.
    pub container: Option<String>,
}

/// The C library of a platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Libc {
    /// `glibc`, `musl`, `libSystem`, …
    pub name: String,
    /// The version the running library gave, or `unknown` where there is no way to ask.
    pub version: String,
    /// `dynamic` or `static`.
    pub link: String,
}

/// What runs the bodies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Runtime {
    /// `rust`.
    pub name: String,
    /// The version of the compiler.
    pub version: String,
    /// The target triple.
    pub target: String,
    /// `unwind` or `abort`.
    pub panic: String,
}
