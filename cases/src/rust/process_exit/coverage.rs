//! Lost coverage: what only an exit handler writes, as the runtimes of coverage and profiling tools do.

#![expect(
    non_snake_case,
    reason = "`_exit` is a name of its own, also within a name"
)]

use std::fs;
use std::io;
use std::path::Path;

use exitspec::{Context, event, journal};
use libc::{SIGTERM, c_int};

use crate::sys;
use crate::sys::branch::{self, Side};
use crate::sys::signal::catch;
use crate::sys::wait::Word;

extern "C" fn write_profile() {
    if fs::write("profile", "counters").is_err() {
        journal::event("no-profile");
    }
}

/// In the parent, waits for the child to end, and reports whether there is a profile. The child goes on, through `main`.
fn in_child(program: impl FnOnce()) -> io::Result<()> {
    let Side::Parent(child) = branch::fork()? else {
        sys::atexit(write_profile);
        program();
        return Ok(());
    };
    event!("child:{}", Word(sys::wait_status(child)?));
    event!("profile:{}", Path::new("profile").exists());
    Ok(())
}

pub(super) fn written_at_return(_: &Context) -> io::Result<()> {
    in_child(|| ())
}

pub(super) fn written_by_process_exit(_: &Context) -> io::Result<()> {
    in_child(|| std::process::exit(1))
}

pub(super) fn written_at_panic(_: &Context) -> io::Result<()> {
    in_child(|| panic!("it broke"))
}

pub(super) fn lost_by__exit(_: &Context) -> io::Result<()> {
    in_child(|| sys::_exit(0))
}

pub(super) fn lost_by_abort(_: &Context) -> io::Result<()> {
    in_child(|| std::process::abort())
}

/// As a test runner does it when the time is up.
pub(super) fn lost_by_sigterm(_: &Context) -> io::Result<()> {
    in_child(|| {
        sys::raise(SIGTERM);
    })
}

pub(super) fn lost_by_exec(_: &Context) -> io::Result<()> {
    in_child(|| sys::exec_shell(c"exit 0"))
}

/// What tools advise: a handler that calls `exit`. It is not on the list of what a handler may call.
pub(super) fn written_with_sigterm_turned_into_exit(_: &Context) -> io::Result<()> {
    extern "C" fn exits(_: c_int) {
        sys::exit(0)
    }
    in_child(|| {
        if catch(SIGTERM, exits, 0, &[]).is_ok() {
            sys::raise(SIGTERM);
        }
    })
}
