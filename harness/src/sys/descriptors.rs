//! Which descriptors a child has.

use std::os::fd::{BorrowedFd, RawFd};

use nix::errno::Errno;

use super::os::{System as _, This};

/// Makes `target` refer to what `source` refers to, kept across exec.
pub(crate) fn connect(source: BorrowedFd<'_>, target: RawFd) -> nix::Result<()> {
    use std::os::fd::AsRawFd as _;
    // SAFETY: called in a child that owns nothing at `target`; the call touches no memory.
    let result = unsafe { libc::dup2(source.as_raw_fd(), target) };
    Errno::result(result).map(drop)
}

/// One past the highest descriptor this process may have, as the soft limit says.
pub(crate) fn descriptor_limit() -> RawFd {
    This::descriptor_limit().max(64)
}

/// Closes every open descriptor from `first` to `last`, both included.
///
/// Only for children (and the nursery) that use none of them: whoever thinks to own one finds it closed.
pub(crate) fn close_range(first: RawFd, last: RawFd) {
    // SAFETY: the caller uses none of these descriptors any more.
    if unsafe { This::close_range(first, last) } {
        return;
    }
    for descriptor in first..=last.min(descriptor_limit()) {
        // SAFETY: as above; closing what is not open fails with EBADF, nothing more.
        unsafe { libc::close(descriptor) };
    }
}
