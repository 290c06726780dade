//! `rust/atexit`: exit handlers and destructors of the program: which run, in which order, and what they may do.

mod destructor;
mod inherited;
mod inside;
mod nested;
mod on_exit;
mod order;
mod recursive;

use exitspec::{Case, Finish, Need, case, journal};

use crate::sys::{self, handlers, jump};

const JUMP: Need = Need {
    name: "siglongjmp",
    probe: jump::probe,
};

/// A case of nested registration: handlers registered before the one that registers, and after it.
macro_rules! nested {
    ($name:literal, $before:literal, $after:literal) => {
        Case::new($name, |_| Finish::new(nested::registered($before, $after)))
    };
}

/// The cases of `rust/atexit`.
pub(super) const CASES: &[Case] = &[
    // Order and number.
    case!(order::lifo),
    case!(order::lifo_on_return),
    case!(order::thirty_two),
    case!(order::as_many_as_sysconf_says),
    case!(order::five_thousand),
    case!(order::same_function_five_times),
    case!(order::same_function_between_others),
    case!(order::null_handler),
    // Registration while handlers run.
    nested!("nested_with_none_left", 0, 0),
    nested!("nested_with_1_left", 1, 0),
    nested!("nested_with_31_left", 31, 0),
    nested!("nested_with_32_left", 32, 0),
    nested!("nested_with_33_left", 33, 0),
    nested!("nested_with_99_left", 99, 0),
    nested!("nested_after_31_ran", 0, 31),
    nested!("nested_after_32_ran", 0, 32),
    nested!("nested_after_33_ran", 0, 33),
    nested!("nested_amid_66", 33, 32),
    case!(nested::three_levels),
    case!(nested::chain_of_a_hundred),
    case!(nested::thirty_at_once),
    case!(nested::same_function_again),
    // What handlers do.
    case!(inside::handler_underscore_exit),
    case!(inside::handler_upper_exit),
    case!(inside::handler_raises_sigterm),
    case!(inside::handler_raises_sigkill),
    case!(inside::handler_aborts),
    case!(inside::handler_raises_a_caught_signal),
    case!(inside::handler_forks_and_child_underscore_exits),
    case!(inside::handler_forks_and_child_returns),
    case!(inside::handler_starts_and_joins_a_thread),
    case!(inside::handler_leaves_a_thread_running),
    case!(inside::handler_executes),
    case!(inside::handler_never_returns).ending_limit(1000),
    case!(inside::handler_jumps_out).needs(&[JUMP]),
    // Exit while exiting.
    case!(recursive::exit_in_a_handler),
    case!(recursive::exit_in_two_handlers),
    case!(recursive::exit_in_the_last_handler),
    case!(recursive::exit_in_a_handler_flushes),
    case!(recursive::exit_in_a_handler_on_return),
    case!(recursive::process_exit_in_a_handler),
    case!(recursive::quick_exit_in_a_handler).needs(&[sys::QUICK_EXIT]),
    // Fork, exec and threads.
    case!(inherited::by_fork),
    case!(inherited::child_registers_more),
    case!(inherited::parent_registers_more),
    case!(inherited::child_underscore_exits),
    case!(inherited::dropped_by_exec),
    case!(inherited::kept_when_exec_fails),
    case!(inherited::from_a_thread_that_ended),
    // on_exit.
    case!(on_exit::on_exit_status_and_argument).needs(&[sys::ON_EXIT]),
    case!(on_exit::on_exit_whole_status).needs(&[sys::ON_EXIT]),
    case!(on_exit::on_exit_status_of_return).needs(&[sys::ON_EXIT]),
    case!(on_exit::on_exit_one_list_with_atexit).needs(&[sys::ON_EXIT]),
    case!(on_exit::on_exit_same_function_twice).needs(&[sys::ON_EXIT]),
    case!(on_exit::on_exit_status_of_the_last_exit).needs(&[sys::ON_EXIT]),
    case!(on_exit::on_exit_inherited_by_fork).needs(&[sys::ON_EXIT]),
    case!(on_exit::on_exit_dropped_by_exec).needs(&[sys::ON_EXIT]),
    case!(on_exit::on_exit_not_by_underscore_exit).needs(&[sys::ON_EXIT]),
    // Destructors of the program.
    case!(destructor::destructor_after_the_handlers),
    case!(destructor::destructor_by_priority).needs(&[handlers::PRIORITIES]),
    case!(destructor::destructor_not_by_underscore_exit),
    case!(destructor::destructor_not_by_a_signal),
    case!(destructor::destructor_underscore_exit_decides_the_code),
    case!(destructor::destructor_registers_a_handler).ending_limit(2000),
    case!(destructor::destructor_exit_in_a_destructor).ending_limit(2000),
    case!(destructor::destructor_in_both_processes_after_fork),
];

extern "C" fn first() {
    journal::event("atexit:1");
}

extern "C" fn second() {
    journal::event("atexit:2");
}

extern "C" fn third() {
    journal::event("atexit:3");
}
