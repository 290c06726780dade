//! How much of a line, and each ending.

#![expect(
    non_snake_case,
    reason = "`_exit` is a name of its own, also within a name"
)]

use std::io::{self, Write as _};

use exitspec::Context;
use libc::{SIGKILL, SIGTERM};

use crate::sys;

#[expect(clippy::print_stdout, reason = "what it prints is the point")]
fn print(text: &str) {
    print!("{text}");
}

#[expect(clippy::print_stderr, reason = "what it prints is the point")]
fn eprint(text: &str) {
    eprint!("{text}");
}

pub(super) fn part_then_return(_: &Context) {
    print("part");
}

pub(super) fn part_then_process_exit(_: &Context) {
    print("part");
    std::process::exit(3)
}

pub(super) fn part_then_c_exit(_: &Context) {
    print("part");
    sys::exit(3)
}

pub(super) fn part_then__exit(_: &Context) {
    print("part");
    sys::_exit(3)
}

pub(super) fn part_then_process_abort(_: &Context) {
    print("part");
    std::process::abort()
}

pub(super) fn part_then_sigterm(_: &Context) {
    print("part");
    sys::raise(SIGTERM);
}

pub(super) fn part_then_sigkill(_: &Context) {
    print("part");
    sys::raise(SIGKILL);
}

pub(super) fn part_then_panic(_: &Context) {
    print("part");
    panic!("it broke")
}

pub(super) fn part_then_err(_: &Context) -> Result<(), &'static str> {
    print("part");
    Err("it failed")
}

pub(super) fn part_flushed_then__exit(_: &Context) -> io::Result<()> {
    print("part");
    io::stdout().flush()?;
    sys::_exit(3)
}

/// Std's documents say that the buffer is flushed when the handle goes out of scope.
pub(super) fn handle_out_of_scope_then__exit(_: &Context) -> io::Result<()> {
    {
        let mut handle = io::stdout().lock();
        handle.write_all(b"part")?;
    }
    {
        let mut handle = io::stdout();
        handle.write_all(b"+part")?;
    }
    sys::_exit(3)
}

pub(super) fn line_then__exit(_: &Context) {
    print("line\n");
    sys::_exit(3)
}

pub(super) fn line_then_process_abort(_: &Context) {
    print("line\n");
    std::process::abort()
}

pub(super) fn line_then_sigkill(_: &Context) {
    print("line\n");
    sys::raise(SIGKILL);
}

pub(super) fn line_and_part_then__exit(_: &Context) {
    print("one\ntwo\npart");
    sys::_exit(3)
}

/// More at once than the buffer holds goes past it.
pub(super) fn more_than_the_buffer_then__exit(_: &Context) {
    print(&"x".repeat(1500));
    sys::_exit(3)
}

/// When the buffer cannot take the next piece, what is in it is written first.
pub(super) fn full_buffer_and_more_then__exit(_: &Context) {
    print(&"x".repeat(1000));
    print(&"y".repeat(100));
    sys::_exit(3)
}

pub(super) fn carriage_return_then__exit(_: &Context) {
    print("10%\r20%\r");
    sys::_exit(3)
}

pub(super) fn eprint_then__exit(_: &Context) {
    eprint("part");
    sys::_exit(3)
}

pub(super) fn eprint_then_sigkill(_: &Context) {
    eprint("part");
    sys::raise(SIGKILL);
}

pub(super) fn eprint_overtakes_print(_: &Context) {
    print("first");
    eprint("second");
}
