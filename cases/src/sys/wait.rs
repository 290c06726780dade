//! The wait family, raw: no retry, no loss, no interpretation but the system's own macros.

use std::fmt;
use std::mem::MaybeUninit;

use libc::{c_int, pid_t};
use nix::errno::Errno;

use super::signal::SignalName;

/// A status word. Displays as what the macros say of it: `exited:7`, `killed:SIGTERM`, `dumped:SIGABRT`,
/// `stopped:SIGSTOP`, `continued`; all that hold, if several do, and `nothing` if none does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word(pub(crate) c_int);

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Word(word) = *self;
        let mut between = "";
        if libc::WIFEXITED(word) {
            write!(f, "exited:{}", libc::WEXITSTATUS(word))?;
            between = "+";
        }
        if libc::WIFSIGNALED(word) {
            let how = match libc::WCOREDUMP(word) {
                true => "dumped",
                false => "killed",
            };
            write!(f, "{between}{how}:{}", SignalName(libc::WTERMSIG(word)))?;
            between = "+";
        }
        if libc::WIFSTOPPED(word) {
            write!(f, "{between}stopped:{}", SignalName(libc::WSTOPSIG(word)))?;
            between = "+";
        }
        if libc::WIFCONTINUED(word) {
            write!(f, "{between}continued")?;
            between = "+";
        }
        match between {
            "" => f.write_str("nothing"),
            _ => Ok(()),
        }
    }
}

/// What `waitid` filled in. Displays as `CLD_EXITED:7` or `CLD_KILLED:SIGTERM`; `nothing` when `si_pid` is 0.
#[derive(Clone, Copy)]
pub(crate) struct Info {
    /// `si_signo`.
    pub(crate) signal: c_int,
    /// `si_code`.
    pub(crate) code: c_int,
    /// `si_pid`.
    pub(crate) process: pid_t,
    /// `si_uid`.
    pub(crate) user: libc::uid_t,
    /// `si_status`.
    pub(crate) status: c_int,
}

impl Info {
    /// Takes over what a `siginfo_t` about a child says.
    ///
    /// # Safety
    ///
    /// `info` has to be about a child (as from `waitid`, or with `SIGCHLD` from the system), or zeroed.
    pub(crate) unsafe fn from_raw(info: &libc::siginfo_t) -> Info {
        Info {
            signal: info.si_signo,
            code: info.si_code,
            // SAFETY: the caller promises that it is about a child, which has this field.
            process: unsafe { info.si_pid() },
            // SAFETY: as above.
            user: unsafe { info.si_uid() },
            // SAFETY: as above.
            status: unsafe { info.si_status() },
        }
    }

    /// The same in a handler of `SIGCHLD` that was installed with `SA_SIGINFO`, in a case where only the system sends it.
    pub(crate) fn from_handler(info: *const libc::siginfo_t) -> Info {
        // SAFETY: the system passes a valid structure to such a handler.
        let info = unsafe { &*info };
        // SAFETY: SIGCHLD from the system is about a child.
        unsafe { Info::from_raw(info) }
    }
}

impl fmt::Display for Info {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.code {
            _ if self.process == 0 => return f.write_str("nothing"),
            libc::CLD_EXITED => return write!(f, "CLD_EXITED:{}", self.status),
            libc::CLD_KILLED => "CLD_KILLED",
            libc::CLD_DUMPED => "CLD_DUMPED",
            libc::CLD_STOPPED => "CLD_STOPPED",
            libc::CLD_CONTINUED => "CLD_CONTINUED",
            other => return write!(f, "si_code:{other}"),
        };
        write!(f, "{name}:{}", SignalName(self.status))
    }
}

/// `wait`.
pub(crate) fn wait() -> nix::Result<(pid_t, Word)> {
    let mut word = 0;
    // SAFETY: `word` is a valid place for the status.
    let child = Errno::result(unsafe { libc::wait(&raw mut word) })?;
    Ok((child, Word(word)))
}

/// `waitpid`. The word means something only when the id is not 0.
pub(crate) fn waitpid(which: pid_t, options: c_int) -> nix::Result<(pid_t, Word)> {
    let mut word = 0;
    // SAFETY: `word` is a valid place for the status.
    let child = Errno::result(unsafe { libc::waitpid(which, &raw mut word, options) })?;
    Ok((child, Word(word)))
}

/// `waitpid` with a null pointer for the status.
pub(crate) fn waitpid_without_status(which: pid_t, options: c_int) -> nix::Result<pid_t> {
    // SAFETY: a null pointer says that the status is not wanted.
    Errno::result(unsafe { libc::waitpid(which, std::ptr::null_mut(), options) })
}

/// Which children `waitid` is asked about.
#[derive(Clone, Copy)]
pub(crate) enum Which {
    /// `P_PID`.
    Child(pid_t),
    /// `P_PGID`.
    Group(pid_t),
    /// `P_ALL`.
    All,
    /// `P_PIDFD`, which only Linux has: elsewhere the call fails with `EINVAL`.
    Descriptor(c_int),
}

#[cfg(target_os = "linux")]
const P_PIDFD: Option<libc::idtype_t> = Some(libc::P_PIDFD);
#[cfg(not(target_os = "linux"))]
const P_PIDFD: Option<libc::idtype_t> = None;

/// `waitid`, into a structure that is all ones before, so that what the call leaves alone is not mistaken for a zero.
pub(crate) fn waitid(which: Which, options: c_int) -> nix::Result<Info> {
    let (kind, id) = match which {
        Which::Child(child) => (libc::P_PID, child.cast_unsigned()),
        Which::Group(group) => (libc::P_PGID, group.cast_unsigned()),
        Which::All => (libc::P_ALL, 0),
        Which::Descriptor(descriptor) => {
            (P_PIDFD.ok_or(Errno::EINVAL)?, descriptor.cast_unsigned())
        }
    };
    let mut info = MaybeUninit::<libc::siginfo_t>::uninit();
    // SAFETY: writes within `info`, for whose plain fields any bytes are valid.
    unsafe { info.as_mut_ptr().write_bytes(0xff, 1) };
    // SAFETY: `info` has room for the result. The type of the id varies.
    Errno::result(unsafe { libc::waitid(kind, id as _, info.as_mut_ptr(), options) })?;
    // SAFETY: initialised above: the structure is integers, pointers and padding.
    let info = unsafe { info.assume_init() };
    // SAFETY: waitid succeeded, so it is about a child or says that there was none.
    Ok(unsafe { Info::from_raw(&info) })
}

/// `wait4`: the child, its word, and the processor time it used, in microseconds.
pub(crate) fn wait4(which: pid_t, options: c_int) -> nix::Result<(pid_t, Word, u64)> {
    #[cfg(not(target_os = "illumos"))]
    use libc::wait4 as c_wait4;
    #[cfg(target_os = "illumos")]
    // SAFETY: as `<sys/wait.h>` declares it; that it is there, the linker checks.
    unsafe extern "C" {
        // The libc crate does not declare it there.
        #[link_name = "wait4"]
        fn c_wait4(
            which: pid_t,
            word: *mut c_int,
            options: c_int,
            usage: *mut libc::rusage,
        ) -> pid_t;
    }
    let mut word = 0;
    let mut usage = MaybeUninit::<libc::rusage>::zeroed();
    // SAFETY: both places are valid for the results.
    let child =
        Errno::result(unsafe { c_wait4(which, &raw mut word, options, usage.as_mut_ptr()) })?;
    // SAFETY: a zeroed rusage is valid, and the call filled it in.
    let usage = unsafe { usage.assume_init() };
    Ok((child, Word(word), microseconds(&usage)))
}

/// The processor time, user and system, of the calling process so far, in microseconds.
pub(crate) fn own_time() -> u64 {
    usage_of(libc::RUSAGE_SELF)
}

/// The same of its children that have ended and been waited for.
pub(crate) fn childrens_time() -> u64 {
    usage_of(libc::RUSAGE_CHILDREN)
}

fn usage_of(who: c_int) -> u64 {
    let mut usage = MaybeUninit::<libc::rusage>::zeroed();
    // SAFETY: there is room for the result.
    unsafe { libc::getrusage(who, usage.as_mut_ptr()) };
    // SAFETY: a zeroed rusage is valid, and the call filled it in.
    microseconds(&unsafe { usage.assume_init() })
}

fn microseconds(usage: &libc::rusage) -> u64 {
    [usage.ru_utime, usage.ru_stime]
        .into_iter()
        .map(|time| {
            let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
            seconds * 1_000_000 + u64::try_from(time.tv_usec).unwrap_or(0)
        })
        .sum()
}

/// `setpgid`.
pub(crate) fn setpgid(process: pid_t, group: pid_t) -> nix::Result<()> {
    // SAFETY: takes numbers only.
    Errno::result(unsafe { libc::setpgid(process, group) }).map(drop)
}

/// `getpid`.
pub(crate) fn getpid() -> pid_t {
    // SAFETY: always succeeds.
    unsafe { libc::getpid() }
}

/// `getppid`.
pub(crate) fn getppid() -> pid_t {
    // SAFETY: always succeeds.
    unsafe { libc::getppid() }
}

/// `getuid`.
pub(crate) fn getuid() -> libc::uid_t {
    // SAFETY: always succeeds.
    unsafe { libc::getuid() }
}
