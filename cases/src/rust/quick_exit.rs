//! `rust/quick_exit`: C's `quick_exit` and its own list of handlers.

use std::cell::Cell;
use std::ffi::c_int;
use std::io::{self, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use exitspec::{Case, Context, Sink, case, event, journal};

use crate::sys::{self, signal};

/// A case that needs `quick_exit`, as all here do.
macro_rules! quick {
    ($body:ident) => {
        case!($body).needs(&[sys::QUICK_EXIT])
    };
}

/// The cases of `rust/quick_exit`.
pub(super) const CASES: &[Case] = &[
    // Its own list.
    quick!(lifo),
    quick!(thirty_two),
    quick!(a_thousand),
    quick!(same_function_five_times),
    quick!(not_called_by_exit),
    quick!(not_called_by_return),
    quick!(not_called_by_underscore_exit),
    quick!(exit_handlers_are_not_called),
    // Registration while handlers run.
    quick!(nested),
    quick!(nested_with_31_left),
    quick!(nested_three_levels),
    quick!(handler_registers_an_exit_handler),
    // What is left undone.
    quick!(c_text_is_lost).sinks(Sink::CAPTURED),
    quick!(rust_text_is_lost).sinks(Sink::CAPTURED),
    quick!(flushed_text_arrives).sinks(Sink::CAPTURED),
    quick!(handler_flushes).sinks(Sink::CAPTURED),
    quick!(thread_locals_are_not_dropped),
    quick!(locals_are_not_dropped),
    quick!(destructors_do_not_run),
    // What handlers do.
    quick!(underscore_exit_in_a_handler),
    quick!(handler_never_returns).ending_limit(1000),
    quick!(caught_signal_in_a_handler),
    quick!(sigterm_in_a_handler),
    quick!(abort_in_a_handler),
    quick!(quick_exit_in_a_handler).ending_limit(2000),
    quick!(exit_in_a_handler).ending_limit(2000),
    // Fork, exec and threads.
    quick!(inherited_by_fork),
    quick!(dropped_by_exec),
    quick!(from_another_thread),
];

extern "C" fn first() {
    journal::event("quick:1");
}

extern "C" fn second() {
    journal::event("quick:2");
}

extern "C" fn third() {
    journal::event("quick:3");
}

extern "C" fn exit_handler() {
    journal::event("atexit");
}

static COUNTED: AtomicUsize = AtomicUsize::new(0);

extern "C" fn count() {
    COUNTED.fetch_add(1, Ordering::Relaxed);
}

extern "C" fn report_count() {
    event!("last:after:{}", COUNTED.load(Ordering::Relaxed));
}

/// Quick-exits with the handler between two others.
fn quick_exit_with(handler: extern "C" fn()) -> ! {
    sys::at_quick_exit(first);
    sys::at_quick_exit(handler);
    sys::at_quick_exit(third);
    sys::quick_exit(7)
}

fn lifo(_: &Context) {
    quick_exit_with(second)
}

fn thirty_two(_: &Context) {
    sys::at_quick_exit(report_count);
    let refused = (1..32).filter(|_| sys::at_quick_exit(count) != 0).count();
    event!("refused:{refused}");
    sys::quick_exit(7)
}

fn a_thousand(_: &Context) {
    sys::at_quick_exit(report_count);
    let refused = (1..1000).filter(|_| sys::at_quick_exit(count) != 0).count();
    event!("refused:{refused}");
    sys::quick_exit(7)
}

fn same_function_five_times(_: &Context) {
    for _ in 0..5 {
        sys::at_quick_exit(first);
    }
    sys::quick_exit(7)
}

fn not_called_by_exit(_: &Context) {
    sys::at_quick_exit(first);
    sys::atexit(exit_handler);
    sys::exit(7)
}

fn not_called_by_return(_: &Context) {
    sys::at_quick_exit(first);
    sys::atexit(exit_handler);
}

fn not_called_by_underscore_exit(_: &Context) {
    sys::at_quick_exit(first);
    sys::_exit(7)
}

fn exit_handlers_are_not_called(_: &Context) {
    sys::atexit(exit_handler);
    sys::at_quick_exit(first);
    sys::quick_exit(7)
}

extern "C" fn register_second() {
    event!("quick:registers:{}", sys::at_quick_exit(second) == 0);
}

fn nested(_: &Context) {
    quick_exit_with(register_second)
}

/// Thirty-two in all, of which one registers a thirty-third when it is called.
fn nested_with_31_left(_: &Context) {
    sys::at_quick_exit(report_count);
    for _ in 1..31 {
        sys::at_quick_exit(count);
    }
    sys::at_quick_exit(register_second);
    sys::quick_exit(7)
}

extern "C" fn register_register_second() {
    let result = sys::at_quick_exit(register_second);
    event!("quick:registers-first:{}", result == 0);
}

fn nested_three_levels(_: &Context) {
    quick_exit_with(register_register_second)
}

fn handler_registers_an_exit_handler(_: &Context) {
    extern "C" fn register() {
        event!("atexit:{}", sys::atexit(exit_handler));
    }
    quick_exit_with(register)
}

fn c_text_is_lost(_: &Context) {
    sys::fputs(c"text", sys::stdout());
    sys::quick_exit(7)
}

fn rust_text_is_lost(_: &Context) -> io::Result<()> {
    io::stdout().write_all(b"text")?;
    sys::quick_exit(7)
}

fn flushed_text_arrives(_: &Context) {
    sys::fputs(c"text", sys::stdout());
    sys::fflush(sys::stdout());
    sys::quick_exit(7)
}

fn handler_flushes(_: &Context) {
    extern "C" fn flush() {
        sys::fputs(c" and more", sys::stdout());
        sys::fflush(std::ptr::null_mut());
    }
    sys::at_quick_exit(flush);
    sys::fputs(c"text", sys::stdout());
    sys::quick_exit(7)
}

struct Dropped(Cell<u8>);

impl Drop for Dropped {
    fn drop(&mut self) {
        journal::event("drop");
    }
}

fn thread_locals_are_not_dropped(_: &Context) {
    thread_local!(static LOCAL: Dropped = const { Dropped(Cell::new(0)) });
    LOCAL.with(|local| local.0.set(1));
    sys::at_quick_exit(first);
    sys::quick_exit(7)
}

fn locals_are_not_dropped(_: &Context) {
    let local = Dropped(Cell::new(1));
    local.0.set(2);
    sys::quick_exit(7)
}

fn destructors_do_not_run(_: &Context) {
    extern "C" fn report() {
        journal::event("destructor");
    }
    sys::arm_destructor(report);
    sys::at_quick_exit(first);
    sys::quick_exit(7)
}

fn underscore_exit_in_a_handler(_: &Context) {
    extern "C" fn handler() {
        sys::_exit(9)
    }
    quick_exit_with(handler)
}

fn handler_never_returns(context: &Context) {
    extern "C" fn handler() {
        journal::event("quick:waits");
        sys::wait_for_ever()
    }
    context.ending();
    quick_exit_with(handler)
}

fn caught_signal_in_a_handler(_: &Context) -> nix::Result<()> {
    extern "C" fn on_signal(_: c_int) {
        journal::event("caught");
    }
    extern "C" fn handler() {
        sys::raise(libc::SIGUSR1);
    }
    signal::catch(libc::SIGUSR1, on_signal, 0, &[])?;
    quick_exit_with(handler)
}

fn sigterm_in_a_handler(_: &Context) {
    extern "C" fn handler() {
        sys::raise(libc::SIGTERM);
    }
    quick_exit_with(handler)
}

fn abort_in_a_handler(_: &Context) {
    extern "C" fn handler() {
        sys::abort()
    }
    quick_exit_with(handler)
}

fn quick_exit_in_a_handler(context: &Context) {
    extern "C" fn handler() {
        journal::event("quick:quick-exits");
        sys::quick_exit(9)
    }
    context.ending();
    quick_exit_with(handler)
}

fn exit_in_a_handler(context: &Context) {
    extern "C" fn handler() {
        journal::event("quick:exits");
        sys::exit(9)
    }
    sys::atexit(exit_handler);
    sys::fputs(c"text", sys::stdout());
    context.ending();
    quick_exit_with(handler)
}

fn inherited_by_fork(_: &Context) -> io::Result<()> {
    sys::at_quick_exit(first);
    sys::at_quick_exit(second);
    let child = sys::fork_child(|| sys::quick_exit(3))?;
    event!("child:{}", sys::wait_status(child)? >> 8);
    sys::quick_exit(7)
}

fn dropped_by_exec(_: &Context) {
    sys::at_quick_exit(first);
    sys::exec_shell(c"exit 3")
}

fn from_another_thread(_: &Context) {
    extern "C" fn report_thread() {
        event!("on-caller:{}", CALLER.get());
    }
    thread_local!(static CALLER: Cell<bool> = const { Cell::new(false) });
    sys::at_quick_exit(report_thread);
    thread::spawn(|| {
        CALLER.set(true);
        sys::quick_exit(7)
    });
    sys::wait_for_ever()
}
