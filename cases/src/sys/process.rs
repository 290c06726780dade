//! Ending, forking and waiting.

use std::io;

use libc::{c_int, pid_t};

/// `atexit`: 0 on success.
pub(crate) fn atexit(handler: extern "C" fn()) -> c_int {
    // SAFETY: the handler is a plain function of this program, which is never unloaded.
    unsafe { libc::atexit(handler) }
}

/// `exit`.
pub(crate) fn exit(status: c_int) -> ! {
    // SAFETY: how the process ends is what the case is about; nothing of this process is used afterwards.
    unsafe { libc::exit(status) }
}

/// `_exit`.
pub(crate) fn _exit(status: c_int) -> ! {
    // SAFETY: as for exit.
    unsafe { libc::_exit(status) }
}

/// `abort`.
pub(crate) fn abort() -> ! {
    // SAFETY: as for exit.
    unsafe { libc::abort() }
}

/// `raise`: 0 on success.
pub(crate) fn raise(signal: c_int) -> c_int {
    // SAFETY: sending a signal to oneself touches no memory.
    unsafe { libc::raise(signal) }
}

/// Forks; the child runs `body` and ends by `_exit` with what it returns, the parent gets the child's process id.
///
/// A case's process has one thread unless the case starts more, so the child may do anything.
pub(crate) fn fork_child(body: impl FnOnce() -> c_int) -> io::Result<pid_t> {
    // SAFETY: the child runs only `body`, then leaves by _exit, so it never returns into the parent's frames.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()),
        0 => _exit(body()),
        child => Ok(child),
    }
}

/// Waits for the child with raw `waitpid` (again after `EINTR`) and gives the status word as it is.
pub(crate) fn wait_status(child: pid_t) -> io::Result<c_int> {
    let mut status = 0;
    loop {
        // SAFETY: `status` is a valid place for the word.
        if unsafe { libc::waitpid(child, &raw mut status, 0) } >= 0 {
            return Ok(status);
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
}
