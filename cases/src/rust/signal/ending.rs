//! Signals while the process ends, and what a death by signal leaves undone.

use std::io;

use exitspec::{Context, event};
use libc::c_int;

use crate::sys::signal::SignalName;
use crate::sys::{self, Gate, signal};

extern "C" fn report_exit_handler() {
    event!("exit_handler");
}

extern "C" fn raise_sigterm() {
    event!("raising");
    sys::raise(libc::SIGTERM);
    event!("raised");
}

pub(super) fn killed_in_an_exit_handler(_: &Context) {
    sys::atexit(report_exit_handler);
    sys::atexit(raise_sigterm);
    sys::exit(7)
}

extern "C" fn report(signal: c_int) {
    event!("handler:{}", SignalName(signal));
}

pub(super) fn caught_in_an_exit_handler(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGTERM, report, 0, &[])?;
    sys::atexit(report_exit_handler);
    sys::atexit(raise_sigterm);
    sys::exit(7)
}

extern "C" fn underscore_exit(_: c_int) {
    event!("handler");
    sys::_exit(9)
}

pub(super) fn signal_handler_ends_an_exit_handler(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGTERM, underscore_exit, 0, &[])?;
    sys::atexit(report_exit_handler);
    sys::atexit(raise_sigterm);
    sys::exit(7)
}

pub(super) fn killed_in_a_quick_exit_handler(_: &Context) {
    sys::at_quick_exit(report_exit_handler);
    sys::at_quick_exit(raise_sigterm);
    sys::quick_exit(7)
}

extern "C" fn unblock_sigterm() {
    event!("unblocking");
    signal::unblock(&[libc::SIGTERM]);
    event!("unblocked");
}

pub(super) fn unblocked_in_an_exit_handler(_: &Context) {
    sys::atexit(unblock_sigterm);
    signal::block(&[libc::SIGTERM]);
    sys::raise(libc::SIGTERM);
    sys::exit(7)
}

pub(super) fn exit_handlers_do_not_run(_: &Context) {
    sys::atexit(report_exit_handler);
    sys::raise(libc::SIGTERM);
    event!("returned");
}

pub(super) fn buffers_are_not_flushed(_: &Context) {
    sys::fputs(c"text", sys::stdout());
    sys::raise(libc::SIGTERM);
    event!("returned");
}

struct Reports;

impl Drop for Reports {
    fn drop(&mut self) {
        event!("dropped");
    }
}

thread_local! {
    static LOCAL: Reports = const { Reports };
}

pub(super) fn destructors_do_not_run(_: &Context) {
    let _on_the_stack = Reports;
    LOCAL.with(|_| sys::raise(libc::SIGTERM));
    event!("returned");
}

pub(super) fn other_threads_end_too(_: &Context) -> io::Result<()> {
    let gate = Gate::new()?;
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let _on_the_stack = Reports;
        // The receiver waits below.
        let _ = sender.send(());
        gate.pass();
        event!("passed");
    });
    receiver.recv().map_err(io::Error::other)?;
    sys::raise(libc::SIGTERM);
    event!("returned");
    Ok(())
}
