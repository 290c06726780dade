//! The values of threads other than main.

use std::cell::RefCell;
use std::ffi::c_void;
use std::io;
use std::process::ExitCode;
use std::ptr::null_mut;
use std::sync::mpsc;
use std::thread;

use exitspec::{Context, event, journal};

use super::{Reports, THREAD, exit_handler, touch};
use crate::sys;
use crate::sys::thread::{
    Key, Routine, Thread, pthread_exit_with, testcancel, value, with_cleanup,
};

/// Runs this on a thread, and ends when it has ended.
fn on_a_thread(body: impl FnOnce() + Send + 'static) -> ExitCode {
    let joined = thread::spawn(body).join();
    event!("joined:{}", joined.is_ok());
    ExitCode::from(7)
}

/// The same with a thread that is none of std's.
fn join(routine: Routine) -> ! {
    let joined = Thread::start(routine).join();
    event!("joined:{}", joined.is_ok());
    sys::_exit(7)
}

pub(super) fn thread_ends(_: &Context) -> ExitCode {
    on_a_thread(|| touch(&THREAD))
}

pub(super) fn thread_panics(_: &Context) -> ExitCode {
    on_a_thread(|| {
        touch(&THREAD);
        panic!("the thread panics")
    })
}

pub(super) fn thread_at_pthread_exit(_: &Context) {
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        touch(&THREAD);
        pthread_exit_with(null_mut())
    }
    join(routine)
}

pub(super) fn thread_at_cancellation(_: &Context) {
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        touch(&THREAD);
        Thread::this().cancel();
        testcancel();
        null_mut()
    }
    join(routine)
}

/// Starts a thread that has a value and waits for ever.
fn start_owner() {
    let (done, is_there) = mpsc::channel();
    thread::spawn(move || {
        touch(&THREAD);
        // The starter waits for this.
        let _ = done.send(());
        sys::wait_for_ever()
    });
    let _ = is_there.recv();
}

pub(super) fn thread_when_main_returns(_: &Context) -> ExitCode {
    start_owner();
    ExitCode::from(7)
}

pub(super) fn thread_when_main_exits(_: &Context) {
    start_owner();
    sys::exit(7)
}

pub(super) fn thread_exits(_: &Context) {
    sys::atexit(exit_handler);
    thread::spawn(|| {
        touch(&THREAD);
        sys::exit(7)
    });
    sys::wait_for_ever()
}

pub(super) fn thread_process_exits(_: &Context) {
    sys::atexit(exit_handler);
    thread::spawn(|| {
        touch(&THREAD);
        std::process::exit(7)
    });
    sys::wait_for_ever()
}

pub(super) fn thread_order_of_two(_: &Context) -> ExitCode {
    thread_local! {
        static ONE: Reports = const { Reports("one") };
        static TWO: Reports = const { Reports("two") };
    }
    on_a_thread(|| {
        touch(&ONE);
        touch(&TWO);
    })
}

extern "C" fn destroy(_: *mut c_void) {
    journal::event("specific");
}

pub(super) fn thread_against_specific_data(_: &Context) -> ExitCode {
    let key = Key::new(destroy);
    on_a_thread(move || {
        touch(&THREAD);
        key.set(value(1));
    })
}

pub(super) fn thread_against_cleanup_handlers(_: &Context) {
    extern "C" fn clean_up(_: *mut c_void) {
        journal::event("cleanup");
    }
    extern "C-unwind" fn routine(_: *mut c_void) -> *mut c_void {
        touch(&THREAD);
        with_cleanup(clean_up, || pthread_exit_with(null_mut()));
        null_mut()
    }
    join(routine)
}

pub(super) fn thread_started_by_a_handler(_: &Context) {
    extern "C" fn start() {
        let joined = thread::spawn(|| touch(&THREAD)).join();
        event!("joined:{}", joined.is_ok());
    }
    sys::atexit(start);
    sys::exit(7)
}

/// The drop waits until the scope is over, or for ever if the scope waits for the drop.
pub(super) fn thread_of_a_scope(context: &Context) -> ExitCode {
    struct Waits(mpsc::Receiver<()>, mpsc::Sender<()>);
    impl Drop for Waits {
        fn drop(&mut self) {
            // An error means that main is gone, and so is everything.
            let _ = self.0.recv();
            journal::event("drop:thread");
            let _ = self.1.send(());
        }
    }
    thread_local!(static KEY: RefCell<Option<Waits>> = const { RefCell::new(None) });
    let (is_over, over) = mpsc::channel();
    let (dropped, is_dropped) = mpsc::channel();
    context.ending();
    thread::scope(|scope| {
        scope.spawn(move || KEY.set(Some(Waits(over, dropped))));
    });
    journal::event("scope:over");
    let _ = is_over.send(());
    let _ = is_dropped.recv();
    ExitCode::from(7)
}

/// The child has the thread's values, and the thread as its main thread.
pub(super) fn thread_forks_and_child_exits(_: &Context) -> ExitCode {
    on_a_thread(|| {
        touch(&THREAD);
        let ended = sys::fork_child(|| sys::exit(3)).and_then(sys::wait_status);
        report_child(ended);
    })
}

fn report_child(ended: io::Result<libc::c_int>) {
    event!("waited:{}", ended.is_ok());
}
