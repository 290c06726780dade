//! C's stdout and Rust's in one process: two buffers in front of one descriptor.

use std::io::{self, Write as _};
use std::process::ExitCode;

use exitspec::Context;

use crate::sys;

fn write_parts() -> io::Result<()> {
    sys::fputs(c"C ", sys::stdout());
    io::stdout().write_all(b"Rust ")
}

pub(super) fn return_flushes_rust_first(_: &Context) -> io::Result<ExitCode> {
    write_parts()?;
    Ok(ExitCode::from(7))
}

pub(super) fn process_exit_flushes_rust_first(_: &Context) -> io::Result<()> {
    write_parts()?;
    std::process::exit(7)
}

pub(super) fn exit_loses_rust_text(_: &Context) -> io::Result<()> {
    write_parts()?;
    sys::exit(7)
}

pub(super) fn whole_lines(_: &Context) -> io::Result<ExitCode> {
    sys::fputs(c"C\n", sys::stdout());
    io::stdout().write_all(b"Rust\n")?;
    Ok(ExitCode::from(7))
}
