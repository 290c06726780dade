//! `rust/runtime`: what std's runtime sets up before `main` and does when there is no going on; what is dropped at the
//! end and what never is.
//!
//! Not here: programs built with `-Zon-broken-pipe` (once `#[unix_sigpipe]`), which only nightly compilers accept.
//! `rust/print` has a case that restores `SIGPIPE` by hand, which is what that flag amounts to.

mod drops;
mod fatal;
mod start;
mod threads;

use exitspec::{Case, Isolation, Sink, case};

/// The cases of `rust/runtime`.
pub(super) const CASES: &[Case] = &[
    // Before main. A fresh image shows what the runtime did, and not what the harness left.
    case!(start::sigpipe_is_ignored).isolation(Isolation::Spawn),
    case!(start::other_signals_are_default).isolation(Isolation::Spawn),
    case!(start::fault_handlers).isolation(Isolation::Spawn),
    case!(start::closed_descriptors_are_opened)
        .isolation(Isolation::Spawn)
        .sinks(&[Sink::Closed]),
    case!(start::text_to_closed_descriptors)
        .isolation(Isolation::Spawn)
        .sinks(&[Sink::Closed]),
    case!(start::main_thread_is_called_main).isolation(Isolation::Spawn),
    // When there is no going on.
    case!(fatal::stack_overflow).isolation(Isolation::Spawn),
    case!(fatal::stack_overflow_after_fork),
    case!(fatal::stack_overflow_of_a_thread),
    case!(fatal::stack_overflow_of_a_named_thread),
    case!(fatal::stack_overflow_nobody_reads).sinks(&[
        Sink::Null,
        Sink::Full,
        Sink::Closed,
        Sink::Broken,
    ]),
    case!(fatal::stack_overflow_runs_nothing).sinks(Sink::CAPTURED),
    case!(fatal::null_write),
    case!(fatal::allocation_failure),
    case!(fatal::allocation_failure_in_a_collection),
    case!(fatal::allocation_failure_is_not_caught),
    case!(fatal::tried_allocation_failure),
    // What is dropped when main returns.
    case!(drops::locals_in_reverse),
    case!(drops::fields_in_order),
    case!(drops::temporaries),
    case!(drops::arguments),
    case!(drops::shadowed_and_ignored),
    case!(drops::before_the_handlers),
    case!(drops::statics_never),
    case!(drops::lazy_statics_never),
    case!(drops::forgotten),
    case!(drops::manually),
    case!(drops::leaked_box),
    case!(drops::cycle),
    case!(drops::last_of_shared),
    case!(drops::guard_in_a_loop_that_breaks),
    // Threads.
    case!(threads::detached_thread_is_cut_off),
    case!(threads::joined_thread_drops_all),
    case!(threads::thread_locals_in_order),
    case!(threads::thread_local_made_while_dropping),
    case!(threads::thread_locals_of_main),
    case!(threads::thread_local_never_used),
    case!(threads::scope_waits),
    case!(threads::process_ends_in_spite_of_a_busy_thread),
];

/// Reports when it is dropped.
struct Guard(&'static str);

impl Drop for Guard {
    fn drop(&mut self) {
        exitspec::event!("drop:{}", self.0);
    }
}
