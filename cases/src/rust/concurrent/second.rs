//! One thread exits, and its second handler waits until another thread has done something.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;

use exitspec::{Context, event, journal};

use crate::sys;

static START: Mutex<Option<Sender<()>>> = Mutex::new(None);
static DONE: Mutex<Option<Receiver<()>>> = Mutex::new(None);

fn take<T>(place: &Mutex<Option<T>>) -> Option<T> {
    place.lock().unwrap_or_else(PoisonError::into_inner).take()
}

extern "C" fn first() {
    journal::event("atexit:1");
}

/// Has the other thread begin, and waits until it is done.
extern "C" fn wait() {
    journal::event("atexit:waits");
    if let (Some(start), Some(done)) = (take(&START), take(&DONE)) {
        // If one fails, the event of the other thread is missing.
        let _ = start.send(());
        let _ = done.recv();
    }
    journal::event("atexit:goes-on");
}

extern "C" fn late() {
    journal::event("atexit:late");
}

/// Registers the handlers, and starts the thread that will do `this` when the waiting one has begun.
fn prepare(context: &Context, this: fn()) {
    let (start, started) = mpsc::channel();
    let (done, is_done) = mpsc::channel();
    *START.lock().unwrap_or_else(PoisonError::into_inner) = Some(start);
    *DONE.lock().unwrap_or_else(PoisonError::into_inner) = Some(is_done);
    thread::spawn(move || {
        let _ = started.recv();
        this();
        let _ = done.send(());
    });
    sys::atexit(first);
    sys::atexit(wait);
    context.ending();
}

pub(super) fn second_exits(context: &Context) {
    prepare(context, || sys::exit(9));
    sys::exit(7)
}

pub(super) fn second_process_exits(context: &Context) {
    prepare(context, || std::process::exit(9));
    std::process::exit(7)
}

pub(super) fn second_quick_exits(context: &Context) {
    prepare(context, || sys::quick_exit(9));
    sys::exit(7)
}

pub(super) fn second_underscore_exits(context: &Context) {
    prepare(context, || sys::_exit(9));
    sys::exit(7)
}

pub(super) fn second_aborts(context: &Context) {
    prepare(context, || sys::abort());
    sys::exit(7)
}

pub(super) fn second_raises_sigterm(context: &Context) {
    prepare(context, || {
        sys::raise(libc::SIGTERM);
    });
    sys::exit(7)
}

pub(super) fn second_registers_a_handler(context: &Context) {
    prepare(context, || {
        event!("registered:{}", sys::atexit(late) == 0);
    });
    sys::exit(7)
}

pub(super) fn second_ends(context: &Context) {
    prepare(context, || journal::event("thread:ends"));
    sys::exit(7)
}
