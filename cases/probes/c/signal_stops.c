/* Stops and continuations of the case itself, which whoever runs it sees and answers. The case is the only process of its
   session and group, and its parent is in another session: its group is orphaned. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "probe.h"
#include "signal_helpers.h"

static void stop(void)
{
    raise(SIGSTOP);
    await_continued();
}

BODY(signal, sigstop_stops)
{
    event("before");
    stop();
    event("after");
    return 7;
}

BODY(signal, sigstop_by_kill)
{
    event("before");
    MUST(kill(getpid(), SIGSTOP) == 0);
    await_continued();
    event("after");
    return 7;
}

BODY(signal, sigstop_cannot_be_caught)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = report_signal;
    event_outcome("catch", sigaction(SIGSTOP, &action, NULL));
    action.sa_handler = SIG_IGN;
    event_outcome("ignore", sigaction(SIGSTOP, &action, NULL));
    return 0;
}

BODY(signal, sigstop_cannot_be_blocked)
{
    sigset_t all;
    sigfillset(&all);
    event_outcome("sigprocmask", sigprocmask(SIG_SETMASK, &all, NULL));
    stop();
    event("after");
    return 0;
}

BODY(signal, sigstop_twice)
{
    stop();
    stop();
    event("after");
    return 0;
}

/* Nobody continues it. */
BODY(signal, sigstop_without_a_continuation)
{
    event("before");
    raise(SIGSTOP);
    event("after");
    return 0;
}

static int raise_and_go_on(int number)
{
    raise(number);
    event("still_running");
    return 7;
}

BODY(signal, sigtstp_is_discarded)
{
    return raise_and_go_on(SIGTSTP);
}

BODY(signal, sigttin_is_discarded)
{
    return raise_and_go_on(SIGTTIN);
}

BODY(signal, sigttou_is_discarded)
{
    return raise_and_go_on(SIGTTOU);
}

BODY(signal, sigtstp_caught)
{
    handle_signal(SIGTSTP, report_signal, 0, 0);
    return raise_and_go_on(SIGTSTP);
}

BODY(signal, sigcont_caught)
{
    handle_signal(SIGCONT, report_signal, 0, 0);
    event("before");
    stop();
    event("after");
    return 0;
}

BODY(signal, sigcont_ignored_continues_all_the_same)
{
    ignore_signal(SIGCONT);
    stop();
    event("after");
    return 7;
}

BODY(signal, sigcont_blocked_continues_all_the_same)
{
    block_signal(SIGCONT);
    stop();
    event_pending("pending", SIGCONT);
    return 7;
}

BODY(signal, stop_discards_pending_sigcont)
{
    handle_signal(SIGCONT, report_signal, 0, 0);
    block_signal(SIGCONT);
    raise(SIGCONT);
    event_pending("pending", SIGCONT);
    /* Blocked as well, so that it does not stop the process, but is generated all the same. */
    block_signal(SIGTSTP);
    raise(SIGTSTP);
    event_pending("pending", SIGCONT);
    return 0;
}

BODY(signal, sigcont_discards_pending_stop)
{
    block_signal(SIGTSTP);
    raise(SIGTSTP);
    event_pending("pending", SIGTSTP);
    raise(SIGCONT);
    event_pending("pending", SIGTSTP);
    return 0;
}

BODY(signal, killed_after_a_stop)
{
    stop();
    raise(SIGTERM);
    event("returned");
    return 0;
}

BODY(signal, exit_handlers_run_after_a_stop)
{
    MUST(atexit(report_exit_handler) == 0);
    stop();
    ending();
    exit(7);
}

static void stop_in_handler(void)
{
    event("stopping");
    stop();
    event("continued");
}

BODY(signal, stopped_in_an_exit_handler)
{
    MUST(atexit(stop_in_handler) == 0);
    ending();
    exit(7);
}

/* Seen from a parent: a stopped child dies by SIGKILL at once, and by SIGTERM when it is continued. */
static int kill_stopped_child(int number, int then)
{
    int status = 0;
    pid_t child = fork();
    MUST(child >= 0);
    if (child == 0) {
        raise(SIGSTOP);
        _exit(3);
    }
    MUST(waitpid(child, &status, WUNTRACED) == child);
    event_status("child", status);
    MUST(kill(child, number) == 0);
    if (then) {
        /* A death now would be seen by the time another child has come and gone. */
        pid_t another = fork();
        MUST(another >= 0);
        if (another == 0)
            _exit(0);
        await(another);
        if (waitpid(child, &status, WNOHANG) != 0) {
            event_status("at-once", status);
            return 0;
        }
        event("waits");
        MUST(kill(child, then) == 0);
    }
    event_status("child", await(child));
    return 0;
}

BODY(signal, sigkill_ends_a_stopped_child)
{
    return kill_stopped_child(SIGKILL, 0);
}

BODY(signal, sigterm_waits_for_a_stopped_child)
{
    return kill_stopped_child(SIGTERM, SIGCONT);
}
