//! `rust/tls`: when values of `thread_local!` are dropped, and when not.

mod inside;
mod main_thread;
mod other_threads;

use exitspec::{Case, case, event, journal};

use crate::sys::CLEANUP_HANDLERS;
use crate::sys::thread::LEAVING_MAIN;

/// The cases of `rust/tls`.
pub(super) const CASES: &[Case] = &[
    // Of the main thread.
    case!(main_thread::at_return),
    case!(main_thread::at_process_exit),
    case!(main_thread::at_exit),
    case!(main_thread::at_underscore_exit),
    case!(main_thread::at_a_panic).with_twin(),
    case!(main_thread::at_pthread_exit).needs(&[LEAVING_MAIN]),
    case!(main_thread::against_exit_handlers),
    case!(main_thread::against_destructors),
    case!(main_thread::against_locals),
    case!(main_thread::when_another_thread_exits),
    case!(main_thread::never_used),
    case!(main_thread::handler_finds_one),
    case!(main_thread::handler_makes_one),
    case!(main_thread::in_both_processes_after_fork),
    // Of other threads.
    case!(other_threads::at_the_end_of_the_thread),
    case!(other_threads::when_the_thread_panics).with_twin(),
    case!(other_threads::at_pthread_exit),
    case!(other_threads::at_cancellation),
    case!(other_threads::when_main_returns),
    case!(other_threads::when_main_exits),
    case!(other_threads::when_the_thread_exits),
    case!(other_threads::when_the_thread_process_exits),
    case!(other_threads::order_of_two),
    case!(other_threads::against_specific_data),
    case!(other_threads::against_cleanup_handlers).needs(&[CLEANUP_HANDLERS]),
    case!(other_threads::of_a_thread_started_by_a_handler),
    case!(other_threads::in_a_child_forked_by_the_thread),
    // What a drop does.
    case!(inside::uses_itself),
    case!(inside::makes_another),
    case!(inside::makes_another_on_main),
    case!(inside::starts_a_thread),
    case!(inside::panics).with_twin(),
    case!(inside::panics_on_main).with_twin(),
    case!(inside::exits),
    case!(inside::process_exits),
    case!(inside::exits_on_main).ending_limit(1000),
    case!(inside::aborts),
];

/// Reports its name when it is dropped.
struct Reports(&'static str);

impl Drop for Reports {
    fn drop(&mut self) {
        event!("drop:{}", self.0);
    }
}

thread_local! {
    static MAIN: Reports = const { Reports("main") };
    static THREAD: Reports = const { Reports("thread") };
}

/// Makes the value of this thread.
fn touch(key: &'static std::thread::LocalKey<Reports>) {
    key.with(|_| ());
}

extern "C" fn exit_handler() {
    journal::event("atexit");
}
