/* Other ways to send a signal: to a group, to a thread, from a child; and what is no signal. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "probe.h"
#include "signal_helpers.h"

/* The case is alone in its group. */
BODY(signal, kill_own_group)
{
    event_number("still_running", kill(0, SIGTERM));
    return 0;
}

BODY(signal, kill_own_group_by_number)
{
    event_number("still_running", kill(-getpid(), SIGINT));
    return 0;
}

#if HAVE_KILLPG

BODY(signal, killpg_own_group)
{
    event_number("still_running", killpg(getpid(), SIGINT));
    return 0;
}

#endif

BODY(signal, child_kills_parent)
{
    pid_t parent = getpid(), child = fork();
    MUST(child >= 0);
    if (child == 0)
        _exit(kill(parent, SIGHUP) == 0 ? 0 : 99);
    /* Whatever comes first, the child's end or the signal: the signal has been sent by then. */
    await(child);
    event("still_running");
    return 0;
}

BODY(signal, null_signal)
{
    event_outcome("kill", kill(getpid(), 0));
    return 0;
}

BODY(signal, invalid_signal)
{
    event_outcome("kill", kill(getpid(), 9999));
    event_outcome("raise", raise(9999));
    return 0;
}

/* Every signal that may be ignored, ignored and raised. */
BODY(signal, ignored_signals_do_nothing)
{
    static const int signals[] = {
        SIGABRT, SIGALRM, SIGBUS,  SIGFPE,  SIGHUP,  SIGILL,  SIGINT,  SIGPIPE,   SIGPROF, SIGQUIT, SIGSEGV,
        SIGSYS,  SIGTERM, SIGTRAP, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU, SIGXFSZ,
    };
    size_t at;
    for (at = 0; at < sizeof signals / sizeof signals[0]; at++) {
        ignore_signal(signals[at]);
        raise(signals[at]);
    }
    event("still_running");
    return 0;
}

/* The end of a child sends SIGCHLD, which nobody has asked for. */
BODY(signal, sigchld_of_a_child_is_ignored)
{
    pid_t child = fork();
    MUST(child >= 0);
    if (child == 0)
        _exit(3);
    event_status("child", await(child));
    return 7;
}

BODY(signal, sigchld_of_a_child_is_caught)
{
    sigset_t none;
    pid_t child;
    handle_signal(SIGCHLD, report_signal, 0, 0);
    block_signal(SIGCHLD);
    child = fork();
    MUST(child >= 0);
    if (child == 0)
        _exit(3);
    sigemptyset(&none);
    MUST(sigsuspend(&none) == -1 && errno == EINTR);
    event_status("child", await(child));
    return 7;
}

#if HAVE_THREADS
#include <pthread.h>

static int told[2];

static void *tell_and_wait(void *unused)
{
    (void)unused;
    MUST(write(told[1], "", 1) == 1);
    for (;;)
        pause();
    return NULL;
}

/* Starts a thread that waits for ever, with the mask that there is now. */
static pthread_t start_waiting(void)
{
    pthread_t thread;
    char byte;
    MUST(pipe(told) == 0);
    MUST(pthread_create(&thread, NULL, tell_and_wait, NULL) == 0);
    MUST(read(told[0], &byte, 1) == 1);
    return thread;
}

BODY(signal, pthread_kill_other_thread)
{
    pthread_t thread = start_waiting();
    event_number("sent", pthread_kill(thread, SIGTERM));
    pthread_join(thread, NULL);
    event("still_running");
    return 0;
}

static void *raise_sigusr2(void *unused)
{
    (void)unused;
    raise(SIGUSR2);
    return NULL;
}

BODY(signal, raise_on_another_thread)
{
    pthread_t thread;
    MUST(pthread_create(&thread, NULL, raise_sigusr2, NULL) == 0);
    pthread_join(thread, NULL);
    event("still_running");
    return 0;
}

BODY(signal, kill_finds_the_thread_that_does_not_block)
{
    pthread_t thread = start_waiting();
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    MUST(pthread_sigmask(SIG_BLOCK, &set, NULL) == 0);
    MUST(kill(getpid(), SIGTERM) == 0);
    pthread_join(thread, NULL);
    event("still_running");
    return 0;
}

#endif
