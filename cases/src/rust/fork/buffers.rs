//! Text that is in a buffer when a process forks is in two buffers afterwards.

#![expect(
    non_snake_case,
    reason = "`_exit` is a name of its own, also within a name"
)]

use std::ffi::CStr;
use std::io::{self, Write as _};

use exitspec::{Context, event};

use crate::sys::branch::{self, Side};
use crate::sys::wait::Word;
use crate::sys::{self, image};

/// A name at which there is no program.
const MISSING: &CStr = c"/nonexistent/program";

fn parent_waits(side: Side) -> io::Result<()> {
    if let Side::Parent(child) = side {
        event!("child:{}", Word(sys::wait_status(child)?));
    }
    Ok(())
}

pub(super) fn c_text_when_both_call_exit(_: &Context) -> io::Result<()> {
    sys::fputs(c"text;", sys::stdout());
    parent_waits(branch::fork()?)?;
    sys::exit(0)
}

pub(super) fn c_text_when_the_child_calls__exit(_: &Context) -> io::Result<()> {
    sys::fputs(c"text;", sys::stdout());
    let side = branch::fork()?;
    if let Side::Child = side {
        sys::_exit(0);
    }
    parent_waits(side)?;
    sys::exit(0)
}

pub(super) fn c_text_flushed_before(_: &Context) -> io::Result<()> {
    sys::fputs(c"text;", sys::stdout());
    sys::fflush(sys::stdout());
    parent_waits(branch::fork()?)?;
    sys::exit(0)
}

pub(super) fn rust_text_when_both_return(_: &Context) -> io::Result<()> {
    io::stdout().write_all(b"text;")?;
    parent_waits(branch::fork()?)
}

pub(super) fn rust_text_when_the_child_calls__exit(_: &Context) -> io::Result<()> {
    io::stdout().write_all(b"text;")?;
    let side = branch::fork()?;
    if let Side::Child = side {
        sys::_exit(0);
    }
    parent_waits(side)
}

pub(super) fn rust_line_when_both_return(_: &Context) -> io::Result<()> {
    io::stdout().write_all(b"line\n")?;
    parent_waits(branch::fork()?)
}

/// The usual way to run a program, with the usual mistake: `exit` where `_exit` belongs.
pub(super) fn failed_exec_then_exit(_: &Context) -> io::Result<()> {
    sys::fputs(c"starting\n", sys::stdout());
    let side = branch::fork()?;
    if let Side::Child = side {
        image::execv(MISSING, &[c"program"]);
        sys::exit(127);
    }
    parent_waits(side)?;
    sys::exit(0)
}

pub(super) fn failed_exec_then__exit(_: &Context) -> io::Result<()> {
    sys::fputs(c"starting\n", sys::stdout());
    let side = branch::fork()?;
    if let Side::Child = side {
        image::execv(MISSING, &[c"program"]);
        sys::_exit(127);
    }
    parent_waits(side)?;
    sys::exit(0)
}
