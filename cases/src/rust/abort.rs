//! `rust/abort`: C's `abort`, with the signal in every disposition, and what it leaves undone; and std's.

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::mpsc;

use exitspec::{Case, Context, Need, Sink, case, event};
use libc::c_int;

use crate::sys::fault::probe_cores;
use crate::sys::wait::Word;
use crate::sys::{self, Gate, jump, signal};

const CORES: Need = Need {
    name: "core-files",
    probe: probe_cores,
};
const JUMP: Need = Need {
    name: "siglongjmp",
    probe: jump::probe,
};
const ASSERT: Need = Need {
    name: "assert",
    probe: sys::assertion::probe,
};

/// The cases of `rust/abort`.
pub(super) const CASES: &[Case] = &[
    case!(plain),
    case!(core).with_core().needs(&[CORES]),
    case!(std_abort),
    case!(std_abort_with_core).with_core().needs(&[CORES]),
    // Dispositions and masks.
    case!(ignored),
    case!(blocked),
    case!(ignored_and_blocked),
    case!(caught_and_blocked),
    case!(std_abort_ignored),
    // Handlers.
    case!(handler_returns),
    case!(handler_returns_once_reset),
    case!(handler_calls_underscore_exit),
    case!(handler_calls_exit),
    case!(handler_jumps_back).needs(&[JUMP]),
    case!(handler_aborts),
    case!(handler_raises_sigterm),
    case!(std_abort_handler_calls_underscore_exit),
    // Where it is called.
    case!(on_another_thread),
    case!(on_two_threads),
    case!(in_a_forked_child),
    case!(in_a_signal_handler),
    case!(in_an_exit_handler),
    case!(in_a_quick_exit_handler).needs(&[sys::QUICK_EXIT]),
    case!(while_a_stream_is_locked),
    case!(while_stdout_is_locked),
    // What it leaves undone.
    case!(exit_handlers_do_not_run),
    case!(std_abort_and_exit_handlers),
    case!(destructors_do_not_run),
    case!(thread_locals_are_not_destroyed),
    case!(c_text).sinks(Sink::CAPTURED),
    case!(c_line).sinks(Sink::CAPTURED),
    case!(c_text_on_stderr).sinks(Sink::CAPTURED),
    case!(std_text).sinks(&[Sink::Pipe, Sink::File]),
    case!(std_buf_writer),
    // A failed assertion of C.
    case!(failed_assertion).needs(&[ASSERT]),
    case!(failed_assertion_on_closed_stderr)
        .needs(&[ASSERT])
        .sinks(&[Sink::Closed, Sink::Full, Sink::Broken]),
];

fn plain(_: &Context) -> ExitCode {
    sys::abort()
}

fn core(_: &Context) -> ExitCode {
    sys::abort()
}

fn std_abort(_: &Context) -> ExitCode {
    std::process::abort()
}

fn std_abort_with_core(_: &Context) -> ExitCode {
    std::process::abort()
}

fn ignored(_: &Context) -> io::Result<()> {
    signal::ignore(libc::SIGABRT)?;
    sys::abort()
}

fn blocked(_: &Context) -> ExitCode {
    signal::block(&[libc::SIGABRT]);
    sys::abort()
}

fn ignored_and_blocked(_: &Context) -> io::Result<()> {
    signal::ignore(libc::SIGABRT)?;
    signal::block_all();
    sys::abort()
}

extern "C" fn report(_: c_int) {
    event!("handler");
}

fn caught_and_blocked(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGABRT, report, 0, &[])?;
    signal::block(&[libc::SIGABRT]);
    sys::abort()
}

fn std_abort_ignored(_: &Context) -> io::Result<()> {
    signal::ignore(libc::SIGABRT)?;
    std::process::abort()
}

fn handler_returns(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGABRT, report, 0, &[])?;
    sys::abort()
}

fn handler_returns_once_reset(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGABRT, report, libc::SA_RESETHAND, &[])?;
    sys::abort()
}

extern "C" fn underscore_exit(_: c_int) {
    event!("handler");
    sys::_exit(9)
}

fn handler_calls_underscore_exit(_: &Context) -> io::Result<()> {
    sys::atexit(report_exit_handler);
    signal::catch(libc::SIGABRT, underscore_exit, 0, &[])?;
    sys::abort()
}

extern "C" fn exit(_: c_int) {
    event!("handler");
    sys::exit(9)
}

fn handler_calls_exit(_: &Context) -> io::Result<()> {
    sys::atexit(report_exit_handler);
    signal::catch(libc::SIGABRT, exit, 0, &[])?;
    sys::abort()
}

extern "C" fn jump_out(_: c_int) {
    event!("handler");
    jump::jump_back(3)
}

extern "C" fn abort_into_a_jump() {
    sys::abort()
}

fn handler_jumps_back(_: &Context) -> io::Result<ExitCode> {
    signal::catch(libc::SIGABRT, jump_out, 0, &[])?;
    event!("jumped:{}", jump::catch_jump(abort_into_a_jump));
    Ok(ExitCode::from(7))
}

/// Three times at most, so that a system that lets the handler in again and again is told from one that does not.
extern "C" fn abort_again(_: c_int) {
    static RUNS: AtomicI32 = AtomicI32::new(0);
    event!("handler");
    match RUNS.fetch_add(1, Ordering::Relaxed) {
        0..3 => sys::abort(),
        _ => sys::_exit(9),
    }
}

fn handler_aborts(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGABRT, abort_again, 0, &[])?;
    sys::abort()
}

extern "C" fn raise_sigterm(_: c_int) {
    event!("handler");
    sys::raise(libc::SIGTERM);
    event!("raised");
}

fn handler_raises_sigterm(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGABRT, raise_sigterm, 0, &[])?;
    sys::abort()
}

fn std_abort_handler_calls_underscore_exit(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGABRT, underscore_exit, 0, &[])?;
    std::process::abort()
}

fn on_another_thread(_: &Context) {
    let thread = std::thread::spawn(|| sys::abort());
    let _ = thread.join();
    event!("survived");
}

fn on_two_threads(_: &Context) -> io::Result<()> {
    let gate = Gate::new()?;
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                gate.pass();
                sys::abort()
            });
        }
        gate.open();
        gate.open();
    });
    event!("survived");
    Ok(())
}

fn in_a_forked_child(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| sys::abort())?;
    event!("child:{}", Word(sys::wait_status(child)?));
    Ok(())
}

extern "C" fn abort_in_handler(_: c_int) {
    event!("handler");
    sys::abort()
}

fn in_a_signal_handler(_: &Context) -> io::Result<()> {
    signal::catch(libc::SIGTERM, abort_in_handler, 0, &[])?;
    sys::raise(libc::SIGTERM);
    event!("survived");
    Ok(())
}

extern "C" fn report_exit_handler() {
    event!("exit_handler");
}

extern "C" fn abort_at_exit() {
    event!("aborting");
    sys::abort()
}

fn in_an_exit_handler(_: &Context) {
    sys::atexit(report_exit_handler);
    sys::atexit(abort_at_exit);
    sys::exit(7)
}

fn in_a_quick_exit_handler(_: &Context) {
    sys::at_quick_exit(report_exit_handler);
    sys::at_quick_exit(abort_at_exit);
    sys::quick_exit(7)
}

/// Starts a thread that takes a lock with `take` and keeps it for ever; comes back once it has it.
fn keep_locked<G: 'static>(take: fn() -> G) -> io::Result<()> {
    let gate = Gate::new()?;
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let _lock = take();
        // The receiver waits below.
        let _ = sender.send(());
        gate.pass();
    });
    receiver.recv().map_err(io::Error::other)
}

fn while_a_stream_is_locked(_: &Context) -> io::Result<()> {
    sys::fputs(c"text", sys::stdout());
    keep_locked(|| sys::locking::flockfile(sys::stdout()))?;
    sys::abort()
}

fn while_stdout_is_locked(_: &Context) -> io::Result<()> {
    keep_locked(|| io::stdout().lock())?;
    std::process::abort()
}

fn exit_handlers_do_not_run(_: &Context) -> ExitCode {
    sys::atexit(report_exit_handler);
    sys::at_quick_exit(report_exit_handler);
    sys::abort()
}

fn std_abort_and_exit_handlers(_: &Context) -> ExitCode {
    sys::atexit(report_exit_handler);
    sys::at_quick_exit(report_exit_handler);
    std::process::abort()
}

struct Reports;

impl Drop for Reports {
    fn drop(&mut self) {
        event!("dropped");
    }
}

fn destructors_do_not_run(_: &Context) -> ExitCode {
    let _on_the_stack = Reports;
    std::process::abort()
}

thread_local! {
    static LOCAL: Reports = const { Reports };
}

fn thread_locals_are_not_destroyed(_: &Context) -> ExitCode {
    LOCAL.with(|_| std::process::abort())
}

fn c_text(_: &Context) -> ExitCode {
    sys::fputs(c"text", sys::stdout());
    sys::abort()
}

fn c_line(_: &Context) -> ExitCode {
    sys::fputs(c"line\n", sys::stdout());
    sys::abort()
}

fn c_text_on_stderr(_: &Context) -> ExitCode {
    sys::fputs(c"text", sys::stderr());
    sys::abort()
}

fn std_text(_: &Context) -> io::Result<()> {
    io::stdout().write_all(b"text")?;
    std::process::abort()
}

fn std_buf_writer(_: &Context) -> io::Result<()> {
    let mut writer = io::BufWriter::new(io::stderr());
    writer.write_all(b"text")?;
    std::process::abort()
}

fn failed_assertion(_: &Context) -> ExitCode {
    sys::assertion::fail(c"pigs == fly", c"farm.c", 42, c"feed")
}

fn failed_assertion_on_closed_stderr(_: &Context) -> ExitCode {
    sys::assertion::fail(c"pigs == fly", c"farm.c", 42, c"feed")
}
