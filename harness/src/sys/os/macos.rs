//! macOS.

use std::os::fd::RawFd;

use super::System;

pub(in crate::sys) struct MacOs;

impl System for MacOs {
    /// Its version is the release of Darwin.
    const LIBC: &'static str = "libSystem";

    /// Apple supports no static programs.
    fn is_static() -> bool {
        false
    }

    /// The soft limit is often infinite here; this takes the kernel's own limit into account.
    fn descriptor_limit() -> RawFd {
        // SAFETY: takes nothing and gives a number.
        unsafe { libc::getdtablesize() }
    }
}
