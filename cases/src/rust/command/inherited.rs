//! What a child has of its parent.

use std::fs::File;
use std::io::{self, Write as _};
use std::os::fd::AsRawFd as _;
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::process::{ExitStatus, Stdio};

use exitspec::{Context, event, journal};
use libc::{SIGTERM, c_int};

use super::shell;
use crate::sys::signal::{SignalName, block, catch, ignore};
use crate::sys::wait::getpid;

fn report(status: ExitStatus) {
    match status.signal() {
        Some(signal) => event!("signal:{}", SignalName(signal)),
        None => event!("code:{:?}", status.code()),
    }
}

pub(super) fn sigpipe_is_default(_: &Context) -> io::Result<()> {
    report(shell("kill -PIPE $$; exit 3").status()?);
    Ok(())
}

pub(super) fn ignored_signal(_: &Context) -> io::Result<()> {
    ignore(SIGTERM)?;
    report(shell("kill -TERM $$; exit 3").status()?);
    Ok(())
}

pub(super) fn blocked_signal(_: &Context) -> io::Result<()> {
    block(&[SIGTERM]);
    report(shell("kill -TERM $$; exit 3").status()?);
    Ok(())
}

pub(super) fn caught_signal(_: &Context) -> io::Result<()> {
    extern "C" fn handler(_: c_int) {
        journal::event("caught");
    }
    catch(SIGTERM, handler, 0, &[])?;
    report(shell("kill -TERM $$; exit 3").status()?);
    Ok(())
}

pub(super) fn files_are_closed(_: &Context) -> io::Result<()> {
    let file = File::create("file")?;
    let descriptor = file.as_raw_fd();
    event!("one-digit:{}", descriptor < 10);
    report(
        shell(&format!(
            "(: >&{descriptor}) 2>/dev/null && exit 3 || exit 4"
        ))
        .status()?,
    );
    Ok(())
}

pub(super) fn stdout(_: &Context) -> io::Result<()> {
    report(shell("echo out; echo err >&2").status()?);
    Ok(())
}

/// The child's text overtakes ours, and ours is not doubled.
pub(super) fn text_in_the_buffer(_: &Context) -> io::Result<()> {
    io::stdout().write_all(b"first+")?;
    report(shell("printf second+").status()?);
    Ok(())
}

pub(super) fn text_flushed_before(_: &Context) -> io::Result<()> {
    io::stdout().write_all(b"first+")?;
    io::stdout().flush()?;
    report(shell("printf second+").status()?);
    Ok(())
}

pub(super) fn process_group(_: &Context) -> io::Result<()> {
    let ours = format!("kill -s 0 -- -{} && exit 3 || exit 4", getpid());
    report(shell(&ours).status()?);
    let mut alone = shell("kill -TERM 0; exit 3");
    report(alone.process_group(0).status()?);
    Ok(())
}

/// The second program reads one line and ends; the first is killed by `SIGPIPE`, as in a shell.
pub(super) fn writer_in_a_pipeline(_: &Context) -> io::Result<()> {
    let mut writer = shell("while :; do echo line; done")
        .stdout(Stdio::piped())
        .spawn()?;
    let Some(pipe) = writer.stdout.take() else {
        return Err(io::Error::other("no pipe"));
    };
    report(shell("read line").stdin(pipe).status()?);
    report(writer.wait()?);
    Ok(())
}
