//! FreeBSD.

mod descendants;

use std::os::fd::RawFd;

use libc::c_int;

use super::System;
use crate::sys::descendants::Descendant;

pub(in crate::sys) struct FreeBsd;

impl System for FreeBsd {
    const LIBC: &'static str = "libc (FreeBSD)";

    /// As in `<sys/signal.h>`, which the libc crate does not have.
    fn real_time_signals() -> Option<(c_int, c_int)> {
        Some((65, 126))
    }

    /// Since FreeBSD 12.2.
    unsafe fn close_range(first: RawFd, last: RawFd) -> bool {
        // SAFETY: the arguments are plain numbers; what is closed is the caller's promise.
        let result = unsafe { libc::close_range(first.cast_unsigned(), last.cast_unsigned(), 0) };
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
