//! What a thread group adds to the wait family on Linux, and descriptors that stand for processes.

use std::io;

use exitspec::{Context, event};
use libc::{WEXITED, WNOHANG, c_int, pid_t};

use super::report;
use crate::sys::linux::{exit_thread, pidfd_open, readable};
use crate::sys::wait::{self, Which};
use crate::sys::{self, Gate};

/// A child whose first thread ends alone, with 3, once a second one has reported. The second one waits to be let
/// through, then ends by `last`.
fn leaderless(gate: &Gate, last: fn() -> c_int) -> io::Result<pid_t> {
    sys::fork_child(|| {
        std::thread::scope(|scope| {
            scope.spawn(|| {
                gate.pass();
                last()
            });
            exit_thread(3);
            99
        })
    })
}

/// Waits until the leader is a zombie: from then on the group lives on without it.
fn wait_for_leader(child: pid_t) -> io::Result<()> {
    let stat = format!("/proc/{child}/stat");
    loop {
        let text = std::fs::read_to_string(&stat)?;
        // The state follows the name, which is in parentheses.
        if text
            .rsplit(") ")
            .next()
            .is_some_and(|rest| rest.starts_with('Z'))
        {
            return Ok(());
        }
        std::thread::yield_now();
    }
}

/// Reports what is told of the child while only its leader has ended, and then at the end.
fn report_leaderless(last: fn() -> c_int) -> io::Result<()> {
    let gate = Gate::new()?;
    let child = leaderless(&gate, last)?;
    wait_for_leader(child)?;
    let (told, _) = wait::waitpid(child, WNOHANG)?;
    event!("while_a_thread_lives:{}", told != 0);
    gate.open();
    let (_, word) = wait::waitpid(child, 0)?;
    event!("at_the_end:{word}");
    Ok(())
}

pub(super) fn leader_exits_first(_: &Context) -> io::Result<()> {
    report_leaderless(|| {
        exit_thread(5);
        99
    })
}

pub(super) fn leader_exits_before_exit_group(_: &Context) -> io::Result<()> {
    report_leaderless(|| sys::_exit(5))
}

pub(super) fn leader_exits_before_a_signal(_: &Context) -> io::Result<()> {
    report_leaderless(|| super::die_by(libc::SIGTERM))
}

pub(super) fn pidfd_is_readable_at_the_end(_: &Context) -> io::Result<()> {
    let gate = Gate::new()?;
    let child = sys::fork_child(|| {
        gate.pass();
        7
    })?;
    let descriptor = pidfd_open(child, false)?;
    event!("before:{}", readable(descriptor, 0));
    gate.open();
    event!("at_the_end:{}", readable(descriptor, -1));
    wait::waitpid(child, 0)?;
    event!("after_the_wait:{}", readable(descriptor, 0));
    Ok(())
}

pub(super) fn pidfd_while_leader_is_gone(_: &Context) -> io::Result<()> {
    let gate = Gate::new()?;
    let child = leaderless(&gate, || {
        exit_thread(5);
        99
    })?;
    let descriptor = pidfd_open(child, false)?;
    wait_for_leader(child)?;
    event!("while_a_thread_lives:{}", readable(descriptor, 0));
    gate.open();
    event!("at_the_end:{}", readable(descriptor, -1));
    wait::waitpid(child, 0)?;
    Ok(())
}

pub(super) fn waitid_by_pidfd(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| 7)?;
    let descriptor = pidfd_open(child, false)?;
    event!(
        "waitid:{}",
        wait::waitid(Which::Descriptor(descriptor), WEXITED)?
    );
    report(
        "again",
        wait::waitid(Which::Descriptor(descriptor), WEXITED),
    );
    Ok(())
}

pub(super) fn waitid_by_nonblocking_pidfd(_: &Context) -> io::Result<()> {
    let gate = Gate::new()?;
    let child = sys::fork_child(|| {
        gate.pass();
        7
    })?;
    let descriptor = pidfd_open(child, true)?;
    report(
        "before",
        wait::waitid(Which::Descriptor(descriptor), WEXITED),
    );
    gate.open();
    event!("at_the_end:{}", readable(descriptor, -1));
    event!(
        "waitid:{}",
        wait::waitid(Which::Descriptor(descriptor), WEXITED)?
    );
    Ok(())
}
