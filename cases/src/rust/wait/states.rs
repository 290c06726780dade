//! Stops and continuations, as the parent sees them.

use std::io;

use exitspec::{Context, event};
use libc::{WCONTINUED, WEXITED, WNOHANG, WNOWAIT, WSTOPPED, WUNTRACED, c_int, pid_t};

use super::{report, wait_for_end, wait_for_stop};
use crate::sys::wait::{self, Which};
use crate::sys::{self, Gate, signal};

/// A child that stops itself by `SIGSTOP`, then waits to be let through, then exits with 5.
fn stopper(gate: &Gate) -> io::Result<pid_t> {
    sys::fork_child(|| {
        sys::raise(libc::SIGSTOP);
        gate.pass();
        5
    })
}

fn report_next_word(child: pid_t, options: c_int) -> io::Result<()> {
    let (told, word) = wait::waitpid(child, options)?;
    match told {
        0 => event!("nothing"),
        _ => event!("{word}"),
    }
    Ok(())
}

pub(super) fn transitions_by_waitpid(_: &Context) -> io::Result<()> {
    let child = stopper(&Gate::new()?)?;
    let options = WUNTRACED | WCONTINUED;
    report_next_word(child, options)?;
    signal::kill(child, libc::SIGCONT)?;
    report_next_word(child, options)?;
    signal::kill(child, libc::SIGTERM)?;
    report_next_word(child, options)
}

pub(super) fn transitions_by_waitid(_: &Context) -> io::Result<()> {
    let child = stopper(&Gate::new()?)?;
    for signal in [libc::SIGCONT, libc::SIGTERM, 0] {
        let info = wait::waitid(Which::Child(child), WEXITED | WSTOPPED | WCONTINUED)?;
        event!("{info}");
        if signal != 0 {
            signal::kill(child, signal)?;
        }
    }
    Ok(())
}

/// In a group of its own, in the session of its parent: a group that is not orphaned, so job control applies.
fn stopped_by(signal: c_int) -> io::Result<()> {
    let child = sys::fork_child(|| match wait::setpgid(0, 0) {
        Ok(()) => sys::raise(signal),
        Err(_) => 99,
    })?;
    report_next_word(child, WUNTRACED)?;
    signal::kill(child, libc::SIGCONT)?;
    report_next_word(child, 0)
}

pub(super) fn stopped_by_sigtstp(_: &Context) -> io::Result<()> {
    stopped_by(libc::SIGTSTP)
}

pub(super) fn stopped_by_sigttin(_: &Context) -> io::Result<()> {
    stopped_by(libc::SIGTTIN)
}

pub(super) fn stopped_by_sigttou(_: &Context) -> io::Result<()> {
    stopped_by(libc::SIGTTOU)
}

pub(super) fn stop_needs_wuntraced(_: &Context) -> io::Result<()> {
    let child = stopper(&Gate::new()?)?;
    wait_for_stop(child)?;
    report_next_word(child, WNOHANG)?;
    report_next_word(child, WNOHANG | WUNTRACED)?;
    signal::kill(child, libc::SIGKILL)?;
    report_next_word(child, 0)
}

/// Continues the child, and waits until that can be told.
fn continue_and_look(child: pid_t) -> io::Result<()> {
    wait_for_stop(child)?;
    signal::kill(child, libc::SIGCONT)?;
    wait::waitid(Which::Child(child), WCONTINUED | WNOWAIT)?;
    Ok(())
}

pub(super) fn continuation_needs_wcontinued(_: &Context) -> io::Result<()> {
    let gate = Gate::new()?;
    let child = stopper(&gate)?;
    continue_and_look(child)?;
    report_next_word(child, WNOHANG)?;
    report_next_word(child, WNOHANG | WUNTRACED)?;
    report_next_word(child, WNOHANG | WCONTINUED)?;
    gate.open();
    report_next_word(child, 0)
}

pub(super) fn stop_is_told_once(_: &Context) -> io::Result<()> {
    let child = stopper(&Gate::new()?)?;
    report_next_word(child, WUNTRACED)?;
    report_next_word(child, WUNTRACED | WNOHANG)?;
    signal::kill(child, libc::SIGKILL)?;
    report_next_word(child, 0)
}

pub(super) fn continuation_is_told_once(_: &Context) -> io::Result<()> {
    let gate = Gate::new()?;
    let child = stopper(&gate)?;
    continue_and_look(child)?;
    report_next_word(child, WCONTINUED)?;
    report_next_word(child, WCONTINUED | WNOHANG)?;
    gate.open();
    report_next_word(child, 0)
}

pub(super) fn stop_is_told_again_with_wnowait(_: &Context) -> io::Result<()> {
    let child = stopper(&Gate::new()?)?;
    for _ in 0..2 {
        event!("{}", wait_for_stop(child)?);
    }
    event!("{}", wait::waitid(Which::Child(child), WSTOPPED)?);
    event!("{}", wait::waitid(Which::Child(child), WSTOPPED | WNOHANG)?);
    signal::kill(child, libc::SIGKILL)?;
    report_next_word(child, 0)
}

pub(super) fn exit_replaces_stop(_: &Context) -> io::Result<()> {
    let gate = Gate::new()?;
    let child = stopper(&gate)?;
    continue_and_look(child)?;
    gate.open();
    wait_for_end(child)?;
    report_next_word(child, WUNTRACED | WCONTINUED)?;
    report(
        "again",
        wait::waitpid(child, WUNTRACED | WCONTINUED | WNOHANG),
    );
    Ok(())
}

pub(super) fn kill_ends_a_stopped_child(_: &Context) -> io::Result<()> {
    let child = stopper(&Gate::new()?)?;
    report_next_word(child, WUNTRACED)?;
    signal::kill(child, libc::SIGKILL)?;
    report_next_word(child, WUNTRACED | WCONTINUED)
}

extern "C" fn on_term(_: c_int) {
    event!("term");
}

pub(super) fn term_waits_for_continuation(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| {
        let caught = signal::catch(libc::SIGTERM, on_term, 0, &[]);
        sys::raise(libc::SIGSTOP);
        caught.map_or(99, |()| 5)
    })?;
    report_next_word(child, WUNTRACED)?;
    signal::kill(child, libc::SIGTERM)?;
    // A delivery now would be reported by the handler long before another child has come and gone.
    let other = sys::fork_child(|| 0)?;
    wait::waitpid(other, 0)?;
    event!("continuing");
    signal::kill(child, libc::SIGCONT)?;
    report_next_word(child, 0)
}

pub(super) fn continued_though_ignored(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| {
        let ignored = signal::ignore(libc::SIGCONT);
        sys::raise(libc::SIGSTOP);
        ignored.map_or(99, |()| 5)
    })?;
    report_next_word(child, WUNTRACED)?;
    signal::kill(child, libc::SIGCONT)?;
    report_next_word(child, 0)
}

pub(super) fn continued_though_blocked(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| {
        signal::block(&[libc::SIGCONT]);
        sys::raise(libc::SIGSTOP);
        5 + c_int::from(signal::is_pending(libc::SIGCONT))
    })?;
    report_next_word(child, WUNTRACED)?;
    signal::kill(child, libc::SIGCONT)?;
    report_next_word(child, 0)
}
