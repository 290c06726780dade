//! Threads at the end of the process, and their values.

use std::cell::RefCell;
use std::io;
use std::sync::mpsc;
use std::thread;

use exitspec::{Context, event, journal};

use super::Guard;
use crate::sys;

thread_local! {
    static FIRST: Guard = const { Guard("first") };
    static SECOND: Guard = const { Guard("second") };
    static UNUSED: Guard = const { Guard("unused") };
}

pub(super) fn detached_thread_is_cut_off(_: &Context) -> io::Result<()> {
    let (ready, is_ready) = mpsc::channel();
    thread::spawn(move || {
        let _guard = Guard("local");
        FIRST.with(|_| ());
        // Main waits for it.
        let _ = ready.send(());
        sys::wait_for_ever()
    });
    is_ready.recv().map_err(io::Error::other)
}

pub(super) fn joined_thread_drops_all(_: &Context) {
    let thread = thread::spawn(|| {
        let _guard = Guard("local");
        FIRST.with(|_| ());
        event!("body");
    });
    event!("joined:{}", thread.join().is_ok());
}

/// In the order in which they were first used, or the reverse: std does not say.
pub(super) fn thread_locals_in_order(_: &Context) {
    let thread = thread::spawn(|| {
        FIRST.with(|_| ());
        SECOND.with(|_| ());
    });
    event!("joined:{}", thread.join().is_ok());
}

pub(super) fn thread_local_made_while_dropping(_: &Context) {
    struct UsesAnother;
    impl Drop for UsesAnother {
        fn drop(&mut self) {
            event!("drop:user");
            let used = SECOND.try_with(|second| event!("use:{}", second.0));
            event!("used:{}", used.is_ok());
        }
    }
    thread_local!(static USER: RefCell<Option<UsesAnother>> = const { RefCell::new(None) });
    let thread = thread::spawn(|| USER.set(Some(UsesAnother)));
    event!("joined:{}", thread.join().is_ok());
}

pub(super) fn thread_locals_of_main(_: &Context) {
    extern "C" fn handler() {
        journal::event("atexit");
    }
    sys::atexit(handler);
    FIRST.with(|_| ());
}

pub(super) fn thread_local_never_used(_: &Context) {
    let thread = thread::spawn(|| event!("body"));
    event!("joined:{}", thread.join().is_ok());
    // Only to say that it is there.
    let _ = &UNUSED;
}

pub(super) fn scope_waits(_: &Context) {
    thread::scope(|scope| {
        scope.spawn(|| {
            let _guard = Guard("of-the-thread");
            event!("thread");
        });
    });
    event!("after-the-scope");
}

pub(super) fn process_ends_in_spite_of_a_busy_thread(_: &Context) -> io::Result<()> {
    let (ready, is_ready) = mpsc::channel();
    thread::spawn(move || {
        // Main waits for it.
        let _ = ready.send(());
        loop {
            std::hint::spin_loop();
        }
    });
    is_ready.recv().map_err(io::Error::other)
}
