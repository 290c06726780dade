//! When exit flushes and closes the streams, seen from handlers and destructors.

use std::ffi::CString;
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use exitspec::{Context, event, journal};

use crate::sys;

extern "C" fn print() {
    sys::fputs(c"text of the handler", sys::stdout());
}

extern "C" fn report_and_print() {
    journal::event("atexit");
    sys::fputs(c"1234", sys::stdout());
}

extern "C" fn report_destructor_and_print() {
    journal::event("destructor");
    sys::fputs(c"1234", sys::stdout());
}

extern "C" fn flush_and_report() {
    sys::fflush(std::ptr::null_mut());
    journal::event("atexit:flushed");
}

extern "C" fn close_stdout() {
    let result = sys::fclose(sys::stdout());
    event!("fclose:{result}");
}

extern "C" fn close_descriptor_1() {
    // An error would show: the text would arrive.
    let _ = nix::unistd::close(1);
    journal::event("closed");
}

pub(super) fn handler_output_arrives(_: &Context) {
    sys::atexit(print);
    sys::fputs(c"text of main, ", sys::stdout());
    sys::exit(7)
}

pub(super) fn destructor_output_arrives(_: &Context) {
    sys::arm_destructor(report_destructor_and_print);
    sys::exit(7)
}

pub(super) fn flushed_after_the_handlers(_: &Context) {
    sys::atexit(report_and_print);
    sys::atexit(report_and_print);
    sys::fputs(c"1234", sys::stdout());
    sys::exit(7)
}

pub(super) fn flushed_after_the_destructors(_: &Context) {
    sys::arm_destructor(report_destructor_and_print);
    sys::atexit(report_and_print);
    sys::fputs(c"1234", sys::stdout());
    sys::exit(7)
}

pub(super) fn handler_flushes(_: &Context) {
    sys::atexit(report_and_print);
    sys::atexit(flush_and_report);
    sys::fputs(c"1234", sys::stdout());
    sys::exit(7)
}

pub(super) fn handler_closes_stdout(_: &Context) {
    sys::atexit(close_stdout);
    sys::fputs(c"text", sys::stdout());
    sys::exit(7)
}

pub(super) fn handler_takes_descriptor_1_away(_: &Context) {
    sys::atexit(close_descriptor_1);
    sys::fputs(c"text", sys::stdout());
    sys::exit(0)
}

fn c_path(path: &Path) -> io::Result<CString> {
    CString::new(path.as_os_str().as_bytes()).map_err(io::Error::other)
}

/// As many streams as every system allows besides the standard ones, each with text in its buffer.
pub(super) fn many_streams(_: &Context) -> io::Result<()> {
    let paths: Vec<CString> = (0..16)
        .map(|number| c_path(Path::new(&format!("stream-{number}"))))
        .collect::<io::Result<_>>()?;
    let child = sys::fork_child(|| {
        for path in &paths {
            let stream = sys::fopen(path, c"w");
            if stream.is_null() {
                return 1;
            }
            sys::fputs(c"text", stream);
        }
        sys::exit(0)
    })?;
    event!("child:{}", sys::wait_status(child)?);
    let mut complete = 0;
    for number in 0..16 {
        if std::fs::read(format!("stream-{number}"))? == b"text" {
            complete += 1;
        }
    }
    event!("complete:{complete}");
    Ok(())
}

extern "C" fn open_and_print() {
    let stream = sys::fopen(c"late", c"w");
    if !stream.is_null() {
        sys::fputs(c"text", stream);
    }
}

pub(super) fn handler_opens_a_stream(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| {
        sys::atexit(open_and_print);
        sys::exit(0)
    })?;
    event!("child:{}", sys::wait_status(child)?);
    event!("late:{}", String::from_utf8_lossy(&std::fs::read("late")?));
    Ok(())
}
