//! System V semaphores and shared memory, which have an id and are removed by hand only.

use exitspec::Need;

pub(crate) use here::{Segment, SemaphoreSet};

/// System V semaphores and shared memory, if the running system has them.
pub(crate) const SYSV: Need = Need {
    name: "sysv-ipc",
    probe: || {
        let works = SemaphoreSet::new(1)
            .and_then(SemaphoreSet::remove)
            .and_then(|()| Segment::new()?.remove());
        works.map_err(|error| format!("semget or shmget fails: {}", error.desc()))
    },
};

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
mod here {
    use std::ffi::c_int;

    use nix::errno::Errno;

    /// A set of one semaphore, for related processes.
    #[derive(Clone, Copy)]
    pub(crate) struct SemaphoreSet(c_int);

    impl SemaphoreSet {
        /// `semget(IPC_PRIVATE)` and `semctl(SETVAL)`.
        pub(crate) fn new(value: c_int) -> nix::Result<SemaphoreSet> {
            // SAFETY: takes numbers only.
            let id = Errno::result(unsafe { libc::semget(libc::IPC_PRIVATE, 1, 0o600) })?;
            // SAFETY: this command takes a number as its fourth argument.
            Errno::result(unsafe { libc::semctl(id, 0, libc::SETVAL, value) })?;
            Ok(SemaphoreSet(id))
        }

        /// `semop`: adds to the value, without waiting, with `SEM_UNDO` or without.
        pub(crate) fn add(self, number: i16, undo: bool) -> nix::Result<()> {
            let undo = if undo { libc::SEM_UNDO } else { 0 };
            let mut operation = libc::sembuf {
                sem_num: 0,
                sem_op: number,
                sem_flg: (libc::IPC_NOWAIT | undo as c_int) as _,
            };
            // SAFETY: one operation is passed, as said.
            Errno::result(unsafe { libc::semop(self.0, &raw mut operation, 1) }).map(drop)
        }

        /// `semctl(GETVAL)`.
        pub(crate) fn value(self) -> nix::Result<c_int> {
            // SAFETY: this command takes no further argument.
            Errno::result(unsafe { libc::semctl(self.0, 0, libc::GETVAL) })
        }

        /// `semctl(IPC_RMID)`.
        pub(crate) fn remove(self) -> nix::Result<()> {
            // SAFETY: this command takes no further argument.
            Errno::result(unsafe { libc::semctl(self.0, 0, libc::IPC_RMID) }).map(drop)
        }
    }

    /// A shared memory segment.
    #[derive(Clone, Copy)]
    pub(crate) struct Segment(c_int);

    impl Segment {
        /// `shmget(IPC_PRIVATE)`.
        pub(crate) fn new() -> nix::Result<Segment> {
            // SAFETY: takes numbers only.
            Errno::result(unsafe { libc::shmget(libc::IPC_PRIVATE, 4096, 0o600) }).map(Segment)
        }

        /// `shmat`, at a place of the system's choice.
        pub(crate) fn attach(self) -> nix::Result<*mut u8> {
            // SAFETY: a new mapping at a place of the system's choice.
            let memory = unsafe { libc::shmat(self.0, std::ptr::null(), 0) };
            match memory.addr() {
                usize::MAX => Err(Errno::last()),
                _ => Ok(memory.cast()),
            }
        }

        /// `shmctl(IPC_STAT)`: whether any process has it attached.
        pub(crate) fn is_attached(self) -> nix::Result<bool> {
            // SAFETY: zeroes are valid numbers.
            let mut state: libc::shmid_ds = unsafe { std::mem::zeroed() };
            // SAFETY: there is room for the state.
            Errno::result(unsafe { libc::shmctl(self.0, libc::IPC_STAT, &raw mut state) })?;
            Ok(state.shm_nattch > 0)
        }

        /// `shmctl(IPC_RMID)`.
        pub(crate) fn remove(self) -> nix::Result<()> {
            // SAFETY: this command takes no structure.
            let result = unsafe { libc::shmctl(self.0, libc::IPC_RMID, std::ptr::null_mut()) };
            Errno::result(result).map(drop)
        }
    }
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
mod here {
    use std::ffi::c_int;

    use nix::errno::Errno;

    /// Its structures are not known to this suite on this system: it cannot be made.
    #[derive(Clone, Copy)]
    pub(crate) struct SemaphoreSet(());

    impl SemaphoreSet {
        pub(crate) fn new(_: c_int) -> nix::Result<SemaphoreSet> {
            Err(Errno::ENOSYS)
        }

        pub(crate) fn add(self, _: i16, _: bool) -> nix::Result<()> {
            let SemaphoreSet(()) = self;
            Err(Errno::ENOSYS)
        }

        pub(crate) fn value(self) -> nix::Result<c_int> {
            Err(Errno::ENOSYS)
        }

        pub(crate) fn remove(self) -> nix::Result<()> {
            Err(Errno::ENOSYS)
        }
    }

    /// As above.
    #[derive(Clone, Copy)]
    pub(crate) struct Segment(());

    impl Segment {
        pub(crate) fn new() -> nix::Result<Segment> {
            Err(Errno::ENOSYS)
        }

        pub(crate) fn attach(self) -> nix::Result<*mut u8> {
            let Segment(()) = self;
            Err(Errno::ENOSYS)
        }

        pub(crate) fn is_attached(self) -> nix::Result<bool> {
            Err(Errno::ENOSYS)
        }

        pub(crate) fn remove(self) -> nix::Result<()> {
            Err(Errno::ENOSYS)
        }
    }
}
