//! `rust/exec`: another image in place of this one: what is kept and what is lost; and the calls that fork and execute in
//! one: `posix_spawn`, `system`, `popen`.

mod image;
mod spawning;

use exitspec::{Case, Need, Sink, case};

/// Only root may change the root directory.
const ROOT: Need = Need {
    name: "root",
    probe: || match nix::unistd::geteuid().is_root() {
        true => Ok(()),
        false => Err("only root may change the root directory".to_owned()),
    },
};

/// The cases of `rust/exec`.
pub(super) const CASES: &[Case] = &[
    // What becomes of the old image.
    case!(image::status_is_the_new_images),
    case!(image::process_is_the_same),
    case!(image::handlers_do_not_run),
    case!(image::c_text_is_lost).sinks(Sink::CAPTURED),
    case!(image::rust_text_is_lost).sinks(Sink::CAPTURED),
    case!(image::values_are_not_dropped),
    case!(image::threads_end_without_destructors),
    case!(image::from_another_thread),
    case!(image::close_on_exec).own_dir(),
    case!(image::caught_signal_has_the_default_action),
    case!(image::ignored_signal_stays_ignored),
    case!(image::blocked_signal_stays_blocked),
    case!(image::sigpipe_stays_ignored),
    case!(image::command_exec_resets_sigpipe),
    // When it fails.
    case!(image::failure_returns),
    case!(image::not_executable).own_dir(),
    case!(image::command_exec_failure),
    case!(image::command_exec_failure_leaves_sigpipe_default).sinks(&[Sink::Broken]),
    // posix_spawn, system, popen.
    case!(spawning::posix_spawn_status),
    case!(spawning::posix_spawn_of_a_missing_file),
    case!(spawning::system_status),
    case!(spawning::system_when_the_shell_is_killed),
    case!(spawning::system_of_a_missing_command),
    case!(spawning::system_without_a_shell)
        .needs(&[ROOT])
        .own_dir(),
    case!(spawning::system_of_null),
    case!(spawning::system_with_sigchld_ignored),
    case!(spawning::system_ignores_sigint_and_sigquit),
    case!(spawning::system_leaves_other_children_alone),
    case!(spawning::text_before_system).sinks(Sink::CAPTURED),
    case!(spawning::pclose_status),
    case!(spawning::pclose_of_a_missing_command),
    case!(spawning::pclose_after_the_status_is_gone),
    case!(spawning::popen_without_pclose),
];
