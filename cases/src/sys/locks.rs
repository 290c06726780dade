//! The three kinds of advisory file locks, on whole files, without waiting.

use std::ffi::c_int;
use std::fs::File;
use std::os::fd::AsRawFd as _;

use exitspec::Need;
use nix::errno::Errno;

/// The kinds of lock.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// `fcntl(F_SETLK)`: the process has it.
    Record,
    /// `fcntl(F_OFD_SETLK)`: the open file description has it.
    Description,
    /// `flock`: the open file description has it.
    Flock,
}

const OFD: bool = cfg!(any(
    target_os = "linux",
    target_vendor = "apple",
    target_os = "illumos"
));

/// Locks of open file descriptions.
pub(crate) const DESCRIPTION_LOCKS: Need = Need {
    name: "F_OFD_SETLK",
    probe: || match OFD {
        true => Ok(()),
        false => Err("this system has no F_OFD_SETLK".to_owned()),
    },
};

/// Takes an exclusive lock on the whole file; false when somebody else has one.
pub(crate) fn lock(file: &File, kind: Kind) -> nix::Result<bool> {
    let result = match kind {
        Kind::Record => set_lock(file, libc::F_SETLK),
        #[cfg(any(target_os = "linux", target_vendor = "apple", target_os = "illumos"))]
        Kind::Description => set_lock(file, libc::F_OFD_SETLK),
        #[cfg(not(any(target_os = "linux", target_vendor = "apple", target_os = "illumos")))]
        Kind::Description => Err(Errno::ENOSYS),
        Kind::Flock => {
            // SAFETY: takes numbers only.
            let result = unsafe { libc::flock(file.as_raw_fd(), libc::LOCK_EX | libc::LOCK_NB) };
            Errno::result(result).map(drop)
        }
    };
    match result {
        Ok(()) => Ok(true),
        // POSIX lets fcntl fail with either.
        Err(Errno::EAGAIN | Errno::EACCES) => Ok(false),
        Err(error) => Err(error),
    }
}

fn set_lock(file: &File, command: c_int) -> nix::Result<()> {
    // SAFETY: a zeroed flock is valid: from the start of the file, of length 0, which is to its end; no process id.
    let mut lock: libc::flock = unsafe { std::mem::zeroed() };
    lock.l_type = libc::F_WRLCK as _;
    lock.l_whence = libc::SEEK_SET as _;
    // SAFETY: the structure is filled in.
    Errno::result(unsafe { libc::fcntl(file.as_raw_fd(), command, &raw const lock) }).map(drop)
}
