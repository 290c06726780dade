//! Children that do not come to be what was asked for.

use std::fs::File;
use std::io;
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, ExitStatus};

use exitspec::{Context, event};
use libc::c_int;
use nix::errno::Errno;

use super::shell;
use crate::sys;
use crate::sys::image::pre_exec;
use crate::sys::signal::SignalName;
use crate::sys::wait::waitpid;

fn report(result: io::Result<ExitStatus>) {
    match result {
        Ok(status) => match status.signal() {
            Some(signal) => event!("signal:{}", SignalName(signal)),
            None => event!("code:{:?}", status.code()),
        },
        Err(error) => event!("{:?}", error.kind()),
    }
}

pub(super) fn missing_program(_: &Context) {
    report(Command::new("/nonexistent/program").status());
    report(Command::new("exitspec-has-no-such-program").status());
}

pub(super) fn not_executable(_: &Context) -> io::Result<()> {
    File::create("file")?;
    report(Command::new("./file").status());
    Ok(())
}

pub(super) fn missing_directory(_: &Context) {
    report(shell("exit 0").current_dir("/nonexistent").status());
}

/// The shell comes to be; it is the shell that finds nothing.
pub(super) fn missing_in_a_shell(_: &Context) {
    report(shell("/nonexistent/program").status());
}

pub(super) fn pre_exec_fails(_: &Context) {
    let mut command = shell("exit 0");
    pre_exec(&mut command, || {
        event!("pre_exec");
        Err(io::Error::from_raw_os_error(Errno::EDOM as c_int))
    });
    match command.status() {
        Ok(status) => event!("{status}"),
        Err(error) => event!(
            "EDOM:{}",
            error.raw_os_error() == Some(Errno::EDOM as c_int)
        ),
    }
}

/// A panic there aborts the child at once, whatever the strategy.
pub(super) fn pre_exec_panics(_: &Context) {
    let mut command = shell("exit 0");
    pre_exec(&mut command, || panic!("no child"));
    report(command.status());
}

/// The child never becomes the program, and its parent cannot tell.
pub(super) fn pre_exec_exits(_: &Context) {
    let mut command = shell("exit 0");
    pre_exec(&mut command, || sys::_exit(42));
    report(command.status());
}

pub(super) fn leaves_no_zombie(_: &Context) {
    report(Command::new("/nonexistent/program").status());
    match waitpid(-1, libc::WNOHANG) {
        Ok((child, word)) => event!("{}:{word}", child != 0),
        Err(error) => event!("{error:?}"),
    }
}
