//! Destructors of the program: entries of its `.fini_array`.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use exitspec::{Context, event, journal};

use super::{first, second};
use crate::sys::{self, handlers};

extern "C" fn report() {
    journal::event("destructor");
}

pub(super) fn destructor_after_the_handlers(_: &Context) {
    sys::arm_destructor(report);
    sys::atexit(first);
    sys::atexit(second);
    sys::exit(7)
}

pub(super) fn destructor_by_priority(_: &Context) {
    handlers::arm_priorities();
    sys::atexit(first);
    sys::exit(7)
}

pub(super) fn destructor_not_by_underscore_exit(_: &Context) {
    sys::arm_destructor(report);
    sys::_exit(7)
}

pub(super) fn destructor_not_by_a_signal(_: &Context) {
    sys::arm_destructor(report);
    sys::raise(libc::SIGTERM);
}

pub(super) fn destructor_underscore_exit_decides_the_code(_: &Context) {
    extern "C" fn underscore_exit() {
        journal::event("destructor");
        sys::_exit(9)
    }
    sys::arm_destructor(underscore_exit);
    sys::fputs(c"text", sys::stdout());
    sys::exit(7)
}

/// The handlers have been called by then.
pub(super) fn destructor_registers_a_handler(context: &Context) {
    extern "C" fn register() {
        let result = sys::atexit(second);
        event!("atexit:taken:{}", result == 0);
    }
    sys::arm_destructor(register);
    sys::atexit(first);
    context.ending();
    sys::exit(7)
}

pub(super) fn destructor_exit_in_a_destructor(context: &Context) {
    static DONE: AtomicBool = AtomicBool::new(false);
    extern "C" fn exit_once() {
        // A second call does not exit again, so that no library runs into endless recursion here.
        if DONE.swap(true, Ordering::Relaxed) {
            return journal::event("destructor:again");
        }
        journal::event("destructor");
        sys::exit(9)
    }
    sys::arm_destructor(exit_once);
    sys::atexit(first);
    sys::fputs(c"text", sys::stdout());
    context.ending();
    sys::exit(7)
}

pub(super) fn destructor_in_both_processes_after_fork(_: &Context) -> io::Result<()> {
    sys::arm_destructor(report);
    let child = sys::fork_child(|| sys::exit(3))?;
    sys::wait_status(child)?;
    journal::event("waited");
    sys::exit(7)
}
