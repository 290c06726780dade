//! Locks on C streams.

use super::FILE;

// SAFETY: as `<stdio.h>` declares it; that it is there, the linker checks.
unsafe extern "C" {
    // POSIX flockfile(); the libc crate does not declare it.
    #[link_name = "flockfile"]
    fn c_flockfile(stream: *mut FILE);
}

/// `flockfile`.
pub(crate) fn flockfile(stream: *mut FILE) {
    // SAFETY: callers pass a stream that is open.
    unsafe { c_flockfile(stream) }
}
