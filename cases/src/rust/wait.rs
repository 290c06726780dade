//! `rust/wait`: what the wait family tells a parent. The body is the parent; it reports what it was told as events.

mod calls;
mod linux;
mod reaping;
mod states;
mod views;

use std::io;

use exitspec::{Case, Need, case, event};
use libc::pid_t;

use crate::sys::fault::probe_cores;
use crate::sys::signal::{SignalName, probe_realtime};
use crate::sys::wait::{self, Info, Which};
use crate::sys::{self, linux as linux_calls};

const LINUX: Need = Need {
    name: "linux",
    probe: linux_calls::probe,
};
const PIDFD: Need = Need {
    name: "pidfd",
    probe: linux_calls::probe_pidfd,
};
const CORES: Need = Need {
    name: "core-files",
    probe: probe_cores,
};
const REALTIME: Need = Need {
    name: "realtime-signals",
    probe: probe_realtime,
};

/// The cases of `rust/wait`.
pub(super) const CASES: &[Case] = &[
    // The word and the structure: two views of one ending.
    case!(views::exited),
    case!(views::killed),
    case!(views::killed_by_realtime_signal).needs(&[REALTIME]),
    case!(views::dumped).with_core().needs(&[CORES]),
    case!(views::aborted_without_core).needs(&[CORES]),
    case!(views::stopped),
    case!(views::continued),
    case!(views::user_of_child),
    case!(views::word_of_0_is_zero),
    case!(views::word_is_zero_for_0_only),
    case!(views::word_of_256),
    case!(views::layout_of_the_word),
    case!(views::std_tells_one_thing_of_each_word),
    case!(views::std_agrees_with_the_macros),
    // Changes of state.
    case!(states::transitions_by_waitpid),
    case!(states::transitions_by_waitid),
    case!(states::stopped_by_sigtstp),
    case!(states::stopped_by_sigttin),
    case!(states::stopped_by_sigttou),
    case!(states::stop_needs_wuntraced),
    case!(states::continuation_needs_wcontinued),
    case!(states::stop_is_told_once),
    case!(states::continuation_is_told_once),
    case!(states::stop_is_told_again_with_wnowait),
    case!(states::exit_replaces_stop),
    case!(states::kill_ends_a_stopped_child),
    case!(states::term_waits_for_continuation),
    case!(states::continued_though_ignored),
    case!(states::continued_though_blocked),
    // Options, sets of children, and errors.
    case!(calls::wnowait_is_repeatable),
    case!(calls::wnohang_waitpid_before_the_end),
    case!(calls::wnohang_waitid_before_the_end),
    case!(calls::exit_needs_wexited),
    case!(calls::waitid_without_states),
    case!(calls::waitpid_bad_options),
    case!(calls::second_wait_fails),
    case!(calls::no_children),
    case!(calls::parent_is_no_child),
    case!(calls::grandchild_is_no_child),
    case!(calls::by_group_with_waitpid),
    case!(calls::by_group_with_waitid),
    case!(calls::by_own_group),
    case!(calls::by_empty_group),
    case!(calls::out_of_order),
    case!(calls::any_child_each_once),
    case!(calls::without_status),
    case!(calls::from_another_thread),
    case!(calls::two_threads_one_child),
    case!(calls::interrupted),
    case!(calls::restarted),
    // Zombies, SIGCHLD and what is left of a child.
    case!(reaping::ignored_sigchld),
    case!(reaping::ignored_sigchld_by_id),
    case!(reaping::no_zombies_flag),
    case!(reaping::default_sigchld),
    case!(reaping::kill_a_zombie),
    case!(reaping::null_signal_to_a_zombie),
    case!(reaping::null_signal_after_the_wait),
    case!(reaping::sigchld_of_an_exit),
    case!(reaping::sigchld_of_exit_256),
    case!(reaping::sigchld_of_a_kill),
    case!(reaping::sigchld_of_a_stop),
    case!(reaping::no_sigchld_of_a_stop_if_asked),
    case!(reaping::pending_sigchld_after_the_wait),
    case!(reaping::time_is_counted_after_the_wait),
    case!(reaping::time_is_discarded_without_wait),
    case!(reaping::wait4_tells_the_time),
    // Only on Linux.
    case!(linux::leader_exits_first).needs(&[LINUX]),
    case!(linux::leader_exits_before_exit_group).needs(&[LINUX]),
    case!(linux::leader_exits_before_a_signal).needs(&[LINUX]),
    case!(linux::pidfd_is_readable_at_the_end).needs(&[PIDFD]),
    case!(linux::pidfd_while_leader_is_gone).needs(&[PIDFD]),
    case!(linux::waitid_by_pidfd).needs(&[PIDFD]),
    case!(linux::waitid_by_nonblocking_pidfd).needs(&[PIDFD]),
];

/// Waits until the child has ended, and leaves it a zombie.
fn wait_for_end(child: pid_t) -> io::Result<Info> {
    Ok(wait::waitid(
        Which::Child(child),
        libc::WEXITED | libc::WNOWAIT,
    )?)
}

/// Waits until the child has stopped, and leaves the news of it where it is.
fn wait_for_stop(child: pid_t) -> io::Result<Info> {
    Ok(wait::waitid(
        Which::Child(child),
        libc::WSTOPPED | libc::WNOWAIT,
    )?)
}

/// Reports both views of a child's ending: `waitid` with `WNOWAIT`, then `waitpid`, which reaps it.
fn report_both_views(child: pid_t) -> io::Result<()> {
    report_info(&wait_for_end(child)?, child);
    let (reaped, word) = wait::waitpid(child, 0)?;
    event!("waitpid:{word}");
    event!("returned:{}", whose(reaped, child));
    Ok(())
}

/// Reports what `waitid` filled in.
fn report_info(info: &Info, child: pid_t) {
    event!("waitid:{info}");
    event!("si_signo:{}", SignalName(info.signal));
    event!("si_pid:{}", whose(info.process, child));
}

/// Whether this is the child's id.
fn whose(process: pid_t, child: pid_t) -> &'static str {
    match process == child {
        true => "child",
        false => "other",
    }
}

/// Reports whether a call succeeded, or its error by name.
fn report<T>(what: &str, result: nix::Result<T>) {
    match result {
        Ok(_) => event!("{what}:ok"),
        Err(errno) => event!("{what}:{errno:?}"),
    }
}

/// Ends the calling child by this signal's default action.
fn die_by(signal: libc::c_int) -> libc::c_int {
    // A failure shows: the child goes on and exits.
    let _ = sys::signal::default_action(signal, 0);
    sys::raise(signal);
    99
}
