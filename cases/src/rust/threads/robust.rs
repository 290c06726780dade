//! Mutexes left locked by an owner that is gone.

use std::ffi::{c_int, c_void};
use std::io;
use std::sync::OnceLock;

use exitspec::{Context, event, journal};
use nix::errno::Errno;

use crate::sys;
use crate::sys::robust::SharedMutex;
use crate::sys::thread::Thread;

fn report(operation: &str, error: c_int) {
    match error {
        0 => event!("{operation}:0"),
        error => event!("{operation}:{:?}", Errno::from_raw(error)),
    }
}

/// A mutex that was locked by a child when it ended this way.
fn left_locked(robust: bool, end: impl FnOnce() -> c_int) -> io::Result<SharedMutex> {
    let mutex = SharedMutex::new(robust)?;
    let child = sys::fork_child(|| match mutex.lock() {
        0 => end(),
        _ => 125,
    })?;
    sys::wait_status(child)?;
    Ok(mutex)
}

pub(super) fn robust_owner_exited(_: &Context) -> io::Result<()> {
    report("lock", left_locked(true, || sys::exit(0))?.lock());
    Ok(())
}

pub(super) fn robust_owner_underscore_exited(_: &Context) -> io::Result<()> {
    report("lock", left_locked(true, || sys::_exit(0))?.lock());
    Ok(())
}

pub(super) fn robust_owner_was_killed(_: &Context) -> io::Result<()> {
    report(
        "lock",
        left_locked(true, || sys::raise(libc::SIGKILL))?.lock(),
    );
    Ok(())
}

/// The process goes on as another program, which has no thread that owns the mutex.
pub(super) fn robust_owner_executed(_: &Context) -> io::Result<()> {
    let mutex = left_locked(true, || sys::exec_shell(c"exit 0"))?;
    report("trylock", mutex.try_lock());
    Ok(())
}

/// The owning thread has ended, its process has not.
pub(super) fn robust_owning_thread_ended(_: &Context) -> io::Result<()> {
    static MUTEX: OnceLock<SharedMutex> = OnceLock::new();
    extern "C-unwind" fn lock(_: *mut c_void) -> *mut c_void {
        if let Some(mutex) = MUTEX.get() {
            report("thread:lock", mutex.lock());
        }
        std::ptr::null_mut()
    }
    let mutex = SharedMutex::new(true)?;
    MUTEX.get_or_init(|| mutex);
    if Thread::start(lock).join().is_err() {
        journal::event("join-failed");
    }
    report("trylock", mutex.try_lock());
    Ok(())
}

pub(super) fn robust_made_consistent(_: &Context) -> io::Result<()> {
    let mutex = left_locked(true, || sys::_exit(0))?;
    report("lock", mutex.lock());
    report("consistent", mutex.consistent());
    report("unlock", mutex.unlock());
    report("lock", mutex.lock());
    report("unlock", mutex.unlock());
    Ok(())
}

pub(super) fn robust_not_made_consistent(_: &Context) -> io::Result<()> {
    let mutex = left_locked(true, || sys::_exit(0))?;
    report("lock", mutex.lock());
    report("unlock", mutex.unlock());
    report("lock", mutex.lock());
    Ok(())
}

pub(super) fn robust_stalled_stays_locked(_: &Context) -> io::Result<()> {
    report("trylock", left_locked(false, || sys::_exit(0))?.try_lock());
    Ok(())
}
