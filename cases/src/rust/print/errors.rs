//! Sinks that refuse.

use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

use exitspec::{Context, event};
use libc::SIGPIPE;

use crate::sys::signal::default_action;

#[expect(clippy::print_stdout, reason = "what it prints is the point")]
fn print(text: &str) {
    print!("{text}");
}

#[expect(clippy::print_stderr, reason = "what it prints is the point")]
fn eprint(text: &str) {
    eprint!("{text}");
}

/// Reports whether it worked, or what kind of error it was.
fn report(what: &str, result: io::Result<()>) {
    match result {
        Ok(()) => event!("{what}:ok"),
        Err(error) => event!("{what}:{:?}", error.kind()),
    }
}

pub(super) fn part_is_lost_silently(_: &Context) -> ExitCode {
    print("part");
    ExitCode::SUCCESS
}

pub(super) fn part_is_lost_silently_by_process_exit(_: &Context) {
    print("part");
    std::process::exit(0)
}

pub(super) fn println_panics(_: &Context) {
    print("line\n");
    event!("not-reached");
}

pub(super) fn println_to_a_closed_stdout(_: &Context) {
    print("line\n");
    event!("reached");
}

pub(super) fn println_to_the_null_device(_: &Context) {
    print("line\n");
    event!("reached");
}

/// What a C program would have started with.
pub(super) fn println_kills_with_sigpipe_restored(_: &Context) -> nix::Result<()> {
    default_action(SIGPIPE, 0)?;
    print("line\n");
    event!("not-reached");
    Ok(())
}

pub(super) fn writeln_gives_the_error(_: &Context) {
    report("writeln", writeln!(io::stdout(), "line"));
}

pub(super) fn flush_gives_the_error(_: &Context) {
    print("part");
    report("flush", io::stdout().flush());
}

/// What could not be written stays in the buffer.
pub(super) fn failed_flush_is_tried_again(_: &Context) {
    print("part");
    report("first", io::stdout().flush());
    report("second", io::stdout().flush());
}

pub(super) fn eprintln_panics(_: &Context) {
    eprint("line\n");
    event!("not-reached");
}

pub(super) fn eprintln_to_a_closed_stderr(_: &Context) {
    eprint("line\n");
    event!("reached");
}

pub(super) fn println_panics_in_a_thread(_: &Context) {
    let thread = std::thread::spawn(|| print("line\n"));
    event!("panicked:{}", thread.join().is_err());
}

/// A destructor that says goodbye, where nothing can be said any more.
pub(super) fn println_panics_in_drop_while_unwinding(_: &Context) {
    struct Goodbye;
    impl Drop for Goodbye {
        fn drop(&mut self) {
            event!("drop");
            print("goodbye\n");
        }
    }
    let _goodbye = Goodbye;
    panic!("it broke")
}

pub(super) fn bufwriter_drop_hides_the_error(_: &Context) {
    let mut writer = BufWriter::new(io::stdout());
    report("write", writer.write_all(b"line\n"));
    drop(writer);
    event!("dropped");
}

pub(super) fn bufwriter_into_inner_gives_the_error(_: &Context) {
    let mut writer = BufWriter::new(io::stdout());
    report("write", writer.write_all(b"line\n"));
    match writer.into_inner() {
        Ok(_) => event!("into_inner:ok"),
        Err(error) => event!("into_inner:{:?}", error.error().kind()),
    }
}
