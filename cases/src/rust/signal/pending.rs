//! Signals that wait: blocked, pending, queued; and the one that does not.

use std::io;
use std::process::ExitCode;

use exitspec::{Context, event};
use libc::c_int;

use crate::sys::signal::SignalName;
use crate::sys::{self, signal, wait};

extern "C" fn report(signal: c_int) {
    event!("handler:{}", SignalName(signal));
}

pub(super) fn blocked_then_unblocked(_: &Context) {
    signal::block(&[libc::SIGTERM]);
    sys::raise(libc::SIGTERM);
    event!("pending:{}", signal::is_pending(libc::SIGTERM));
    signal::unblock(&[libc::SIGTERM]);
    event!("unblocked");
}

pub(super) fn blocked_twice_kills_once(_: &Context) {
    signal::block(&[libc::SIGTERM]);
    signal::block(&[libc::SIGTERM]);
    sys::raise(libc::SIGTERM);
    event!("blocked");
    signal::unblock(&[libc::SIGTERM]);
    event!("unblocked");
}

pub(super) fn pending_at_exit(_: &Context) -> ExitCode {
    signal::block(&[libc::SIGTERM]);
    sys::raise(libc::SIGTERM);
    ExitCode::from(7)
}

pub(super) fn pending_at_underscore_exit(_: &Context) {
    signal::block(&[libc::SIGQUIT, libc::SIGTERM]);
    sys::raise(libc::SIGQUIT);
    sys::raise(libc::SIGTERM);
    sys::_exit(7)
}

pub(super) fn pending_then_ignored(_: &Context) -> io::Result<()> {
    signal::block(&[libc::SIGTERM]);
    sys::raise(libc::SIGTERM);
    signal::ignore(libc::SIGTERM)?;
    event!("pending:{}", signal::is_pending(libc::SIGTERM));
    signal::default_action(libc::SIGTERM, 0)?;
    signal::unblock(&[libc::SIGTERM]);
    event!("unblocked");
    Ok(())
}

pub(super) fn pending_is_not_inherited(_: &Context) -> io::Result<()> {
    signal::block(&[libc::SIGTERM]);
    sys::raise(libc::SIGTERM);
    let child = sys::fork_child(|| {
        event!("in_the_child:{}", signal::is_pending(libc::SIGTERM));
        signal::unblock(&[libc::SIGTERM]);
        3
    })?;
    let (_, word) = wait::waitpid(child, 0)?;
    event!("child:{word}");
    event!("in_the_parent:{}", signal::is_pending(libc::SIGTERM));
    Ok(())
}

pub(super) fn mask_is_inherited(_: &Context) -> io::Result<()> {
    signal::block(&[libc::SIGTERM]);
    let child = sys::fork_child(|| {
        sys::raise(libc::SIGTERM);
        event!("pending:{}", signal::is_pending(libc::SIGTERM));
        3
    })?;
    let (_, word) = wait::waitpid(child, 0)?;
    event!("child:{word}");
    Ok(())
}

pub(super) fn two_pending_one_kills(_: &Context) {
    let both = [libc::SIGTERM, libc::SIGHUP];
    signal::block(&both);
    for signal in both {
        sys::raise(signal);
    }
    signal::unblock(&both);
    event!("unblocked");
}

pub(super) fn lowest_realtime_signal_first(_: &Context) {
    let [low, high] = [1, 2].map(|offset| signal::realtime(offset).unwrap_or(0));
    signal::block(&[low, high]);
    sys::raise(high);
    sys::raise(low);
    signal::unblock(&[low, high]);
    event!("unblocked");
}

extern "C" fn report_queued(signal: c_int, _: *mut libc::siginfo_t, _: *mut libc::c_void) {
    report(signal);
}

pub(super) fn realtime_signals_queue(_: &Context) -> io::Result<()> {
    let signal = signal::realtime(0).unwrap_or(0);
    signal::catch_info(signal, report_queued, 0)?;
    signal::block(&[signal]);
    for _ in 0..3 {
        signal::sigqueue(wait::getpid(), signal)?;
    }
    signal::unblock(&[signal]);
    event!("unblocked");
    Ok(())
}

pub(super) fn standard_signals_do_not_queue(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGUSR1, report, 0, &[])?;
    signal::block(&[libc::SIGUSR1]);
    for _ in 0..3 {
        signal::kill(wait::getpid(), libc::SIGUSR1)?;
    }
    signal::unblock(&[libc::SIGUSR1]);
    event!("unblocked");
    Ok(())
}

pub(super) fn sigwait_takes_it(_: &Context) -> io::Result<ExitCode> {
    signal::block(&[libc::SIGTERM]);
    sys::raise(libc::SIGTERM);
    event!("taken:{}", SignalName(signal::sigwait(&[libc::SIGTERM])?));
    signal::unblock(&[libc::SIGTERM]);
    event!("unblocked");
    Ok(ExitCode::from(7))
}

pub(super) fn sigsuspend_lets_it_kill(_: &Context) {
    signal::block(&[libc::SIGTERM]);
    sys::raise(libc::SIGTERM);
    event!("suspending");
    signal::sigsuspend();
    event!("returned");
}

fn report_result(what: &str, result: nix::Result<()>) {
    match result {
        Ok(()) => event!("{what}:ok"),
        Err(errno) => event!("{what}:{errno:?}"),
    }
}

pub(super) fn sigkill_cannot_be_caught(_: &Context) {
    report_result("sigaction", signal::catch(libc::SIGKILL, report, 0, &[]));
    sys::raise(libc::SIGKILL);
    event!("returned");
}

pub(super) fn sigkill_cannot_be_ignored(_: &Context) {
    report_result("sigaction", signal::ignore(libc::SIGKILL));
    sys::raise(libc::SIGKILL);
    event!("returned");
}

pub(super) fn sigkill_cannot_be_blocked(_: &Context) {
    event!("mask:{}", signal::block_all());
    sys::raise(libc::SIGKILL);
    event!("returned");
}

pub(super) fn sigkill_beats_what_is_pending(_: &Context) {
    signal::block_all();
    for signal in [libc::SIGTERM, libc::SIGQUIT, libc::SIGHUP] {
        sys::raise(signal);
    }
    sys::raise(libc::SIGKILL);
    event!("returned");
}

extern "C" fn raise_sigkill(_: c_int) {
    event!("handler");
    sys::raise(libc::SIGKILL);
    event!("raised");
}

pub(super) fn sigkill_in_a_handler(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGTERM, raise_sigkill, 0, &[libc::SIGKILL])?;
    sys::raise(libc::SIGTERM);
    event!("returned");
    Ok(())
}
