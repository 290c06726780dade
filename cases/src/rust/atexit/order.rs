//! Order and number of the handlers.

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use exitspec::{Context, event, journal};

use super::{first, second, third};
use crate::sys::{self, handlers};

pub(super) fn lifo(_: &Context) {
    sys::atexit(first);
    sys::atexit(second);
    sys::atexit(third);
    sys::exit(7)
}

pub(super) fn lifo_on_return(_: &Context) -> ExitCode {
    sys::atexit(first);
    sys::atexit(second);
    sys::atexit(third);
    ExitCode::from(7)
}

extern "C" fn numbered<const N: usize>() {
    event!("atexit:{N}");
}

macro_rules! numbered {
    ($($n:literal)*) => { [$(numbered::<$n>),*] };
}

pub(super) fn thirty_two(_: &Context) {
    let handlers: [extern "C" fn(); 32] = numbered![
        1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32
    ];
    let refused = handlers
        .into_iter()
        .filter(|&handler| sys::atexit(handler) != 0)
        .count();
    event!("refused:{refused}");
    sys::exit(7)
}

static CALLED: AtomicUsize = AtomicUsize::new(0);
static EXPECTED: AtomicUsize = AtomicUsize::new(0);
static DISORDER: AtomicBool = AtomicBool::new(false);

/// The handlers alternate, so each knows whether its turn has come.
extern "C" fn take_turn<const ODD: bool>() {
    let called = CALLED.fetch_add(1, Ordering::Relaxed) + 1;
    if called.is_multiple_of(2) == ODD {
        DISORDER.store(true, Ordering::Relaxed);
    }
}

extern "C" fn report_turns() {
    let all = CALLED.load(Ordering::Relaxed) == EXPECTED.load(Ordering::Relaxed);
    event!("all-called:{all}");
    event!("in-order:{}", !DISORDER.load(Ordering::Relaxed));
}

/// Registers `count` handlers, of which the first, called last, reports on the others.
fn register(count: usize) {
    let mut refused = usize::from(sys::atexit(report_turns) != 0);
    for left in (1..count).rev() {
        let handler = match left % 2 {
            0 => take_turn::<false>,
            _ => take_turn::<true>,
        };
        refused += usize::from(sys::atexit(handler) != 0);
    }
    EXPECTED.store(count - 1, Ordering::Relaxed);
    event!("refused:{refused}");
}

/// What the system says it takes, as far as it makes sense to try.
pub(super) fn as_many_as_sysconf_says(_: &Context) {
    register(handlers::atexit_max().clamp(32, 5000));
    sys::exit(7)
}

pub(super) fn five_thousand(_: &Context) {
    register(5000);
    sys::exit(7)
}

pub(super) fn same_function_five_times(_: &Context) {
    for _ in 0..5 {
        sys::atexit(first);
    }
    sys::exit(7)
}

pub(super) fn same_function_between_others(_: &Context) {
    sys::atexit(first);
    sys::atexit(second);
    sys::atexit(first);
    sys::atexit(third);
    sys::atexit(first);
    sys::exit(7)
}

/// The handler that exit would call is no function.
pub(super) fn null_handler(_: &Context) {
    sys::atexit(first);
    let result = handlers::atexit_null();
    journal::event(match result {
        0 => "atexit-null:taken",
        _ => "atexit-null:refused",
    });
    sys::exit(7)
}
