//! OpenBSD, which has no real-time signals.

use std::os::fd::RawFd;

use super::System;

pub(in crate::sys) struct OpenBsd;

impl System for OpenBsd {
    const LIBC: &'static str = "libc (OpenBSD)";

    unsafe fn close_range(first: RawFd, last: RawFd) -> bool {
        // SAFETY: takes a number; what is closed is the caller's promise.
        last == RawFd::MAX && unsafe { libc::closefrom(first) } == 0
    }
}
