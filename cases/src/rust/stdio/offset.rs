//! Where a file's next reader goes on, when this one read ahead: a child reads from a file whose open file description
//! the case shares with it, and ends.

use std::ffi::{CStr, c_int};
use std::fs::File;
use std::io::{self, Read as _, Seek as _};
use std::os::fd::AsRawFd as _;

use exitspec::{Context, event};

use crate::sys::{self, Buffering};

/// The length of the file, shorter than any buffer.
const LENGTH: usize = 100;

/// Runs `child` on the file, open at descriptor 0 and at the one it is given, and reports where the offset is then.
fn read_in_child(child: impl FnOnce(c_int) -> c_int) -> io::Result<()> {
    std::fs::write("input", [b'x'; LENGTH])?;
    let mut file = File::options().read(true).write(true).open("input")?;
    let child = sys::fork_child(|| match nix::unistd::dup2_stdin(&file) {
        Ok(()) => child(file.as_raw_fd()),
        Err(_) => 125,
    })?;
    event!("child:{}", sys::wait_status(child)?);
    event!("offset:{}", file.stream_position()?);
    Ok(())
}

pub(super) fn offset_after_exit(_: &Context) -> io::Result<()> {
    read_in_child(|_| {
        sys::fgetc(sys::stdin());
        sys::exit(0)
    })
}

fn read_from_own_stream(descriptor: c_int, mode: &CStr) -> c_int {
    let stream = sys::fdopen(descriptor, mode);
    if stream.is_null() {
        return 124;
    }
    sys::fgetc(stream);
    sys::exit(0)
}

pub(super) fn offset_after_exit_own_stream(_: &Context) -> io::Result<()> {
    read_in_child(|descriptor| read_from_own_stream(descriptor, c"r"))
}

pub(super) fn offset_after_exit_update_stream(_: &Context) -> io::Result<()> {
    read_in_child(|descriptor| read_from_own_stream(descriptor, c"r+"))
}

pub(super) fn offset_after_exit_and_ungetc(_: &Context) -> io::Result<()> {
    read_in_child(|_| {
        let stream = sys::stdin();
        sys::fgetc(stream);
        sys::fgetc(stream);
        let last = sys::fgetc(stream);
        sys::ungetc(last, stream);
        sys::exit(0)
    })
}

pub(super) fn offset_after_exit_at_the_end(_: &Context) -> io::Result<()> {
    read_in_child(|_| {
        while sys::fgetc(sys::stdin()) >= 0 {}
        sys::exit(0)
    })
}

pub(super) fn offset_after_underscore_exit(_: &Context) -> io::Result<()> {
    read_in_child(|_| {
        sys::fgetc(sys::stdin());
        sys::_exit(0)
    })
}

pub(super) fn offset_after_underscore_exit_unbuffered(_: &Context) -> io::Result<()> {
    read_in_child(|_| {
        sys::setvbuf(sys::stdin(), None, Buffering::None);
        sys::fgetc(sys::stdin());
        sys::_exit(0)
    })
}

pub(super) fn offset_rust_stdin_after_process_exit(_: &Context) -> io::Result<()> {
    read_in_child(|_| {
        // A failure would show in the offset.
        let _ = io::stdin().read_exact(&mut [0]);
        std::process::exit(0)
    })
}
