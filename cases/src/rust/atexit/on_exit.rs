//! `on_exit`, whose handlers get the status and an argument.

use std::ffi::{c_int, c_void};
use std::io;
use std::process::ExitCode;

use exitspec::{Context, event, journal};

use super::{first, second};
use crate::sys::{self, handlers::on_exit_with};

extern "C" fn report(status: c_int, argument: *mut c_void) {
    event!("on_exit:{status}:{}", argument.addr());
}

pub(super) fn on_exit_status_and_argument(_: &Context) {
    event!("registered:{}", on_exit_with(report, 42));
    sys::exit(7)
}

pub(super) fn on_exit_whole_status(_: &Context) {
    on_exit_with(report, 42);
    sys::exit(0x1234)
}

pub(super) fn on_exit_status_of_return(_: &Context) -> ExitCode {
    on_exit_with(report, 42);
    ExitCode::from(7)
}

pub(super) fn on_exit_one_list_with_atexit(_: &Context) {
    sys::atexit(first);
    on_exit_with(report, 1);
    sys::atexit(second);
    on_exit_with(report, 2);
    sys::exit(7)
}

pub(super) fn on_exit_same_function_twice(_: &Context) {
    on_exit_with(report, 1);
    on_exit_with(report, 1);
    sys::exit(7)
}

pub(super) fn on_exit_status_of_the_last_exit(_: &Context) {
    extern "C" fn exit_9() {
        journal::event("atexit:exits");
        sys::exit(9)
    }
    on_exit_with(report, 1);
    sys::atexit(exit_9);
    on_exit_with(report, 2);
    sys::exit(7)
}

pub(super) fn on_exit_inherited_by_fork(_: &Context) -> io::Result<()> {
    on_exit_with(report, 42);
    let child = sys::fork_child(|| sys::exit(3))?;
    sys::wait_status(child)?;
    sys::exit(7)
}

pub(super) fn on_exit_dropped_by_exec(_: &Context) {
    on_exit_with(report, 42);
    sys::exec_shell(c"exit 3")
}

pub(super) fn on_exit_not_by_underscore_exit(_: &Context) {
    on_exit_with(report, 42);
    sys::_exit(7)
}
