//! Which descriptors a child has.

use std::os::fd::{BorrowedFd, RawFd};

use nix::errno::Errno;

/// Makes `target` refer to what `source` refers to, kept across exec.
pub(crate) fn connect(source: BorrowedFd<'_>, target: RawFd) -> nix::Result<()> {
    use std::os::fd::AsRawFd as _;
    // SAFETY: called in a child that owns nothing at `target`; the call touches no memory.
    let result = unsafe { libc::dup2(source.as_raw_fd(), target) };
    Errno::result(result).map(drop)
}

/// One past the highest descriptor this process may have, as the soft limit says.
pub(crate) fn descriptor_limit() -> RawFd {
    // SAFETY: a query without memory arguments.
    let limit = unsafe { libc::sysconf(libc::_SC_OPEN_MAX) };
    RawFd::try_from(limit).unwrap_or(RawFd::MAX).max(64)
}

/// Closes every open descriptor from `first` to `last`, both included.
///
/// Only for children (and the nursery) that use none of them: whoever thinks to own one finds it closed.
pub(crate) fn close_range(first: RawFd, last: RawFd) {
    #[cfg(any(target_os = "linux", target_os = "freebsd"))]
    {
        // SAFETY: the caller uses none of these descriptors any more.
        let closed = unsafe { raw_close_range(first, last) };
        if closed == 0 {
            return;
        }
    }
    for descriptor in first..=last.min(descriptor_limit()) {
        // SAFETY: as above; closing what is not open fails with EBADF, nothing more.
        unsafe { libc::close(descriptor) };
    }
}

/// `close_range(2)`: Linux since 5.9 (elsewhere it fails and the loop above does the work), FreeBSD since 12.2.
#[cfg(target_os = "linux")]
unsafe fn raw_close_range(first: RawFd, last: RawFd) -> libc::c_long {
    // SAFETY: the arguments are plain numbers; what it closes is the caller's promise.
    unsafe { libc::syscall(libc::SYS_close_range, first, last, 0) }
}

#[cfg(target_os = "freebsd")]
unsafe fn raw_close_range(first: RawFd, last: RawFd) -> libc::c_int {
    unsafe extern "C" {
        fn close_range(low: libc::c_uint, high: libc::c_uint, flags: libc::c_int) -> libc::c_int;
    }
    // SAFETY: the arguments are plain numbers; what it closes is the caller's promise.
    unsafe { close_range(first.cast_unsigned(), last.cast_unsigned(), 0) }
}
