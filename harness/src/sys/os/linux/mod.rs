//! Linux, with glibc or musl.

mod descendants;

use std::os::fd::RawFd;

use libc::c_int;

use super::System;
use crate::sys::descendants::Descendant;

pub(in crate::sys) struct Linux;

impl System for Linux {
    #[cfg(target_env = "gnu")]
    const LIBC: &'static str = "glibc";
    #[cfg(target_env = "musl")]
    const LIBC: &'static str = "musl";

    #[cfg(target_env = "gnu")]
    fn libc_version() -> Option<String> {
        // SAFETY: takes nothing and gives a pointer.
        let version = unsafe { libc::gnu_get_libc_version() };
        // SAFETY: glibc's pointer is to a constant string.
        let version = unsafe { std::ffi::CStr::from_ptr(version) };
        Some(version.to_string_lossy().into_owned())
    }

    /// musl has no call that tells its version; its dynamic loader prints it when it is run without arguments.
    #[cfg(target_env = "musl")]
    fn libc_version() -> Option<String> {
        if Self::is_static() {
            return None;
        }
        let loader = format!("/lib/ld-musl-{}.so.1", std::env::consts::ARCH);
        let output = std::process::Command::new(loader).output().ok()?;
        let text = String::from_utf8_lossy(&output.stderr);
        let version = text
            .lines()
            .find_map(|line| line.strip_prefix("Version "))?;
        Some(version.trim().to_owned())
    }

    /// A dynamic program was loaded by an interpreter, whose base the kernel tells.
    fn is_static() -> bool {
        // SAFETY: a query without memory arguments.
        let base = unsafe { libc::getauxval(libc::AT_BASE) };
        base == 0
    }

    /// The C library keeps the first few for itself, so it is asked.
    fn real_time_signals() -> Option<(c_int, c_int)> {
        Some((libc::SIGRTMIN(), libc::SIGRTMAX()))
    }

    fn thread_count() -> Option<usize> {
        let threads = std::fs::read_dir("/proc/self/task").ok()?;
        Some(threads.count())
    }

    /// Since Linux 5.9.
    unsafe fn close_range(first: RawFd, last: RawFd) -> bool {
        // SAFETY: the arguments are plain numbers; what is closed is the caller's promise.
        let result = unsafe { libc::syscall(libc::SYS_close_range, first, last, 0) };
        result == 0
    }

    const ADOPTS_ORPHANS: bool = true;

    fn adopt_orphans() {
        descendants::adopt_orphans();
    }

    fn descendants(at_most: usize) -> Option<Vec<Descendant>> {
        descendants::descendants(at_most)
    }

    fn children() -> Option<Vec<Descendant>> {
        descendants::children()
    }
}

#[cfg(not(any(target_env = "gnu", target_env = "musl")))]
compile_error!("exitspec does not know this C library yet: see docs/adding-a-platform.md");
