//! `posix_spawn`, `system`, `popen`: a fork and an exec in one call.

use std::io;
use std::process::ExitCode;

use exitspec::{Context, event};
use libc::SIGCHLD;
use nix::errno::Errno;

use crate::sys::image::{fgetc, pclose, popen, posix_spawn, system, system_has_shell};
use crate::sys::signal::ignore;
use crate::sys::wait::{Word, waitpid};
use crate::sys::{self, stdout};

/// Reports what a call gave: the status, or the error's name.
fn report(result: nix::Result<Word>) {
    match result {
        Ok(word) => event!("{word}"),
        Err(error) => event!("{error:?}"),
    }
}

pub(super) fn posix_spawn_status(_: &Context) -> io::Result<()> {
    let child = posix_spawn(c"/bin/sh", &[c"sh", c"-c", c"exit 7"])?;
    event!("child:{}", Word(sys::wait_status(child)?));
    Ok(())
}

pub(super) fn posix_spawn_of_a_missing_file(_: &Context) -> io::Result<()> {
    match posix_spawn(c"/nonexistent/program", &[c"program"]) {
        Ok(child) => event!("child:{}", Word(sys::wait_status(child)?)),
        Err(error) => event!("{error:?}"),
    }
    Ok(())
}

pub(super) fn system_status(_: &Context) {
    report(system(c"exit 0"));
    report(system(c"exit 3"));
    report(system(c"exit 255"));
}

pub(super) fn system_when_the_shell_is_killed(_: &Context) {
    report(system(c"kill -TERM $$"));
}

pub(super) fn system_of_a_missing_command(_: &Context) {
    report(system(c"/nonexistent/program"));
}

/// In an empty root directory.
pub(super) fn system_without_a_shell(_: &Context) -> io::Result<()> {
    nix::unistd::chroot(".")?;
    report(system(c"exit 0"));
    Ok(())
}

pub(super) fn system_of_null(_: &Context) {
    event!("{}", system_has_shell());
}

pub(super) fn system_with_sigchld_ignored(_: &Context) -> io::Result<()> {
    ignore(SIGCHLD)?;
    report(system(c"exit 3"));
    Ok(())
}

/// The command sends both to us while we wait for it.
pub(super) fn system_ignores_sigint_and_sigquit(_: &Context) {
    report(system(c"kill -INT $PPID; kill -QUIT $PPID; exit 4"));
}

pub(super) fn system_leaves_other_children_alone(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| 9)?;
    report(system(c"exit 3"));
    event!("other:{}", Word(sys::wait_status(child)?));
    Ok(())
}

/// A line that is in our buffer when the command writes its own.
pub(super) fn text_before_system(_: &Context) {
    sys::fputs(c"first\n", stdout());
    report(system(c"echo second"));
    sys::exit(0)
}

pub(super) fn pclose_status(_: &Context) -> io::Result<()> {
    let stream = popen(c"echo text; exit 3")?;
    event!(
        "read:{}",
        std::iter::from_fn(|| fgetc(stream))
            .collect::<Vec<u8>>()
            .escape_ascii()
    );
    report(pclose(stream));
    Ok(())
}

pub(super) fn pclose_of_a_missing_command(_: &Context) -> io::Result<()> {
    report(pclose(popen(c"/nonexistent/program")?));
    Ok(())
}

pub(super) fn pclose_after_the_status_is_gone(_: &Context) -> io::Result<()> {
    let stream = popen(c"exit 3")?;
    let (_, word) = waitpid(-1, 0)?;
    event!("waitpid:{word}");
    report(pclose(stream));
    Ok(())
}

/// Our ending does not wait for the command, but the command's parent is gone then.
pub(super) fn popen_without_pclose(_: &Context) -> Result<ExitCode, Errno> {
    let stream = popen(c"printf x; exec sleep 1000")?;
    event!("read:{}", fgetc(stream).is_some());
    Ok(ExitCode::from(2))
}
