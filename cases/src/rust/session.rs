//! `rust/session`: what the end of a session's leader, of a parent, or of a group's last tie to its session does to the
//! processes that stay.
//!
//! The case's own process leads its session. Most cases have it end while children wait for what comes of that.

mod orphans;
mod terminal;

use exitspec::{Case, Need, Sink, case};

use crate::sys::{linux, reaper};

const REAPER: Need = reaper::REAPER;
const PARENT_DEATH_SIGNAL: Need = reaper::PARENT_DEATH_SIGNAL;

const LINUX: Need = Need {
    name: "linux",
    probe: linux::probe,
};

const TTY: &[Sink] = &[Sink::Tty];

/// The cases of `rust/session`.
pub(super) const CASES: &[Case] = &[
    // A controlling process ends.
    case!(terminal::foreground_group_gets_sighup)
        .sinks(TTY)
        .controlling_tty()
        .await_descendants(),
    case!(terminal::sighup_kills_by_default)
        .sinks(TTY)
        .controlling_tty()
        .await_descendants(),
    case!(terminal::sighup_ignored)
        .sinks(TTY)
        .controlling_tty()
        .await_descendants(),
    case!(terminal::background_group_gets_none)
        .sinks(TTY)
        .controlling_tty()
        .await_descendants(),
    case!(terminal::another_session_gets_none)
        .sinks(TTY)
        .controlling_tty()
        .await_descendants(),
    case!(terminal::killed_leader_hangs_up_too)
        .sinks(TTY)
        .controlling_tty()
        .await_descendants(),
    case!(terminal::exec_does_not_hang_up)
        .sinks(TTY)
        .controlling_tty()
        .await_descendants(),
    case!(terminal::terminal_is_given_up)
        .sinks(TTY)
        .controlling_tty()
        .await_descendants(),
    case!(terminal::new_session_has_none)
        .sinks(TTY)
        .controlling_tty(),
    case!(terminal::without_a_terminal_no_sighup)
        .sinks(&[Sink::Pipe, Sink::Tty])
        .await_descendants(),
    // A group is orphaned.
    case!(orphans::stopped_group_gets_sighup_and_sigcont).await_descendants(),
    case!(orphans::stopped_group_dies_by_default).await_descendants(),
    case!(orphans::running_group_gets_nothing).await_descendants(),
    case!(orphans::group_that_was_an_orphan_before_gets_nothing),
    case!(orphans::group_orphaned_by_setsid_is_left_alone),
    case!(orphans::terminal_stops_are_discarded),
    case!(orphans::sigstop_is_not_discarded).continue_when_stopped(),
    // Orphans and daemons.
    case!(orphans::orphan_gets_another_parent).await_descendants(),
    case!(orphans::orphan_of_a_killed_parent).await_descendants(),
    case!(orphans::nearest_reaper_adopts).needs(&[REAPER]),
    case!(orphans::reaper_is_not_inherited)
        .needs(&[REAPER])
        .await_descendants(),
    case!(orphans::daemon).await_descendants(),
    case!(orphans::leader_cannot_lead_again),
    // The parent-death signal.
    case!(orphans::parent_death_signal)
        .needs(&[PARENT_DEATH_SIGNAL])
        .await_descendants(),
    case!(orphans::parent_death_signal_is_not_inherited).needs(&[PARENT_DEATH_SIGNAL]),
    case!(orphans::parent_death_signal_of_a_thread).needs(&[LINUX]),
];
