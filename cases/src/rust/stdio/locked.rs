//! Streams that are locked when the process exits.

use std::io::{self, Write as _};
use std::os::fd::AsRawFd as _;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::mpsc;
use std::thread;

use exitspec::{Context, journal};

use crate::sys::locking::flockfile;
use crate::sys::{self, FILE};

/// Runs `lock` on another thread, and comes back when it has; the thread then waits until the process ends.
fn on_another_thread(lock: impl FnOnce(&dyn Fn()) + Send + 'static) {
    let (done, locked) = mpsc::channel();
    thread::spawn(move || {
        lock(&|| {
            // The other side is there: it waits for this.
            let _ = done.send(());
            sys::wait_for_ever()
        });
    });
    // An error would mean that the thread is gone, and then there is no lock, which shows.
    let _ = locked.recv();
}

pub(super) fn locked_by_the_exiting_thread(_: &Context) {
    flockfile(sys::stdout());
    sys::fputs(c"text", sys::stdout());
    sys::exit(7)
}

pub(super) fn locked_by_another_thread(context: &Context) {
    sys::fputs(c"text", sys::stdout());
    on_another_thread(|wait| {
        flockfile(sys::stdout());
        wait();
    });
    context.ending();
    sys::exit(7)
}

static STREAM: AtomicPtr<FILE> = AtomicPtr::new(std::ptr::null_mut());

/// The locked stream has nothing to be flushed.
pub(super) fn locked_other_stream_by_another_thread(context: &Context) {
    let stream = sys::tmpfile();
    assert!(!stream.is_null(), "no temporary file");
    STREAM.store(stream, Ordering::Relaxed);
    sys::fputs(c"text", sys::stdout());
    on_another_thread(|wait| {
        flockfile(STREAM.load(Ordering::Relaxed));
        wait();
    });
    context.ending();
    sys::exit(7)
}

/// A thread that waits for input has the lock of stdin.
pub(super) fn locked_stdin_by_a_reader(context: &Context) -> io::Result<()> {
    let (reader, writer) = io::pipe()?;
    nix::unistd::dup2_stdin(&reader)?;
    sys::fputs(c"text", sys::stdout());
    thread::spawn(|| sys::fgetc(sys::stdin()));
    while sys::ftrylockfile(sys::stdin()) == 0 {
        sys::funlockfile(sys::stdin());
        thread::yield_now();
    }
    assert!(writer.as_raw_fd() > 2, "the pipe has a writer");
    context.ending();
    sys::exit(7)
}

extern "C" fn print() {
    journal::event("atexit:begins");
    sys::fputs(c"text", sys::stdout());
    journal::event("atexit:ends");
}

pub(super) fn locked_handler_prints(context: &Context) {
    sys::atexit(print);
    on_another_thread(|wait| {
        flockfile(sys::stdout());
        wait();
    });
    context.ending();
    sys::exit(7)
}

pub(super) fn locked_underscore_exit_does_not_wait(context: &Context) {
    sys::fputs(c"text", sys::stdout());
    on_another_thread(|wait| {
        flockfile(sys::stdout());
        wait();
    });
    context.ending();
    sys::_exit(7)
}

pub(super) fn locked_rust_stdout_by_the_exiting_thread(_: &Context) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(b"text")?;
    std::process::exit(7)
}

pub(super) fn locked_rust_stdout_by_another_thread(context: &Context) -> io::Result<()> {
    io::stdout().write_all(b"text")?;
    on_another_thread(|wait| {
        let _locked = io::stdout().lock();
        wait();
    });
    context.ending();
    std::process::exit(7)
}
