//! Endings that the runtime decides on.

use std::alloc::{Layout, handle_alloc_error};
use std::hint::black_box;
use std::io::{self, Write as _};
use std::panic::catch_unwind;
use std::thread::Builder;

use exitspec::{Context, event, journal};

use super::Guard;
use crate::sys;

/// Calls itself until the stack is used up. The array makes it quick, and its use keeps the calls from becoming a loop.
fn overflow(depth: usize) -> usize {
    let array = black_box([depth; 128]);
    // True for ever, which only we know.
    let below = if black_box(true) {
        overflow(depth + 1)
    } else {
        0
    };
    below + array[depth % 128]
}

pub(super) fn stack_overflow(_: &Context) {
    event!("not-reached:{}", overflow(0));
}

/// The harness forks a case from a process in which everything is set up already.
pub(super) fn stack_overflow_after_fork(_: &Context) {
    event!("not-reached:{}", overflow(0));
}

pub(super) fn stack_overflow_of_a_thread(_: &Context) {
    let thread = std::thread::spawn(|| overflow(0));
    event!("not-reached:{}", thread.join().is_ok());
}

pub(super) fn stack_overflow_of_a_named_thread(_: &Context) -> io::Result<()> {
    let thread = Builder::new()
        .name("worker".to_owned())
        .stack_size(1 << 17)
        .spawn(|| overflow(0))?;
    event!("not-reached:{}", thread.join().is_ok());
    Ok(())
}

pub(super) fn stack_overflow_nobody_reads(_: &Context) {
    event!("not-reached:{}", overflow(0));
}

extern "C" fn report_exit() {
    journal::event("atexit");
}

pub(super) fn stack_overflow_runs_nothing(_: &Context) -> io::Result<()> {
    let _guard = Guard("local");
    sys::atexit(report_exit);
    std::panic::set_hook(Box::new(|_| journal::event("hook")));
    io::stdout().write_all(b"part")?;
    event!("not-reached:{}", overflow(0));
    Ok(())
}

/// A fault that is none of the stack's: the runtime's handler steps aside.
pub(super) fn null_write(_: &Context) {
    sys::write_to_no_memory()
}

pub(super) fn allocation_failure(_: &Context) {
    let _guard = Guard("local");
    sys::atexit(report_exit);
    handle_alloc_error(Layout::new::<[u8; 1234]>())
}

/// As much as the type system allows, and more than any machine has.
pub(super) fn allocation_failure_in_a_collection(_: &Context) {
    let _guard = Guard("local");
    let bytes: Vec<u8> = Vec::with_capacity(black_box(isize::MAX as usize));
    event!("not-reached:{}", bytes.capacity());
}

pub(super) fn allocation_failure_is_not_caught(_: &Context) {
    let caught = catch_unwind(|| handle_alloc_error(Layout::new::<[u8; 1234]>()));
    event!("not-reached:{}", caught.is_err());
}

pub(super) fn tried_allocation_failure(_: &Context) {
    let mut bytes: Vec<u8> = Vec::new();
    let reserved = bytes.try_reserve_exact(black_box(isize::MAX as usize));
    event!("reserved:{}", reserved.is_ok());
}
