//! Making processes, and the fixed state they start from.

use std::convert::Infallible;
use std::ffi::{CStr, CString, OsStr};
use std::io;
use std::os::fd::{AsRawFd as _, BorrowedFd};
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::poll::poll;
use nix::sys::resource::{Resource, getrlimit, setrlimit};

/// On which side of a fork one is.
pub(crate) enum Forked {
    /// The new process.
    Child,
    /// The old one; the child has this id.
    Parent(libc::pid_t),
}

/// Forks. For single-threaded processes only, so that the child may do anything.
///
/// When the system has no process to give (a fork bomb in the case next door, until it is put down), it is asked again
/// for a while.
pub(crate) fn fork() -> io::Result<Forked> {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        match fork_once() {
            Err(error)
                if error.kind() == io::ErrorKind::WouldBlock && Instant::now() < deadline =>
            {
                // Nothing can be waited for here; a timed poll of nothing gives the processor away.
                let _ = poll(&mut [], 20u8);
            }
            forked => return forked,
        }
    }
}

fn fork_once() -> io::Result<Forked> {
    // SAFETY: every caller is a process that has one thread (checked when the nursery is made, and neither the nursery
    // nor a supervisor ever starts another), so no lock can be held by a thread that the child lacks.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()),
        0 => Ok(Forked::Child),
        child => Ok(Forked::Parent(child)),
    }
}

/// Ends a process of the harness without running anything of the image it was forked from.
pub(crate) fn leave(code: libc::c_int) -> ! {
    // SAFETY: nothing of this process is used afterwards.
    unsafe { libc::_exit(code) }
}

/// Executes another image; comes back only with the reason why it could not.
pub(crate) fn execute(
    path: &CStr,
    arguments: &[CString],
    environment: &[CString],
) -> Result<Infallible, Errno> {
    nix::unistd::execve(path, arguments, environment)
}

/// Makes the terminal on this descriptor the controlling terminal of the calling session leader.
pub(crate) fn take_controlling_terminal(terminal: BorrowedFd<'_>) -> nix::Result<()> {
    // SAFETY: TIOCSCTTY takes a number, no memory. Its type is the second parameter's of ioctl, which varies.
    let result = unsafe { libc::ioctl(terminal.as_raw_fd(), libc::TIOCSCTTY as _, 0) };
    Errno::result(result).map(drop)
}

/// The core limit that lets no core be made. 0, but where cores are piped to a program Linux does not look at the limit,
/// except for the value 1, which means none (and is too small for a core in a file): core(5), kernel fs/coredump.c.
fn no_core() -> libc::rlim_t {
    let pattern = std::fs::read("/proc/sys/kernel/core_pattern").unwrap_or_default();
    if pattern.starts_with(b"|") { 1 } else { 0 }
}

/// No core files, and no file larger than `file_size` bytes, from here on and in all children.
pub(crate) fn limit_cores_and_files(file_size: u64) -> nix::Result<()> {
    let (_, hard) = getrlimit(Resource::RLIMIT_CORE)?;
    setrlimit(Resource::RLIMIT_CORE, hard.min(no_core()), hard)?;
    let (_, hard) = getrlimit(Resource::RLIMIT_FSIZE)?;
    setrlimit(
        Resource::RLIMIT_FSIZE,
        hard.min(file_size as libc::rlim_t),
        hard,
    )
}

/// Cores as large as the hard limit allows.
pub(crate) fn lift_core_limit() -> nix::Result<()> {
    let (_, hard) = getrlimit(Resource::RLIMIT_CORE)?;
    setrlimit(Resource::RLIMIT_CORE, hard, hard)
}

/// Replaces the whole environment.
pub(crate) fn fix_environment(variables: &[(&str, &OsStr)]) {
    for (name, _) in std::env::vars_os() {
        // SAFETY: this process has one thread.
        unsafe { std::env::remove_var(name) };
    }
    for (name, value) in variables {
        set_environment(name, value);
    }
}

/// Sets one variable. For processes with one thread.
pub(crate) fn set_environment(name: &str, value: &OsStr) {
    // SAFETY: called in the nursery, a supervisor or a case before its body, which have one thread each.
    unsafe { std::env::set_var(name, value) };
}

/// The environment as `NAME=value` strings, for an exec.
pub(crate) fn environment() -> Vec<CString> {
    use std::os::unix::ffi::OsStrExt as _;
    std::env::vars_os()
        .filter_map(|(name, value)| {
            CString::new([name.as_bytes(), b"=", value.as_bytes()].concat()).ok()
        })
        .collect()
}
