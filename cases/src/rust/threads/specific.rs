//! Thread-specific data: the destructors of keys.

use std::ffi::c_void;
use std::process::ExitCode;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicUsize, Ordering};

use exitspec::{Context, event, journal};

use super::exit_handler;
use crate::sys;
use crate::sys::thread::{Key, Routine, Thread, pthread_exit_with, value};

extern "C" fn report(value: *mut c_void) {
    event!("specific:{}", value.addr());
}

static KEY: AtomicUsize = AtomicUsize::new(0);

fn make_key(destructor: extern "C" fn(*mut c_void)) -> Key {
    let key = Key::new(destructor);
    KEY.store(key.number(), Ordering::Relaxed);
    key
}

fn key() -> Key {
    Key::from_number(KEY.load(Ordering::Relaxed))
}

extern "C-unwind" fn set_and_return(_: *mut c_void) -> *mut c_void {
    key().set(value(1));
    null_mut()
}

extern "C-unwind" fn set_and_leave(_: *mut c_void) -> *mut c_void {
    key().set(value(2));
    pthread_exit_with(null_mut())
}

fn join(routine: Routine) {
    if let Err(error) = Thread::start(routine).join() {
        event!("join:{error}");
    }
    journal::event("joined");
}

pub(super) fn specific_on_return_and_pthread_exit(_: &Context) {
    make_key(report);
    join(set_and_return);
    join(set_and_leave);
    sys::_exit(7)
}

pub(super) fn specific_null_before_the_destructor(_: &Context) {
    extern "C" fn report_null(value: *mut c_void) {
        event!("specific:{}:null:{}", value.addr(), key().get().is_null());
    }
    make_key(report_null);
    join(set_and_return);
    sys::_exit(7)
}

pub(super) fn specific_only_where_there_is_a_value(_: &Context) {
    extern "C-unwind" fn set_null(_: *mut c_void) -> *mut c_void {
        key().set(value(1));
        key().set(null_mut());
        null_mut()
    }
    extern "C-unwind" fn set_none(_: *mut c_void) -> *mut c_void {
        null_mut()
    }
    make_key(report);
    join(set_null);
    join(set_none);
    sys::_exit(7)
}

pub(super) fn specific_not_for_a_deleted_key(_: &Context) {
    extern "C-unwind" fn set_and_delete(_: *mut c_void) -> *mut c_void {
        key().set(value(1));
        event!("deleted:{}", key().delete());
        null_mut()
    }
    make_key(report);
    join(set_and_delete);
    sys::_exit(7)
}

static CALLS: AtomicUsize = AtomicUsize::new(0);

/// Four rounds are promised: the value is there again before the second, the third and the fourth.
pub(super) fn specific_set_again_three_times(_: &Context) {
    extern "C" fn set_again(old: *mut c_void) {
        event!("specific:{}", old.addr());
        if old.addr() < 4 {
            key().set(value(old.addr() + 1));
        }
    }
    make_key(set_again);
    join(set_and_return);
    sys::_exit(7)
}

/// How many rounds there are is the implementation's choice: at least four, or no end of them.
pub(super) fn specific_set_again_for_ever(context: &Context) {
    extern "C" fn set_again(_: *mut c_void) {
        if CALLS.fetch_add(1, Ordering::Relaxed) + 1 == 4 {
            journal::event("four-rounds");
        }
        key().set(value(1));
    }
    make_key(set_again);
    context.ending();
    join(set_and_return);
    event!("rounds:{}", CALLS.load(Ordering::Relaxed));
    sys::_exit(7)
}

pub(super) fn specific_not_at_exit(_: &Context) {
    make_key(report).set(value(1));
    sys::atexit(exit_handler);
    sys::exit(7)
}

pub(super) fn specific_not_at_return(_: &Context) -> ExitCode {
    make_key(report).set(value(1));
    sys::atexit(exit_handler);
    ExitCode::from(7)
}

pub(super) fn specific_not_at_underscore_exit(_: &Context) {
    make_key(report).set(value(1));
    sys::_exit(7)
}

pub(super) fn specific_exit_in_a_destructor(_: &Context) {
    extern "C" fn exit(_: *mut c_void) {
        journal::event("specific:exits");
        sys::exit(9)
    }
    make_key(exit);
    sys::atexit(exit_handler);
    join(set_and_return);
    sys::_exit(7)
}

pub(super) fn specific_underscore_exit_in_a_destructor(_: &Context) {
    extern "C" fn underscore_exit(_: *mut c_void) {
        journal::event("specific:exits");
        sys::_exit(9)
    }
    make_key(underscore_exit);
    sys::atexit(exit_handler);
    join(set_and_return);
    sys::_exit(7)
}

/// Each thread's value goes with the thread.
pub(super) fn specific_of_each_thread(_: &Context) {
    make_key(report).set(value(9));
    join(set_and_return);
    join(set_and_leave);
    event!("main-has:{}", key().get().addr());
    sys::_exit(7)
}
