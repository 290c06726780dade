//! The exec functions.

use std::ffi::{CStr, CString};
use std::fs::File;
use std::io::{self, Write as _};
use std::os::fd::AsRawFd as _;
use std::os::unix::process::CommandExt as _;
use std::process::{Command, ExitCode};
use std::sync::mpsc;

use exitspec::{Context, event, journal};
use libc::{SIGPIPE, SIGTERM, c_int};

use crate::sys::image::{dup2, execv};
use crate::sys::signal::{block, catch, ignore};
use crate::sys::wait::getpid;
use crate::sys::{self, exec_shell};

/// Reports when it is dropped.
struct Guard(&'static str);

impl Drop for Guard {
    fn drop(&mut self) {
        event!("drop:{}", self.0);
    }
}

extern "C" fn report_exit() {
    journal::event("atexit");
}

fn exec_shell_text(script: String) -> io::Result<()> {
    exec_shell(&CString::new(script)?)
}

pub(super) fn status_is_the_new_images(_: &Context) {
    exec_shell(c"exit 7")
}

pub(super) fn process_is_the_same(_: &Context) -> io::Result<()> {
    exec_shell_text(format!("[ $$ = {} ]", getpid()))
}

pub(super) fn handlers_do_not_run(_: &Context) {
    sys::atexit(report_exit);
    exec_shell(c"exit 0")
}

pub(super) fn c_text_is_lost(_: &Context) {
    sys::fputs(c"old ", sys::stdout());
    exec_shell(c"printf new")
}

pub(super) fn rust_text_is_lost(_: &Context) -> io::Result<()> {
    io::stdout().write_all(b"old ")?;
    Err(Command::new("/bin/sh").args(["-c", "printf new"]).exec())
}

pub(super) fn values_are_not_dropped(_: &Context) -> io::Result<()> {
    thread_local!(static LOCAL: Guard = const { Guard("thread_local") });
    let _guard = Guard("local");
    LOCAL.with(|_| ());
    Err(Command::new("/bin/sh").args(["-c", "exit 0"]).exec())
}

pub(super) fn threads_end_without_destructors(_: &Context) -> io::Result<()> {
    thread_local!(static LOCAL: Guard = const { Guard("thread_local") });
    extern "C" fn destroy() {
        journal::event("key-destructor");
    }
    let (ready, is_ready) = mpsc::channel();
    std::thread::spawn(move || {
        let _guard = Guard("local");
        LOCAL.with(|_| ());
        sys::set_thread_specific(destroy);
        // The other side waits for it.
        let _ = ready.send(());
        sys::wait_for_ever()
    });
    is_ready.recv().map_err(io::Error::other)?;
    exec_shell(c"exit 6")
}

pub(super) fn from_another_thread(_: &Context) -> io::Result<()> {
    let process = getpid();
    let thread = std::thread::spawn(move || {
        let _ = exec_shell_text(format!("[ $$ = {process} ] && exit 5"));
    });
    // It does not come back: the process is another program by then.
    drop(thread.join());
    Ok(())
}

pub(super) fn close_on_exec(_: &Context) -> io::Result<()> {
    let file = File::create("file")?;
    dup2(file.as_raw_fd(), 8, true)?;
    dup2(file.as_raw_fd(), 9, false)?;
    exec_shell(
        c"for n in 8 9; do (eval \": >&$n\") 2>/dev/null && echo $n:open || echo $n:closed; done",
    )
}

pub(super) fn caught_signal_has_the_default_action(_: &Context) -> io::Result<()> {
    extern "C" fn handler(_: c_int) {
        journal::event("caught");
    }
    catch(SIGTERM, handler, 0, &[])?;
    exec_shell(c"kill -TERM $$; exit 3")
}

pub(super) fn ignored_signal_stays_ignored(_: &Context) -> io::Result<()> {
    ignore(SIGTERM)?;
    exec_shell(c"kill -TERM $$; exit 3")
}

pub(super) fn blocked_signal_stays_blocked(_: &Context) {
    block(&[SIGTERM]);
    exec_shell(c"kill -TERM $$; exit 3")
}

/// The disposition is the one Rust's runtime set before `main`; nothing of this body.
pub(super) fn sigpipe_stays_ignored(_: &Context) {
    exec_shell(c"kill -PIPE $$; exit 3")
}

pub(super) fn command_exec_resets_sigpipe(_: &Context) -> io::Result<()> {
    Err(Command::new("/bin/sh")
        .args(["-c", "kill -PIPE $$; exit 3"])
        .exec())
}

/// A name at which there is no program.
const MISSING: &CStr = c"/nonexistent/program";

pub(super) fn failure_returns(_: &Context) -> ExitCode {
    let _guard = Guard("local");
    sys::atexit(report_exit);
    event!("{:?}", execv(MISSING, &[c"program"]));
    ExitCode::from(127)
}

pub(super) fn not_executable(_: &Context) -> io::Result<ExitCode> {
    File::create("file")?;
    event!("{:?}", execv(c"file", &[c"file"]));
    Ok(ExitCode::from(126))
}

pub(super) fn command_exec_failure(_: &Context) -> ExitCode {
    let _guard = Guard("local");
    let error = Command::new("/nonexistent/program").exec();
    event!("{:?}", error.kind());
    ExitCode::from(127)
}

/// A write to a pipe without a reader kills the process then, where it was an error before.
pub(super) fn command_exec_failure_leaves_sigpipe_default(_: &Context) -> io::Result<()> {
    let before = io::stdout().write_all(b"line\n");
    event!("before:{:?}", before.map_err(|error| error.kind()));
    let error = Command::new("/nonexistent/program").exec();
    event!("{:?}", error.kind());
    let after = io::stdout().write_all(b"line\n");
    event!("after:{:?}", after.map_err(|error| error.kind()));
    // Only to be reached if the write came back.
    sys::raise(SIGPIPE);
    Ok(())
}
