//! `rust/panic`: panics in every place: what is said, what is dropped, what the process's ending is.
//!
//! Each case runs in the build with `panic = "abort"` too.

mod drops;
mod edges;
mod hooks;
mod messages;
mod payloads;
mod threads;

use exitspec::{Case, Sink, case, event};

/// Sinks on which a message cannot be read back: the ending must be the same.
const WITHOUT_STDERR: &[Sink] = &[Sink::Null, Sink::Full, Sink::Closed, Sink::Broken];

/// The cases of `rust/panic`.
pub(super) const CASES: &[Case] = &[
    // What is said.
    case!(messages::of_a_str).sinks(Sink::CAPTURED).with_twin(),
    case!(messages::formatted).with_twin(),
    case!(messages::longer_than_the_buffer).with_twin(),
    case!(messages::nobody_reads)
        .sinks(WITHOUT_STDERR)
        .with_twin(),
    case!(messages::with_backtrace).with_twin(),
    case!(messages::with_backtraces_off).with_twin(),
    case!(messages::after_text)
        .sinks(&[Sink::Shared])
        .with_twin(),
    case!(messages::of_unwrap).with_twin(),
    case!(messages::of_expect).with_twin(),
    case!(messages::of_unwrap_on_err).with_twin(),
    case!(messages::of_index).with_twin(),
    case!(messages::of_slice).with_twin(),
    case!(messages::of_division).with_twin(),
    case!(messages::of_assert).with_twin(),
    case!(messages::of_assert_eq).with_twin(),
    case!(messages::of_unreachable).with_twin(),
    case!(messages::of_borrow).with_twin(),
    case!(messages::of_utf8_boundary).with_twin(),
    case!(messages::of_capacity).with_twin(),
    case!(messages::of_poison).with_twin(),
    // What is dropped, and panics in Drop.
    case!(drops::in_reverse).with_twin(),
    case!(drops::fields_and_elements).with_twin(),
    case!(drops::callers_values_too).with_twin(),
    case!(drops::leaked_values_are_not).with_twin(),
    case!(drops::panicking_is_true).with_twin(),
    case!(drops::panic_in_drop_at_return).with_twin(),
    case!(drops::panic_in_drop_of_a_field).with_twin(),
    case!(drops::panic_in_drop_while_unwinding).with_twin(),
    case!(drops::caught_panic_in_drop_while_unwinding).with_twin(),
    case!(drops::exit_in_drop_while_unwinding).with_twin(),
    case!(drops::abort_in_drop_while_unwinding).with_twin(),
    // Catching and raising.
    case!(payloads::caught).with_twin(),
    case!(payloads::caught_then_exit).with_twin(),
    case!(payloads::caught_str_and_string).with_twin(),
    case!(payloads::resumed).with_twin(),
    case!(payloads::resumed_after_catching).with_twin(),
    case!(payloads::any).with_twin(),
    case!(payloads::any_string).with_twin(),
    case!(payloads::whose_drop_panics).with_twin(),
    case!(payloads::whose_drop_panics_in_a_thread).with_twin(),
    case!(payloads::nested).with_twin(),
    case!(payloads::abort_is_not_caught).with_twin(),
    case!(payloads::exit_is_not_caught).with_twin(),
    // Hooks.
    case!(hooks::replaced).with_twin(),
    case!(hooks::silent).with_twin(),
    case!(hooks::chained).with_twin(),
    case!(hooks::sees_the_payload).with_twin(),
    case!(hooks::taken_away).with_twin(),
    case!(hooks::panics).with_twin(),
    case!(hooks::exits).with_twin(),
    case!(hooks::aborts).with_twin(),
    case!(hooks::of_another_thread).with_twin(),
    case!(hooks::not_for_abort).with_twin(),
    case!(hooks::display_panics).with_twin(),
    // Threads.
    case!(threads::joined).with_twin(),
    case!(threads::join_unwrapped).with_twin(),
    case!(threads::ignored).with_twin(),
    case!(threads::named).with_twin(),
    case!(threads::scoped).with_twin(),
    case!(threads::scoped_and_joined).with_twin(),
    case!(threads::main_panics_first).with_twin(),
    case!(threads::poisons_a_mutex).with_twin(),
    case!(threads::closes_its_channel).with_twin(),
    case!(threads::in_thread_local_drop).with_twin(),
    // Edges of Rust.
    case!(edges::extern_c).with_twin(),
    case!(edges::extern_c_unwind).with_twin(),
    case!(edges::exit_handler).with_twin(),
    case!(edges::exit_handler_of_process_exit).with_twin(),
    case!(edges::caught_in_exit_handler).with_twin(),
    case!(edges::signal_handler).with_twin(),
    case!(edges::thread_start_routine).with_twin(),
    case!(edges::key_destructor).with_twin(),
    case!(edges::lazy_lock).with_twin(),
    case!(edges::once).with_twin(),
    case!(edges::with_c_buffer)
        .sinks(Sink::CAPTURED)
        .with_twin(),
];

/// Reports when it is dropped.
struct Guard(&'static str);

impl Drop for Guard {
    fn drop(&mut self) {
        event!("drop:{}", self.0);
    }
}

/// Panics when it is dropped.
struct Bomb(&'static str);

impl Drop for Bomb {
    fn drop(&mut self) {
        event!("drop:{}", self.0);
        panic!("{} panics in drop", self.0)
    }
}
