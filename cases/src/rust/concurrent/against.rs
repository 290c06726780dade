//! One thread exits while another keeps doing something. The other one is at it when exit begins.

use std::io::{self, Write as _};
use std::sync::mpsc;
use std::thread;

use exitspec::{Context, journal};

use super::FORTY;
use crate::sys;

/// Starts threads that do `this` again and again, and comes back when each has done it once.
fn busy(threads: usize, this: impl Fn() + Copy + Send + 'static) {
    let (done, is_busy) = mpsc::channel();
    for _ in 0..threads {
        let done = done.clone();
        thread::spawn(move || {
            this();
            // The starter waits for this.
            let _ = done.send(());
            loop {
                this();
            }
        });
    }
    for _ in 0..threads {
        let _ = is_busy.recv();
    }
}

extern "C" fn report() {
    journal::event("atexit");
}

extern "C" fn nothing() {}

/// Eight slow handlers give the others time.
fn register_slow() {
    for handler in FORTY.into_iter().take(8) {
        sys::atexit(handler);
    }
}

pub(super) fn exit_against_atexit(_: &Context) {
    sys::atexit(report);
    busy(1, || {
        sys::atexit(nothing);
        thread::yield_now();
    });
    sys::exit(7)
}

pub(super) fn exit_against_fork(_: &Context) {
    register_slow();
    busy(1, || {
        // A fork that fails, or a wait, shows in nothing: it is what goes on beside the exit.
        let _ = sys::fork_child(|| sys::_exit(0)).and_then(sys::wait_status);
    });
    sys::exit(7)
}

pub(super) fn exit_against_thread_creation(_: &Context) {
    register_slow();
    busy(1, || {
        let _ = thread::Builder::new()
            .spawn(|| ())
            .map(|handle| handle.join());
    });
    sys::exit(7)
}

/// Threads end, and run their destructors, at the moment of exit.
pub(super) fn exit_against_thread_ends(_: &Context) {
    for _ in 0..8 {
        thread::spawn(|| ());
    }
    sys::atexit(report);
    sys::exit(7)
}

pub(super) fn exit_against_allocation(_: &Context) {
    register_slow();
    busy(2, || {
        drop(std::hint::black_box(vec![0_u8; 4096]));
        // Two threads that never give way would hold up the handlers, which do, for seconds.
        thread::yield_now();
    });
    sys::exit(7)
}

pub(super) fn exit_against_printing(context: &Context) {
    sys::atexit(report);
    busy(2, || {
        sys::fputs(c"line\n", sys::stdout());
    });
    context.ending();
    sys::exit(7)
}

pub(super) fn exit_against_rust_printing(context: &Context) {
    sys::atexit(report);
    busy(2, || {
        // The reader is there until the process is gone.
        let _ = io::stdout().write_all(b"line\n");
    });
    context.ending();
    std::process::exit(7)
}
