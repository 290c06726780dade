//! Panics of threads.

use std::process::ExitCode;
use std::sync::{Mutex, mpsc};
use std::thread::{self, Builder};

use exitspec::{Context, event};

use super::{Bomb, Guard};
use crate::sys;

pub(super) fn joined(_: &Context) -> ExitCode {
    let thread = thread::spawn(|| {
        let _guard = Guard("of-the-thread");
        panic!("it broke")
    });
    let result: thread::Result<()> = thread.join();
    event!("joined:{}", result.is_err());
    ExitCode::from(3)
}

#[expect(clippy::unwrap_used, reason = "what it does here is the point")]
pub(super) fn join_unwrapped(_: &Context) {
    let _guard = Guard("of-main");
    let thread = thread::spawn(|| panic!("it broke"));
    let nothing: () = thread.join().unwrap();
    event!("not-reached:{nothing:?}");
}

/// Nobody asks for the thread's result; its closing of the channel is what is waited for. The exit code is main's.
pub(super) fn ignored(_: &Context) {
    let (sender, receiver) = mpsc::channel::<()>();
    thread::spawn(move || {
        let _sender = sender;
        panic!("it broke")
    });
    event!("closed:{}", receiver.recv().is_err());
}

pub(super) fn named(_: &Context) {
    if let Ok(thread) = Builder::new()
        .name("worker".to_owned())
        .spawn(|| panic!("it broke"))
    {
        event!("joined:{}", thread.join().is_err());
    }
}

pub(super) fn scoped(_: &Context) {
    let _guard = Guard("of-main");
    thread::scope(|scope| {
        scope.spawn(|| panic!("it broke"));
    });
}

pub(super) fn scoped_and_joined(_: &Context) -> ExitCode {
    let failed = thread::scope(|scope| scope.spawn(|| panic!("it broke")).join().is_err());
    event!("joined:{failed}");
    ExitCode::from(4)
}

/// The other thread is still there then, and has a value and a thread-local to drop.
pub(super) fn main_panics_first(_: &Context) {
    thread_local!(static LOCAL: Guard = const { Guard("thread-local") });
    let (ready, is_ready) = mpsc::channel();
    thread::spawn(move || {
        let _guard = Guard("of-the-thread");
        LOCAL.with(|_| ());
        // Main waits for it.
        let _ = ready.send(());
        sys::wait_for_ever()
    });
    event!("ready:{}", is_ready.recv().is_ok());
    let _guard = Guard("of-main");
    panic!("it broke")
}

pub(super) fn poisons_a_mutex(_: &Context) -> ExitCode {
    static MUTEX: Mutex<u8> = Mutex::new(0);
    let thread = thread::spawn(|| {
        let _held = MUTEX.lock();
        panic!("it broke")
    });
    event!("joined:{}", thread.join().is_err());
    event!("poisoned:{}", MUTEX.lock().is_err());
    ExitCode::from(5)
}

/// The thread panics only when its message has been taken.
pub(super) fn closes_its_channel(_: &Context) {
    let (sender, receiver) = mpsc::channel();
    let (taken, is_taken) = mpsc::channel();
    let thread = thread::spawn(move || {
        let _sent: Result<(), _> = sender.send(1);
        let _acknowledged: Result<(), _> = is_taken.recv();
        panic!("it broke")
    });
    event!("{:?}", receiver.recv());
    // The thread waits for it.
    let _ = taken.send(());
    event!("{:?}", receiver.recv());
    let joined: thread::Result<()> = thread.join();
    event!("joined:{}", joined.is_err());
}

/// In a thread that is joined, so that it is the same with every implementation of thread-local storage.
pub(super) fn in_thread_local_drop(_: &Context) {
    thread_local!(static LOCAL: Bomb = const { Bomb("thread-local") });
    let thread = thread::spawn(|| LOCAL.with(|_| ()));
    event!("joined:{}", thread.join().is_ok());
}
