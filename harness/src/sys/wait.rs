//! Waiting with the raw calls, so that no word is lost: nix reaps a child before it finds that it cannot represent its
//! status (real-time signals).

use std::io;
use std::mem::MaybeUninit;

use libc::{c_int, pid_t};
use nix::errno::Errno;

use super::os;
use crate::observation::{Usage, Waitid};

/// What a look at a child showed. Looking changes nothing.
#[derive(Debug)]
pub(crate) enum Peek {
    /// Nothing new.
    Nothing,
    /// It stopped or was continued: [`reap_change`] takes the news.
    Changed,
    /// It ended: it stays a zombie until it is reaped.
    Ended(Waitid),
}

/// Looks at a child through `waitid` with `WNOWAIT`, without blocking.
pub(crate) fn peek(child: pid_t) -> io::Result<Peek> {
    let options = libc::WEXITED | libc::WSTOPPED | libc::WCONTINUED | libc::WNOHANG | libc::WNOWAIT;
    // A positive number, so it fits whatever this system's type is.
    let info = waitid(libc::P_PID, child as libc::id_t, options)?;
    // SAFETY: waitid succeeded, so the structure holds what POSIX says: si_pid is 0 when there was nothing to report
    // (and the structure was zeroed before the call, for systems that leave it alone then).
    if unsafe { info.si_pid() } == 0 {
        return Ok(Peek::Nothing);
    }
    let code = match info.si_code {
        libc::CLD_EXITED => "CLD_EXITED",
        libc::CLD_KILLED => "CLD_KILLED",
        libc::CLD_DUMPED => "CLD_DUMPED",
        libc::CLD_STOPPED | libc::CLD_CONTINUED => return Ok(Peek::Changed),
        other => {
            return Err(io::Error::other(format!(
                "waitid gave si_code {other}, which it has no name for"
            )));
        }
    };
    // SAFETY: as above, and the code says that it is about a child.
    let status = unsafe { info.si_status() };
    Ok(Peek::Ended(Waitid {
        code: code.to_owned(),
        status,
    }))
}

/// Whether there is any child at all, zombies included.
pub(crate) fn any_child() -> bool {
    let options = libc::WEXITED | libc::WNOHANG | libc::WNOWAIT;
    waitid(libc::P_ALL, 0, options).is_ok()
}

fn waitid(kind: libc::idtype_t, id: libc::id_t, options: c_int) -> io::Result<libc::siginfo_t> {
    let mut info = MaybeUninit::<libc::siginfo_t>::zeroed();
    loop {
        // SAFETY: `info` has room for the result.
        let result = unsafe { libc::waitid(kind, id, info.as_mut_ptr(), options) };
        if result == 0 {
            // SAFETY: a zeroed siginfo_t is valid, and the call may have filled it in.
            return Ok(unsafe { info.assume_init() });
        }
        if Errno::last() != Errno::EINTR {
            return Err(io::Error::last_os_error());
        }
    }
}

/// Takes the word of a stop or a continuation that [`peek`] has seen.
pub(crate) fn reap_change(child: pid_t) -> io::Result<Option<c_int>> {
    Ok(wait4(child, libc::WUNTRACED | libc::WCONTINUED | libc::WNOHANG)?.map(|(_, word, _)| word))
}

/// Reaps an ended process: its id, the status word exactly as it is, and what it used. With `child` -1, any of them.
/// `None` when there is none that has ended.
pub(crate) fn reap(child: pid_t) -> io::Result<Option<(pid_t, c_int, Usage)>> {
    wait4(child, libc::WNOHANG)
}

fn wait4(child: pid_t, options: c_int) -> io::Result<Option<(pid_t, c_int, Usage)>> {
    let mut word = 0;
    let mut usage = MaybeUninit::<libc::rusage>::zeroed();
    loop {
        // SAFETY: both places are valid for the results.
        let reaped = unsafe { os::wait4(child, &raw mut word, options, usage.as_mut_ptr()) };
        match reaped {
            -1 if Errno::last() == Errno::EINTR => {}
            -1 => return Err(io::Error::last_os_error()),
            0 => return Ok(None),
            process => {
                // SAFETY: a zeroed rusage is valid, and the call filled it in.
                let usage = unsafe { usage.assume_init() };
                return Ok(Some((process, word, described(&usage))));
            }
        }
    }
}

fn described(usage: &libc::rusage) -> Usage {
    let microseconds = |time: libc::timeval| {
        // The kernel gives neither negative nor overflowing times.
        let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
        seconds * 1_000_000 + u64::try_from(time.tv_usec).unwrap_or(0)
    };
    Usage {
        user_us: microseconds(usage.ru_utime),
        system_us: microseconds(usage.ru_stime),
        max_rss: u64::try_from(usage.ru_maxrss).unwrap_or(0),
    }
}
