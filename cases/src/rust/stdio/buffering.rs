//! What has left the buffer when the process ends without a flush.

use exitspec::Context;

use crate::sys::{self, Buffering, FILE};

/// The size of the buffers given to streams here.
const SIZE: usize = 1024;

/// A buffer that outlives everything.
fn buffer() -> Option<&'static mut [u8]> {
    Some(Box::leak(Box::new([0; SIZE])))
}

/// Writes so many bytes, one by one.
fn fill(stream: *mut FILE, count: usize) {
    for _ in 0..count {
        sys::fputc(b'x', stream);
    }
}

/// Fills stdout, with a buffer of its own, and ends without a flush.
fn fill_and_leave(context: &Context, count: usize) -> ! {
    sys::setvbuf(sys::stdout(), buffer(), Buffering::Full);
    fill(sys::stdout(), count);
    context.ending();
    sys::_exit(7)
}

pub(super) fn before_the_buffer_is_full(context: &Context) {
    sys::fputs(c"line\nrest", sys::stdout());
    context.event("written");
    sys::_exit(7)
}

pub(super) fn unbuffered_by_setvbuf(context: &Context) {
    let result = sys::setvbuf(sys::stdout(), None, Buffering::None);
    exitspec::event!("setvbuf:{result}");
    sys::fputs(c"text", sys::stdout());
    context.event("written");
    sys::_exit(7)
}

pub(super) fn line_buffered_by_setvbuf(context: &Context) {
    let result = sys::setvbuf(sys::stdout(), buffer(), Buffering::Line);
    exitspec::event!("setvbuf:{result}");
    sys::fputs(c"line\nrest", sys::stdout());
    context.event("written");
    sys::_exit(7)
}

pub(super) fn fully_buffered_terminal(_: &Context) {
    let result = sys::setvbuf(sys::stdout(), buffer(), Buffering::Full);
    exitspec::event!("setvbuf:{result}");
    sys::fputs(c"line\nrest", sys::stdout());
    sys::_exit(7)
}

pub(super) fn exactly_one_buffer(context: &Context) {
    fill_and_leave(context, SIZE)
}

pub(super) fn one_byte_more_than_a_buffer(context: &Context) {
    fill_and_leave(context, SIZE + 1)
}

pub(super) fn one_byte_more_than_two_buffers(context: &Context) {
    fill_and_leave(context, 2 * SIZE + 1)
}

pub(super) fn one_large_write(_: &Context) {
    sys::setvbuf(sys::stdout(), buffer(), Buffering::Full);
    let taken = sys::fwrite(&[b'x'; 2 * SIZE + 452], sys::stdout());
    exitspec::event!("fwrite:{taken}");
    sys::_exit(7)
}

pub(super) fn more_than_a_buffer_then_exit(_: &Context) {
    fill(sys::stdout(), 20_001);
    sys::exit(7)
}

pub(super) fn stderr_is_not_fully_buffered(_: &Context) {
    sys::fputs(c"line\nrest", sys::stderr());
    sys::_exit(7)
}

pub(super) fn stderr_part_of_a_line(_: &Context) {
    sys::fputs(c"text", sys::stderr());
    sys::_exit(7)
}

fn buffered_stderr() {
    let result = sys::setvbuf(sys::stderr(), buffer(), Buffering::Full);
    exitspec::event!("setvbuf:{result}");
    sys::fputs(c"text", sys::stderr());
}

pub(super) fn stderr_with_a_buffer_then_exit(_: &Context) {
    buffered_stderr();
    sys::exit(7)
}

pub(super) fn stderr_with_a_buffer_then_underscore_exit(_: &Context) {
    buffered_stderr();
    sys::_exit(7)
}

pub(super) fn stderr_overtakes_stdout(_: &Context) {
    sys::fputs(c"[stdout]", sys::stdout());
    sys::fputs(c"[stderr]", sys::stderr());
    sys::exit(7)
}
