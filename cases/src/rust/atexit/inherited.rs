//! Registrations across fork, exec and the end of a thread.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use exitspec::{Context, event, journal};

use super::{first, second};
use crate::sys;

static IN_CHILD: AtomicBool = AtomicBool::new(false);

extern "C" fn report_process() {
    match IN_CHILD.load(Ordering::Relaxed) {
        true => journal::event("atexit:child"),
        false => journal::event("atexit:parent"),
    }
}

/// Forks a child that runs this, and waits for it.
fn in_child(body: impl FnOnce() -> libc::c_int) -> io::Result<()> {
    let child = sys::fork_child(|| {
        IN_CHILD.store(true, Ordering::Relaxed);
        body()
    })?;
    sys::wait_status(child)?;
    journal::event("waited");
    Ok(())
}

pub(super) fn by_fork(_: &Context) -> io::Result<()> {
    sys::atexit(first);
    sys::atexit(report_process);
    in_child(|| sys::exit(3))?;
    sys::exit(7)
}

pub(super) fn child_registers_more(_: &Context) -> io::Result<()> {
    sys::atexit(report_process);
    in_child(|| {
        sys::atexit(second);
        sys::exit(3)
    })?;
    sys::exit(7)
}

/// A registration after the fork is the parent's alone: the child waits until it is made.
pub(super) fn parent_registers_more(_: &Context) -> io::Result<()> {
    let gate = sys::Gate::new()?;
    sys::atexit(report_process);
    let child = sys::fork_child(|| {
        IN_CHILD.store(true, Ordering::Relaxed);
        gate.pass();
        sys::exit(3)
    })?;
    sys::atexit(second);
    gate.open();
    sys::wait_status(child)?;
    journal::event("waited");
    sys::exit(7)
}

pub(super) fn child_underscore_exits(_: &Context) -> io::Result<()> {
    sys::atexit(report_process);
    in_child(|| sys::_exit(3))?;
    sys::exit(7)
}

pub(super) fn dropped_by_exec(_: &Context) {
    sys::atexit(first);
    sys::exec_shell(c"exit 3")
}

pub(super) fn kept_when_exec_fails(_: &Context) {
    sys::atexit(first);
    event!("execv:{:?}", sys::exec_missing());
    sys::exit(7)
}

pub(super) fn from_a_thread_that_ended(_: &Context) {
    let joined = std::thread::spawn(|| sys::atexit(first)).join();
    event!("atexit:{:?}", joined.ok());
    sys::exit(7)
}
