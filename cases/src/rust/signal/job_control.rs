//! Stops and continuations of the case itself, which its supervisor sees and answers.
//!
//! The case is the only process of its session and group, and its parent is in another session: its group is orphaned.

#![expect(unsafe_code, reason = "an exit handler needs the body's context")]

use std::io;
use std::process::ExitCode;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

use exitspec::{Context, event};
use libc::c_int;

use crate::sys::signal::SignalName;
use crate::sys::{self, signal};

extern "C" fn report(signal: c_int) {
    event!("handler:{}", SignalName(signal));
}

pub(super) fn sigstop_stops(context: &Context) -> ExitCode {
    event!("before");
    sys::raise(libc::SIGSTOP);
    context.await_continued();
    event!("after");
    ExitCode::from(7)
}

pub(super) fn sigstop_cannot_be_caught(_: &Context) {
    for result in [
        signal::catch(libc::SIGSTOP, report, 0, &[]),
        signal::ignore(libc::SIGSTOP),
    ] {
        match result {
            Ok(()) => event!("ok"),
            Err(errno) => event!("{errno:?}"),
        }
    }
}

pub(super) fn sigstop_cannot_be_blocked(context: &Context) {
    event!("mask:{}", signal::block_all());
    sys::raise(libc::SIGSTOP);
    context.await_continued();
    event!("after");
}

pub(super) fn sigstop_twice(context: &Context) {
    for _ in 0..2 {
        sys::raise(libc::SIGSTOP);
        context.await_continued();
    }
    event!("after");
}

/// Nobody continues it.
pub(super) fn sigstop_without_a_continuation(_: &Context) {
    event!("before");
    sys::raise(libc::SIGSTOP);
    event!("after");
}

fn discarded(signal: c_int) -> ExitCode {
    sys::raise(signal);
    event!("still_running");
    ExitCode::from(7)
}

pub(super) fn sigtstp_is_discarded(_: &Context) -> ExitCode {
    discarded(libc::SIGTSTP)
}

pub(super) fn sigttin_is_discarded(_: &Context) -> ExitCode {
    discarded(libc::SIGTTIN)
}

pub(super) fn sigttou_is_discarded(_: &Context) -> ExitCode {
    discarded(libc::SIGTTOU)
}

pub(super) fn sigtstp_caught(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGTSTP, report, 0, &[])?;
    sys::raise(libc::SIGTSTP);
    event!("still_running");
    Ok(())
}

pub(super) fn sigcont_caught(context: &Context) -> io::Result<()> {
    signal::catch(libc::SIGCONT, report, 0, &[])?;
    event!("before");
    sys::raise(libc::SIGSTOP);
    context.await_continued();
    event!("after");
    Ok(())
}

pub(super) fn stop_discards_pending_sigcont(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGCONT, report, 0, &[])?;
    signal::block(&[libc::SIGCONT]);
    sys::raise(libc::SIGCONT);
    event!("pending:{}", signal::is_pending(libc::SIGCONT));
    // Blocked as well, so that it does not stop the process, but is generated all the same.
    signal::block(&[libc::SIGTSTP]);
    sys::raise(libc::SIGTSTP);
    event!("pending:{}", signal::is_pending(libc::SIGCONT));
    Ok(())
}

pub(super) fn sigcont_discards_pending_stop(_: &Context) {
    signal::block(&[libc::SIGTSTP]);
    sys::raise(libc::SIGTSTP);
    event!("pending:{}", signal::is_pending(libc::SIGTSTP));
    sys::raise(libc::SIGCONT);
    event!("pending:{}", signal::is_pending(libc::SIGTSTP));
}

pub(super) fn killed_after_a_stop(context: &Context) {
    sys::raise(libc::SIGSTOP);
    context.await_continued();
    sys::raise(libc::SIGTERM);
    event!("returned");
}

extern "C" fn exit_handler() {
    event!("exit_handler");
}

pub(super) fn exit_handlers_run_after_a_stop(context: &Context) {
    sys::atexit(exit_handler);
    sys::raise(libc::SIGSTOP);
    context.await_continued();
    sys::exit(7)
}

static CONTEXT: AtomicPtr<Context> = AtomicPtr::new(ptr::null_mut());

extern "C" fn stop() {
    event!("stopping");
    sys::raise(libc::SIGSTOP);
    // SAFETY: set by the body, which called exit and so has not returned: its context is still there.
    if let Some(context) = unsafe { CONTEXT.load(Ordering::Relaxed).as_ref() } {
        context.await_continued();
    }
    event!("continued");
}

pub(super) fn stopped_in_an_exit_handler(context: &Context) {
    CONTEXT.store(ptr::from_ref(context).cast_mut(), Ordering::Relaxed);
    sys::atexit(stop);
    sys::exit(7)
}
