//! The implementation under test, fully named.

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
    /// What runs the bodies.
    pub runtime: Runtime,
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
            target: env!("EXITSPEC_TARGET").to_owned(),
            panic: Panic::OWN.name().to_owned(),
        };
        let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
        let emulator = sys::emulator();
        let mut name = format!(
            "{os} {arch}, {} {} {}, rust {}",
            libc.name, libc.version, libc.link, runtime.version
        );
        if let Some(emulator) = &emulator {
            name += &format!(", under {emulator}");
        }
        Platform {
            name,
            os: os.to_owned(),
            kernel: release,
            arch: arch.to_owned(),
            libc,
            runtime,
            emulator,
            container: sys::container(),
        }
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
    /// `rust`.
    pub name: String,
    /// The version of the compiler.
    pub version: String,
    /// The target triple.
    pub target: String,
    /// `unwind` or `abort`.
    pub panic: String,
}
