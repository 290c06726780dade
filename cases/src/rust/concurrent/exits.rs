//! Several threads end the process at once. Thread number n asks for the code 10 + n.

use std::process::ExitCode;
use std::sync::{Arc, Barrier};
use std::thread;

use exitspec::Context;
use libc::c_int;

use super::{FORTY, together};
use crate::sys;

fn exit(number: u8) {
    sys::exit(c_int::from(10 + number))
}

fn process_exit(number: u8) {
    std::process::exit(i32::from(10 + number))
}

fn quick_exit(number: u8) {
    sys::quick_exit(c_int::from(10 + number))
}

fn register_forty() {
    for handler in FORTY {
        sys::atexit(handler);
    }
}

/// Sixteen: no C library has to take more than thirty-two.
fn register_sixteen_quick() {
    for handler in FORTY.into_iter().take(16) {
        sys::at_quick_exit(handler);
    }
}

pub(super) fn two_exit(_: &Context) {
    together(2, exit)
}

pub(super) fn eight_exit(_: &Context) {
    together(8, exit)
}

pub(super) fn two_exit_with_slow_handlers(_: &Context) {
    register_forty();
    together(2, exit)
}

pub(super) fn eight_exit_with_slow_handlers(_: &Context) {
    register_forty();
    together(8, exit)
}

pub(super) fn two_exit_with_text(_: &Context) {
    sys::fputs(c"text", sys::stdout());
    together(2, exit)
}

pub(super) fn two_process_exit_with_slow_handlers(_: &Context) {
    register_forty();
    together(2, process_exit)
}

pub(super) fn eight_process_exit_with_slow_handlers(_: &Context) {
    register_forty();
    together(8, process_exit)
}

/// Main returns with the code 10 while a thread does this.
fn return_while(end: fn(u8)) -> ExitCode {
    register_forty();
    let barrier = Arc::new(Barrier::new(2));
    let other = Arc::clone(&barrier);
    thread::spawn(move || {
        other.wait();
        end(1);
    });
    barrier.wait();
    ExitCode::from(10)
}

pub(super) fn return_and_process_exit(_: &Context) -> ExitCode {
    return_while(process_exit)
}

pub(super) fn return_and_exit(_: &Context) -> ExitCode {
    return_while(exit)
}

pub(super) fn two_quick_exit(_: &Context) {
    register_sixteen_quick();
    together(2, quick_exit)
}

pub(super) fn eight_quick_exit(_: &Context) {
    register_sixteen_quick();
    together(8, quick_exit)
}

pub(super) fn exit_and_quick_exit(_: &Context) {
    together(2, |number| match number {
        0 => exit(0),
        _ => quick_exit(1),
    })
}

pub(super) fn exit_and_underscore_exit(_: &Context) {
    together(2, |number| match number {
        0 => exit(0),
        _ => sys::_exit(11),
    })
}

pub(super) fn exit_and_abort(_: &Context) {
    together(2, |number| match number {
        0 => exit(0),
        _ => sys::abort(),
    })
}

pub(super) fn exit_and_sigterm(_: &Context) {
    together(2, |number| match number {
        0 => exit(0),
        _ => {
            sys::raise(libc::SIGTERM);
        }
    })
}
