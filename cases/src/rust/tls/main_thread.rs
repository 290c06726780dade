//! The values of the main thread.

use std::io;
use std::process::ExitCode;
use std::thread;

use exitspec::{Context, event, journal};

use super::{MAIN, Reports, THREAD, exit_handler, touch};
use crate::sys;
use crate::sys::thread::{Thread, pthread_exit_with, without_callers};

pub(super) fn main_at_return(_: &Context) -> ExitCode {
    touch(&MAIN);
    ExitCode::from(7)
}

pub(super) fn main_at_process_exit(_: &Context) {
    touch(&MAIN);
    std::process::exit(7)
}

pub(super) fn main_at_exit(_: &Context) {
    touch(&MAIN);
    sys::exit(7)
}

pub(super) fn main_at_underscore_exit(_: &Context) {
    touch(&MAIN);
    sys::_exit(7)
}

pub(super) fn main_at_a_panic(_: &Context) {
    touch(&MAIN);
    panic!("the main thread panics")
}

/// Another thread goes on, and ends the process by `_exit`.
pub(super) fn main_at_pthread_exit(_: &Context) {
    static THIS: std::sync::OnceLock<Thread> = std::sync::OnceLock::new();
    extern "C-unwind" fn routine(_: *mut std::ffi::c_void) -> *mut std::ffi::c_void {
        match THIS.get().map(|main| main.join().is_ok()) {
            Some(true) => journal::event("main:ended"),
            _ => journal::event("join-failed"),
        }
        sys::_exit(7)
    }
    extern "C-unwind" fn leave() {
        pthread_exit_with(std::ptr::null_mut())
    }
    touch(&MAIN);
    THIS.get_or_init(Thread::this);
    Thread::start(routine);
    without_callers(leave)
}

pub(super) fn main_against_exit_handlers(_: &Context) {
    sys::atexit(exit_handler);
    touch(&MAIN);
    sys::atexit(exit_handler);
    sys::exit(7)
}

pub(super) fn main_against_destructors(_: &Context) {
    extern "C" fn report() {
        journal::event("destructor");
    }
    sys::arm_destructor(report);
    touch(&MAIN);
    sys::exit(7)
}

pub(super) fn main_against_locals(_: &Context) -> ExitCode {
    let _local = Reports("local");
    touch(&MAIN);
    ExitCode::from(7)
}

pub(super) fn main_when_another_thread_exits(_: &Context) {
    touch(&MAIN);
    thread::spawn(|| sys::exit(7));
    sys::wait_for_ever()
}

/// Nobody asked for the value, so there is none.
pub(super) fn main_never_used(_: &Context) -> ExitCode {
    ExitCode::from(7)
}

extern "C" fn look() {
    let found = MAIN.try_with(|_| ()).is_ok();
    event!("atexit:found:{found}");
}

pub(super) fn main_handler_finds_one(_: &Context) {
    touch(&MAIN);
    sys::atexit(look);
    sys::exit(7)
}

/// The value is made while handlers run.
pub(super) fn main_handler_makes_one(_: &Context) {
    extern "C" fn make() {
        let made = THREAD.try_with(|_| ()).is_ok();
        event!("atexit:made:{made}");
    }
    sys::atexit(exit_handler);
    sys::atexit(make);
    sys::exit(7)
}

pub(super) fn main_in_both_processes_after_fork(_: &Context) -> io::Result<()> {
    touch(&MAIN);
    let child = sys::fork_child(|| sys::exit(3))?;
    sys::wait_status(child)?;
    journal::event("waited");
    sys::exit(7)
}
