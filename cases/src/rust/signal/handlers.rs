//! Handlers, and the ways in which they end.

use std::io;
use std::process::ExitCode;

use exitspec::{Context, event};
use libc::c_int;

use crate::sys::signal::{SignalName, Timer};
use crate::sys::{self, jump, signal};

extern "C" fn report(signal: c_int) {
    event!("handler:{}", SignalName(signal));
}

extern "C" fn report_exit_handler() {
    event!("exit_handler");
}

extern "C" fn report_quick_exit_handler() {
    event!("quick_exit_handler");
}

/// Registers a handler for each kind of exit, so that it shows which kind it was.
fn register_exit_handlers() {
    sys::atexit(report_exit_handler);
    sys::at_quick_exit(report_quick_exit_handler);
}

pub(super) fn handler_returns(_: &Context) -> io::Result<ExitCode> {
    signal::catch(libc::SIGTERM, report, 0, &[])?;
    sys::raise(libc::SIGTERM);
    event!("returned");
    Ok(ExitCode::from(7))
}

extern "C" fn underscore_exit(_: c_int) {
    sys::_exit(9)
}

pub(super) fn handler_calls_underscore_exit(_: &Context) -> io::Result<()> {
    register_exit_handlers();
    signal::catch(libc::SIGTERM, underscore_exit, 0, &[])?;
    sys::raise(libc::SIGTERM);
    event!("returned");
    Ok(())
}

extern "C" fn c99_exit(_: c_int) {
    sys::_Exit(9)
}

pub(super) fn handler_calls_c99_exit(_: &Context) -> io::Result<()> {
    register_exit_handlers();
    signal::catch(libc::SIGINT, c99_exit, 0, &[])?;
    sys::raise(libc::SIGINT);
    event!("returned");
    Ok(())
}

extern "C" fn quick_exit(_: c_int) {
    sys::quick_exit(9)
}

pub(super) fn handler_calls_quick_exit(_: &Context) -> io::Result<()> {
    register_exit_handlers();
    signal::catch(libc::SIGTERM, quick_exit, 0, &[])?;
    sys::raise(libc::SIGTERM);
    event!("returned");
    Ok(())
}

extern "C" fn exit(_: c_int) {
    sys::exit(9)
}

/// `raise` is async-signal-safe, so what the handler interrupts is no obstacle to calling any function.
pub(super) fn handler_calls_exit(_: &Context) -> io::Result<()> {
    register_exit_handlers();
    signal::catch(libc::SIGTERM, exit, 0, &[])?;
    sys::raise(libc::SIGTERM);
    event!("returned");
    Ok(())
}

pub(super) fn handler_calls_exit_during_pause(_: &Context) -> io::Result<()> {
    register_exit_handlers();
    signal::catch(libc::SIGALRM, exit, 0, &[])?;
    // Again and again, lest the only one come before the pause.
    signal::set_timer(Timer::Real, 5_000)?;
    signal::pause();
    event!("returned");
    Ok(())
}

extern "C" fn die_by_default(signal: c_int) {
    event!("handler");
    // A failure shows: the process goes on.
    let _ = signal::default_action(signal, 0);
    sys::raise(signal);
    event!("raised");
}

/// The signal is blocked while its handler runs, so it kills when the handler returns.
pub(super) fn handler_restores_default_and_raises(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGTERM, die_by_default, 0, &[])?;
    sys::raise(libc::SIGTERM);
    event!("returned");
    Ok(())
}

extern "C" fn raise_again(signal: c_int) {
    event!("handler");
    sys::raise(signal);
    event!("raised");
}

/// Not blocked, and reset: the second one kills at once.
pub(super) fn handler_raises_once_reset(_: &Context) -> io::Result<()> {
    let flags = libc::SA_RESETHAND | libc::SA_NODEFER;
    signal::catch(libc::SIGTERM, raise_again, flags, &[])?;
    sys::raise(libc::SIGTERM);
    event!("returned");
    Ok(())
}

pub(super) fn reset_handler_catches_once(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGUSR1, report, libc::SA_RESETHAND, &[])?;
    sys::raise(libc::SIGUSR1);
    event!("returned");
    sys::raise(libc::SIGUSR1);
    event!("returned");
    Ok(())
}

extern "C" fn raise_twice_at_most(signal: c_int) {
    static RUNS: std::sync::atomic::AtomicI32 = std::sync::atomic::AtomicI32::new(0);
    let run = RUNS.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    event!("begins:{run}");
    if run < 2 {
        sys::raise(signal);
    }
    event!("ends:{run}");
}

/// Deferred until the handler returns, not nested.
pub(super) fn handler_raises_its_own_signal(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGUSR1, raise_twice_at_most, 0, &[])?;
    sys::raise(libc::SIGUSR1);
    event!("returned");
    Ok(())
}

extern "C" fn raise_sigterm(_: c_int) {
    event!("handler");
    sys::raise(libc::SIGTERM);
    event!("raised");
}

pub(super) fn handler_raises_another_signal(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGUSR1, raise_sigterm, 0, &[])?;
    sys::raise(libc::SIGUSR1);
    event!("returned");
    Ok(())
}

extern "C" fn jump_out(_: c_int) {
    event!("handler");
    jump::jump_back(3)
}

extern "C" fn raise_into_a_jump() {
    sys::raise(libc::SIGTERM);
    event!("returned");
}

pub(super) fn handler_jumps_back(_: &Context) -> io::Result<ExitCode> {
    signal::catch(libc::SIGTERM, jump_out, 0, &[])?;
    let value = jump::catch_jump(raise_into_a_jump);
    event!("jumped:{value}");
    Ok(ExitCode::from(7))
}

/// Were the signal still blocked, as it is while its handler runs, the second one would not be caught.
pub(super) fn handler_jumps_back_and_mask_is_restored(_: &Context) -> io::Result<ExitCode> {
    signal::catch(libc::SIGTERM, jump_out, 0, &[])?;
    for _ in 0..2 {
        event!("jumped:{}", jump::catch_jump(raise_into_a_jump));
    }
    event!("pending:{}", signal::is_pending(libc::SIGTERM));
    Ok(ExitCode::from(7))
}

pub(super) fn handler_on_alternate_stack(_: &Context) -> io::Result<()> {
    signal::use_alternate_stack()?;
    signal::catch(libc::SIGTERM, underscore_exit, libc::SA_ONSTACK, &[])?;
    sys::raise(libc::SIGTERM);
    event!("returned");
    Ok(())
}

extern "C" fn raise_sigusr2(_: c_int) {
    event!("outer_begins");
    sys::raise(libc::SIGUSR2);
    event!("outer_ends");
}

pub(super) fn handlers_nest(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGUSR1, raise_sigusr2, 0, &[])?;
    signal::catch(libc::SIGUSR2, report, 0, &[])?;
    sys::raise(libc::SIGUSR1);
    signal::catch(libc::SIGUSR1, raise_sigusr2, 0, &[libc::SIGUSR2])?;
    sys::raise(libc::SIGUSR1);
    Ok(())
}

pub(super) fn handler_by_c_signal_stays(_: &Context) {
    event!("installed:{}", signal::c_signal(libc::SIGTERM, report));
    sys::raise(libc::SIGTERM);
    event!("returned");
    sys::raise(libc::SIGTERM);
    event!("returned");
}

/// `SIGTERM` is caught, `SIGINT` is not: a program that cleans up for one of them loses its work to the other.
pub(super) fn sigterm_handler_sees_one_of_two(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGTERM, report, 0, &[])?;
    sys::raise(libc::SIGTERM);
    sys::raise(libc::SIGINT);
    event!("returned");
    Ok(())
}
