//! The main thread ends by itself, and the process when the last thread does.

use std::ffi::c_void;
use std::ptr::null_mut;
use std::sync::OnceLock;

use exitspec::{Context, event, journal};

use super::exit_handler;
use crate::sys::thread::{Key, Thread, pthread_exit_with, value, with_cleanup, without_callers};
use crate::sys::{self, linux};

extern "C-unwind" fn leave() {
    pthread_exit_with(value(5))
}

static MAIN: OnceLock<Thread> = OnceLock::new();

/// Waits until the main thread has ended, and reports its value.
fn await_main() {
    match MAIN.get().map(|main| main.join()) {
        Some(Ok(value)) => event!("main-gave:{}", value.addr()),
        Some(Err(error)) => event!("join:{error}"),
        None => journal::event("no-main"),
    }
}

/// Leaves the main thread while another runs `routine`.
fn leave_to(routine: crate::sys::thread::Routine) -> ! {
    MAIN.get_or_init(Thread::this);
    sys::atexit(exit_handler);
    Thread::start(routine);
    without_callers(leave)
}

pub(super) fn main_leaves_alone(_: &Context) {
    sys::atexit(exit_handler);
    without_callers(leave)
}

pub(super) fn main_leaves_flushes_text(_: &Context) {
    sys::fputs(c"text", sys::stdout());
    without_callers(leave)
}

pub(super) fn main_leaves_destructors_run(_: &Context) {
    extern "C" fn report() {
        journal::event("destructor");
    }
    sys::arm_destructor(report);
    sys::atexit(exit_handler);
    without_callers(leave)
}

pub(super) fn main_leaves_others_go_on(_: &Context) {
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        await_main();
        journal::event("thread:returns");
        value(9)
    }
    leave_to(routine)
}

pub(super) fn main_leaves_last_thread_calls_pthread_exit(_: &Context) {
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        await_main();
        pthread_exit_with(value(9))
    }
    leave_to(routine)
}

pub(super) fn main_leaves_last_thread_is_cancelled(_: &Context) {
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        await_main();
        Thread::this().cancel();
        crate::sys::thread::testcancel();
        journal::event("thread:goes-on");
        value(9)
    }
    leave_to(routine)
}

pub(super) fn main_leaves_another_thread_exits(_: &Context) {
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        await_main();
        sys::exit(7)
    }
    leave_to(routine)
}

pub(super) fn main_leaves_its_value_is_joined(_: &Context) {
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        await_main();
        sys::_exit(7)
    }
    leave_to(routine)
}

pub(super) fn main_leaves_cleanup_and_specific_data(_: &Context) {
    extern "C" fn clean_up(_: *mut c_void) {
        journal::event("cleanup");
    }
    extern "C" fn destroy(_: *mut c_void) {
        journal::event("specific");
    }
    extern "C-unwind" fn leave_with_cleanup() {
        with_cleanup(clean_up, || pthread_exit_with(null_mut()));
    }
    Key::new(destroy).set(value(1));
    sys::atexit(exit_handler);
    without_callers(leave_with_cleanup)
}

pub(super) fn main_leaves_handlers_run_on_the_last_thread(_: &Context) {
    static LAST: OnceLock<Thread> = OnceLock::new();
    extern "C" fn report() {
        let on_last = LAST.get().is_some_and(|last| last.is(Thread::this()));
        event!("on-last-thread:{on_last}");
    }
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        LAST.get_or_init(Thread::this);
        await_main();
        null_mut()
    }
    sys::atexit(report);
    leave_to(routine)
}

/// The system call below `_exit` ends one thread, and with the only thread the process.
pub(super) fn main_leaves_by_system_call_alone(_: &Context) {
    sys::atexit(exit_handler);
    let error = linux::exit_thread(5);
    event!("exit:{error:?}");
}

/// Whether the main thread has ended, as Linux tells it.
fn main_is_zombie() -> bool {
    let id = std::process::id();
    std::fs::read_to_string(format!("/proc/self/task/{id}/stat")).is_ok_and(|stat| {
        stat.rsplit_once(')')
            .is_some_and(|(_, rest)| rest.starts_with(" Z"))
    })
}

pub(super) fn main_leaves_by_system_call_others_go_on(_: &Context) {
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        while !main_is_zombie() {
            std::thread::yield_now();
        }
        journal::event("thread:exits");
        sys::_exit(7)
    }
    sys::atexit(exit_handler);
    Thread::start(routine);
    let error = linux::exit_thread(5);
    event!("exit:{error:?}");
}
