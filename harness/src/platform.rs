//! The implementation under test, fully named.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::case::Panic;
use crate::sys;

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
    /// What runs the bodies, where `runtimes` names nothing else.
    pub runtime: Runtime,
    /// What runs the bodies of families that a program of their own runs, by the family's name, in a run of several families.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub runtimes: BTreeMap<String, Runtime>,
    /// The user-mode emulator, sandbox or instrumentation it runs under, if one was detected.
    pub emulator: Option<String>,
    /// The kind of container it runs in, if one was detected.
    pub container: Option<String>,
}

impl Platform {
    /// The platform this very process is.
    pub fn of_this_process() -> Platform {
        let libc = sys::libc_identity();
        let release = nix::sys::utsname::uname()
            .map(|name| name.release().to_string_lossy().into_owned())
            .unwrap_or_else(|_| "unknown".to_owned());
        let runtime = Runtime {
            name: "rust".to_owned(),
            version: env!("EXITSPEC_RUSTC").to_owned(),
            target: Some(env!("EXITSPEC_TARGET").to_owned()),
            panic: Some(Panic::OWN.name().to_owned()),
        };
        let platform = Platform {
            name: String::new(),
            os: std::env::consts::OS.to_owned(),
            kernel: release,
            arch: std::env::consts::ARCH.to_owned(),
            libc,
            runtime,
            runtimes: BTreeMap::new(),
            emulator: sys::emulator(),
            container: sys::container(),
        };
        platform.named()
    }

    /// What runs the bodies of this family.
    pub fn runtime_of(&self, family: &str) -> &Runtime {
        self.runtimes.get(family).unwrap_or(&self.runtime)
    }

    /// The same with the name that its other fields give it.
    pub fn named(mut self) -> Platform {
        let Libc {
            name,
            version,
            link,
        } = &self.libc;
        let runtime = &self.runtime;
        self.name = format!(
            "{} {}, {name} {version} {link}, {} {}",
            self.os, self.arch, runtime.name, runtime.version
        );
        if let Some(emulator) = &self.emulator {
            self.name += &format!(", under {emulator}");
        }
        self
    }
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
    /// `rust`; `c` for a program in C, with no runtime beyond the C library; the interpreter's own name, as `CPython` or `dash`.
    pub name: String,
    /// The version of the compiler or interpreter; for C with the compiler's name before it.
    pub version: String,
    /// The target triple, of Rust.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// How a panic ends in Rust: `unwind` or `abort`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub panic: Option<String>,
}
