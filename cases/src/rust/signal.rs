//! `rust/signal`: what each signal does to a process, sent in each way, caught, blocked, ignored, and during an ending.

mod ending;
mod handlers;
mod job_control;
mod pending;
mod sending;

use exitspec::{Case, Context, Need, case, event};
use libc::c_int;

use crate::sys::fault::probe_cores;
use crate::sys::{self, jump, signal};

const CORES: Need = Need {
    name: "core-files",
    probe: probe_cores,
};
const JUMP: Need = Need {
    name: "siglongjmp",
    probe: jump::probe,
};
const REALTIME: Need = Need {
    name: "realtime-signals",
    probe: signal::probe_realtime,
};
const SIGQUEUE: Need = Need {
    name: "sigqueue",
    probe: signal::probe_sigqueue,
};
const SIGPWR: Need = Need {
    name: "SIGPWR",
    probe: || present(signal::SIGPWR),
};
const SIGSTKFLT: Need = Need {
    name: "SIGSTKFLT",
    probe: || present(signal::SIGSTKFLT),
};

fn present(signal: Option<c_int>) -> Result<(), String> {
    signal
        .map(drop)
        .ok_or_else(|| "this system has no such signal".to_owned())
}

/// The cases of `rust/signal`.
pub(super) const CASES: &[Case] = &[
    // The default action of each signal, by `raise`.
    Case::new("raise_sigabrt", raised::<{ libc::SIGABRT }>),
    Case::new("raise_sigalrm", raised::<{ libc::SIGALRM }>),
    Case::new("raise_sigbus", raised::<{ libc::SIGBUS }>),
    Case::new("raise_sigchld", raised::<{ libc::SIGCHLD }>),
    Case::new("raise_sigcont", raised::<{ libc::SIGCONT }>),
    Case::new("raise_sigfpe", raised::<{ libc::SIGFPE }>),
    Case::new("raise_sighup", raised::<{ libc::SIGHUP }>),
    Case::new("raise_sigill", raised::<{ libc::SIGILL }>),
    Case::new("raise_sigint", raised::<{ libc::SIGINT }>),
    Case::new("raise_sigio", raised::<{ libc::SIGIO }>),
    Case::new("raise_sigkill", raised::<{ libc::SIGKILL }>),
    Case::new("raise_sigpipe", raised::<{ libc::SIGPIPE }>),
    Case::new("raise_sigprof", raised::<{ libc::SIGPROF }>),
    Case::new("raise_sigquit", raised::<{ libc::SIGQUIT }>),
    Case::new("raise_sigsegv", raised::<{ libc::SIGSEGV }>),
    Case::new("raise_sigsys", raised::<{ libc::SIGSYS }>),
    Case::new("raise_sigterm", raised::<{ libc::SIGTERM }>),
    Case::new("raise_sigtrap", raised::<{ libc::SIGTRAP }>),
    Case::new("raise_sigurg", raised::<{ libc::SIGURG }>),
    Case::new("raise_sigusr1", raised::<{ libc::SIGUSR1 }>),
    Case::new("raise_sigusr2", raised::<{ libc::SIGUSR2 }>),
    Case::new("raise_sigvtalrm", raised::<{ libc::SIGVTALRM }>),
    Case::new("raise_sigwinch", raised::<{ libc::SIGWINCH }>),
    Case::new("raise_sigxcpu", raised::<{ libc::SIGXCPU }>),
    Case::new("raise_sigxfsz", raised::<{ libc::SIGXFSZ }>),
    case!(raise_sigpwr).needs(&[SIGPWR]),
    case!(raise_sigstkflt).needs(&[SIGSTKFLT]),
    case!(raise_sigrtmin).needs(&[REALTIME]),
    case!(raise_sigrtmin_plus_5).needs(&[REALTIME]),
    // The core flag where cores may be made.
    Case::new("core_of_sigquit", raised::<{ libc::SIGQUIT }>)
        .with_core()
        .needs(&[CORES]),
    Case::new("core_of_sigsegv", raised::<{ libc::SIGSEGV }>)
        .with_core()
        .needs(&[CORES]),
    Case::new("core_of_sigxcpu", raised::<{ libc::SIGXCPU }>)
        .with_core()
        .needs(&[CORES]),
    Case::new("no_core_of_sigterm", raised::<{ libc::SIGTERM }>)
        .with_core()
        .needs(&[CORES]),
    // Other ways to send.
    case!(sending::kill_sigterm),
    case!(sending::kill_sigsegv),
    case!(sending::kill_sigrtmin).needs(&[REALTIME]),
    case!(sending::kill_own_group),
    case!(sending::killpg_own_group),
    case!(sending::pthread_kill_self_sigusr1),
    case!(sending::pthread_kill_self_sigquit),
    case!(sending::pthread_kill_other_thread),
    case!(sending::raise_on_another_thread),
    case!(sending::kill_finds_the_thread_that_does_not_block),
    case!(sending::sigqueue_sigterm).needs(&[SIGQUEUE]),
    case!(sending::sigqueue_sigrtmin).needs(&[SIGQUEUE, REALTIME]),
    case!(sending::child_kills_parent).await_descendants(),
    case!(sending::null_signal),
    case!(sending::invalid_signal),
    case!(sending::ignored_signals_do_nothing),
    // Handlers, and how they end.
    case!(handlers::handler_returns),
    case!(handlers::handler_calls_underscore_exit),
    case!(handlers::handler_calls_c99_exit),
    case!(handlers::handler_calls_quick_exit).needs(&[sys::QUICK_EXIT]),
    case!(handlers::handler_calls_exit),
    case!(handlers::handler_calls_exit_during_pause),
    case!(handlers::handler_restores_default_and_raises),
    case!(handlers::handler_raises_once_reset),
    case!(handlers::reset_handler_catches_once),
    case!(handlers::handler_raises_its_own_signal),
    case!(handlers::handler_raises_another_signal),
    case!(handlers::handler_jumps_back).needs(&[JUMP]),
    case!(handlers::handler_jumps_back_and_mask_is_restored).needs(&[JUMP]),
    case!(handlers::handler_on_alternate_stack),
    case!(handlers::handlers_nest),
    case!(handlers::handler_by_c_signal_stays),
    case!(handlers::sigterm_handler_sees_one_of_two),
    // Blocked and pending.
    case!(pending::blocked_then_unblocked),
    case!(pending::blocked_twice_kills_once),
    case!(pending::pending_at_exit),
    case!(pending::pending_at_underscore_exit),
    case!(pending::pending_then_ignored),
    case!(pending::pending_is_not_inherited),
    case!(pending::mask_is_inherited),
    case!(pending::two_pending_one_kills),
    case!(pending::lowest_realtime_signal_first).needs(&[REALTIME]),
    case!(pending::realtime_signals_queue).needs(&[SIGQUEUE, REALTIME]),
    case!(pending::standard_signals_do_not_queue),
    case!(pending::sigwait_takes_it),
    case!(pending::sigsuspend_lets_it_kill),
    // SIGKILL.
    case!(pending::sigkill_cannot_be_caught),
    case!(pending::sigkill_cannot_be_ignored),
    case!(pending::sigkill_cannot_be_blocked),
    case!(pending::sigkill_beats_what_is_pending),
    case!(pending::sigkill_in_a_handler),
    // Job control. The case is alone in its session and group, which is orphaned.
    case!(job_control::sigstop_stops).continue_when_stopped(),
    case!(job_control::sigstop_cannot_be_caught),
    case!(job_control::sigstop_cannot_be_blocked).continue_when_stopped(),
    case!(job_control::sigstop_twice).continue_when_stopped(),
    case!(job_control::sigstop_without_a_continuation).body_limit(500),
    case!(job_control::sigtstp_is_discarded).continue_when_stopped(),
    case!(job_control::sigttin_is_discarded).continue_when_stopped(),
    case!(job_control::sigttou_is_discarded).continue_when_stopped(),
    case!(job_control::sigtstp_caught).continue_when_stopped(),
    case!(job_control::sigcont_caught).continue_when_stopped(),
    case!(job_control::stop_discards_pending_sigcont).continue_when_stopped(),
    case!(job_control::sigcont_discards_pending_stop).continue_when_stopped(),
    case!(job_control::killed_after_a_stop).continue_when_stopped(),
    case!(job_control::exit_handlers_run_after_a_stop).continue_when_stopped(),
    case!(job_control::stopped_in_an_exit_handler).continue_when_stopped(),
    // During an ending.
    case!(ending::killed_in_an_exit_handler),
    case!(ending::caught_in_an_exit_handler),
    case!(ending::signal_handler_ends_an_exit_handler),
    case!(ending::killed_in_a_quick_exit_handler).needs(&[sys::QUICK_EXIT]),
    case!(ending::unblocked_in_an_exit_handler),
    case!(ending::exit_handlers_do_not_run),
    case!(ending::buffers_are_not_flushed).sinks(exitspec::Sink::CAPTURED),
    case!(ending::destructors_do_not_run),
    case!(ending::other_threads_end_too),
];

/// Sets the default action, in case the runtime had other plans for this signal, and raises it.
fn raise_by_default(signal: c_int) {
    // SIGKILL and SIGSTOP may refuse even this, which is as good.
    let _ = signal::default_action(signal, 0);
    let result = sys::raise(signal);
    event!("still_running:{result}");
}

fn raised<const SIGNAL: c_int>(_: &Context) -> exitspec::Finish {
    raise_by_default(SIGNAL);
    exitspec::Finish::new(())
}

fn raise_sigpwr(_: &Context) {
    raise_by_default(signal::SIGPWR.unwrap_or(0));
}

fn raise_sigstkflt(_: &Context) {
    raise_by_default(signal::SIGSTKFLT.unwrap_or(0));
}

fn raise_sigrtmin(_: &Context) {
    raise_by_default(signal::realtime(0).unwrap_or(0));
}

fn raise_sigrtmin_plus_5(_: &Context) {
    raise_by_default(signal::realtime(5).unwrap_or(0));
}
