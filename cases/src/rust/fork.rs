//! `rust/fork`: what a child has of its parent, what each side's ending does to the other, and text that is still in a
//! buffer when a process forks.

mod buffers;
mod inheritance;
mod sides;

use exitspec::{Case, Sink, case};

use crate::sys::branch;

/// The cases of `rust/fork`.
pub(super) const CASES: &[Case] = &[
    // The two sides.
    case!(sides::child_falls_into_the_parents_code),
    case!(sides::a_value_is_dropped_on_both_sides),
    case!(sides::panic_in_the_child).with_twin(),
    case!(sides::each_side_runs_the_handlers_it_has),
    case!(sides::child_outlives_its_parent).await_descendants(),
    case!(sides::child_that_goes_on_is_left_behind),
    case!(sides::atfork_handlers),
    case!(sides::_fork_runs_no_atfork_handlers).needs(&[branch::HAS__Fork]),
    case!(sides::vfork_child_calls__exit),
    case!(sides::vfork_child_executes),
    case!(sides::vfork_child_leaves_buffers_and_handlers_alone).sinks(Sink::CAPTURED),
    // What the child has.
    case!(inheritance::memory_is_a_copy),
    case!(inheritance::offset_is_shared).own_dir(),
    case!(inheritance::pending_signals_are_not_inherited),
    case!(inheritance::alarm_is_not_inherited),
    case!(inheritance::mask_and_dispositions_are_inherited),
    case!(inheritance::one_thread_only),
    // Buffers.
    case!(buffers::c_text_when_both_call_exit).sinks(Sink::CAPTURED),
    case!(buffers::c_text_when_the_child_calls__exit).sinks(Sink::CAPTURED),
    case!(buffers::c_text_flushed_before).sinks(Sink::CAPTURED),
    case!(buffers::rust_text_when_both_return).sinks(Sink::CAPTURED),
    case!(buffers::rust_text_when_the_child_calls__exit).sinks(Sink::CAPTURED),
    case!(buffers::rust_line_when_both_return).sinks(Sink::CAPTURED),
    case!(buffers::failed_exec_then_exit).sinks(Sink::CAPTURED),
    case!(buffers::failed_exec_then__exit).sinks(Sink::CAPTURED),
];
