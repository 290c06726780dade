//! What the kernel does to a process that writes to nobody, runs out of time, or asks for what it may not have.

use std::fs::File;
use std::io::{self, Write as _};
use std::os::unix::net::UnixStream;
use std::process::ExitCode;

use exitspec::{Context, event};
use libc::c_int;
use nix::errno::Errno;

use crate::sys::fault::{Limit, set_limit};
use crate::sys::linux::{self, OnGetppid};
use crate::sys::signal::{SignalName, Timer};
use crate::sys::{self, Gate, signal, wait};

extern "C" fn report(signal: c_int) {
    event!("handler:{}", SignalName(signal));
}

extern "C" fn underscore_exit(signal: c_int) {
    event!("handler:{}", SignalName(signal));
    sys::_exit(9)
}

/// Reports how a write went.
fn report_write(result: io::Result<usize>) {
    match result {
        Ok(written) => event!("written:{written}"),
        Err(error) => event!(
            "error:{:?}",
            Errno::from_raw(error.raw_os_error().unwrap_or(0))
        ),
    }
}

fn write_to_nobody() -> io::Result<()> {
    let (reader, mut writer) = io::pipe()?;
    drop(reader);
    report_write(writer.write(b"text"));
    Ok(())
}

/// The runtime ignores it, so the default has to be restored.
pub(super) fn sigpipe_by_write(_: &Context) -> io::Result<()> {
    signal::default_action(libc::SIGPIPE, 0)?;
    write_to_nobody()
}

pub(super) fn sigpipe_by_write_to_stdout(_: &Context) -> io::Result<()> {
    signal::default_action(libc::SIGPIPE, 0)?;
    let mut stdout = io::stdout().lock();
    report_write(stdout.write(b"text\n"));
    Ok(())
}

pub(super) fn sigpipe_by_send(_: &Context) -> io::Result<()> {
    signal::default_action(libc::SIGPIPE, 0)?;
    let (ours, theirs) = UnixStream::pair()?;
    drop(theirs);
    // write, since std's own write to a socket suppresses the signal where it can.
    report_write(File::from(std::os::fd::OwnedFd::from(ours)).write(b"text"));
    Ok(())
}

pub(super) fn sigpipe_ignored(_: &Context) -> io::Result<()> {
    signal::ignore(libc::SIGPIPE)?;
    write_to_nobody()
}

pub(super) fn sigpipe_caught(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGPIPE, report, 0, &[])?;
    write_to_nobody()
}

pub(super) fn sigalrm_by_alarm(_: &Context) {
    signal::alarm(1);
    signal::pause();
    event!("returned");
}

pub(super) fn sigalrm_by_setitimer(_: &Context) -> io::Result<()> {
    signal::set_timer(Timer::Real, 5_000)?;
    signal::pause();
    event!("returned");
    Ok(())
}

/// Uses processor time for ever.
fn be_busy() -> ! {
    let mut turns = 0u64;
    loop {
        turns = std::hint::black_box(turns + 1);
    }
}

pub(super) fn sigvtalrm_by_setitimer(_: &Context) -> io::Result<()> {
    signal::set_timer(Timer::Virtual, 5_000)?;
    be_busy()
}

pub(super) fn sigprof_by_setitimer(_: &Context) -> io::Result<()> {
    signal::set_timer(Timer::Prof, 5_000)?;
    be_busy()
}

pub(super) fn alarm_is_cleared_by_fork(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGALRM, underscore_exit, 0, &[])?;
    signal::block(&[libc::SIGALRM]);
    signal::set_timer(Timer::Real, 5_000)?;
    let gate = Gate::new()?;
    let child = sys::fork_child(|| {
        // By the time the parent has had its own alarm, this one would have had it too.
        gate.pass();
        event!("in_the_child:{}", signal::is_pending(libc::SIGALRM));
        3
    })?;
    event!(
        "in_the_parent:{}",
        SignalName(signal::sigwait(&[libc::SIGALRM])?)
    );
    gate.open();
    let (_, word) = wait::waitpid(child, 0)?;
    event!("child:{word}");
    Ok(())
}

pub(super) fn sigxcpu_by_limit(_: &Context) -> io::Result<()> {
    set_limit(Limit::Cpu, 1, None)?;
    be_busy()
}

/// The soft limit after a second, the hard one after two.
pub(super) fn sigxcpu_caught_then_sigkill(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGXCPU, report, 0, &[])?;
    set_limit(Limit::Cpu, 1, Some(2))?;
    be_busy()
}

pub(super) fn sigxfsz_by_write(_: &Context) -> io::Result<()> {
    let mut file = File::create("large")?;
    set_limit(Limit::FileSize, 0, None)?;
    report_write(file.write(b"text"));
    Ok(())
}

pub(super) fn sigxfsz_by_ftruncate(_: &Context) -> io::Result<()> {
    let file = File::create("large")?;
    set_limit(Limit::FileSize, 8, None)?;
    file.set_len(9)?;
    event!("survived");
    Ok(())
}

pub(super) fn sigxfsz_ignored(_: &Context) -> io::Result<()> {
    signal::ignore(libc::SIGXFSZ)?;
    let mut file = File::create("large")?;
    set_limit(Limit::FileSize, 0, None)?;
    report_write(file.write(b"text"));
    Ok(())
}

/// The first write is cut short at the limit; only the one that cannot write a single byte is fatal.
pub(super) fn write_up_to_the_limit(_: &Context) -> io::Result<()> {
    let mut file = File::create("large")?;
    set_limit(Limit::FileSize, 3, None)?;
    report_write(file.write(b"text"));
    report_write(file.write(b"text"));
    Ok(())
}

pub(super) fn seccomp_kills_the_process(_: &Context) -> io::Result<()> {
    linux::filter_getppid(OnGetppid::KillProcess)?;
    event!("filtered");
    wait::getppid();
    event!("survived");
    Ok(())
}

pub(super) fn seccomp_kill_is_not_caught(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGSYS, underscore_exit, 0, &[])?;
    linux::filter_getppid(OnGetppid::KillProcess)?;
    wait::getppid();
    event!("survived");
    Ok(())
}

pub(super) fn seccomp_traps(_: &Context) -> io::Result<()> {
    linux::filter_getppid(OnGetppid::Trap)?;
    wait::getppid();
    event!("survived");
    Ok(())
}

pub(super) fn seccomp_trap_is_caught(_: &Context) -> io::Result<ExitCode> {
    signal::catch(libc::SIGSYS, report, 0, &[])?;
    linux::filter_getppid(OnGetppid::Trap)?;
    wait::getppid();
    event!("survived");
    Ok(ExitCode::from(7))
}

pub(super) fn seccomp_kills_other_threads_too(_: &Context) -> io::Result<()> {
    let thread = std::thread::spawn(|| {
        let filtered = linux::filter_getppid(OnGetppid::KillProcess);
        wait::getppid();
        filtered
    });
    let _ = thread.join();
    event!("survived");
    Ok(())
}

pub(super) fn strict_seccomp_kills_by_sigkill(_: &Context) -> io::Result<()> {
    linux::restrict_strictly()?;
    event!("restricted");
    wait::getppid();
    event!("survived");
    Ok(())
}

pub(super) fn strict_seccomp_lets_a_thread_exit(_: &Context) -> io::Result<()> {
    linux::restrict_strictly()?;
    linux::exit_thread(9);
    event!("survived");
    Ok(())
}

pub(super) fn strict_seccomp_against_underscore_exit(_: &Context) -> io::Result<()> {
    linux::restrict_strictly()?;
    sys::_exit(9)
}
