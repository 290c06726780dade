//! Lost logs: a logger that collects lines, and a guard in `main` that writes them out when it is dropped.

#![expect(
    non_snake_case,
    reason = "`_exit` is a name of its own, also within a name"
)]

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::sync::{Mutex, MutexGuard, PoisonError};

use exitspec::{Context, event};
use libc::{SIGTERM, c_int};

use crate::sys;
use crate::sys::branch::{self, Side};
use crate::sys::signal::{block, sigwait};
use crate::sys::wait::Word;

static LOG: Mutex<Option<BufWriter<File>>> = Mutex::new(None);

fn logger() -> MutexGuard<'static, Option<BufWriter<File>>> {
    LOG.lock().unwrap_or_else(PoisonError::into_inner)
}

fn log(line: &str) -> io::Result<()> {
    match logger().as_mut() {
        Some(writer) => writeln!(writer, "{line}"),
        None => Err(io::Error::other("no logger")),
    }
}

fn flush() {
    if let Some(writer) = logger().as_mut() {
        // A logger has nobody to tell.
        let _ = writer.flush();
    }
}

/// Flushes the log when it is dropped, as the guards of popular loggers do.
struct Guard;

impl Guard {
    fn start() -> io::Result<Guard> {
        *logger() = Some(BufWriter::new(File::create("log")?));
        Ok(Guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        flush();
    }
}

/// In the parent, waits for the child to end, and reports the log. The child goes on, through `main`.
fn in_child(program: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    let Side::Parent(child) = branch::fork()? else {
        return program();
    };
    event!("child:{}", Word(sys::wait_status(child)?));
    event!("log:{}", fs::read_to_string("log")?.escape_debug());
    Ok(())
}

pub(super) fn guard_at_return(_: &Context) -> io::Result<()> {
    in_child(|| {
        let _guard = Guard::start()?;
        log("the-reason")
    })
}

pub(super) fn guard_at_panic(_: &Context) -> io::Result<()> {
    in_child(|| {
        let _guard = Guard::start()?;
        log("the-reason")?;
        panic!("it broke")
    })
}

pub(super) fn guard_at_process_exit(_: &Context) -> io::Result<()> {
    in_child(|| {
        let _guard = Guard::start()?;
        log("the-reason")?;
        std::process::exit(1)
    })
}

pub(super) fn guard_at__exit(_: &Context) -> io::Result<()> {
    in_child(|| {
        let _guard = Guard::start()?;
        log("the-reason")?;
        sys::_exit(1)
    })
}

/// As `docker stop`, `systemctl stop` and a plain `kill` do it.
pub(super) fn guard_at_sigterm(_: &Context) -> io::Result<()> {
    in_child(|| {
        let _guard = Guard::start()?;
        log("the-reason")?;
        sys::raise(SIGTERM);
        Ok(())
    })
}

/// The cure: the signal is waited for, and `main` returns.
pub(super) fn guard_at_sigterm_caught(_: &Context) -> io::Result<()> {
    in_child(|| {
        let _guard = Guard::start()?;
        let _: c_int = block(&[SIGTERM]);
        log("the-reason")?;
        sys::raise(SIGTERM);
        sigwait(&[SIGTERM])?;
        log("stopping")
    })
}

/// The other cure, for `process::exit`.
pub(super) fn guard_flushed_by_an_exit_handler(_: &Context) -> io::Result<()> {
    extern "C" fn handler() {
        flush();
    }
    in_child(|| {
        let _guard = Guard::start()?;
        sys::atexit(handler);
        log("the-reason")?;
        std::process::exit(1)
    })
}
