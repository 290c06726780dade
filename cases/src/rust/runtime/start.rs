//! What the runtime sets up before `main`.

use std::fs::File;
use std::io::{self, Write as _};
use std::os::fd::AsRawFd as _;

use exitspec::{Context, event};
use libc::{SIGBUS, SIGPIPE, SIGSEGV};

use crate::sys::disposition::{Disposition, disposition, is_null_device};
use crate::sys::signal::SignalName;

pub(super) fn sigpipe_is_ignored(_: &Context) -> io::Result<()> {
    event!("{:?}", disposition(SIGPIPE)?);
    let (reader, mut writer) = io::pipe()?;
    drop(reader);
    event!("{:?}", writer.write(b"text").map_err(|error| error.kind()));
    Ok(())
}

/// Every signal with a name but the three that the runtime takes care of.
pub(super) fn other_signals_are_default(_: &Context) -> nix::Result<()> {
    for signal in nix::sys::signal::Signal::iterator() {
        let signal = signal as libc::c_int;
        if ![SIGPIPE, SIGSEGV, SIGBUS].contains(&signal)
            && disposition(signal)? != Disposition::Default
        {
            event!("{}:{:?}", SignalName(signal), disposition(signal)?);
        }
    }
    Ok(())
}

pub(super) fn fault_handlers(_: &Context) -> nix::Result<()> {
    for signal in [SIGSEGV, SIGBUS] {
        event!("{}:{:?}", SignalName(signal), disposition(signal)?);
    }
    Ok(())
}

/// So that a file opened later does not come to be stdout.
pub(super) fn closed_descriptors_are_opened(_: &Context) -> io::Result<()> {
    for descriptor in [1, 2] {
        event!("{descriptor}:null:{}", is_null_device(descriptor)?);
    }
    let file = File::open("/")?;
    event!("next:above-2:{}", file.as_raw_fd() > 2);
    Ok(())
}

#[expect(clippy::print_stdout, reason = "what it prints is the point")]
pub(super) fn text_to_closed_descriptors(_: &Context) {
    println!("line");
    event!("printed");
    panic!("nobody reads this")
}

pub(super) fn main_thread_is_called_main(_: &Context) {
    event!("{:?}", std::thread::current().name());
}
