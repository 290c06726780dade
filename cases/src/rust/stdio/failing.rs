//! What becomes known of it when the last flush fails.

use exitspec::{Context, event, journal};
use nix::errno::Errno;

use super::close_again;
use crate::sys::{self, signal};

pub(super) fn failing_code_of_exit(context: &Context) {
    close_again(context);
    sys::fputs(c"text", sys::stdout());
    sys::exit(0)
}

pub(super) fn failing_code_of_return(context: &Context) {
    close_again(context);
    sys::fputs(c"text", sys::stdout());
}

/// Like a C program, in which `SIGPIPE` has its default action.
pub(super) fn failing_sigpipe_at_exit(_: &Context) -> nix::Result<()> {
    signal::default_action(libc::SIGPIPE, 0)?;
    sys::fputs(c"text", sys::stdout());
    sys::exit(0)
}

fn report_flush() {
    match sys::fflush(sys::stdout()) {
        0 => journal::event("fflush:0"),
        _ => event!("fflush:{:?}", Errno::last()),
    }
}

pub(super) fn failing_fflush_tells(context: &Context) {
    close_again(context);
    sys::fputs(c"text", sys::stdout());
    report_flush();
    sys::_exit(7)
}

/// The second flush has nothing to write: only `ferror` remembers.
pub(super) fn failing_error_of_an_earlier_flush(context: &Context) {
    close_again(context);
    sys::fputs(c"text", sys::stdout());
    report_flush();
    let remembered = sys::ferror(sys::stdout()) != 0;
    event!("ferror:{remembered}");
    sys::_exit(7)
}

/// What careful programs register: the code tells whether everything was written.
extern "C" fn close_stdout_or_fail() {
    if sys::fclose(sys::stdout()) != 0 {
        sys::_exit(1);
    }
}

pub(super) fn failing_handler_checks_stdout(context: &Context) {
    close_again(context);
    sys::atexit(close_stdout_or_fail);
    sys::fputs(c"text", sys::stdout());
    sys::exit(0)
}
