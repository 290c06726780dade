//! Signals: sending, blocking, catching.

use std::io;
use std::mem::MaybeUninit;

use libc::{c_int, pid_t};
use nix::errno::Errno;

/// A handler as `sa_handler` takes it.
pub(crate) type Handler = extern "C" fn(c_int);

/// A handler as `sa_sigaction` takes it, with `SA_SIGINFO`.
pub(crate) type InfoHandler = extern "C" fn(c_int, *mut libc::siginfo_t, *mut libc::c_void);

/// The power failure signal, which only some systems have.
#[cfg(any(target_os = "linux", target_os = "illumos"))]
pub(crate) const SIGPWR: Option<c_int> = Some(libc::SIGPWR);
// NetBSD's <sys/signal.h>; the libc crate does not declare it.
#[cfg(target_os = "netbsd")]
pub(crate) const SIGPWR: Option<c_int> = Some(32);
#[cfg(not(any(target_os = "linux", target_os = "netbsd", target_os = "illumos")))]
pub(crate) const SIGPWR: Option<c_int> = None;

/// The coprocessor stack fault of some Linux architectures, sent by nobody any more.
#[cfg(all(
    target_os = "linux",
    not(any(target_arch = "mips", target_arch = "mips64", target_arch = "sparc64"))
))]
pub(crate) const SIGSTKFLT: Option<c_int> = Some(libc::SIGSTKFLT);
#[cfg(not(all(
    target_os = "linux",
    not(any(target_arch = "mips", target_arch = "mips64", target_arch = "sparc64"))
)))]
pub(crate) const SIGSTKFLT: Option<c_int> = None;

/// `SIGRTMIN + offset`, where there are real-time signals and that many of them.
pub(crate) fn realtime(offset: c_int) -> Option<c_int> {
    #[cfg(any(target_os = "linux", target_os = "illumos"))]
    let range = Some((libc::SIGRTMIN(), libc::SIGRTMAX()));
    #[cfg(target_os = "freebsd")]
    let range: Option<(c_int, c_int)> = Some((65, 126));
    #[cfg(target_os = "netbsd")]
    let range: Option<(c_int, c_int)> = Some((33, 63));
    #[cfg(not(any(
        target_os = "linux",
        target_os = "illumos",
        target_os = "freebsd",
        target_os = "netbsd"
    )))]
    let range: Option<(c_int, c_int)> = None;
    let (first, last) = range?;
    first.checked_add(offset).filter(|&signal| signal <= last)
}

/// The name of a signal: `SIGTERM`, `SIGRTMIN+3`, `SIG99`. Formats without allocating.
pub(crate) struct SignalName(pub(crate) c_int);

impl std::fmt::Display for SignalName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Ok(signal) = nix::sys::signal::Signal::try_from(self.0) {
            return f.write_str(signal.as_str());
        }
        match realtime(0) {
            Some(first) if self.0 == first => f.write_str("SIGRTMIN"),
            Some(first) if self.0 > first => write!(f, "SIGRTMIN+{}", self.0 - first),
            _ => write!(f, "SIG{}", self.0),
        }
    }
}

/// `kill`.
pub(crate) fn kill(process: pid_t, signal: c_int) -> nix::Result<()> {
    // SAFETY: takes numbers only.
    Errno::result(unsafe { libc::kill(process, signal) }).map(drop)
}

/// `killpg`.
pub(crate) fn killpg(group: pid_t, signal: c_int) -> nix::Result<()> {
    // SAFETY: takes numbers only.
    Errno::result(unsafe { libc::killpg(group, signal) }).map(drop)
}

/// A thread that [`pthread_kill`] may be sent to.
#[derive(Clone, Copy)]
pub(crate) struct Thread(libc::pthread_t);

// SAFETY: a thread's id may be used from any thread; on systems where it is a pointer only the C library follows it.
unsafe impl Send for Thread {}

/// `pthread_self`.
pub(crate) fn this_thread() -> Thread {
    // SAFETY: always succeeds and touches no memory of ours.
    Thread(unsafe { libc::pthread_self() })
}

/// `pthread_kill`: 0 on success. The thread must not have ended.
pub(crate) fn pthread_kill(thread: Thread, signal: c_int) -> c_int {
    // SAFETY: callers name threads that are still running, so the id is valid.
    unsafe { libc::pthread_kill(thread.0, signal) }
}

/// `sigqueue` with the value 0, where there is one.
pub(crate) fn sigqueue(process: pid_t, signal: c_int) -> nix::Result<()> {
    #[cfg(any(
        target_os = "linux",
        target_os = "freebsd",
        target_os = "netbsd",
        target_os = "illumos"
    ))]
    {
        // SAFETY: as `<signal.h>` declares it but for the union; that it is there, the linker checks.
        unsafe extern "C" {
            // The value is a union of an int and a pointer; every ABI here passes it like the pointer.
            #[link_name = "sigqueue"]
            fn c_sigqueue(process: pid_t, signal: c_int, value: *mut libc::c_void) -> c_int;
        }
        // SAFETY: takes numbers only.
        Errno::result(unsafe { c_sigqueue(process, signal, std::ptr::null_mut()) }).map(drop)
    }
    #[cfg(not(any(
        target_os = "linux",
        target_os = "freebsd",
        target_os = "netbsd",
        target_os = "illumos"
    )))]
    {
        let _ = (process, signal);
        Err(Errno::ENOSYS)
    }
}

/// Whether there is [`sigqueue`]; an `Err` says that there is none.
pub(crate) fn probe_sigqueue() -> Result<(), String> {
    match cfg!(any(
        target_os = "linux",
        target_os = "freebsd",
        target_os = "netbsd",
        target_os = "illumos"
    )) {
        true => Ok(()),
        false => Err("this system has no sigqueue".to_owned()),
    }
}

/// Whether there are real-time signals; an `Err` says that there are none.
pub(crate) fn probe_realtime() -> Result<(), String> {
    realtime(8)
        .map(drop)
        .ok_or_else(|| "this system has no real-time signals".to_owned())
}

/// `sigaction` with a handler, these flags, and every one of `masked` blocked while it runs.
pub(crate) fn catch(
    signal: c_int,
    handler: Handler,
    flags: c_int,
    masked: &[c_int],
) -> nix::Result<()> {
    set_action(signal, handler as libc::sighandler_t, flags, masked)
}

/// `sigaction` with a handler that is told more, and these flags besides `SA_SIGINFO`.
pub(crate) fn catch_info(signal: c_int, handler: InfoHandler, flags: c_int) -> nix::Result<()> {
    set_action(
        signal,
        handler as libc::sighandler_t,
        flags | libc::SA_SIGINFO,
        &[],
    )
}

/// `sigaction` with `SIG_IGN`.
pub(crate) fn ignore(signal: c_int) -> nix::Result<()> {
    set_action(signal, libc::SIG_IGN, 0, &[])
}

/// `sigaction` with `SIG_DFL` and these flags.
pub(crate) fn default_action(signal: c_int, flags: c_int) -> nix::Result<()> {
    set_action(signal, libc::SIG_DFL, flags, &[])
}

/// ISO C's `signal`; false when it gave `SIG_ERR`.
pub(crate) fn c_signal(signal: c_int, handler: Handler) -> bool {
    // SAFETY: the handler is a function of this program, and the cases' handlers call only what a handler may.
    let previous = unsafe { libc::signal(signal, handler as libc::sighandler_t) };
    previous != libc::SIG_ERR
}

fn set_action(
    signal: c_int,
    handler: libc::sighandler_t,
    flags: c_int,
    masked: &[c_int],
) -> nix::Result<()> {
    // SAFETY: a zeroed sigaction is valid: the default action, no flags, some mask that is set below.
    let mut action: libc::sigaction = unsafe { MaybeUninit::zeroed().assume_init() };
    action.sa_sigaction = handler;
    action.sa_flags = flags;
    action.sa_mask = set_of(masked);
    // SAFETY: the action is filled in, and its handler is SIG_DFL, SIG_IGN or a function of this program of the type
    // that the flags say; the cases' handlers call only what a handler may.
    Errno::result(unsafe { libc::sigaction(signal, &raw const action, std::ptr::null_mut()) })
        .map(drop)
}

fn set_of(signals: &[c_int]) -> libc::sigset_t {
    let mut set = MaybeUninit::uninit();
    // SAFETY: there is room for the set, and the call fills it in.
    unsafe { libc::sigemptyset(set.as_mut_ptr()) };
    // SAFETY: sigemptyset filled it in.
    let mut set = unsafe { set.assume_init() };
    for &signal in signals {
        // SAFETY: the set is valid; a number that is no signal makes the call fail, nothing more.
        unsafe { libc::sigaddset(&raw mut set, signal) };
    }
    set
}

/// `pthread_sigmask` with `SIG_BLOCK`: 0 on success.
pub(crate) fn block(signals: &[c_int]) -> c_int {
    change_mask(libc::SIG_BLOCK, signals)
}

/// `pthread_sigmask` with `SIG_UNBLOCK`: 0 on success.
pub(crate) fn unblock(signals: &[c_int]) -> c_int {
    change_mask(libc::SIG_UNBLOCK, signals)
}

fn change_mask(how: c_int, signals: &[c_int]) -> c_int {
    let set = set_of(signals);
    // SAFETY: the set is valid, and the previous mask is not asked for.
    unsafe { libc::pthread_sigmask(how, &raw const set, std::ptr::null_mut()) }
}

/// Blocks every signal there is: `sigfillset`, then `pthread_sigmask` with `SIG_SETMASK`.
pub(crate) fn block_all() -> c_int {
    let mut set = set_of(&[]);
    // SAFETY: the set is valid.
    unsafe { libc::sigfillset(&raw mut set) };
    // SAFETY: as in change_mask.
    unsafe { libc::pthread_sigmask(libc::SIG_SETMASK, &raw const set, std::ptr::null_mut()) }
}

/// Whether `sigpending` has this signal.
pub(crate) fn is_pending(signal: c_int) -> bool {
    let mut set = set_of(&[]);
    // SAFETY: there is room for the set.
    unsafe { libc::sigpending(&raw mut set) };
    // SAFETY: the set is valid.
    unsafe { libc::sigismember(&raw const set, signal) == 1 }
}

/// `sigwait` for one of these: which it was.
pub(crate) fn sigwait(signals: &[c_int]) -> io::Result<c_int> {
    let set = set_of(signals);
    let mut signal = 0;
    // SAFETY: the set is valid and there is room for the number.
    match unsafe { libc::sigwait(&raw const set, &raw mut signal) } {
        0 => Ok(signal),
        error => Err(io::Error::from_raw_os_error(error)),
    }
}

/// `sigsuspend` with an empty mask. It comes back when a handler has run.
pub(crate) fn sigsuspend() {
    let set = set_of(&[]);
    // SAFETY: the set is valid.
    unsafe { libc::sigsuspend(&raw const set) };
}

/// `pause`. It comes back when a handler has run.
pub(crate) fn pause() {
    // SAFETY: touches no memory.
    unsafe { libc::pause() };
}

/// `alarm`.
pub(crate) fn alarm(seconds: u32) {
    // SAFETY: takes a number only.
    unsafe { libc::alarm(seconds) };
}

/// The timers of `setitimer`.
#[derive(Clone, Copy)]
pub(crate) enum Timer {
    /// `ITIMER_REAL`: `SIGALRM` by the clock.
    Real,
    /// `ITIMER_VIRTUAL`: `SIGVTALRM` by processor time in user mode.
    Virtual,
    /// `ITIMER_PROF`: `SIGPROF` by processor time in both modes.
    Prof,
}

/// `setitimer`: every `microseconds`, less than a second.
pub(crate) fn set_timer(timer: Timer, microseconds: i32) -> nix::Result<()> {
    let every = libc::timeval {
        tv_sec: 0,
        // Its type varies, and is never narrower.
        tv_usec: microseconds as _,
    };
    let value = libc::itimerval {
        it_interval: every,
        it_value: every,
    };
    let timer = match timer {
        Timer::Real => itimer::ITIMER_REAL,
        Timer::Virtual => itimer::ITIMER_VIRTUAL,
        Timer::Prof => itimer::ITIMER_PROF,
    };
    // SAFETY: the value is filled in, and the previous one is not asked for. The type of the timer's number varies.
    let set = unsafe { itimer::setitimer(timer as _, &raw const value, std::ptr::null_mut()) };
    Errno::result(set).map(drop)
}

#[cfg(not(target_os = "illumos"))]
use libc as itimer;

/// What the libc crate does not declare for illumos: <sys/time.h>.
#[cfg(target_os = "illumos")]
mod itimer {
    use libc::{c_int, itimerval};

    pub(super) const ITIMER_REAL: c_int = 0;
    pub(super) const ITIMER_VIRTUAL: c_int = 1;
    pub(super) const ITIMER_PROF: c_int = 2;

    // SAFETY: as `<sys/time.h>` declares it; that it is there, the linker checks.
    unsafe extern "C" {
        pub(super) fn setitimer(
            which: c_int,
            value: *const itimerval,
            previous: *mut itimerval,
        ) -> c_int;
    }
}

/// An alternate stack for handlers with `SA_ONSTACK`, for the calling thread, never given back.
pub(crate) fn use_alternate_stack() -> nix::Result<()> {
    // Larger than any SIGSTKSZ, which some architectures make large for their vector registers.
    const SIZE: usize = 1 << 16;
    let memory: &'static mut [u8] = Box::leak(vec![0; SIZE].into_boxed_slice());
    // SAFETY: a zeroed stack_t is valid; the fields that matter are set below.
    let mut stack: libc::stack_t = unsafe { MaybeUninit::zeroed().assume_init() };
    stack.ss_sp = memory.as_mut_ptr().cast();
    stack.ss_size = memory.len();
    // SAFETY: the memory is leaked, so it stays as long as the thread may use it.
    Errno::result(unsafe { libc::sigaltstack(&raw const stack, std::ptr::null_mut()) }).map(drop)
}
