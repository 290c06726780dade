//! `rust/threads`: which thread's end is the end of the process, and what is cleaned up at the end of a thread.

mod cancelled;
mod cleanup;
mod main_leaves;
mod process_ends;
mod robust;
mod specific;

use exitspec::{Case, Need, case};

use crate::sys::linux;
use crate::sys::robust::{ROBUST_MUTEXES, SHARED_MUTEXES};
use crate::sys::thread::LEAVING_MAIN;
use crate::sys::{self, CLEANUP_HANDLERS};

const LINUX: Need = Need {
    name: "linux",
    probe: linux::probe,
};

/// The cases of `rust/threads`.
pub(super) const CASES: &[Case] = &[
    // The main thread leaves.
    case!(main_leaves::main_leaves_alone).needs(&[LEAVING_MAIN]),
    case!(main_leaves::main_leaves_flushes_text).needs(&[LEAVING_MAIN]),
    case!(main_leaves::main_leaves_destructors_run).needs(&[LEAVING_MAIN]),
    case!(main_leaves::main_leaves_others_go_on).needs(&[LEAVING_MAIN]),
    case!(main_leaves::main_leaves_last_thread_calls_pthread_exit).needs(&[LEAVING_MAIN]),
    case!(main_leaves::main_leaves_last_thread_is_cancelled).needs(&[LEAVING_MAIN]),
    case!(main_leaves::main_leaves_another_thread_exits).needs(&[LEAVING_MAIN]),
    case!(main_leaves::main_leaves_its_value_is_joined).needs(&[LEAVING_MAIN]),
    case!(main_leaves::main_leaves_cleanup_and_specific_data)
        .needs(&[LEAVING_MAIN, CLEANUP_HANDLERS]),
    case!(main_leaves::main_leaves_handlers_run_on_the_last_thread).needs(&[LEAVING_MAIN]),
    case!(main_leaves::main_leaves_by_system_call_alone).needs(&[LINUX]),
    case!(main_leaves::main_leaves_by_system_call_others_go_on).needs(&[LINUX]),
    // The process ends while threads run.
    case!(process_ends::exit_on_another_thread),
    case!(process_ends::process_exit_on_another_thread),
    case!(process_ends::exit_while_main_joins),
    case!(process_ends::exit_leaves_specific_data),
    case!(process_ends::underscore_exit_on_another_thread),
    case!(process_ends::return_with_a_thread_waiting),
    case!(process_ends::return_with_a_detached_thread),
    case!(process_ends::return_leaves_specific_data),
    case!(process_ends::threads_run_while_handlers_do),
    case!(process_ends::forked_child_of_a_thread_returns),
    case!(process_ends::fatal_signal_for_one_thread),
    // Cleanup handlers.
    case!(cleanup::cleanup_in_reverse_order).needs(&[CLEANUP_HANDLERS]),
    case!(cleanup::cleanup_before_specific_data).needs(&[CLEANUP_HANDLERS]),
    case!(cleanup::cleanup_popped_handler_is_not_called).needs(&[CLEANUP_HANDLERS]),
    case!(cleanup::cleanup_not_at_exit).needs(&[CLEANUP_HANDLERS]),
    case!(cleanup::cleanup_exit_in_a_handler).needs(&[CLEANUP_HANDLERS]),
    case!(cleanup::cleanup_thread_end_calls_no_exit_handler),
    // Thread-specific data.
    case!(specific::specific_on_return_and_pthread_exit),
    case!(specific::specific_null_before_the_destructor),
    case!(specific::specific_only_where_there_is_a_value),
    case!(specific::specific_not_for_a_deleted_key),
    case!(specific::specific_set_again_three_times),
    case!(specific::specific_set_again_for_ever).ending_limit(1000),
    case!(specific::specific_not_at_exit),
    case!(specific::specific_not_at_return),
    case!(specific::specific_not_at_underscore_exit),
    case!(specific::specific_exit_in_a_destructor),
    case!(specific::specific_underscore_exit_in_a_destructor),
    case!(specific::specific_of_each_thread),
    // Cancellation.
    case!(cancelled::cancelled_cleanup_then_specific_data).needs(&[CLEANUP_HANDLERS]),
    case!(cancelled::cancelled_value_of_the_thread),
    case!(cancelled::cancelled_at_a_cancellation_point),
    case!(cancelled::cancelled_not_while_disabled),
    case!(cancelled::cancelled_main).needs(&[LEAVING_MAIN]),
    // Mutexes whose owner is gone.
    case!(robust::robust_owner_exited).needs(&[ROBUST_MUTEXES]),
    case!(robust::robust_owner_underscore_exited).needs(&[ROBUST_MUTEXES]),
    case!(robust::robust_owner_was_killed).needs(&[ROBUST_MUTEXES]),
    case!(robust::robust_owning_thread_ended).needs(&[ROBUST_MUTEXES]),
    case!(robust::robust_owner_executed).needs(&[ROBUST_MUTEXES]),
    case!(robust::robust_made_consistent).needs(&[ROBUST_MUTEXES]),
    case!(robust::robust_not_made_consistent).needs(&[ROBUST_MUTEXES]),
    case!(robust::robust_stalled_stays_locked).needs(&[SHARED_MUTEXES]),
];

extern "C" fn exit_handler() {
    exitspec::journal::event("atexit");
}

/// A thread that does nothing until the process ends.
extern "C-unwind" fn wait_for_ever(_: *mut std::ffi::c_void) -> *mut std::ffi::c_void {
    sys::wait_for_ever()
}
