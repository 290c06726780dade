//! A mutex in memory that forked processes share.

use exitspec::Need;

pub(crate) use here::SharedMutex;

/// Robust mutexes.
pub(crate) const ROBUST: Need = Need {
    name: "robust-mutexes",
    probe: || match cfg!(any(target_os = "linux", target_os = "freebsd")) {
        true => Ok(()),
        false => Err("this system has no robust mutexes that the suite knows of".to_owned()),
    },
};

#[cfg(any(target_os = "linux", target_os = "freebsd"))]
mod here {
    use std::ffi::c_int;
    use std::num::NonZeroUsize;

    use nix::errno::Errno;
    use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous};

    /// A process-shared mutex; lives as long as any process that has it.
    #[derive(Clone, Copy)]
    pub(crate) struct SharedMutex(*mut libc::pthread_mutex_t);

    impl SharedMutex {
        /// A mutex in fresh shared memory.
        pub(crate) fn new(robust: bool) -> nix::Result<SharedMutex> {
            let length =
                NonZeroUsize::new(size_of::<libc::pthread_mutex_t>()).ok_or(Errno::EINVAL)?;
            // SAFETY: a new anonymous mapping at a place of the system's choice, never unmapped.
            let memory = unsafe {
                mmap_anonymous(
                    None,
                    length,
                    ProtFlags::PROT_READ | ProtFlags::PROT_WRITE,
                    MapFlags::MAP_SHARED,
                )
            }?;
            let mutex = memory.as_ptr().cast::<libc::pthread_mutex_t>();
            let mut attributes = std::mem::MaybeUninit::uninit();
            // SAFETY: there is room for the attributes.
            check(unsafe { libc::pthread_mutexattr_init(attributes.as_mut_ptr()) })?;
            // SAFETY: the attributes are initialised.
            check(unsafe {
                libc::pthread_mutexattr_setpshared(
                    attributes.as_mut_ptr(),
                    libc::PTHREAD_PROCESS_SHARED,
                )
            })?;
            if robust {
                // SAFETY: the attributes are initialised.
                check(unsafe {
                    libc::pthread_mutexattr_setrobust(
                        attributes.as_mut_ptr(),
                        libc::PTHREAD_MUTEX_ROBUST,
                    )
                })?;
            }
            // SAFETY: the memory is aligned to a page and large enough, and nobody uses it yet.
            check(unsafe { libc::pthread_mutex_init(mutex, attributes.as_ptr()) })?;
            Ok(SharedMutex(mutex))
        }

        /// `pthread_mutex_lock`.
        pub(crate) fn lock(self) -> nix::Result<()> {
            // SAFETY: the mutex is initialised, and its memory is never unmapped.
            check(unsafe { libc::pthread_mutex_lock(self.0) })
        }

        /// `pthread_mutex_trylock`.
        pub(crate) fn try_lock(self) -> nix::Result<()> {
            // SAFETY: as above.
            check(unsafe { libc::pthread_mutex_trylock(self.0) })
        }

        /// `pthread_mutex_unlock`.
        pub(crate) fn unlock(self) -> nix::Result<()> {
            // SAFETY: as above; the caller holds it.
            check(unsafe { libc::pthread_mutex_unlock(self.0) })
        }

        /// `pthread_mutex_consistent`.
        pub(crate) fn make_consistent(self) -> nix::Result<()> {
            // SAFETY: as above; the caller holds it after `EOWNERDEAD`.
            check(unsafe { libc::pthread_mutex_consistent(self.0) })
        }
    }

    /// The thread functions give their error as a value.
    fn check(error: c_int) -> nix::Result<()> {
        match error {
            0 => Ok(()),
            error => Err(Errno::from_raw(error)),
        }
    }
}

#[cfg(not(any(target_os = "linux", target_os = "freebsd")))]
mod here {
    use nix::errno::Errno;

    /// No such thing here: it cannot be made.
    #[derive(Clone, Copy)]
    pub(crate) struct SharedMutex(());

    impl SharedMutex {
        pub(crate) fn new(_: bool) -> nix::Result<SharedMutex> {
            Err(Errno::ENOSYS)
        }

        pub(crate) fn lock(self) -> nix::Result<()> {
            let SharedMutex(()) = self;
            Err(Errno::ENOSYS)
        }

        pub(crate) fn try_lock(self) -> nix::Result<()> {
            Err(Errno::ENOSYS)
        }

        pub(crate) fn unlock(self) -> nix::Result<()> {
            Err(Errno::ENOSYS)
        }

        pub(crate) fn make_consistent(self) -> nix::Result<()> {
            Err(Errno::ENOSYS)
        }
    }
}
