/* Signals that wait: blocked, pending, queued; and the one that does not. */
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "probe.h"
#include "signal_helpers.h"

BODY(signal, blocked_then_unblocked)
{
    block_signal(SIGTERM);
    raise(SIGTERM);
    event_pending("pending", SIGTERM);
    unblock_signal(SIGTERM);
    event("unblocked");
    return 0;
}

BODY(signal, blocked_twice_kills_once)
{
    block_signal(SIGTERM);
    block_signal(SIGTERM);
    raise(SIGTERM);
    event("blocked");
    unblock_signal(SIGTERM);
    event("unblocked");
    return 0;
}

BODY(signal, pending_at_exit)
{
    block_signal(SIGTERM);
    raise(SIGTERM);
    return 7;
}

BODY(signal, pending_at_underscore_exit)
{
    block_signal(SIGQUIT);
    block_signal(SIGTERM);
    raise(SIGQUIT);
    raise(SIGTERM);
    ending();
    _exit(7);
}

BODY(signal, pending_then_ignored)
{
    block_signal(SIGTERM);
    raise(SIGTERM);
    ignore_signal(SIGTERM);
    event_pending("pending", SIGTERM);
    restore_default(SIGTERM);
    unblock_signal(SIGTERM);
    event("unblocked");
    return 0;
}

BODY(signal, pending_is_not_inherited)
{
    pid_t child;
    block_signal(SIGTERM);
    raise(SIGTERM);
    child = fork();
    MUST(child >= 0);
    if (child == 0) {
        event_pending("in_the_child", SIGTERM);
        unblock_signal(SIGTERM);
        _exit(3);
    }
    event_status("child", await(child));
    event_pending("in_the_parent", SIGTERM);
    return 0;
}

BODY(signal, mask_is_inherited)
{
    pid_t child;
    block_signal(SIGTERM);
    child = fork();
    MUST(child >= 0);
    if (child == 0) {
        raise(SIGTERM);
        event_pending("pending", SIGTERM);
        _exit(3);
    }
    event_status("child", await(child));
    return 0;
}

BODY(signal, two_pending_one_kills)
{
    sigset_t both;
    sigemptyset(&both);
    sigaddset(&both, SIGTERM);
    sigaddset(&both, SIGHUP);
    MUST(sigprocmask(SIG_BLOCK, &both, NULL) == 0);
    raise(SIGTERM);
    raise(SIGHUP);
    MUST(sigprocmask(SIG_UNBLOCK, &both, NULL) == 0);
    event("unblocked");
    return 0;
}

BODY(signal, standard_signals_do_not_queue)
{
    handle_signal(SIGUSR1, report_signal, 0, 0);
    block_signal(SIGUSR1);
    kill(getpid(), SIGUSR1);
    kill(getpid(), SIGUSR1);
    kill(getpid(), SIGUSR1);
    unblock_signal(SIGUSR1);
    event("unblocked");
    return 0;
}

#if HAVE_REALTIME

BODY(signal, lowest_realtime_signal_first)
{
    sigset_t both;
    sigemptyset(&both);
    sigaddset(&both, realtime_signal(1));
    sigaddset(&both, realtime_signal(17));
    MUST(sigprocmask(SIG_BLOCK, &both, NULL) == 0);
    raise(realtime_signal(17));
    raise(realtime_signal(1));
    MUST(sigprocmask(SIG_UNBLOCK, &both, NULL) == 0);
    event("unblocked");
    return 0;
}

#if HAVE_SIGQUEUE

static void report_queued(int number, siginfo_t *info, void *context)
{
    (void)number;
    (void)context;
    event_number("handler", info->si_value.sival_int);
}

BODY(signal, realtime_signals_queue)
{
    struct sigaction action;
    union sigval value;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = report_queued;
    action.sa_flags = SA_SIGINFO;
    MUST(sigaction(realtime_signal(0), &action, NULL) == 0);
    block_signal(realtime_signal(0));
    memset(&value, 0, sizeof value);
    for (value.sival_int = 1; value.sival_int <= 3; value.sival_int++)
        MUST(sigqueue(getpid(), realtime_signal(0), value) == 0);
    unblock_signal(realtime_signal(0));
    event("unblocked");
    return 0;
}

#endif
#endif

#if HAVE_SIGWAIT

BODY(signal, sigwait_takes_it)
{
    sigset_t set;
    int taken = 0;
    block_signal(SIGTERM);
    raise(SIGTERM);
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    event_number("sigwait", sigwait(&set, &taken));
    event_signal("taken", taken);
    unblock_signal(SIGTERM);
    event("unblocked");
    return 7;
}

#endif

BODY(signal, sigsuspend_lets_it_kill)
{
    sigset_t none;
    block_signal(SIGTERM);
    raise(SIGTERM);
    event("suspending");
    sigemptyset(&none);
    sigsuspend(&none);
    event("returned");
    return 0;
}

/* SIGKILL. */

static void try_to(void (*handler)(int))
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    event_outcome("sigaction", sigaction(SIGKILL, &action, NULL));
    raise(SIGKILL);
    event("returned");
}

BODY(signal, sigkill_cannot_be_caught)
{
    try_to(report_signal);
    return 0;
}

BODY(signal, sigkill_cannot_be_ignored)
{
    try_to(SIG_IGN);
    return 0;
}

static void block_all(void)
{
    sigset_t all;
    sigfillset(&all);
    event_outcome("sigprocmask", sigprocmask(SIG_SETMASK, &all, NULL));
}

BODY(signal, sigkill_cannot_be_blocked)
{
    block_all();
    raise(SIGKILL);
    event("returned");
    return 0;
}

BODY(signal, sigkill_beats_what_is_pending)
{
    block_all();
    raise(SIGTERM);
    raise(SIGQUIT);
    raise(SIGHUP);
    raise(SIGKILL);
    event("returned");
    return 0;
}

static void raise_sigkill(int number)
{
    (void)number;
    event("handler");
    raise(SIGKILL);
    event("raised");
}

BODY(signal, sigkill_in_a_handler)
{
    handle_signal(SIGTERM, raise_sigkill, 0, SIGKILL);
    raise(SIGTERM);
    event("returned");
    return 0;
}
