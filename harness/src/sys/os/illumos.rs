//! illumos.

use std::mem::MaybeUninit;
use std::os::fd::RawFd;

use libc::{c_int, pid_t, rusage, timeval};

use super::System;

pub(in crate::sys) struct Illumos;

impl System for Illumos {
    const LIBC: &'static str = "libc (illumos)";

    /// The release is 5.11 for ever; what is told apart is the version.
    fn libc_version() -> Option<String> {
        let name = nix::sys::utsname::uname().ok()?;
        Some(name.version().to_str()?.to_owned())
    }

    /// There are no static programs: the system calls belong to the C library.
    fn is_static() -> bool {
        false
    }

    fn real_time_signals() -> Option<(c_int, c_int)> {
        Some((libc::SIGRTMIN(), libc::SIGRTMAX()))
    }

    fn thread_count() -> Option<usize> {
        let threads = std::fs::read_dir("/proc/self/lwp").ok()?;
        Some(threads.count())
    }

    unsafe fn close_range(first: RawFd, last: RawFd) -> bool {
        // SAFETY: as `<stdlib.h>` declares it; that it is there, the linker checks.
        unsafe extern "C" {
            fn closefrom(first: c_int);
        }
        if last != RawFd::MAX {
            return false;
        }
        // SAFETY: takes a number; what is closed is the caller's promise.
        unsafe { closefrom(first) };
        true
    }
}

/// What `wait4` is elsewhere. The one that is here takes -1 for a process group and estimates the usage by the clock, so
/// this is `waitpid`, and what this process's children have used in all, before and after.
///
/// # Safety
///
/// As for `wait4`: both pointers are valid. For processes with one thread, or the usage is somebody else's too.
pub(in crate::sys) unsafe fn wait4(
    child: pid_t,
    word: *mut c_int,
    options: c_int,
    usage: *mut rusage,
) -> pid_t {
    let before = used_by_children();
    // SAFETY: the caller's promise.
    let reaped = unsafe { libc::waitpid(child, word, options) };
    if reaped > 0 {
        let mut used = used_by_children();
        used.ru_utime = difference(used.ru_utime, before.ru_utime);
        used.ru_stime = difference(used.ru_stime, before.ru_stime);
        // The largest of all children so far, which says nothing about this one.
        used.ru_maxrss = 0;
        // SAFETY: the caller's promise.
        unsafe { usage.write(used) };
    }
    reaped
}

fn used_by_children() -> rusage {
    let mut usage = MaybeUninit::<rusage>::zeroed();
    // SAFETY: there is room for the result. The call fails for no reason that could apply.
    unsafe { libc::getrusage(libc::RUSAGE_CHILDREN, usage.as_mut_ptr()) };
    // SAFETY: a zeroed rusage is valid, and the call filled it in.
    unsafe { usage.assume_init() }
}

fn difference(after: timeval, before: timeval) -> timeval {
    let borrow = after.tv_usec < before.tv_usec;
    timeval {
        tv_sec: after.tv_sec - before.tv_sec - i64::from(borrow),
        tv_usec: after.tv_usec - before.tv_usec + if borrow { 1_000_000 } else { 0 },
    }
}
