//! `rust/classic`: the three classic facts, side by side: what becomes of text that is still in a buffer, what runs and
//! in which order, and what the status word is.

use std::io::{self, Write as _};

use exitspec::{Case, Context, Sink, case, journal};

use crate::sys;

/// The cases of `rust/classic`, one for each ending.
pub(super) const CASES: &[Case] = &[
    case!(r#return).sinks(SINKS),
    case!(exit).sinks(SINKS),
    case!(_exit).sinks(SINKS),
    case!(process_exit).sinks(SINKS),
    case!(panic).sinks(SINKS).with_twin(),
    case!(abort).sinks(SINKS),
    case!(sigkill).sinks(SINKS),
];

const SINKS: &[Sink] = &[Sink::Pipe, Sink::Tty, Sink::File];

/// Reports when it is dropped.
struct Dropped;

impl Drop for Dropped {
    fn drop(&mut self) {
        journal::event("drop");
    }
}

/// Two exit handlers, a line through C's stdout, the beginning of one through Rust's, and a value to be dropped.
fn set_up() -> Dropped {
    sys::atexit(report_first);
    sys::atexit(report_second);
    sys::fputs(c"C line\n", sys::stdout());
    // A failure would show in what arrives.
    let _ = io::stdout().write_all(b"Rust part ");
    Dropped
}

extern "C" fn report_first() {
    journal::event("atexit:1");
}

extern "C" fn report_second() {
    journal::event("atexit:2");
}

fn r#return(_: &Context) {
    let _live = set_up();
}

fn exit(_: &Context) {
    let _live = set_up();
    sys::exit(7)
}

fn _exit(_: &Context) {
    let _live = set_up();
    sys::_exit(7)
}

fn process_exit(_: &Context) {
    let _live = set_up();
    std::process::exit(7)
}

fn panic(_: &Context) {
    let _live = set_up();
    panic!("the body panics")
}

fn abort(_: &Context) {
    let _live = set_up();
    sys::abort()
}

fn sigkill(_: &Context) {
    let _live = set_up();
    sys::raise(libc::SIGKILL);
}
