//! `rust/print`: what becomes of text that Rust has printed: `print!` and its kin, `BufWriter`, stdout's lock.
//!
//! Std's documents say that stdout is line buffered when it is a terminal, and flushed when a handle goes out of scope;
//! its code has a `LineWriter` for every kind of stdout, and flushes at the end of `main` and in `process::exit` only.

mod buffers;
mod endings;
mod errors;
mod locked;
mod logs;
mod places;

use exitspec::{Case, Sink, case};

/// Each stream apart, and both together.
const CAPTURED: &[Sink] = Sink::CAPTURED;
/// Sinks that refuse what is written to them.
const REFUSING: &[Sink] = &[Sink::Full, Sink::Closed, Sink::Broken];
/// Sinks that refuse it with an error that std reports.
const FAILING: &[Sink] = &[Sink::Full, Sink::Broken];

/// The cases of `rust/print`.
pub(super) const CASES: &[Case] = &[
    // Part of a line, a line, two lines and a part; and each ending.
    case!(endings::part_then_return).sinks(CAPTURED),
    case!(endings::part_then_process_exit).sinks(CAPTURED),
    case!(endings::part_then_c_exit).sinks(CAPTURED),
    case!(endings::part_then__exit).sinks(CAPTURED),
    case!(endings::part_then_process_abort).sinks(CAPTURED),
    case!(endings::part_then_sigterm).sinks(CAPTURED),
    case!(endings::part_then_sigkill).sinks(CAPTURED),
    case!(endings::part_then_panic).sinks(CAPTURED).with_twin(),
    case!(endings::part_then_err).sinks(CAPTURED),
    case!(endings::part_flushed_then__exit).sinks(CAPTURED),
    case!(endings::handle_out_of_scope_then__exit).sinks(CAPTURED),
    case!(endings::line_then__exit).sinks(CAPTURED),
    case!(endings::line_then_process_abort).sinks(CAPTURED),
    case!(endings::line_then_sigkill).sinks(CAPTURED),
    case!(endings::line_and_part_then__exit).sinks(CAPTURED),
    case!(endings::more_than_the_buffer_then__exit).sinks(CAPTURED),
    case!(endings::full_buffer_and_more_then__exit).sinks(CAPTURED),
    case!(endings::carriage_return_then__exit).sinks(CAPTURED),
    case!(endings::eprint_then__exit).sinks(CAPTURED),
    case!(endings::eprint_then_sigkill).sinks(CAPTURED),
    case!(endings::eprint_overtakes_print).sinks(&[Sink::Shared]),
    // Sinks that refuse.
    case!(errors::part_is_lost_silently).sinks(REFUSING),
    case!(errors::part_is_lost_silently_by_process_exit).sinks(REFUSING),
    case!(errors::println_panics)
        .sinks(FAILING)
        .stderr_to(Sink::Pipe)
        .with_twin(),
    case!(errors::println_to_a_closed_stdout)
        .sinks(&[Sink::Closed])
        .stderr_to(Sink::Pipe),
    case!(errors::println_to_the_null_device).sinks(&[Sink::Null]),
    case!(errors::println_kills_with_sigpipe_restored).sinks(&[Sink::Broken]),
    case!(errors::writeln_gives_the_error).sinks(REFUSING),
    case!(errors::flush_gives_the_error).sinks(REFUSING),
    case!(errors::failed_flush_is_tried_again).sinks(&[Sink::Full]),
    case!(errors::eprintln_panics).sinks(FAILING).with_twin(),
    case!(errors::eprintln_to_a_closed_stderr).sinks(&[Sink::Closed]),
    case!(errors::println_panics_in_a_thread)
        .sinks(FAILING)
        .stderr_to(Sink::Pipe)
        .with_twin(),
    case!(errors::println_panics_in_drop_while_unwinding)
        .sinks(FAILING)
        .stderr_to(Sink::Pipe)
        .with_twin(),
    case!(errors::bufwriter_drop_hides_the_error).sinks(FAILING),
    case!(errors::bufwriter_into_inner_gives_the_error).sinks(FAILING),
    // Who has the lock.
    case!(locked::by_main_at_return).sinks(CAPTURED),
    case!(locked::leaked_by_main).sinks(CAPTURED),
    case!(locked::by_a_thread_at_return).sinks(CAPTURED),
    case!(locked::by_a_thread_at_process_exit).sinks(CAPTURED),
    case!(locked::by_a_thread_at_panic)
        .sinks(CAPTURED)
        .with_twin(),
    case!(locked::leaked_by_a_thread_that_ended).sinks(CAPTURED),
    case!(locked::by_a_thread_but_nothing_in_the_buffer).sinks(CAPTURED),
    // Where it is printed.
    case!(places::in_a_thread_that_is_cut_off).sinks(CAPTURED),
    case!(places::in_an_exit_handler).sinks(CAPTURED),
    case!(places::in_an_exit_handler_of_process_exit).sinks(CAPTURED),
    case!(places::in_an_exit_handler_of_c_exit).sinks(CAPTURED),
    case!(places::in_a_thread_local_drop).sinks(CAPTURED),
    case!(places::in_a_thread_local_drop_of_main).sinks(CAPTURED),
    case!(places::in_drop_at_return).sinks(CAPTURED),
    case!(places::in_drop_while_unwinding)
        .sinks(CAPTURED)
        .with_twin(),
    case!(places::in_a_panic_hook).sinks(CAPTURED).with_twin(),
    case!(places::in_a_termination_report).sinks(CAPTURED),
    case!(places::descriptor_replaced).own_dir(),
    case!(places::descriptor_closed).sinks(CAPTURED),
    case!(places::a_database_as_stderr).own_dir(),
    case!(places::a_database_as_stdout).own_dir(),
    // Writers of one's own.
    case!(buffers::bufwriter_dropped).sinks(CAPTURED),
    case!(buffers::bufwriter_at_process_exit).sinks(CAPTURED),
    case!(buffers::bufwriter_forgotten).sinks(CAPTURED),
    case!(buffers::bufwriter_in_a_static).sinks(CAPTURED),
    case!(buffers::bufwriter_at_panic)
        .sinks(CAPTURED)
        .with_twin(),
    case!(buffers::bufwriter_in_a_thread_that_is_cut_off).sinks(CAPTURED),
    case!(buffers::bufwriter_in_a_joined_thread).sinks(CAPTURED),
    case!(buffers::bufwriter_beyond_its_capacity).own_dir(),
    case!(buffers::linewriter_at_process_exit).own_dir(),
    case!(buffers::file_at__exit).own_dir(),
    case!(buffers::bufwriter_over_file_at_return).own_dir(),
    case!(buffers::bufwriter_over_file_at_process_exit).own_dir(),
    // A logger with a guard that flushes.
    case!(logs::guard_at_return).own_dir(),
    case!(logs::guard_at_panic).own_dir().with_twin(),
    case!(logs::guard_at_process_exit).own_dir(),
    case!(logs::guard_at__exit).own_dir(),
    case!(logs::guard_at_sigterm).own_dir(),
    case!(logs::guard_at_sigterm_caught).own_dir(),
    case!(logs::guard_flushed_by_an_exit_handler).own_dir(),
];
