//! The names in conditions: a misspelt one would never hold, and nobody would notice.

use crate::expectation::error::{alike, most_like};

/// The systems that something here can say it is: this library, or the programs of the families by what `uname` calls it.
const SYSTEMS: [&str; 9] = [
    "linux",
    "macos",
    "darwin",
    "freebsd",
    "netbsd",
    "openbsd",
    "dragonfly",
    "illumos",
    "sunos",
];

/// C libraries: those that can be told apart here, and others whose names look like theirs.
const LIBRARIES: [&str; 14] = [
    "glibc",
    "musl",
    "uclibc-ng",
    "dietlibc",
    "klibc",
    "libSystem",
    "libc",
    "libc (FreeBSD)",
    "libc (NetBSD)",
    "libc (OpenBSD)",
    "libc (illumos)",
    "mlibc",
    "relibc",
    "uclibc",
];

/// Architectures, as compilers, Rust and `uname` call them.
const ARCHITECTURES: [&str; 36] = [
    "x86_64",
    "x86",
    "x32",
    "i386",
    "i486",
    "i586",
    "i686",
    "amd64",
    "aarch64",
    "arm64",
    "arm",
    "armv6l",
    "armv7l",
    "armv8l",
    "riscv32",
    "riscv64",
    "powerpc",
    "powerpc64",
    "ppc",
    "ppc64",
    "ppc64le",
    "s390",
    "s390x",
    "mips",
    "mipsel",
    "mips64",
    "mips64el",
    "sparc",
    "sparc64",
    "m68k",
    "hppa",
    "parisc",
    "loongarch64",
    "alpha",
    "ia64",
    "sh4",
];

/// Tells why a name can never hold, and what to do about it.
pub(super) type Check = fn(&str) -> Result<(), [String; 2]>;

/// Why no platform can be this system.
pub(super) fn system(name: &str) -> Result<(), [String; 2]> {
    if SYSTEMS.contains(&name) {
        return Ok(());
    }
    let help = match most_like(name, SYSTEMS) {
        Some(like) => format!("did you mean `{like}`?"),
        None => format!("write one of {}", SYSTEMS.join(", ")),
    };
    Err([format!("`{name}` is no system that a run can be on"), help])
}

/// Why this is no C library. A library may have any name, so only what is nearly a known one is refused.
pub(super) fn library(name: &str) -> Result<(), [String; 2]> {
    near_miss(name, "a C library", &LIBRARIES)
}

/// Why this is no architecture, in the same way.
pub(super) fn architecture(name: &str) -> Result<(), [String; 2]> {
    near_miss(name, "an architecture", &ARCHITECTURES)
}

fn near_miss(name: &str, what: &str, known: &[&str]) -> Result<(), [String; 2]> {
    if known.contains(&name) {
        return Ok(());
    }
    match known.iter().find(|known| alike(name, known)) {
        Some(like) => Err([
            format!("`{name}` is not known as {what}, and is nearly one that is"),
            format!("did you mean `{like}`?"),
        ]),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_that_a_run_can_have_is_taken() {
        let own = crate::Platform::of_this_process();
        assert_eq!(system(&own.os), Ok(()));
        assert_eq!(library(&own.libc.name), Ok(()));
        assert_eq!(architecture(&own.arch), Ok(()));
        assert!(SYSTEMS.iter().all(|name| system(name).is_ok()));
        assert!(LIBRARIES.iter().all(|name| library(name).is_ok()));
        assert!(ARCHITECTURES.iter().all(|name| architecture(name).is_ok()));
    }

    #[test]
    fn what_is_nearly_a_name_is_refused_and_what_is_not_is_a_name_of_its_own() {
        for (name, like) in [
            ("glibcc", "glibc"),
            ("Glibc", "glibc"),
            ("mussl", "musl"),
            ("ditlibc", "dietlibc"),
            ("uclibcng", "uclibc-ng"),
        ] {
            let [_, help] = library(name).unwrap_err();
            assert_eq!(help, format!("did you mean `{like}`?"), "{name}");
        }
        for name in [
            "newlib",
            "bionic",
            "picolibc",
            "cosmopolitan",
            "mine",
            "unknown",
        ] {
            assert_eq!(library(name), Ok(()), "{name}");
        }
        let [_, help] = architecture("x86-64").unwrap_err();
        assert_eq!(help, "did you mean `x86_64`?");
        assert_eq!(architecture("e2k"), Ok(()));
        let [_, help] = system("linus").unwrap_err();
        assert_eq!(help, "did you mean `linux`?");
        let [_, help] = system("plan9").unwrap_err();
        assert!(help.starts_with("write one of linux, macos, "), "{help}");
    }
}
