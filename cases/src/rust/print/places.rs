//! Where it is printed, and where descriptors 1 and 2 lead.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::os::fd::AsRawFd as _;
use std::process::{ExitCode, Termination};
use std::sync::mpsc;

use exitspec::{Context, event};

use crate::sys;
use crate::sys::image::{close, dup2};

#[expect(clippy::print_stdout, reason = "what it prints is the point")]
fn print(text: &str) {
    print!("{text}");
}

/// Prints when it is dropped.
struct Prints(&'static str);

impl Drop for Prints {
    fn drop(&mut self) {
        event!("drop");
        print(self.0);
    }
}

/// The buffer is the process's, not the thread's.
pub(super) fn in_a_thread_that_is_cut_off(_: &Context) -> io::Result<()> {
    let (printed, is_printed) = mpsc::channel();
    std::thread::spawn(move || {
        print("part");
        // Main waits for it.
        let _ = printed.send(());
        sys::wait_for_ever()
    });
    is_printed.recv().map_err(io::Error::other)
}

extern "C" fn prints() {
    event!("atexit");
    print("handler");
}

pub(super) fn in_an_exit_handler(_: &Context) {
    sys::atexit(prints);
    print("body+");
}

pub(super) fn in_an_exit_handler_of_process_exit(_: &Context) {
    sys::atexit(prints);
    print("body+");
    std::process::exit(3)
}

pub(super) fn in_an_exit_handler_of_c_exit(_: &Context) {
    sys::atexit(prints);
    print("line\nbody+");
    sys::exit(3)
}

thread_local!(static PRINTS: Prints = const { Prints("local") });

pub(super) fn in_a_thread_local_drop(_: &Context) {
    let thread = std::thread::spawn(|| PRINTS.with(|_| ()));
    event!("joined:{}", thread.join().is_ok());
}

/// Whether main's thread-locals are dropped is the platform's affair.
pub(super) fn in_a_thread_local_drop_of_main(_: &Context) {
    PRINTS.with(|_| ());
}

pub(super) fn in_drop_at_return(_: &Context) {
    let _prints = Prints("goodbye");
}

pub(super) fn in_drop_while_unwinding(_: &Context) {
    let _prints = Prints("goodbye");
    panic!("it broke")
}

pub(super) fn in_a_panic_hook(_: &Context) {
    std::panic::set_hook(Box::new(|_| print("hook")));
    panic!("it broke")
}

/// Prints when its code is asked for.
pub(super) struct Reports(Cell<u8>);

impl Termination for Reports {
    fn report(self) -> ExitCode {
        print("report");
        ExitCode::from(self.0.get())
    }
}

pub(super) fn in_a_termination_report(_: &Context) -> Reports {
    print("body+");
    Reports(Cell::new(4))
}

/// Text that is in the buffer goes where descriptor 1 leads when it is flushed.
pub(super) fn descriptor_replaced(_: &Context) -> io::Result<()> {
    print("before+");
    let file = File::create("file")?;
    dup2(file.as_raw_fd(), 1, false)?;
    print("after");
    io::stdout().flush()?;
    event!("{}", fs::read_to_string("file")?);
    Ok(())
}

pub(super) fn descriptor_closed(_: &Context) -> nix::Result<()> {
    print("line\npart");
    close(1)
}

/// The lowest free number is 2 then, and whoever writes to stderr writes into the database.
pub(super) fn a_database_as_stderr(_: &Context) -> io::Result<()> {
    close(2)?;
    let mut database = File::create("database")?;
    event!("descriptor:{}", database.as_raw_fd());
    database.write_all(b"data+")?;
    io::stderr().write_all(b"warning")?;
    event!("{}", fs::read_to_string("database")?);
    Ok(())
}

/// The text was printed long before.
pub(super) fn a_database_as_stdout(_: &Context) -> io::Result<()> {
    print("part");
    close(1)?;
    let mut database = File::create("database")?;
    event!("descriptor:{}", database.as_raw_fd());
    database.write_all(b"data+")?;
    io::stdout().flush()?;
    event!("{}", fs::read_to_string("database")?);
    Ok(())
}
