//! Zombies, `SIGCHLD`, and what is left of a child.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};

use exitspec::{Context, event};
use libc::{WUNTRACED, c_int, pid_t};

use super::{die_by, report, wait_for_end, wait_for_stop, whose};
use crate::sys::signal::SignalName;
use crate::sys::wait::{self, Info};
use crate::sys::{self, Gate, signal};

/// Two children, each of which waits to be let through, reports, and exits.
fn two_children(gate: &Gate) -> io::Result<[pid_t; 2]> {
    let child = || {
        sys::fork_child(|| {
            gate.pass();
            event!("child_ends");
            3
        })
    };
    Ok([child()?, child()?])
}

pub(super) fn ignored_sigchld(_: &Context) -> io::Result<()> {
    signal::ignore(libc::SIGCHLD)?;
    let gate = Gate::new()?;
    two_children(&gate)?;
    gate.open();
    gate.open();
    report("wait", wait::wait());
    Ok(())
}

pub(super) fn ignored_sigchld_by_id(_: &Context) -> io::Result<()> {
    signal::ignore(libc::SIGCHLD)?;
    let gate = Gate::new()?;
    let child = sys::fork_child(|| {
        gate.pass();
        event!("child_ends");
        3
    })?;
    gate.open();
    report("waitpid", wait::waitpid(child, 0));
    Ok(())
}

extern "C" fn do_nothing(_: c_int) {}

pub(super) fn no_zombies_flag(_: &Context) -> io::Result<()> {
    // Restarting, since whether the signal is sent at all is the system's choice.
    let flags = libc::SA_NOCLDWAIT | libc::SA_RESTART;
    signal::catch(libc::SIGCHLD, do_nothing, flags, &[])?;
    let gate = Gate::new()?;
    two_children(&gate)?;
    gate.open();
    gate.open();
    report("wait", wait::wait());
    Ok(())
}

pub(super) fn default_sigchld(_: &Context) -> io::Result<()> {
    signal::default_action(libc::SIGCHLD, 0)?;
    let child = sys::fork_child(|| 3)?;
    let info = wait_for_end(child)?;
    event!("zombie:{info}");
    let (_, word) = wait::waitpid(child, 0)?;
    event!("waitpid:{word}");
    Ok(())
}

fn signal_a_zombie(signal: c_int) -> io::Result<()> {
    let child = sys::fork_child(|| 3)?;
    wait_for_end(child)?;
    report("kill", signal::kill(child, signal));
    let (_, word) = wait::waitpid(child, 0)?;
    event!("waitpid:{word}");
    Ok(())
}

pub(super) fn kill_a_zombie(_: &Context) -> io::Result<()> {
    signal_a_zombie(libc::SIGKILL)
}

pub(super) fn null_signal_to_a_zombie(_: &Context) -> io::Result<()> {
    signal_a_zombie(0)
}

pub(super) fn null_signal_after_the_wait(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| 3)?;
    wait::waitpid(child, 0)?;
    report("kill", signal::kill(child, 0));
    Ok(())
}

static CAUGHT: AtomicBool = AtomicBool::new(false);
static CHILD: AtomicI32 = AtomicI32::new(0);

/// Reports what the system says of the child, as `waitid` would.
extern "C" fn on_child(signal: c_int, info: *mut libc::siginfo_t, _: *mut libc::c_void) {
    let info = Info::from_handler(info);
    event!("caught:{}", SignalName(signal));
    event!("siginfo:{info}");
    event!(
        "si_pid:{}",
        whose(info.process, CHILD.load(Ordering::Relaxed))
    );
    CAUGHT.store(true, Ordering::Relaxed);
}

/// Forks a child with `SIGCHLD` blocked, and comes back once the handler has been told of what it did.
fn sigchld_of(flags: c_int, body: impl FnOnce() -> c_int) -> io::Result<pid_t> {
    signal::catch_info(libc::SIGCHLD, on_child, flags)?;
    signal::block(&[libc::SIGCHLD]);
    let child = sys::fork_child(body)?;
    CHILD.store(child, Ordering::Relaxed);
    while !CAUGHT.load(Ordering::Relaxed) {
        signal::sigsuspend();
    }
    Ok(child)
}

pub(super) fn sigchld_of_an_exit(_: &Context) -> io::Result<()> {
    let child = sigchld_of(0, || 7)?;
    wait::waitpid(child, 0)?;
    Ok(())
}

pub(super) fn sigchld_of_exit_256(_: &Context) -> io::Result<()> {
    let child = sigchld_of(0, || 256)?;
    wait::waitpid(child, 0)?;
    Ok(())
}

pub(super) fn sigchld_of_a_kill(_: &Context) -> io::Result<()> {
    let child = sigchld_of(0, || die_by(libc::SIGTERM))?;
    wait::waitpid(child, 0)?;
    Ok(())
}

pub(super) fn sigchld_of_a_stop(_: &Context) -> io::Result<()> {
    let child = sigchld_of(0, || sys::raise(libc::SIGSTOP))?;
    signal::block(&[libc::SIGCHLD]);
    signal::kill(child, libc::SIGKILL)?;
    wait::waitpid(child, 0)?;
    Ok(())
}

pub(super) fn no_sigchld_of_a_stop_if_asked(_: &Context) -> io::Result<()> {
    signal::catch_info(libc::SIGCHLD, on_child, libc::SA_NOCLDSTOP)?;
    signal::block(&[libc::SIGCHLD]);
    let child = sys::fork_child(|| sys::raise(libc::SIGSTOP))?;
    wait_for_stop(child)?;
    event!(
        "pending_after_the_stop:{}",
        signal::is_pending(libc::SIGCHLD)
    );
    wait::waitpid(child, WUNTRACED)?;
    signal::kill(child, libc::SIGCONT)?;
    wait_for_end(child)?;
    event!(
        "pending_after_the_end:{}",
        signal::is_pending(libc::SIGCHLD)
    );
    wait::waitpid(child, 0)?;
    Ok(())
}

pub(super) fn pending_sigchld_after_the_wait(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGCHLD, do_nothing, 0, &[])?;
    signal::block(&[libc::SIGCHLD]);
    let child = sys::fork_child(|| 7)?;
    wait_for_end(child)?;
    event!("before:{}", signal::is_pending(libc::SIGCHLD));
    wait::waitpid(child, 0)?;
    event!("after:{}", signal::is_pending(libc::SIGCHLD));
    Ok(())
}

/// Processor time enough to be seen by the coarsest clock, in microseconds.
const BUSY: u64 = 50_000;

fn be_busy() -> c_int {
    let mut turns = 0u64;
    while wait::own_time() < BUSY {
        turns = std::hint::black_box(turns + 1);
    }
    0
}

pub(super) fn time_is_counted_after_the_wait(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(be_busy)?;
    wait_for_end(child)?;
    event!("before:{}", wait::childrens_time() >= BUSY);
    wait::waitpid(child, 0)?;
    event!("after:{}", wait::childrens_time() >= BUSY);
    Ok(())
}

pub(super) fn time_is_discarded_without_wait(_: &Context) -> io::Result<()> {
    signal::ignore(libc::SIGCHLD)?;
    sys::fork_child(be_busy)?;
    report("wait", wait::wait());
    event!("counted:{}", wait::childrens_time() >= BUSY);
    Ok(())
}

pub(super) fn wait4_tells_the_time(_: &Context) -> io::Result<()> {
    let idle = sys::fork_child(|| 0)?;
    let busy = sys::fork_child(be_busy)?;
    for (what, child) in [("idle", idle), ("busy", busy)] {
        let (reaped, word, time) = wait::wait4(child, 0)?;
        event!("{what}:{word}");
        event!("{what}:{}", whose(reaped, child));
        event!("{what}:{}", time >= BUSY);
    }
    Ok(())
}
