//! `exit` called by a handler, which ISO C and POSIX leave undefined.

use std::process::ExitCode;

use exitspec::{Context, journal};

use super::{first, third};
use crate::sys;

extern "C" fn exit_9() {
    journal::event("atexit:exits");
    sys::exit(9)
}

extern "C" fn exit_11() {
    journal::event("atexit:exits-too");
    sys::exit(11)
}

pub(super) fn exit_in_a_handler(_: &Context) {
    sys::atexit(first);
    sys::atexit(exit_9);
    sys::atexit(third);
    sys::exit(7)
}

pub(super) fn exit_in_two_handlers(_: &Context) {
    sys::atexit(first);
    sys::atexit(exit_11);
    sys::atexit(exit_9);
    sys::atexit(third);
    sys::exit(7)
}

pub(super) fn exit_in_the_last_handler(_: &Context) {
    sys::atexit(exit_9);
    sys::atexit(third);
    sys::exit(7)
}

pub(super) fn exit_in_a_handler_flushes(_: &Context) {
    sys::fputs(c"text", sys::stdout());
    sys::atexit(exit_9);
    sys::exit(7)
}

pub(super) fn exit_in_a_handler_on_return(_: &Context) -> ExitCode {
    sys::atexit(first);
    sys::atexit(exit_9);
    ExitCode::from(7)
}

/// The first exit is C's, the second Rust's.
pub(super) fn process_exit_in_a_handler(_: &Context) {
    extern "C" fn process_exit_9() {
        journal::event("atexit:exits");
        std::process::exit(9)
    }
    sys::atexit(first);
    sys::atexit(process_exit_9);
    sys::exit(7)
}

pub(super) fn quick_exit_in_a_handler(_: &Context) {
    extern "C" fn quick() {
        journal::event("quick");
    }
    extern "C" fn quick_exit_9() {
        journal::event("atexit:quick-exits");
        sys::quick_exit(9)
    }
    sys::at_quick_exit(quick);
    sys::atexit(first);
    sys::atexit(quick_exit_9);
    sys::exit(7)
}
