//! Being told to stop: waiting for the signals that ask for it, and dying by them once everything is in order.

use nix::sys::signal::{SigSet, Signal, raise};

use crate::sys;

/// The signals that ask a program to end, held back so that it can do so in good order.
///
/// They are blocked and waited for, not caught: no handler runs, and no system call is cut short.
#[derive(Debug)]
pub struct Interrupts {
    held: SigSet,
}

impl Interrupts {
    /// Holds back `SIGINT`, `SIGTERM` and `SIGHUP` in the calling thread and in the threads it starts from now on;
    /// those that the program was told to ignore (by `nohup`, or a shell's `&`) stay ignored.
    ///
    /// To be called on the main thread after the nursery was made (whose processes are to have an empty mask) and
    /// before any thread is: a thread that does not hold them back would be killed by them, and with it the process.
    pub fn hold() -> Interrupts {
        let held: SigSet = [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP]
            .into_iter()
            .filter(|&signal| !sys::is_ignored(signal as i32))
            .collect();
        // Blocking valid signals cannot fail.
        let _ = held.thread_block();
        Interrupts { held }
    }

    /// Waits until one of them comes.
    pub fn wait(&self) -> Signal {
        loop {
            if self.held.iter().next().is_none() {
                // Nothing can come.
                std::thread::park();
            } else if let Ok(signal) = self.held.wait() {
                return signal;
            }
        }
    }
}

/// Ends the process by this signal, as if it had never been held back: whoever waits for it sees what happened. Comes
/// back only if the signal cannot end a process.
pub fn die_by(signal: Signal) {
    sys::restore_default(signal as i32);
    let mut set = SigSet::empty();
    set.add(signal);
    // Neither call fails for a valid signal.
    let _ = raise(signal);
    let _ = set.thread_unblock();
}

/// Ends the process as a program ends that writes into a pipe nobody reads: quietly.
pub fn die_of_broken_pipe() {
    die_by(Signal::SIGPIPE);
}
