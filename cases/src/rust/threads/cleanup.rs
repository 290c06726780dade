//! Cleanup handlers: `pthread_cleanup_push`.

use std::ffi::c_void;
use std::ptr::null_mut;

use exitspec::{Context, event, journal};

use super::exit_handler;
use crate::sys;
use crate::sys::thread::{Key, Thread, pthread_exit_with, value, with_cleanup};

extern "C" fn first(_: *mut c_void) {
    journal::event("cleanup:1");
}

extern "C" fn second(_: *mut c_void) {
    journal::event("cleanup:2");
}

extern "C" fn third(_: *mut c_void) {
    journal::event("cleanup:3");
}

extern "C" fn destroy(_: *mut c_void) {
    journal::event("specific");
}

fn leave() {
    pthread_exit_with(value(5))
}

/// Runs the routine on a thread, reports what it gave, and ends.
fn join(routine: crate::sys::thread::Routine) -> ! {
    sys::atexit(exit_handler);
    match Thread::start(routine).join() {
        Ok(value) => event!("joined:{}", value.addr()),
        Err(error) => event!("join:{error}"),
    }
    sys::_exit(7)
}

pub(super) fn cleanup_in_reverse_order(_: &Context) {
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        with_cleanup(first, || {
            with_cleanup(second, || with_cleanup(third, leave));
        });
        null_mut()
    }
    join(routine)
}

pub(super) fn cleanup_before_specific_data(_: &Context) {
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        Key::new(destroy).set(value(1));
        with_cleanup(first, || with_cleanup(second, leave));
        null_mut()
    }
    join(routine)
}

pub(super) fn cleanup_popped_handler_is_not_called(_: &Context) {
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        with_cleanup(first, || {
            with_cleanup(second, || {});
            leave();
        });
        null_mut()
    }
    join(routine)
}

/// The thread is in the reach of a cleanup handler when it exits.
pub(super) fn cleanup_not_at_exit(_: &Context) {
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        with_cleanup(first, || sys::exit(7));
        null_mut()
    }
    join(routine)
}

pub(super) fn cleanup_exit_in_a_handler(_: &Context) {
    extern "C" fn exit(_: *mut c_void) {
        journal::event("cleanup:exits");
        sys::exit(9)
    }
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        Key::new(destroy).set(value(1));
        with_cleanup(first, || with_cleanup(exit, leave));
        null_mut()
    }
    join(routine)
}

pub(super) fn cleanup_thread_end_calls_no_exit_handler(_: &Context) {
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        pthread_exit_with(value(5))
    }
    join(routine)
}
