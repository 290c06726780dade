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
    case!(main_thread::main_at_return),
    case!(main_thread::main_at_process_exit),
    case!(main_thread::main_at_exit),
    case!(main_thread::main_at_underscore_exit),
    case!(main_thread::main_at_a_panic).with_twin(),
    case!(main_thread::main_at_pthread_exit).needs(&[LEAVING_MAIN]),
    case!(main_thread::main_against_exit_handlers),
    case!(main_thread::main_against_destructors),
    case!(main_thread::main_against_locals),
    case!(main_thread::main_when_another_thread_exits),
    case!(main_thread::main_never_used),
    case!(main_thread::main_handler_finds_one),
    case!(main_thread::main_handler_makes_one),
    case!(main_thread::main_in_both_processes_after_fork),
    // Of other threads.
    case!(other_threads::thread_ends),
    case!(other_threads::thread_panics).with_twin(),
    case!(other_threads::thread_at_pthread_exit),
    case!(other_threads::thread_at_cancellation),
    case!(other_threads::thread_when_main_returns),
    case!(other_threads::thread_when_main_exits),
    case!(other_threads::thread_exits),
    case!(other_threads::thread_process_exits),
    case!(other_threads::thread_order_of_two),
    case!(other_threads::thread_against_specific_data),
    case!(other_threads::thread_against_cleanup_handlers).needs(&[CLEANUP_HANDLERS]),
    case!(other_threads::thread_started_by_a_handler),
    case!(other_threads::thread_forks_and_child_exits),
    case!(other_threads::thread_of_a_scope).ending_limit(2000),
    // What a drop does.
    case!(inside::drop_uses_itself),
    case!(inside::drop_makes_another),
    case!(inside::drop_makes_another_on_main),
    case!(inside::drop_starts_a_thread),
    case!(inside::drop_panics).with_twin(),
    case!(inside::drop_panics_on_main).with_twin(),
    case!(inside::drop_exits),
    case!(inside::drop_process_exits),
    case!(inside::drop_exits_on_main).ending_limit(2000),
    case!(inside::drop_aborts),
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
