//! Waiting for a child, or not.

use std::io::{self, Read as _, Write as _};
use std::os::fd::AsRawFd as _;
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Stdio};

use exitspec::{Context, event};
use libc::SIGCHLD;

use super::shell;
use crate::sys::image::dup2;
use crate::sys::signal::{SignalName, ignore};
use crate::sys::wait::{Which, waitid, waitpid};

/// Waits until the child has ended, and leaves it a zombie.
fn await_zombie(child: &Child) -> io::Result<()> {
    let process = child.id().cast_signed();
    waitid(Which::Child(process), libc::WEXITED | libc::WNOWAIT)?;
    Ok(())
}

pub(super) fn twice(_: &Context) -> io::Result<()> {
    let mut child = shell("exit 7").spawn()?;
    event!("{:?}", child.wait()?.code());
    event!("{:?}", child.wait()?.code());
    event!("{:?}", child.try_wait()?.and_then(|status| status.code()));
    Ok(())
}

pub(super) fn try_wait(_: &Context) -> io::Result<()> {
    let mut child = shell("read line; exit 7").stdin(Stdio::piped()).spawn()?;
    event!("{:?}", child.try_wait()?);
    drop(child.stdin.take());
    await_zombie(&child)?;
    event!("{:?}", child.try_wait()?.and_then(|status| status.code()));
    Ok(())
}

pub(super) fn kill(_: &Context) -> io::Result<()> {
    let mut child = shell("read line").stdin(Stdio::piped()).spawn()?;
    child.kill()?;
    // `wait` would close the pipe, by which the child might end in another way.
    await_zombie(&child)?;
    match child.wait()?.signal() {
        Some(signal) => event!("{}", SignalName(signal)),
        None => event!("none"),
    }
    Ok(())
}

pub(super) fn kill_after_the_end(_: &Context) -> io::Result<()> {
    let mut child = shell("exit 7").spawn()?;
    await_zombie(&child)?;
    event!(
        "before-wait:{:?}",
        child.kill().map_err(|error| error.kind())
    );
    event!("{:?}", child.wait()?.code());
    event!(
        "after-wait:{:?}",
        child.kill().map_err(|error| error.kind())
    );
    Ok(())
}

pub(super) fn dropped_child_goes_on(_: &Context) -> io::Result<()> {
    drop(shell("exec sleep 1000").spawn()?);
    Ok(())
}

pub(super) fn dropped_child_is_a_zombie(_: &Context) -> io::Result<()> {
    let child = shell("exit 7").spawn()?;
    let process = child.id().cast_signed();
    drop(child);
    let (waited_for, word) = waitpid(process, 0)?;
    event!("{}:{word}", waited_for == process);
    Ok(())
}

/// The child reads until its input ends.
pub(super) fn wait_closes_stdin(_: &Context) -> io::Result<()> {
    let mut child = shell("cat >/dev/null; exit 7")
        .stdin(Stdio::piped())
        .spawn()?;
    if let Some(stdin) = &mut child.stdin {
        stdin.write_all(b"text")?;
    }
    event!("{:?}", child.wait()?.code());
    Ok(())
}

pub(super) fn output_of_a_killed_child(_: &Context) -> io::Result<()> {
    let output = shell("echo out; echo err >&2; kill -KILL $$").output()?;
    event!("out:{}", output.stdout.escape_ascii());
    event!("err:{}", output.stderr.escape_ascii());
    event!("code:{:?}", output.status.code());
    Ok(())
}

/// The child has ended, and its output has not: a grandchild has inherited the pipe.
pub(super) fn output_waits_for_grandchildren(_: &Context) -> io::Result<()> {
    let (told_by, tell) = io::pipe()?;
    dup2(told_by.as_raw_fd(), 9, false)?;
    let mut child = shell("{ read line <&9; echo late; } & exit 7")
        .stdout(Stdio::piped())
        .spawn()?;
    event!("{:?}", child.wait()?.code());
    drop(tell);
    let mut text = String::new();
    if let Some(mut stdout) = child.stdout.take() {
        stdout.read_to_string(&mut text)?;
    }
    event!("{}", text.escape_debug());
    Ok(())
}

pub(super) fn sigchld_ignored(_: &Context) -> io::Result<()> {
    ignore(SIGCHLD)?;
    let status = shell("exit 7").status();
    event!(
        "{:?}",
        status.map_err(|error| error.raw_os_error() == Some(libc::ECHILD))
    );
    Ok(())
}

/// Somebody in the process waits for any child, and takes this one's status.
pub(super) fn waited_for_behind_its_back(_: &Context) -> io::Result<()> {
    let mut child = shell("exit 7").spawn()?;
    let (_, word) = waitpid(-1, 0)?;
    event!("{word}");
    let status = child.wait();
    event!(
        "{:?}",
        status.map_err(|error| error.raw_os_error() == Some(libc::ECHILD))
    );
    Ok(())
}
