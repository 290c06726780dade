//! `rust/stdio`: C's standard I/O as a Rust program calls it, and std's own, at the end of the process.

mod at_exit;
mod buffering;
mod descriptors;
mod failing;
mod forked;
mod locked;
mod mixed;
mod offset;
mod temporary;

use exitspec::{Case, Context, Isolation, Sink, case};

/// Where what arrives can be read back.
const CAPTURED: &[Sink] = Sink::CAPTURED;
/// Where C's stdout is fully buffered.
const BLOCKS: &[Sink] = &[Sink::Pipe, Sink::File];
/// Where every write fails.
const FAILING: &[Sink] = &[Sink::Full, Sink::Closed, Sink::Broken];

/// The cases of `rust/stdio`.
pub(super) const CASES: &[Case] = &[
    // Buffers, and what of them is lost.
    case!(buffering::before_the_buffer_is_full).sinks(CAPTURED),
    case!(buffering::unbuffered_by_setvbuf).sinks(CAPTURED),
    case!(buffering::line_buffered_by_setvbuf).sinks(BLOCKS),
    case!(buffering::fully_buffered_terminal).sinks(&[Sink::Tty]),
    case!(buffering::exactly_one_buffer).sinks(BLOCKS),
    case!(buffering::one_byte_more_than_a_buffer).sinks(BLOCKS),
    case!(buffering::one_byte_more_than_two_buffers).sinks(BLOCKS),
    case!(buffering::one_large_write).sinks(BLOCKS),
    case!(buffering::more_than_a_buffer_then_exit).sinks(CAPTURED),
    case!(buffering::stderr_is_not_fully_buffered).sinks(CAPTURED),
    case!(buffering::stderr_part_of_a_line).sinks(CAPTURED),
    case!(buffering::stderr_with_a_buffer_then_exit).sinks(CAPTURED),
    case!(buffering::stderr_with_a_buffer_then_underscore_exit).sinks(CAPTURED),
    case!(buffering::stderr_overtakes_stdout).sinks(&[Sink::Shared]),
    // What exit does with streams, and when.
    case!(at_exit::handler_output_arrives).sinks(CAPTURED),
    case!(at_exit::destructor_output_arrives).sinks(CAPTURED),
    case!(at_exit::flushed_after_the_handlers).sinks(&[Sink::File]),
    case!(at_exit::flushed_after_the_destructors).sinks(&[Sink::File]),
    case!(at_exit::handler_flushes).sinks(&[Sink::File]),
    case!(at_exit::many_streams).own_dir(),
    case!(at_exit::handler_closes_stdout).sinks(CAPTURED),
    case!(at_exit::handler_takes_descriptor_1_away),
    case!(at_exit::handler_opens_a_stream).own_dir(),
    // When the flush fails.
    case!(failing::failing_code_of_exit).sinks(&[
        Sink::Null,
        Sink::Full,
        Sink::Closed,
        Sink::Broken,
    ]),
    case!(failing::failing_code_of_return).sinks(&[
        Sink::Null,
        Sink::Full,
        Sink::Closed,
        Sink::Broken,
    ]),
    case!(failing::failing_sigpipe_at_exit).sinks(&[Sink::Broken]),
    case!(failing::failing_fflush_tells).sinks(FAILING),
    case!(failing::failing_error_of_an_earlier_flush).sinks(FAILING),
    case!(failing::failing_handler_checks_stdout).sinks(&[
        Sink::Pipe,
        Sink::Full,
        Sink::Closed,
        Sink::Broken,
    ]),
    // Text that a fork copies.
    case!(forked::fork_unflushed_both_exit).sinks(CAPTURED),
    case!(forked::fork_flushed_both_exit).sinks(CAPTURED),
    case!(forked::fork_unbuffered_both_exit).sinks(CAPTURED),
    case!(forked::fork_line_on_a_terminal_both_exit).sinks(&[Sink::Tty]),
    case!(forked::fork_unflushed_child_underscore_exits).sinks(CAPTURED),
    case!(forked::fork_unflushed_parent_underscore_exits).sinks(CAPTURED),
    case!(forked::fork_unflushed_child_is_killed).sinks(CAPTURED),
    case!(forked::fork_unflushed_child_executes).sinks(CAPTURED),
    case!(forked::fork_rust_text_both_process_exit).sinks(CAPTURED),
    // Where the next reader of a file goes on.
    case!(offset::offset_after_exit).own_dir(),
    case!(offset::offset_after_exit_own_stream).own_dir(),
    case!(offset::offset_after_exit_and_ungetc).own_dir(),
    case!(offset::offset_after_exit_at_the_end).own_dir(),
    case!(offset::offset_after_exit_update_stream).own_dir(),
    case!(offset::offset_after_underscore_exit).own_dir(),
    case!(offset::offset_after_underscore_exit_unbuffered).own_dir(),
    case!(offset::offset_rust_stdin_after_process_exit).own_dir(),
    // Locks.
    case!(locked::locked_by_the_exiting_thread),
    case!(locked::locked_by_another_thread).ending_limit(2000),
    case!(locked::locked_other_stream_by_another_thread).ending_limit(2000),
    case!(locked::locked_stdin_by_a_reader).ending_limit(2000),
    case!(locked::locked_handler_prints).ending_limit(2000),
    case!(locked::locked_underscore_exit_does_not_wait),
    case!(locked::locked_rust_stdout_by_the_exiting_thread),
    case!(locked::locked_rust_stdout_by_another_thread).ending_limit(2000),
    // Descriptors 0 to 2 not open.
    case!(descriptors::next_file_becomes_stdout)
        .sinks(&[Sink::Closed])
        .own_dir(),
    case!(descriptors::text_lands_in_the_next_file)
        .sinks(&[Sink::Closed])
        .own_dir(),
    case!(descriptors::executed_with_stdout_closed)
        .sinks(&[Sink::Closed])
        .own_dir()
        .isolation(Isolation::Spawn),
    case!(descriptors::panic_message_lands_in_the_next_file)
        .sinks(&[Sink::Closed])
        .own_dir(),
    // Temporary files.
    case!(temporary::tmpfile_removed_by_exit),
    case!(temporary::tmpfile_removed_by_underscore_exit),
    case!(temporary::tmpfile_removed_by_sigkill),
    // C and Rust in one process.
    case!(mixed::return_flushes_rust_first).sinks(CAPTURED),
    case!(mixed::process_exit_flushes_rust_first).sinks(CAPTURED),
    case!(mixed::exit_loses_rust_text).sinks(CAPTURED),
    case!(mixed::whole_lines).sinks(CAPTURED),
];

/// With the `closed` sink, closes descriptors 1 and 2 where they are open: in a program that was executed without them,
/// the Rust runtime opened the null device.
fn close_again(context: &Context) {
    if context.sink() == Sink::Closed {
        for descriptor in [1, 2] {
            // It is closed already, unless the runtime has opened it.
            let _ = nix::unistd::close(descriptor);
        }
    }
}
