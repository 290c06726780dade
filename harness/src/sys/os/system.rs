//! What is asked of a system. An answer that is given here is the fallback: what holds where a facility is missing, or
//! where nobody has told this project about it.

use std::os::fd::RawFd;

use libc::c_int;

use crate::sys::descendants::Descendant;

/// The questions that have a different answer on each system.
pub(in crate::sys) trait System {
    /// The name of the C library.
    const LIBC: &'static str;

    /// The version of the C library, asked of the running system. Most come with the kernel and have its release.
    fn libc_version() -> Option<String> {
        let name = nix::sys::utsname::uname().ok()?;
        Some(name.release().to_str()?.to_owned())
    }

    /// Whether this program was linked statically.
    fn is_static() -> bool {
        cfg!(target_feature = "crt-static")
    }

    /// The numbers of the first and the last real-time signal.
    fn real_time_signals() -> Option<(c_int, c_int)> {
        None
    }

    /// How many threads this process has.
    fn thread_count() -> Option<usize> {
        None
    }

    /// One past the highest descriptor this process may open.
    fn descriptor_limit() -> RawFd {
        // SAFETY: a query without memory arguments.
        let limit = unsafe { libc::sysconf(libc::_SC_OPEN_MAX) };
        // Without a limit it is -1.
        RawFd::try_from(limit)
            .ok()
            .filter(|&limit| limit > 0)
            .unwrap_or(RawFd::MAX)
    }

    /// Closes all descriptors from `first` to `last` in one call. False when that cannot be done, and nothing was.
    ///
    /// # Safety
    ///
    /// Nothing in this process uses any of them afterwards.
    unsafe fn close_range(_first: RawFd, _last: RawFd) -> bool {
        false
    }

    /// Whether [`adopt_orphans`](System::adopt_orphans) does what it says.
    const ADOPTS_ORPHANS: bool = false;

    /// Makes orphaned descendants children of this process.
    fn adopt_orphans() {}

    /// The living descendants of this process, the nearest first, and no more than so many.
    fn descendants(_at_most: usize) -> Option<Vec<Descendant>> {
        None
    }

    /// The living children of this process.
    fn children() -> Option<Vec<Descendant>> {
        None
    }
}
