//! The end of a thread by cancellation.

use std::ffi::c_void;
use std::ptr::null_mut;
use std::sync::OnceLock;

use exitspec::{Context, event, journal};

use super::exit_handler;
use crate::sys;
use crate::sys::thread::{
    Key, Thread, canceled, pause, set_cancelable, testcancel, value, with_cleanup, without_callers,
};

extern "C" fn clean_up(_: *mut c_void) {
    journal::event("cleanup");
}

extern "C" fn destroy(_: *mut c_void) {
    journal::event("specific");
}

/// Asks for the cancellation of a thread that runs the routine, and reports what it gave.
fn cancel(routine: crate::sys::thread::Routine) -> ! {
    sys::atexit(exit_handler);
    let thread = Thread::start(routine);
    let result = thread.cancel();
    if result != 0 {
        event!("cancel:{result}");
    }
    match thread.join() {
        Ok(value) => event!("joined:canceled:{}", value == canceled()),
        Err(error) => event!("join:{error}"),
    }
    sys::_exit(7)
}

/// Waits for the request, which is acted on at a cancellation point.
fn await_request() {
    loop {
        testcancel();
        std::hint::spin_loop();
    }
}

extern "C-unwind" fn await_request_only(_: *mut c_void) -> *mut c_void {
    await_request();
    null_mut()
}

pub(super) fn cancelled_value_of_the_thread(_: &Context) {
    cancel(await_request_only)
}

pub(super) fn cancelled_cleanup_then_specific_data(_: &Context) {
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        set_cancelable(false);
        Key::new(destroy).set(value(1));
        with_cleanup(clean_up, || {
            set_cancelable(true);
            await_request();
        });
        null_mut()
    }
    cancel(routine)
}

/// A request is acted on where the thread waits.
pub(super) fn cancelled_at_a_cancellation_point(_: &Context) {
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        pause();
        null_mut()
    }
    cancel(routine)
}

pub(super) fn cancelled_not_while_disabled(_: &Context) {
    static ASKED: OnceLock<()> = OnceLock::new();
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        set_cancelable(false);
        STARTED.get_or_init(|| ());
        while ASKED.get().is_none() {
            std::thread::yield_now();
        }
        testcancel();
        journal::event("thread:goes-on");
        value(5)
    }
    static STARTED: OnceLock<()> = OnceLock::new();
    let thread = Thread::start(routine);
    while STARTED.get().is_none() {
        std::thread::yield_now();
    }
    event!("cancel:{}", thread.cancel());
    ASKED.get_or_init(|| ());
    match thread.join() {
        Ok(value) => event!("joined:{}", value.addr()),
        Err(error) => event!("join:{error}"),
    }
    sys::_exit(7)
}

/// The rest of the process goes on.
pub(super) fn cancelled_main(_: &Context) {
    static MAIN: OnceLock<Thread> = OnceLock::new();
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        if let Some(main) = MAIN.get() {
            main.cancel();
            match main.join() {
                Ok(value) => event!("main:canceled:{}", value == canceled()),
                Err(error) => event!("join:{error}"),
            }
        }
        value(9)
    }
    extern "C-unwind" fn wait() {
        await_request();
    }
    MAIN.get_or_init(Thread::this);
    Key::new(destroy).set(value(1));
    sys::atexit(exit_handler);
    Thread::start(routine);
    without_callers(wait)
}
