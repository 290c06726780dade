//! Signals: names, dispositions, sending, and the wake-ups of a supervisor.

use std::io::{self, PipeReader, Read as _};
use std::mem::ManuallyDrop;
use std::os::fd::{AsFd, AsRawFd as _, BorrowedFd};
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Duration;

use libc::{c_int, pid_t};
use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction};

use super::io::{set_nonblocking, write_preserving_errno};
use super::os::{System as _, This};

/// The name of a signal here: `SIGABRT`, `SIGRTMIN+3`; `SIG32` for a number without one.
pub(crate) fn signal_name(number: c_int) -> String {
    if let Ok(signal) = Signal::try_from(number) {
        return signal.as_str().to_owned();
    }
    match This::real_time_signals() {
        Some((first, _)) if number == first => "SIGRTMIN".to_owned(),
        Some((first, last)) if (first..=last).contains(&number) => {
            format!("SIGRTMIN+{}", number - first)
        }
        _ => format!("SIG{number}"),
    }
}

/// The number of a signal here, from the name [`signal_name`] gives it: its inverse, for tests.
#[cfg(test)]
pub(crate) fn signal_number(name: &str) -> Option<c_int> {
    if let Ok(signal) = name.parse::<Signal>() {
        return Some(signal as c_int);
    }
    if let (Some(rest), Some((first, last))) =
        (name.strip_prefix("SIGRTMIN"), This::real_time_signals())
    {
        let offset = if rest.is_empty() {
            0
        } else {
            rest.strip_prefix('+')?.parse().ok()?
        };
        return first
            .checked_add(offset)
            .filter(|number| (first..=last).contains(number));
    }
    name.strip_prefix("SIG")?
        .parse()
        .ok()
        .filter(|&number| signal_name(number) == name)
}

/// One past the highest signal number worth asking about.
fn signal_end() -> c_int {
    This::real_time_signals().map_or(32, |(_, last)| last + 1)
}

/// Gives every signal its default disposition and an empty mask, but leaves alone what std set up before main:
/// `SIGPIPE` ignored, and the stack overflow handlers of `SIGSEGV` and `SIGBUS`.
pub(crate) fn reset_dispositions() {
    for signal in 1..signal_end() {
        if ![libc::SIGPIPE, libc::SIGSEGV, libc::SIGBUS].contains(&signal) {
            restore_default(signal);
        }
    }
    // Emptying the mask cannot fail: both the operation and the set are valid.
    let _ = SigSet::empty().thread_set_mask();
}

/// Gives one signal its default disposition; for `SIGKILL`, `SIGSTOP` and numbers nobody may change, nothing happens.
pub(crate) fn restore_default(signal: c_int) {
    // SAFETY: installs no handler.
    unsafe { libc::signal(signal, libc::SIG_DFL) };
}

/// Kills every process of a group.
pub(crate) fn kill_group(group: pid_t) {
    send(-group, libc::SIGKILL);
}

/// Kills one process.
pub(crate) fn kill_process(process: pid_t) {
    send(process, libc::SIGKILL);
}

/// Continues one process.
pub(crate) fn continue_process(process: pid_t) {
    send(process, libc::SIGCONT);
}

/// Sends a signal to a child (or its group), which stays ours until we reap it; a failure means that it is gone.
fn send(target: pid_t, signal: c_int) {
    // 0, 1 and -1 would reach ourselves, init, or everybody.
    if target.unsigned_abs() > 1 {
        // SAFETY: takes numbers only.
        unsafe { libc::kill(target, signal) };
    }
}

static WAKE: AtomicI32 = AtomicI32::new(-1);

extern "C" fn on_child(_: c_int) {
    write_preserving_errno(WAKE.load(Ordering::Relaxed), b"!");
}

/// A descriptor that becomes readable whenever a child changes its state.
///
/// The classic self-pipe, since every Unix has it. There is one per process, and it lives as long as the process.
pub(crate) struct Wakeups {
    reader: ManuallyDrop<PipeReader>,
}

impl Wakeups {
    /// Starts to catch `SIGCHLD`, stops and continuations included.
    pub(crate) fn new() -> io::Result<Wakeups> {
        let (reader, writer) = io::pipe()?;
        set_nonblocking(reader.as_fd())?;
        // A full pipe is wake-up enough: the handler must not block.
        set_nonblocking(writer.as_fd())?;
        WAKE.store(ManuallyDrop::new(writer).as_raw_fd(), Ordering::Relaxed);
        let action = SigAction::new(
            SigHandler::Handler(on_child),
            SaFlags::empty(),
            SigSet::empty(),
        );
        // SAFETY: the handler only calls write, and preserves errno.
        unsafe { sigaction(Signal::SIGCHLD, &action) }?;
        Ok(Wakeups {
            reader: ManuallyDrop::new(reader),
        })
    }

    /// Takes the wake-ups so far; whoever does looks at all children afterwards.
    pub(crate) fn clear(&self) {
        let mut buffer = [0; 64];
        while (&*self.reader)
            .read(&mut buffer)
            .is_ok_and(|count| count == buffer.len())
        {}
    }
}

impl Wakeups {
    /// Waits for the next wake-up, but no longer than this, and takes it.
    pub(crate) fn wait(&self, at_most: Duration) -> io::Result<()> {
        let timeout = PollTimeout::try_from(at_most).unwrap_or(PollTimeout::MAX);
        match poll(&mut [PollFd::new(self.as_fd(), PollFlags::POLLIN)], timeout) {
            Ok(_) | Err(Errno::EINTR) => {
                self.clear();
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }
}

impl AsFd for Wakeups {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.reader.as_fd()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_each_others_inverse() {
        for number in 1..signal_end() {
            assert_eq!(
                signal_number(&signal_name(number)),
                Some(number),
                "{number}"
            );
        }
        assert_eq!(signal_name(libc::SIGABRT), "SIGABRT");
    }

    #[test]
    fn what_is_no_signal_has_no_number() {
        for name in [
            "",
            "SIG",
            "ABRT",
            "SIGABRT+1",
            "SIGRTMIN+9999",
            "SIGRTMIN-1",
            "SIG6",
            "SIG0x",
        ] {
            assert_eq!(signal_number(name), None, "{name}");
        }
    }

    #[test]
    fn real_time_signals_are_named_by_their_distance_from_the_first() {
        if let Some((first, last)) = This::real_time_signals() {
            assert_eq!(signal_name(first), "SIGRTMIN");
            assert_eq!(signal_name(first + 3), "SIGRTMIN+3");
            assert_eq!(signal_name(last), format!("SIGRTMIN+{}", last - first));
        }
    }
}
