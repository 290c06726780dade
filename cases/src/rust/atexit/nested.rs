//! Handlers registered by handlers.

use std::sync::atomic::{AtomicUsize, Ordering};

use exitspec::{Context, event, journal};

use super::first;
use crate::sys;

static COUNTED: AtomicUsize = AtomicUsize::new(0);

extern "C" fn count() {
    COUNTED.fetch_add(1, Ordering::Relaxed);
}

extern "C" fn report_count() {
    event!("last:after:{}", COUNTED.load(Ordering::Relaxed));
}

extern "C" fn late() {
    event!("late:after:{}", COUNTED.load(Ordering::Relaxed));
}

extern "C" fn register_late() {
    event!("registered:{}", sys::atexit(late) == 0);
}

/// Registers the handler. Where that is refused, which is allowed from the thirty-third on, the case ends.
fn register(handler: extern "C" fn()) {
    if sys::atexit(handler) != 0 {
        journal::event("refused");
        sys::_exit(8);
    }
}

/// A handler that registers another, with `left` handlers to be called after it and `ran` called before it.
pub(super) fn registered(left: usize, ran: usize) {
    for number in 0..left {
        // The first one is called last.
        register(if number == 0 { report_count } else { count });
    }
    register(register_late);
    for _ in 0..ran {
        register(count);
    }
    sys::exit(7)
}

extern "C" fn level_3() {
    journal::event("level:3");
}

extern "C" fn level_2() {
    journal::event("level:2");
    sys::atexit(level_3);
}

extern "C" fn level_1() {
    journal::event("level:1");
    sys::atexit(level_2);
}

pub(super) fn three_levels(_: &Context) {
    sys::atexit(first);
    sys::atexit(level_1);
    sys::exit(7)
}

extern "C" fn link() {
    if COUNTED.fetch_add(1, Ordering::Relaxed) + 1 < 100 {
        sys::atexit(link);
    }
}

/// Each link registers the next.
pub(super) fn chain_of_a_hundred(_: &Context) {
    sys::atexit(report_count);
    sys::atexit(link);
    sys::exit(7)
}

extern "C" fn register_thirty() {
    sys::atexit(report_count);
    let refused = (1..30).filter(|_| sys::atexit(count) != 0).count();
    event!("refused:{refused}");
}

pub(super) fn thirty_at_once(_: &Context) {
    sys::atexit(first);
    sys::atexit(register_thirty);
    sys::exit(7)
}

extern "C" fn again() {
    let before = COUNTED.fetch_add(1, Ordering::Relaxed);
    event!("again:{before}");
    if before == 0 {
        sys::atexit(again);
    }
}

pub(super) fn same_function_again(_: &Context) {
    sys::atexit(first);
    sys::atexit(again);
    sys::exit(7)
}
