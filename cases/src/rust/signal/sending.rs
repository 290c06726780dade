//! The ways to send a signal.

use std::io;

use exitspec::{Context, event};

use crate::sys::{self, Gate, signal, wait};

pub(super) fn kill_sigterm(_: &Context) -> io::Result<()> {
    signal::kill(wait::getpid(), libc::SIGTERM)?;
    event!("still_running");
    Ok(())
}

pub(super) fn kill_sigsegv(_: &Context) -> io::Result<()> {
    signal::default_action(libc::SIGSEGV, 0)?;
    signal::kill(wait::getpid(), libc::SIGSEGV)?;
    event!("still_running");
    Ok(())
}

pub(super) fn kill_sigrtmin(_: &Context) -> io::Result<()> {
    signal::kill(wait::getpid(), signal::realtime(0).unwrap_or(0))?;
    event!("still_running");
    Ok(())
}

/// The case is alone in its group.
pub(super) fn kill_own_group(_: &Context) -> io::Result<()> {
    signal::kill(0, libc::SIGTERM)?;
    event!("still_running");
    Ok(())
}

pub(super) fn killpg_own_group(_: &Context) -> io::Result<()> {
    signal::killpg(wait::getpid(), libc::SIGINT)?;
    event!("still_running");
    Ok(())
}

pub(super) fn pthread_kill_self_sigusr1(_: &Context) {
    let result = signal::pthread_kill(signal::this_thread(), libc::SIGUSR1);
    event!("still_running:{result}");
}

pub(super) fn pthread_kill_self_sigquit(_: &Context) {
    let result = signal::pthread_kill(signal::this_thread(), libc::SIGQUIT);
    event!("still_running:{result}");
}

pub(super) fn pthread_kill_other_thread(_: &Context) -> io::Result<()> {
    let gate = Gate::new()?;
    let (sender, receiver) = std::sync::mpsc::channel();
    let other = std::thread::spawn(move || {
        // The receiver waits below.
        let _ = sender.send(signal::this_thread());
        gate.pass();
    });
    let thread = receiver.recv().map_err(io::Error::other)?;
    let result = signal::pthread_kill(thread, libc::SIGTERM);
    event!("sent:{result}");
    // Nobody opens the gate: only the signal can end this.
    let _ = other.join();
    event!("still_running");
    Ok(())
}

pub(super) fn raise_on_another_thread(_: &Context) {
    let other = std::thread::spawn(|| sys::raise(libc::SIGUSR2));
    let _ = other.join();
    event!("still_running");
}

pub(super) fn kill_finds_the_thread_that_does_not_block(_: &Context) -> io::Result<()> {
    let gate = Gate::new()?;
    // Started before the mask is set, so with an empty one.
    let other = std::thread::spawn(move || gate.pass());
    signal::block(&[libc::SIGTERM]);
    signal::kill(wait::getpid(), libc::SIGTERM)?;
    let _ = other.join();
    event!("still_running");
    Ok(())
}

pub(super) fn sigqueue_sigterm(_: &Context) -> io::Result<()> {
    signal::sigqueue(wait::getpid(), libc::SIGTERM)?;
    event!("still_running");
    Ok(())
}

pub(super) fn sigqueue_sigrtmin(_: &Context) -> io::Result<()> {
    signal::sigqueue(wait::getpid(), signal::realtime(0).unwrap_or(0))?;
    event!("still_running");
    Ok(())
}

pub(super) fn child_kills_parent(_: &Context) -> io::Result<()> {
    let parent = wait::getpid();
    let child = sys::fork_child(|| signal::kill(parent, libc::SIGHUP).map_or(99, |()| 0))?;
    // Whatever comes first, the child's end or the signal: the signal has been sent by then.
    wait::waitpid(child, 0)?;
    event!("still_running");
    Ok(())
}

pub(super) fn null_signal(_: &Context) -> io::Result<()> {
    signal::kill(wait::getpid(), 0)?;
    event!("kill:ok");
    match signal::pthread_kill(signal::this_thread(), 0) {
        0 => event!("pthread_kill:ok"),
        error => event!("pthread_kill:{:?}", nix::errno::Errno::from_raw(error)),
    }
    Ok(())
}

pub(super) fn invalid_signal(_: &Context) {
    let kill = signal::kill(wait::getpid(), 9999);
    match kill {
        Ok(()) => event!("kill:ok"),
        Err(errno) => event!("kill:{errno:?}"),
    }
    event!("raise:{}", sys::raise(9999) != 0);
}

/// Every signal that may be ignored, ignored and raised.
pub(super) fn ignored_signals_do_nothing(_: &Context) -> io::Result<()> {
    let signals = [
        libc::SIGABRT,
        libc::SIGALRM,
        libc::SIGBUS,
        libc::SIGFPE,
        libc::SIGHUP,
        libc::SIGILL,
        libc::SIGINT,
        libc::SIGPIPE,
        libc::SIGQUIT,
        libc::SIGSEGV,
        libc::SIGSYS,
        libc::SIGTERM,
        libc::SIGTRAP,
        libc::SIGTSTP,
        libc::SIGTTIN,
        libc::SIGTTOU,
        libc::SIGUSR1,
        libc::SIGUSR2,
        libc::SIGXCPU,
        libc::SIGXFSZ,
    ];
    for signal in signals {
        signal::ignore(signal)?;
        sys::raise(signal);
    }
    event!("still_running");
    Ok(())
}
