//! Commands that build a probe or ask it something: each in a process group of its own, which is killed when this process is
//! asked to end.

use std::io;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command};
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Mutex, PoisonError};

use nix::errno::Errno;
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, killpg, sigaction};
use nix::unistd::Pid;

/// The signals that ask a program to end.
const ASKING: [Signal; 3] = [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP];

/// The first of them that came, or 0.
static CAME: AtomicI32 = AtomicI32::new(0);

/// The group of the command that is running, or 0.
static GROUP: AtomicI32 = AtomicI32::new(0);

/// One at a time: there is one handler for the whole process.
static TURN: Mutex<()> = Mutex::new(());

/// The signal that asked for the end while a probe was built or asked. Everything of it is gone by then; the process is to die by it.
pub fn interrupted() -> Option<Signal> {
    Signal::try_from(CAME.load(Ordering::SeqCst)).ok()
}

/// Does something that runs commands. When it is asked to end meanwhile, they are killed, what it made is dropped, and the
/// error says so; [`interrupted`] has the signal. A signal that this process was told to ignore stays ignored.
pub(super) fn attentive<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let action = SigAction::new(
        SigHandler::Handler(came),
        SaFlags::SA_RESTART,
        SigSet::empty(),
    );
    let before = ASKING.map(|signal| (signal, install(signal, &action)));
    for (signal, old) in &before {
        if let Some(old) = old.filter(|old| matches!(old.handler(), SigHandler::SigIgn)) {
            install(*signal, &old);
        }
    }
    let done = work();
    let done = match interrupted() {
        Some(signal) => Err(format!("{signal} came while it was made ready")),
        None => done,
    };
    for (signal, old) in before {
        old.and_then(|old| install(signal, &old));
    }
    done
}

fn install(signal: Signal, action: &SigAction) -> Option<SigAction> {
    #[expect(unsafe_code, reason = "std has no call for it")]
    // SAFETY: the handler is `came`, which calls nothing that is not async-signal-safe, or one that was there before.
    let old = unsafe { sigaction(signal, action) };
    old.ok()
}

/// Only atomics and `kill`.
extern "C" fn came(signal: i32) {
    let errno = Errno::last_raw();
    // The first one counts.
    let _ = CAME.compare_exchange(0, signal, Ordering::SeqCst, Ordering::SeqCst);
    kill_group(GROUP.load(Ordering::SeqCst));
    Errno::set_raw(errno);
}

fn kill_group(group: i32) {
    if group > 0 {
        // It may be gone.
        let _ = killpg(Pid::from_raw(group), Signal::SIGKILL);
    }
}

/// The group of a command that was started; while this is there, a signal kills it.
#[derive(Debug)]
pub(super) struct Group(i32);

/// Starts a command in a group of its own.
pub(super) fn start(command: &mut Command) -> io::Result<(Child, Group)> {
    let child = command.process_group(0).spawn()?;
    let group = Group(child.id().cast_signed());
    GROUP.store(group.0, Ordering::SeqCst);
    if interrupted().is_some() {
        // The signal came before there was a group to kill.
        group.kill();
    }
    Ok((child, group))
}

impl Group {
    /// Ends the command and all that it has started.
    pub(super) fn kill(&self) {
        kill_group(self.0);
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        GROUP.store(0, Ordering::SeqCst);
    }
}
