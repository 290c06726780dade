//! The process ends while threads are running.

use std::ffi::c_void;
use std::io;
use std::process::ExitCode;
use std::ptr::null_mut;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;

use exitspec::{Context, event, journal};

use super::{exit_handler, wait_for_ever};
use crate::sys;
use crate::sys::thread::{Key, Thread, value};

struct Dropped(&'static str);

impl Drop for Dropped {
    fn drop(&mut self) {
        event!("drop:{}", self.0);
    }
}

extern "C" fn destroy(_: *mut c_void) {
    journal::event("specific");
}

thread_local!(static NAME: std::cell::Cell<&'static str> = const { std::cell::Cell::new("main") });

extern "C" fn report_thread() {
    event!("atexit:on:{}", NAME.get());
}

pub(super) fn exit_on_another_thread(_: &Context) {
    let _live = Dropped("main");
    sys::atexit(report_thread);
    thread::spawn(|| {
        NAME.set("thread");
        sys::exit(7)
    });
    sys::wait_for_ever()
}

pub(super) fn process_exit_on_another_thread(_: &Context) {
    let _live = Dropped("main");
    sys::atexit(report_thread);
    thread::spawn(|| {
        NAME.set("thread");
        let _live = Dropped("thread");
        std::process::exit(7)
    });
    sys::wait_for_ever()
}

pub(super) fn exit_while_main_joins(_: &Context) {
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        sys::exit(7)
    }
    sys::atexit(exit_handler);
    event!("join:{:?}", Thread::start(routine).join().err());
}

/// Main and a waiting thread have values of the key when another thread exits.
pub(super) fn exit_leaves_specific_data(_: &Context) {
    let key = Key::new(destroy);
    key.set(value(1));
    let (done, is_set) = mpsc::channel();
    thread::spawn(move || {
        key.set(value(2));
        // The thread that exits waits for this.
        let _ = done.send(());
        sys::wait_for_ever()
    });
    sys::atexit(exit_handler);
    thread::spawn(move || {
        key.set(value(3));
        let _ = is_set.recv();
        sys::exit(7)
    });
    sys::wait_for_ever()
}

pub(super) fn underscore_exit_on_another_thread(_: &Context) {
    sys::atexit(exit_handler);
    thread::spawn(|| sys::_exit(7));
    sys::wait_for_ever()
}

/// Starts a thread that owns a value, and comes back when it has it.
fn start_owner() -> thread::JoinHandle<()> {
    let (done, is_live) = mpsc::channel();
    let handle = thread::spawn(move || {
        let _live = Dropped("thread");
        // Main waits for this.
        let _ = done.send(());
        sys::wait_for_ever()
    });
    let _ = is_live.recv();
    handle
}

pub(super) fn return_with_a_thread_waiting(_: &Context) -> ExitCode {
    let _handle = start_owner();
    sys::atexit(exit_handler);
    ExitCode::from(7)
}

pub(super) fn return_with_a_detached_thread(_: &Context) -> ExitCode {
    drop(start_owner());
    ExitCode::from(7)
}

pub(super) fn return_leaves_specific_data(_: &Context) -> ExitCode {
    let key = Key::new(destroy);
    key.set(value(1));
    let (done, is_set) = mpsc::channel();
    thread::spawn(move || {
        key.set(value(2));
        // Main waits for this.
        let _ = done.send(());
        sys::wait_for_ever()
    });
    let _ = is_set.recv();
    ExitCode::from(7)
}

/// What the exit handler and the thread tell each other.
static TO_THREAD: Mutex<Option<Sender<()>>> = Mutex::new(None);
static FROM_THREAD: Mutex<Option<Receiver<()>>> = Mutex::new(None);

fn take<T>(place: &Mutex<Option<T>>) -> Option<T> {
    place.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// The handler has the thread do something, and waits until it has.
pub(super) fn threads_run_while_handlers_do(_: &Context) {
    extern "C" fn ask_thread() {
        journal::event("atexit:asks");
        if let (Some(ask), Some(answer)) = (take(&TO_THREAD), take(&FROM_THREAD)) {
            // If one fails, the event of the thread is missing.
            let _ = ask.send(());
            let _ = answer.recv();
        }
        journal::event("atexit:ends");
    }
    let (ask, asked) = mpsc::channel();
    let (done, answer) = mpsc::channel();
    *TO_THREAD.lock().unwrap_or_else(PoisonError::into_inner) = Some(ask);
    *FROM_THREAD.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
    thread::spawn(move || {
        let _ = asked.recv();
        journal::event("thread:runs");
        let _ = done.send(());
        sys::wait_for_ever()
    });
    sys::atexit(ask_thread);
    sys::exit(7)
}

/// The thread that forked is the only one of the child: its end is the child's.
pub(super) fn forked_child_of_a_thread_returns(_: &Context) -> io::Result<()> {
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        match sys::fork() {
            Ok(0) => journal::event("child:returns"),
            Ok(child) => match sys::wait_status(child) {
                Ok(status) => event!("child-ended:{status}"),
                Err(_) => journal::event("wait-failed"),
            },
            Err(_) => journal::event("fork-failed"),
        }
        null_mut()
    }
    sys::atexit(exit_handler);
    event!("join:{:?}", Thread::start(routine).join().err());
    sys::_exit(7)
}

/// A signal whose action is to terminate ends the process, whichever thread it is for.
pub(super) fn fatal_signal_for_one_thread(_: &Context) {
    sys::atexit(exit_handler);
    Thread::start(wait_for_ever);
    thread::spawn(|| {
        sys::raise(libc::SIGTERM);
    });
    sys::wait_for_ever()
}
