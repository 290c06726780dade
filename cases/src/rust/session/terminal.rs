//! The end of a controlling process.

use std::fs::OpenOptions;
use std::io;
use std::os::fd::AsRawFd as _;
use std::process::ExitCode;

use exitspec::{Context, Sink, event, journal};
use libc::{SIGHUP, SIGKILL, c_int, pid_t};
use nix::unistd::{Pid, tcsetpgrp};

use crate::sys::image::dup2;
use crate::sys::signal::{block, ignore, is_pending, sigwait, unblock};
use crate::sys::wait::{Word, setpgid};
use crate::sys::{self, Gate, Lifeline};

/// Forks a child into a group of its own. The child blocks `SIGHUP` from its first moment on.
fn fork_into_own_group(body: impl FnOnce() -> c_int) -> io::Result<pid_t> {
    block(&[SIGHUP]);
    let child = sys::fork_child(|| match setpgid(0, 0) {
        Ok(()) => body(),
        Err(error) => {
            event!("setpgid:{error:?}");
            1
        }
    })?;
    // Both sides do it, so that it is done whichever goes on first; ours fails when the child was faster, and has
    // executed or ended.
    let _ = setpgid(child, child);
    Ok(child)
}

/// Makes this the foreground group of the controlling terminal, which is on descriptor 1.
fn bring_to_foreground(group: pid_t) -> nix::Result<()> {
    tcsetpgrp(io::stdout(), Pid::from_raw(group))
}

/// Waits for one of these signals and reports it.
fn await_sighup() -> c_int {
    match sigwait(&[SIGHUP]) {
        Ok(_) => journal::event("sighup"),
        Err(_) => journal::event("sigwait-failed"),
    }
    0
}

pub(super) fn foreground_group_gets_sighup(_: &Context) -> io::Result<ExitCode> {
    let child = fork_into_own_group(await_sighup)?;
    bring_to_foreground(child)?;
    Ok(ExitCode::from(3))
}

/// A process of the background watches one of the foreground die.
pub(super) fn sighup_kills_by_default(_: &Context) -> io::Result<()> {
    let in_foreground = Gate::new()?;
    fork_into_own_group(|| {
        let Ok(victim) = fork_into_own_group(|| {
            unblock(&[SIGHUP]);
            sys::wait_for_ever()
        }) else {
            return 1;
        };
        block(&[libc::SIGTTOU]);
        let foreground = bring_to_foreground(victim);
        event!("foreground:{}", foreground.is_ok());
        in_foreground.open();
        match sys::wait_status(victim) {
            Ok(word) => event!("victim:{}", Word(word)),
            Err(error) => event!("wait:{:?}", error.kind()),
        }
        0
    })?;
    in_foreground.pass();
    Ok(())
}

pub(super) fn sighup_ignored(_: &Context) -> io::Result<()> {
    let lifeline = Lifeline::new()?;
    let ignored = Gate::new()?;
    let child = sys::fork_child(|| {
        let grouped = setpgid(0, 0).is_ok() && ignore(SIGHUP).is_ok();
        ignored.open();
        lifeline.await_end();
        event!("still-running:{grouped}");
        0
    })?;
    ignored.pass();
    bring_to_foreground(child)?;
    Ok(())
}

/// The process of the foreground tells the one of the background when it has got the signal.
pub(super) fn background_group_gets_none(_: &Context) -> io::Result<()> {
    let hung_up = Gate::new()?;
    fork_into_own_group(|| {
        hung_up.pass();
        event!("background:{}", is_pending(SIGHUP));
        0
    })?;
    let child = fork_into_own_group(|| {
        await_sighup();
        hung_up.open();
        0
    })?;
    bring_to_foreground(child)?;
    Ok(())
}

/// As a daemon does: `setsid` takes it out of the terminal's reach.
pub(super) fn another_session_gets_none(_: &Context) -> io::Result<()> {
    let hung_up = Gate::new()?;
    let away = Gate::new()?;
    block(&[SIGHUP]);
    sys::fork_child(|| {
        event!("setsid:{}", nix::unistd::setsid().is_ok());
        away.open();
        hung_up.pass();
        event!("elsewhere:{}", is_pending(SIGHUP));
        0
    })?;
    away.pass();
    let child = fork_into_own_group(|| {
        await_sighup();
        hung_up.open();
        0
    })?;
    bring_to_foreground(child)?;
    Ok(())
}

pub(super) fn killed_leader_hangs_up_too(_: &Context) -> io::Result<()> {
    let child = fork_into_own_group(await_sighup)?;
    bring_to_foreground(child)?;
    sys::raise(SIGKILL);
    Ok(())
}

/// The shell that takes the leader's place waits until the child has ended, and with it the child's end of a pipe.
pub(super) fn exec_does_not_hang_up(_: &Context) -> io::Result<()> {
    let lifeline = Lifeline::new()?;
    let (reader, _writer) = io::pipe()?;
    let child = fork_into_own_group(|| {
        // Its other writer is closed by the exec.
        lifeline.await_end();
        event!("after-the-exec:{}", is_pending(SIGHUP));
        0
    })?;
    bring_to_foreground(child)?;
    dup2(reader.as_raw_fd(), 9, false)?;
    sys::exec_shell(c"read line <&9; exit 3")
}

/// Whether the calling process has a controlling terminal.
fn has_terminal() -> bool {
    OpenOptions::new().read(true).open("/dev/tty").is_ok()
}

pub(super) fn terminal_is_given_up(_: &Context) -> io::Result<()> {
    let lifeline = Lifeline::new()?;
    let looked = Gate::new()?;
    let child = fork_into_own_group(|| {
        event!("before:{}", has_terminal());
        looked.open();
        lifeline.await_end();
        await_sighup();
        event!("after:{}", has_terminal());
        0
    })?;
    looked.pass();
    bring_to_foreground(child)?;
    Ok(())
}

pub(super) fn new_session_has_none(_: &Context) -> io::Result<()> {
    event!("ours:{}", has_terminal());
    let child = sys::fork_child(|| {
        event!("setsid:{}", nix::unistd::setsid().is_ok());
        event!("the-childs:{}", has_terminal());
        0
    })?;
    event!("child:{}", Word(sys::wait_status(child)?));
    event!("ours:{}", has_terminal());
    Ok(())
}

/// With the `tty` sink, stdout is a terminal, but not the session's.
pub(super) fn without_a_terminal_no_sighup(context: &Context) -> io::Result<()> {
    let lifeline = Lifeline::new()?;
    if context.sink() == Sink::Tty {
        event!(
            "foreground:{}",
            bring_to_foreground(sys::wait::getpid()).is_ok()
        );
    }
    block(&[SIGHUP]);
    let parent = sys::wait::getpid();
    sys::fork_child(|| {
        lifeline.await_end();
        while sys::wait::getppid() == parent {
            std::thread::yield_now();
        }
        event!("sighup:{}", is_pending(SIGHUP));
        0
    })?;
    Ok(())
}
