//! Who adopts orphans, and who is told that a parent is gone: Linux and FreeBSD have a say in both.

use std::ffi::c_int;

use exitspec::Need;
use nix::errno::Errno;

const HERE: bool = cfg!(any(target_os = "linux", target_os = "freebsd"));

/// A process may make itself the reaper of its descendants.
pub(crate) const REAPER: Need = Need {
    name: "reaper",
    probe: || match HERE {
        true => Ok(()),
        false => Err("on this system a process cannot become a reaper".to_owned()),
    },
};

/// A process may ask for a signal at its parent's death.
pub(crate) const PARENT_DEATH_SIGNAL: Need = Need {
    name: "parent-death-signal",
    probe: || match HERE {
        true => Ok(()),
        false => Err("this system has no parent-death signal".to_owned()),
    },
};

/// `prctl(PR_SET_CHILD_SUBREAPER, 1)` or `procctl(PROC_REAP_ACQUIRE)`.
pub(crate) fn become_reaper() -> nix::Result<()> {
    #[cfg(target_os = "linux")]
    return nix::sys::prctl::set_child_subreaper(true);
    #[cfg(target_os = "freebsd")]
    {
        // SAFETY: this command takes no structure; 0 stands for the calling process.
        let result = unsafe {
            libc::procctl(
                libc::P_PID,
                0,
                libc::PROC_REAP_ACQUIRE,
                std::ptr::null_mut(),
            )
        };
        Errno::result(result).map(drop)
    }
    #[cfg(not(any(target_os = "linux", target_os = "freebsd")))]
    Err(Errno::ENOSYS)
}

/// `prctl(PR_SET_PDEATHSIG)` or `procctl(PROC_PDEATHSIG_CTL)`.
pub(crate) fn set_parent_death_signal(signal: c_int) -> nix::Result<()> {
    #[cfg(target_os = "linux")]
    {
        // SAFETY: takes numbers only.
        let result = unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, signal) };
        Errno::result(result).map(drop)
    }
    #[cfg(target_os = "freebsd")]
    {
        let mut signal = signal;
        // SAFETY: this command reads an int; 0 stands for the calling process.
        let result = unsafe {
            libc::procctl(
                libc::P_PID,
                0,
                libc::PROC_PDEATHSIG_CTL,
                (&raw mut signal).cast(),
            )
        };
        Errno::result(result).map(drop)
    }
    #[cfg(not(any(target_os = "linux", target_os = "freebsd")))]
    {
        let _ = signal;
        Err(Errno::ENOSYS)
    }
}

/// `prctl(PR_GET_PDEATHSIG)` or `procctl(PROC_PDEATHSIG_STATUS)`: 0 when there is none.
pub(crate) fn parent_death_signal() -> nix::Result<c_int> {
    #[cfg(any(target_os = "linux", target_os = "freebsd"))]
    {
        let mut signal = 0;
        #[cfg(target_os = "linux")]
        // SAFETY: there is room for the number.
        let result = unsafe { libc::prctl(libc::PR_GET_PDEATHSIG, &raw mut signal) };
        #[cfg(target_os = "freebsd")]
        // SAFETY: this command writes an int; 0 stands for the calling process.
        let result = unsafe {
            libc::procctl(
                libc::P_PID,
                0,
                libc::PROC_PDEATHSIG_STATUS,
                (&raw mut signal).cast(),
            )
        };
        Errno::result(result).map(|_| signal)
    }
    #[cfg(not(any(target_os = "linux", target_os = "freebsd")))]
    Err(Errno::ENOSYS)
}
