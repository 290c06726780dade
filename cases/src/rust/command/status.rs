//! What `ExitStatus` says.

use std::io;
use std::os::unix::process::ExitStatusExt as _;
use std::process::ExitStatus;

use exitspec::{Context, event};
use libc::c_int;

use super::shell;
use crate::sys;
use crate::sys::signal::SignalName;

/// `WCOREFLAG`, which is the same on every Unix, and has a name in few headers.
const CORE_FLAG: c_int = 0x80;

/// Reports everything there is to ask.
fn report(status: ExitStatus) {
    event!("success:{}", status.success());
    event!("code:{:?}", status.code());
    match status.signal() {
        Some(signal) => event!("signal:{}", SignalName(signal)),
        None => event!("signal:None"),
    }
    event!("core:{}", status.core_dumped());
}

pub(super) fn of_exit(_: &Context) -> io::Result<()> {
    report(shell("exit 7").status()?);
    Ok(())
}

pub(super) fn of_exit_0(_: &Context) -> io::Result<()> {
    report(shell("exit 0").status()?);
    Ok(())
}

pub(super) fn of_a_signal(_: &Context) -> io::Result<()> {
    report(shell("kill -TERM $$").status()?);
    Ok(())
}

pub(super) fn of_abort(_: &Context) -> io::Result<()> {
    report(shell("kill -ABRT $$").status()?);
    Ok(())
}

/// The word of a real child, so that its layout is the system's; the flag for a core is set by hand.
fn word_of(script: &str) -> io::Result<c_int> {
    Ok(shell(script).status()?.into_raw())
}

pub(super) fn of_a_core_by_its_word(_: &Context) -> io::Result<()> {
    let word = word_of("kill -SEGV $$")?;
    report(ExitStatus::from_raw(word | CORE_FLAG));
    Ok(())
}

/// `Child::wait` never gives it; a word from elsewhere may say so.
pub(super) fn of_a_stop_by_its_word(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| {
        sys::raise(libc::SIGSTOP);
        0
    })?;
    let (_, stopped) = sys::wait::waitpid(child, libc::WUNTRACED)?;
    let stopped = ExitStatus::from_raw(stopped.0);
    report(stopped);
    match stopped.stopped_signal() {
        Some(signal) => event!("stopped:{}", SignalName(signal)),
        None => event!("stopped:None"),
    }
    sys::signal::kill(child, libc::SIGCONT)?;
    sys::wait_status(child)?;
    Ok(())
}

/// The shell is not killed: its code tells of its own child.
pub(super) fn of_a_shell_whose_child_was_killed(_: &Context) -> io::Result<()> {
    let status = shell("/bin/sh -c 'kill -KILL $$'; exit $?").status()?;
    event!("signal:{:?}", status.signal());
    event!("above-128:{}", status.code().is_some_and(|code| code > 128));
    Ok(())
}

pub(super) fn display(_: &Context) -> io::Result<()> {
    let core = ExitStatus::from_raw(word_of("kill -KILL $$")? | CORE_FLAG);
    for status in [
        shell("exit 7").status()?,
        shell("kill -KILL $$").status()?,
        core,
    ] {
        event!("{}", status.to_string().replace(' ', "_"));
    }
    Ok(())
}

/// A child that reports how many errors there were.
pub(super) fn of_256_errors(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| std::process::exit(256))?;
    let status = ExitStatus::from_raw(sys::wait_status(child)?);
    event!("success:{}", status.success());
    Ok(())
}
