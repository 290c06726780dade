//! Stdout's lock at the end: std flushes only if it can have it at once.

use std::io::{self, Write as _};
use std::sync::mpsc;

use exitspec::{Context, event};

use crate::sys;

fn write(text: &str) -> io::Result<()> {
    io::stdout().write_all(text.as_bytes())
}

/// Starts a thread that takes the lock, writes the text, and keeps the lock for ever.
fn lock_in_a_thread(text: &'static str) -> io::Result<()> {
    let (locked, is_locked) = mpsc::channel();
    std::thread::spawn(move || {
        let mut lock = io::stdout().lock();
        // Main waits for it.
        let _ = locked.send(lock.write_all(text.as_bytes()));
        sys::wait_for_ever()
    });
    is_locked.recv().map_err(io::Error::other)?
}

pub(super) fn by_main_at_return(_: &Context) -> io::Result<()> {
    let mut lock = io::stdout().lock();
    lock.write_all(b"part")
}

pub(super) fn leaked_by_main(_: &Context) -> io::Result<()> {
    let mut lock = io::stdout().lock();
    lock.write_all(b"part")?;
    std::mem::forget(lock);
    Ok(())
}

pub(super) fn by_a_thread_at_return(_: &Context) -> io::Result<()> {
    lock_in_a_thread("line\npart")
}

pub(super) fn by_a_thread_at_process_exit(_: &Context) -> io::Result<()> {
    lock_in_a_thread("line\npart")?;
    std::process::exit(3)
}

pub(super) fn by_a_thread_at_panic(_: &Context) -> io::Result<()> {
    lock_in_a_thread("line\npart")?;
    panic!("it broke")
}

/// The text is main's; the thread only kept the lock.
pub(super) fn leaked_by_a_thread_that_ended(_: &Context) -> io::Result<()> {
    write("part")?;
    let thread = std::thread::spawn(|| std::mem::forget(io::stdout().lock()));
    event!("joined:{}", thread.join().is_ok());
    Ok(())
}

pub(super) fn by_a_thread_but_nothing_in_the_buffer(_: &Context) -> io::Result<()> {
    lock_in_a_thread("line\n")
}
