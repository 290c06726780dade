//! Things that have a name or an id of their own in the system and may outlive the process that made them.

use std::ffi::{CStr, CString};

use exitspec::Need;
use nix::errno::Errno;

/// A name for this run alone, of the form POSIX defines: one slash, at the start.
pub(crate) fn own_name(what: &str) -> CString {
    CString::new(format!("/exitspec-{what}-{}", std::process::id())).unwrap_or_default()
}

/// Shared memory objects, if the running system has them.
pub(crate) const SHM: Need = Need {
    name: "shm_open",
    probe: || {
        let name = own_name("probe");
        let error = |error: Errno| format!("shm_open fails: {}", error.desc());
        drop(open_memory(&name, true).map_err(error)?);
        unlink_memory(&name).map_err(error)
    },
};

/// Named semaphores, if the running system has them.
pub(crate) const NAMED_SEMAPHORES: Need = Need {
    name: "sem_open",
    probe: || {
        let name = own_name("probe");
        let error = |error: Errno| format!("sem_open fails: {}", error.desc());
        NamedSemaphore::open(&name, Some(1)).map_err(error)?;
        NamedSemaphore::unlink(&name).map_err(error)
    },
};

/// `shm_open` for reading and writing; creates it, exclusively, if asked to.
pub(crate) fn open_memory(name: &CStr, create: bool) -> nix::Result<std::fs::File> {
    use nix::fcntl::OFlag;
    use nix::sys::stat::Mode;
    let flags = match create {
        true => OFlag::O_RDWR | OFlag::O_CREAT | OFlag::O_EXCL,
        false => OFlag::O_RDWR,
    };
    let descriptor = nix::sys::mman::shm_open(name, flags, Mode::S_IRUSR | Mode::S_IWUSR)?;
    Ok(std::fs::File::from(descriptor))
}

/// `shm_unlink`.
pub(crate) fn unlink_memory(name: &CStr) -> nix::Result<()> {
    nix::sys::mman::shm_unlink(name)
}

#[cfg(not(any(target_os = "illumos", target_os = "solaris")))]
const SEM_FAILED: *mut libc::sem_t = libc::SEM_FAILED;
// The libc crate lacks it there.
#[cfg(any(target_os = "illumos", target_os = "solaris"))]
const SEM_FAILED: *mut libc::sem_t = std::ptr::without_provenance_mut(usize::MAX);

/// A named semaphore.
#[derive(Clone, Copy)]
pub(crate) struct NamedSemaphore(*mut libc::sem_t);

impl NamedSemaphore {
    /// `sem_open`; creates it, exclusively, if given a value.
    pub(crate) fn open(name: &CStr, value: Option<libc::c_uint>) -> nix::Result<NamedSemaphore> {
        let semaphore = match value {
            Some(value) => {
                let mode: libc::c_uint = 0o600;
                // SAFETY: the name is a C string, and mode and value follow as the flags demand.
                unsafe { libc::sem_open(name.as_ptr(), libc::O_CREAT | libc::O_EXCL, mode, value) }
            }
            // SAFETY: the name is a C string.
            None => unsafe { libc::sem_open(name.as_ptr(), 0) },
        };
        match semaphore == SEM_FAILED {
            true => Err(Errno::last()),
            false => Ok(NamedSemaphore(semaphore)),
        }
    }

    /// `sem_trywait`: false when its value is 0.
    pub(crate) fn try_wait(self) -> nix::Result<bool> {
        // SAFETY: the semaphore is open: it is never closed.
        match Errno::result(unsafe { libc::sem_trywait(self.0) }) {
            Ok(_) => Ok(true),
            Err(Errno::EAGAIN) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// `sem_unlink`.
    pub(crate) fn unlink(name: &CStr) -> nix::Result<()> {
        // SAFETY: the name is a C string.
        Errno::result(unsafe { libc::sem_unlink(name.as_ptr()) }).map(drop)
    }
}
