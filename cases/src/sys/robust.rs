//! A mutex that processes share, and that tells of the death of its owner.

use std::ffi::c_int;
use std::io;

use exitspec::Need;

/// Robust mutexes.
pub(crate) const ROBUST_MUTEXES: Need = Need {
    name: "robust-mutexes",
    probe: || match library::HERE {
        true => Ok(()),
        false => Err("this system has no robust mutexes".to_owned()),
    },
};

/// Mutexes that processes share.
pub(crate) const SHARED_MUTEXES: Need = Need {
    name: "process-shared-mutexes",
    probe: || match SharedMutex::new(false) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!("a process-shared mutex cannot be made: {error}")),
    },
};

/// A mutex in memory that is shared with all children forked later.
#[derive(Clone, Copy)]
pub(crate) struct SharedMutex(*mut libc::pthread_mutex_t);

// SAFETY: a mutex is made for several threads; the memory is never unmapped.
unsafe impl Send for SharedMutex {}
// SAFETY: as for Send.
unsafe impl Sync for SharedMutex {}

impl SharedMutex {
    /// `pthread_mutex_init`, process-shared, robust or stalled.
    pub(crate) fn new(robust: bool) -> io::Result<SharedMutex> {
        // SAFETY: a fresh anonymous mapping at an address of the system's choice.
        let place = unsafe {
            libc::mmap(
                std::ptr::null_mut(),
                size_of::<libc::pthread_mutex_t>(),
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_SHARED | libc::MAP_ANON,
                -1,
                0,
            )
        };
        if place == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        let mutex: *mut libc::pthread_mutex_t = place.cast();
        let mut attributes = std::mem::MaybeUninit::uninit();
        // SAFETY: there is room for the attributes.
        check(unsafe { libc::pthread_mutexattr_init(attributes.as_mut_ptr()) })?;
        // SAFETY: they are initialised.
        check(unsafe { set_shared(attributes.as_mut_ptr()) })?;
        if robust {
            // SAFETY: as above.
            check(unsafe { library::set_robust(attributes.as_mut_ptr()) })?;
        }
        // SAFETY: the mapping has room for a mutex, and the attributes are initialised.
        check(unsafe { libc::pthread_mutex_init(mutex, attributes.as_ptr()) })?;
        Ok(SharedMutex(mutex))
    }

    /// `pthread_mutex_lock`: 0, or the error number.
    pub(crate) fn lock(self) -> c_int {
        // SAFETY: the mutex is initialised.
        unsafe { libc::pthread_mutex_lock(self.0) }
    }

    /// `pthread_mutex_trylock`: 0, or the error number.
    pub(crate) fn try_lock(self) -> c_int {
        // SAFETY: the mutex is initialised.
        unsafe { libc::pthread_mutex_trylock(self.0) }
    }

    /// `pthread_mutex_unlock`: 0, or the error number.
    pub(crate) fn unlock(self) -> c_int {
        // SAFETY: the mutex is initialised.
        unsafe { libc::pthread_mutex_unlock(self.0) }
    }

    /// `pthread_mutex_consistent`: 0, or the error number.
    pub(crate) fn consistent(self) -> c_int {
        // SAFETY: the mutex is initialised.
        unsafe { library::consistent(self.0) }
    }
}

/// `pthread_mutexattr_setpshared` with `PTHREAD_PROCESS_SHARED`, which NetBSD and OpenBSD lack.
#[cfg(not(any(target_os = "netbsd", target_os = "openbsd")))]
unsafe fn set_shared(attributes: *mut libc::pthread_mutexattr_t) -> c_int {
    // SAFETY: as `<pthread.h>` declares it; that it is there, the linker checks.
    unsafe extern "C" {
        // The libc crate has it for some systems only.
        fn pthread_mutexattr_setpshared(
            attributes: *mut libc::pthread_mutexattr_t,
            shared: c_int,
        ) -> c_int;
    }
    // SAFETY: the caller has initialised the attributes.
    unsafe { pthread_mutexattr_setpshared(attributes, libc::PTHREAD_PROCESS_SHARED) }
}

#[cfg(any(target_os = "netbsd", target_os = "openbsd"))]
unsafe fn set_shared(_: *mut libc::pthread_mutexattr_t) -> c_int {
    libc::ENOSYS
}

/// What the libc crate has for some systems only. Each gives 0 or the error number.
#[cfg(any(target_os = "linux", target_os = "freebsd", target_os = "illumos"))]
mod library {
    use std::ffi::c_int;

    use libc::{pthread_mutex_t, pthread_mutexattr_t};

    pub(super) const HERE: bool = true;

    // SAFETY: as `<pthread.h>` declares them; that they are there, the linker checks.
    unsafe extern "C" {
        fn pthread_mutexattr_setrobust(
            attributes: *mut pthread_mutexattr_t,
            robust: c_int,
        ) -> c_int;
        #[link_name = "pthread_mutex_consistent"]
        pub(super) fn consistent(mutex: *mut pthread_mutex_t) -> c_int;
    }

    pub(super) unsafe fn set_robust(attributes: *mut pthread_mutexattr_t) -> c_int {
        // PTHREAD_MUTEX_ROBUST of <pthread.h>.
        let robust = if cfg!(target_os = "illumos") { 0x40 } else { 1 };
        // SAFETY: the caller has initialised the attributes.
        unsafe { pthread_mutexattr_setrobust(attributes, robust) }
    }
}

/// There are none of these.
#[cfg(not(any(target_os = "linux", target_os = "freebsd", target_os = "illumos")))]
mod library {
    use std::ffi::c_int;

    use libc::{ENOSYS, pthread_mutex_t, pthread_mutexattr_t};

    pub(super) const HERE: bool = false;

    pub(super) unsafe fn consistent(_: *mut pthread_mutex_t) -> c_int {
        ENOSYS
    }

    pub(super) unsafe fn set_robust(_: *mut pthread_mutexattr_t) -> c_int {
        ENOSYS
    }
}

/// The functions of this family give the error number.
fn check(error: c_int) -> io::Result<()> {
    match error {
        0 => Ok(()),
        error => Err(io::Error::from_raw_os_error(error)),
    }
}
