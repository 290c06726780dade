//! What of the parent's state the child has.

use std::fs::File;
use std::io::{self, Write as _};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use exitspec::{Context, event, journal};
use libc::{SIGUSR1, SIGUSR2, c_int};
use nix::unistd::alarm;

use crate::sys::signal::{block, catch, ignore, is_pending, kill, unblock};
use crate::sys::wait::{Word, getpid};
use crate::sys::{self, Gate};

fn report(child: libc::pid_t) -> io::Result<()> {
    event!("child:{}", Word(sys::wait_status(child)?));
    Ok(())
}

pub(super) fn memory_is_a_copy(_: &Context) -> io::Result<()> {
    static COUNTER: AtomicU32 = AtomicU32::new(0);
    for _ in 0..3 {
        let child = sys::fork_child(|| {
            COUNTER.fetch_add(1, Ordering::Relaxed);
            event!("in-a-child:{}", COUNTER.load(Ordering::Relaxed));
            0
        })?;
        sys::wait_status(child)?;
    }
    event!("in-the-parent:{}", COUNTER.load(Ordering::Relaxed));
    Ok(())
}

pub(super) fn offset_is_shared(_: &Context) -> io::Result<()> {
    let mut file = File::create("file")?;
    let child = sys::fork_child(|| i32::from(file.write_all(b"child").is_err()))?;
    report(child)?;
    file.write_all(b"+parent")?;
    event!("{}", std::fs::read_to_string("file")?);
    Ok(())
}

pub(super) fn pending_signals_are_not_inherited(_: &Context) -> io::Result<()> {
    block(&[SIGUSR1]);
    sys::raise(SIGUSR1);
    let child = sys::fork_child(|| {
        event!("pending-in-the-child:{}", is_pending(SIGUSR1));
        0
    })?;
    report(child)?;
    event!("pending-in-the-parent:{}", is_pending(SIGUSR1));
    Ok(())
}

pub(super) fn alarm_is_not_inherited(_: &Context) -> io::Result<()> {
    alarm::set(1000);
    let child = sys::fork_child(|| {
        event!("set-in-the-child:{}", alarm::cancel().is_some());
        0
    })?;
    report(child)?;
    event!("set-in-the-parent:{}", alarm::cancel().is_some());
    Ok(())
}

pub(super) fn mask_and_dispositions_are_inherited(_: &Context) -> io::Result<()> {
    extern "C" fn handler(_: c_int) {
        journal::event("caught");
    }
    block(&[SIGUSR1]);
    catch(SIGUSR1, handler, 0, &[])?;
    ignore(SIGUSR2)?;
    let child = sys::fork_child(|| {
        sys::raise(SIGUSR2);
        event!("ignored");
        sys::raise(SIGUSR1);
        event!("blocked:{}", is_pending(SIGUSR1));
        unblock(&[SIGUSR1]);
        0
    })?;
    report(child)
}

/// Only the other thread takes the signal. In the child there is no other thread, so the signal stays pending.
pub(super) fn one_thread_only(_: &Context) -> io::Result<()> {
    static CAUGHT: OnceLock<Gate> = OnceLock::new();
    extern "C" fn handler(_: c_int) {
        journal::event("caught-by-the-other-thread");
        if let Some(gate) = CAUGHT.get() {
            gate.open();
        }
    }
    let caught = Gate::new()?;
    let caught = CAUGHT.get_or_init(|| caught);
    let ready = Gate::new()?;
    let released = Gate::new()?;
    catch(SIGUSR1, handler, libc::SA_RESTART, &[])?;
    block(&[SIGUSR1]);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            unblock(&[SIGUSR1]);
            ready.open();
            released.pass();
        });
        ready.pass();
        let child = sys::fork_child(|| {
            let sent = kill(getpid(), SIGUSR1).is_ok();
            event!("sent:{sent}");
            event!("pending-in-the-child:{}", is_pending(SIGUSR1));
            0
        });
        let reported = child.and_then(report);
        let sent = kill(getpid(), SIGUSR1);
        caught.pass();
        released.open();
        reported?;
        Ok(sent?)
    })
}
