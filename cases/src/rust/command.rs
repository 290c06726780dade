//! `rust/command`: children by `std::process::Command`: what is told of their ending, what they inherit, and what
//! becomes of them when nobody waits.

mod failures;
mod inherited;
mod status;
mod waiting;

use std::process::Command;

use exitspec::{Case, Sink, case};

/// The cases of `rust/command`.
pub(super) const CASES: &[Case] = &[
    // What `ExitStatus` says.
    case!(status::of_exit),
    case!(status::of_exit_0),
    case!(status::of_a_signal),
    case!(status::of_abort),
    case!(status::of_a_core_by_its_word),
    case!(status::of_a_stop_by_its_word),
    case!(status::of_a_shell_whose_child_was_killed),
    case!(status::display),
    case!(status::of_256_errors),
    // Waiting.
    case!(waiting::twice),
    case!(waiting::try_wait),
    case!(waiting::kill),
    case!(waiting::kill_after_the_end),
    case!(waiting::dropped_child_goes_on),
    case!(waiting::dropped_child_is_a_zombie),
    case!(waiting::wait_closes_stdin),
    case!(waiting::output_of_a_killed_child),
    case!(waiting::output_waits_for_grandchildren).await_descendants(),
    case!(waiting::sigchld_ignored),
    case!(waiting::waited_for_behind_its_back),
    // Failures to start.
    case!(failures::missing_program),
    case!(failures::not_executable).own_dir(),
    case!(failures::missing_directory),
    case!(failures::missing_in_a_shell),
    case!(failures::pre_exec_fails),
    case!(failures::pre_exec_panics),
    case!(failures::pre_exec_exits),
    case!(failures::leaves_no_zombie),
    // What a child has.
    case!(inherited::sigpipe_is_default),
    case!(inherited::ignored_signal),
    case!(inherited::blocked_signal),
    case!(inherited::caught_signal),
    case!(inherited::files_are_closed).own_dir(),
    case!(inherited::stdout).sinks(Sink::CAPTURED),
    case!(inherited::text_in_the_buffer).sinks(Sink::CAPTURED),
    case!(inherited::text_flushed_before).sinks(Sink::CAPTURED),
    case!(inherited::process_group),
    case!(inherited::writer_in_a_pipeline),
];

/// `/bin/sh -c SCRIPT`.
fn shell(script: &str) -> Command {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", script]);
    command
}
