//! Text in a buffer when the process forks: each process has the buffer then.

use std::io::{self, Write as _};

use exitspec::Context;

use crate::sys::{self, Buffering};

/// Both processes end by `exit`, first the child.
fn both_exit() -> io::Result<()> {
    let child = sys::fork_child(|| sys::exit(0))?;
    sys::wait_status(child)?;
    sys::exit(0)
}

pub(super) fn fork_unflushed_both_exit(_: &Context) -> io::Result<()> {
    sys::fputs(c"text ", sys::stdout());
    both_exit()
}

pub(super) fn fork_flushed_both_exit(_: &Context) -> io::Result<()> {
    sys::fputs(c"text ", sys::stdout());
    sys::fflush(sys::stdout());
    both_exit()
}

pub(super) fn fork_unbuffered_both_exit(_: &Context) -> io::Result<()> {
    sys::setvbuf(sys::stdout(), None, Buffering::None);
    sys::fputs(c"text ", sys::stdout());
    both_exit()
}

pub(super) fn fork_line_on_a_terminal_both_exit(_: &Context) -> io::Result<()> {
    sys::fputs(c"text\n", sys::stdout());
    both_exit()
}

pub(super) fn fork_unflushed_child_underscore_exits(_: &Context) -> io::Result<()> {
    sys::fputs(c"text ", sys::stdout());
    let child = sys::fork_child(|| sys::_exit(0))?;
    sys::wait_status(child)?;
    sys::exit(0)
}

pub(super) fn fork_unflushed_parent_underscore_exits(_: &Context) -> io::Result<()> {
    sys::fputs(c"text ", sys::stdout());
    let child = sys::fork_child(|| sys::exit(0))?;
    sys::wait_status(child)?;
    sys::_exit(0)
}

pub(super) fn fork_unflushed_child_is_killed(_: &Context) -> io::Result<()> {
    sys::fputs(c"text ", sys::stdout());
    let child = sys::fork_child(|| sys::raise(libc::SIGKILL))?;
    sys::wait_status(child)?;
    sys::exit(0)
}

pub(super) fn fork_unflushed_child_executes(_: &Context) -> io::Result<()> {
    sys::fputs(c"text ", sys::stdout());
    let child = sys::fork_child(|| sys::exec_shell(c"exit 0"))?;
    sys::wait_status(child)?;
    sys::exit(0)
}

pub(super) fn fork_rust_text_both_process_exit(_: &Context) -> io::Result<()> {
    io::stdout().write_all(b"text ")?;
    let child = sys::fork_child(|| std::process::exit(0))?;
    sys::wait_status(child)?;
    std::process::exit(0)
}
