//! NetBSD.

use std::os::fd::RawFd;

use libc::c_int;

use super::System;

pub(in crate::sys) struct NetBsd;

impl System for NetBsd {
    const LIBC: &'static str = "libc (NetBSD)";

    /// As in `<sys/signal.h>`, which the libc crate does not have.
    fn real_time_signals() -> Option<(c_int, c_int)> {
        Some((33, 63))
    }

    unsafe fn close_range(first: RawFd, last: RawFd) -> bool {
        // SAFETY: takes a number; what is closed is the caller's promise.
        last == RawFd::MAX && unsafe { libc::closefrom(first) } == 0
    }
}
