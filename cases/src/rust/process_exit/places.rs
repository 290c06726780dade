//! Where `process::exit` is called.

use std::io;
use std::panic::catch_unwind;
use std::sync::{Barrier, LazyLock, Mutex, OnceLock, mpsc};
use std::thread;

use exitspec::{Context, event, journal};

use super::{Guard, report_exit};
use crate::sys::wait::Word;
use crate::sys::{self, Gate};

/// Ends the process when it is dropped.
struct Exits;

impl Drop for Exits {
    fn drop(&mut self) {
        event!("exits");
        std::process::exit(3)
    }
}

pub(super) fn in_drop(_: &Context) {
    let _before = Guard("before");
    let _exits = Exits;
    let _after = Guard("after");
}

/// In a thread, where it is the same with every implementation of thread-local storage.
pub(super) fn in_a_thread_local_drop(_: &Context) {
    thread_local!(static EXITS: Exits = const { Exits });
    let _guard = Guard("of-main");
    sys::atexit(report_exit);
    let thread = thread::spawn(|| EXITS.with(|_| ()));
    event!("not-reached:{}", thread.join().is_ok());
}

extern "C" fn first() {
    journal::event("atexit:1");
}

extern "C" fn exits() {
    journal::event("atexit:2");
    std::process::exit(4)
}

extern "C" fn third() {
    journal::event("atexit:3");
}

fn register() {
    sys::atexit(first);
    sys::atexit(exits);
    sys::atexit(third);
}

pub(super) fn in_a_handler_after_return(_: &Context) {
    register();
}

pub(super) fn in_a_handler_of_process_exit(_: &Context) {
    register();
    std::process::exit(3)
}

/// The handler is the first of Rust that the ending meets.
pub(super) fn in_a_handler_of_c_exit(_: &Context) {
    register();
    sys::exit(3)
}

pub(super) fn in_a_thread(_: &Context) {
    let _guard = Guard("of-main");
    sys::atexit(report_exit);
    thread::spawn(|| {
        let _guard = Guard("of-the-thread");
        std::process::exit(5)
    });
    sys::wait_for_ever()
}

pub(super) fn in_a_thread_that_main_joins(_: &Context) {
    let _guard = Guard("of-main");
    let thread = thread::spawn(|| std::process::exit(5));
    let joined: thread::Result<()> = thread.join();
    event!("not-reached:{}", joined.is_ok());
}

pub(super) fn in_a_scoped_thread(_: &Context) {
    let _guard = Guard("of-main");
    thread::scope(|scope| {
        scope.spawn(|| std::process::exit(6));
    });
}

pub(super) fn in_catch_unwind(_: &Context) {
    let caught = catch_unwind(|| std::process::exit(7));
    event!("not-reached:{}", caught.is_err());
}

pub(super) fn in_a_lazy_initialiser(_: &Context) {
    static LAZY: LazyLock<u8> = LazyLock::new(|| std::process::exit(8));
    event!("not-reached:{}", *LAZY);
}

pub(super) fn in_a_forked_child(_: &Context) -> io::Result<()> {
    sys::atexit(report_exit);
    let _guard = Guard("local");
    let child = sys::fork_child(|| std::process::exit(9))?;
    event!("child:{}", Word(sys::wait_status(child)?));
    Ok(())
}

/// Another thread allocates and frees all the time.
pub(super) fn with_the_allocator_busy(_: &Context) -> io::Result<()> {
    let (started, is_started) = mpsc::channel();
    thread::spawn(move || {
        // Main waits for it.
        let _ = started.send(());
        loop {
            std::hint::black_box(vec![0u8; 4096]);
        }
    });
    is_started.recv().map_err(io::Error::other)?;
    sys::atexit(report_exit);
    std::process::exit(3)
}

/// Nobody waits for a mutex at the end.
pub(super) fn with_a_mutex_held_by_another(_: &Context) -> io::Result<()> {
    static MUTEX: Mutex<()> = Mutex::new(());
    let (locked, is_locked) = mpsc::channel();
    thread::spawn(move || {
        let held = MUTEX.lock();
        // Main waits for it.
        let _ = locked.send(held.is_ok());
        sys::wait_for_ever()
    });
    event!("locked:{}", is_locked.recv().map_err(io::Error::other)?);
    std::process::exit(3)
}

/// Opened by an exit handler, once the ending has begun.
static ENDING: OnceLock<Gate> = OnceLock::new();
/// Opened by the other thread, just before it does what it does.
static OTHER: OnceLock<Gate> = OnceLock::new();

/// An exit handler that lets the other thread go on, and waits until it is about to end the process too.
extern "C" fn let_the_other_try() {
    journal::event("handler");
    if let (Some(ending), Some(other)) = (ENDING.get(), OTHER.get()) {
        ending.open();
        other.pass();
    }
}

fn set_up_other() -> io::Result<(&'static Gate, &'static Gate)> {
    let (ending, other) = (Gate::new()?, Gate::new()?);
    sys::atexit(let_the_other_try);
    Ok((ENDING.get_or_init(|| ending), OTHER.get_or_init(|| other)))
}

/// The first is in its handlers when the second calls.
pub(super) fn by_a_second_thread_meanwhile(_: &Context) -> io::Result<()> {
    let (ending, other) = set_up_other()?;
    thread::spawn(|| {
        ending.pass();
        other.open();
        std::process::exit(5)
    });
    std::process::exit(3)
}

/// A thread is in its handlers when main returns.
pub(super) fn by_main_returning_meanwhile(_: &Context) -> io::Result<()> {
    let (ending, other) = set_up_other()?;
    thread::spawn(|| std::process::exit(5));
    ending.pass();
    other.open();
    Ok(())
}

fn by_threads(count: i32) {
    extern "C" fn slow() {
        journal::event("handler");
        thread::yield_now();
    }
    for _ in 0..4 {
        sys::atexit(slow);
    }
    let barrier = Barrier::new(usize::try_from(count).unwrap_or(1));
    thread::scope(|scope| {
        for code in 1..=count {
            let barrier = &barrier;
            scope.spawn(move || {
                barrier.wait();
                std::process::exit(code)
            });
        }
    });
}

pub(super) fn by_two_threads_at_once(_: &Context) {
    by_threads(2);
}

pub(super) fn by_eight_threads_at_once(_: &Context) {
    by_threads(8);
}
