//! A mutex that processes share, and that tells of the death of its owner.

use std::ffi::c_int;
use std::io;

use exitspec::Need;

/// Robust mutexes.
pub(crate) const ROBUST_MUTEXES: Need = Need {
    name: "robust-mutexes",
    probe: || match cfg!(any(
        target_os = "linux",
        target_os = "freebsd",
        target_os = "illumos",
        target_os = "solaris"
    )) {
        true => Ok(()),
        false => Err("this system has no robust mutexes".to_owned()),
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
        check(unsafe {
            libc::pthread_mutexattr_setpshared(
                attributes.as_mut_ptr(),
                libc::PTHREAD_PROCESS_SHARED,
            )
        })?;
        if robust {
            check(set_robust(attributes.as_mut_ptr()))?;
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
        #[cfg(any(
            target_os = "linux",
            target_os = "freebsd",
            target_os = "illumos",
            target_os = "solaris"
        ))]
        {
            unsafe extern "C" {
                #[link_name = "pthread_mutex_consistent"]
                fn c_consistent(mutex: *mut libc::pthread_mutex_t) -> c_int;
            }
            // SAFETY: the mutex is initialised.
            unsafe { c_consistent(self.0) }
        }
        #[cfg(not(any(
            target_os = "linux",
            target_os = "freebsd",
            target_os = "illumos",
            target_os = "solaris"
        )))]
        {
            libc::ENOSYS
        }
    }
}

fn set_robust(attributes: *mut libc::pthread_mutexattr_t) -> c_int {
    #[cfg(any(
        target_os = "linux",
        target_os = "freebsd",
        target_os = "illumos",
        target_os = "solaris"
    ))]
    {
        // <pthread.h>: 1 on Linux and FreeBSD, 0x40 on illumos and Solaris.
        let robust = match cfg!(any(target_os = "illumos", target_os = "solaris")) {
            true => 0x40,
            false => 1,
        };
        unsafe extern "C" {
            #[link_name = "pthread_mutexattr_setrobust"]
            fn c_setrobust(attributes: *mut libc::pthread_mutexattr_t, robust: c_int) -> c_int;
        }
        // SAFETY: the caller has initialised the attributes.
        unsafe { c_setrobust(attributes, robust) }
    }
    #[cfg(not(any(
        target_os = "linux",
        target_os = "freebsd",
        target_os = "illumos",
        target_os = "solaris"
    )))]
    {
        let _ = attributes;
        libc::ENOSYS
    }
}

/// The functions of this family give the error number.
fn check(error: c_int) -> io::Result<()> {
    match error {
        0 => Ok(()),
        error => Err(io::Error::from_raw_os_error(error)),
    }
}
