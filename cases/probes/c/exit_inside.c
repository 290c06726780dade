/* What an exit handler may do besides returning. It is the second of three to be called, and there is text to flush. */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS
#include <pthread.h>
#endif

static void first(void)
{
    event("atexit:1");
}

static void third(void)
{
    event("atexit:3");
}

static int exit_with(void (*handler)(void))
{
    fputs("text", stdout);
    MUST(atexit(first) == 0);
    MUST(atexit(handler) == 0);
    MUST(atexit(third) == 0);
    ending();
    exit(7);
}

/* A case whose handler does this. */
#define INSIDE(name, code) \
    static void name(void) \
    { \
        code \
    } \
    BODY(exit, name) \
    { \
        return exit_with(name); \
    }

/* For ever, whatever signals are caught. */
static void wait_for_ever(void)
{
    for (;;)
        pause();
}

INSIDE(handler_underscore_exit, { _exit(9); })

#if HAVE_ISO_EXIT
INSIDE(handler_upper_exit, { _Exit(9); })
#endif

INSIDE(handler_raises_sigterm, { raise(SIGTERM); })
INSIDE(handler_raises_sigkill, { raise(SIGKILL); })
INSIDE(handler_aborts, { abort(); })

INSIDE(handler_stops_and_continues, {
    raise(SIGSTOP);
    await_continued();
    event("continued");
})

static void on_signal(int number)
{
    event_signal("caught", number);
}

static void raise_caught(void)
{
    raise(SIGUSR1);
    event("goes-on");
}

BODY(exit, handler_raises_a_caught_signal)
{
    MUST(signal(SIGUSR1, on_signal) != SIG_ERR);
    return exit_with(raise_caught);
}

/* What is blocked when exit() is called is blocked in its handlers, and what becomes of it is nobody's concern after that. */
static void raise_blocked(void)
{
    sigset_t pending;
    raise(SIGTERM);
    MUST(sigpending(&pending) == 0);
    event(sigismember(&pending, SIGTERM) ? "pending" : "lost");
}

BODY(exit, handler_raises_a_blocked_signal)
{
    sigset_t blocked;
    MUST(sigemptyset(&blocked) == 0 && sigaddset(&blocked, SIGTERM) == 0);
    MUST(sigprocmask(SIG_BLOCK, &blocked, 0) == 0);
    return exit_with(raise_blocked);
}

INSIDE(handler_forks_and_child_underscore_exits, {
    pid_t child = fork();
    MUST(child >= 0);
    if (child == 0) {
        event("child");
        _exit(3);
    }
    event_status("child", await(child));
})

/* The child is in the middle of an exit of its own, which goes on. The text is flushed before there are two of it. */
INSIDE(handler_forks_and_child_returns, {
    pid_t child;
    MUST(fflush(stdout) == 0);
    child = fork();
    MUST(child >= 0);
    if (child == 0)
        event("child");
    else
        event_status("child", await(child));
})

INSIDE(handler_executes, {
    execl("/bin/sh", "sh", "-c", "printf executed; exit 3", (char *)0);
    MUST(!"executed");
})

INSIDE(handler_never_returns, {
    event("waits");
    wait_for_ever();
})

#if HAVE_THREADS

static void *report_thread(void *unused)
{
    event("thread");
    return unused;
}

INSIDE(handler_starts_and_joins_a_thread, {
    pthread_t thread;
    MUST(pthread_create(&thread, 0, report_thread, 0) == 0);
    MUST(pthread_join(thread, 0) == 0);
    event("joined");
})

static int started[2];

static void *start_and_stay(void *unused)
{
    event("thread");
    MUST(write(started[1], "", 1) == 1);
    wait_for_ever();
    return unused;
}

INSIDE(handler_leaves_a_thread_running, {
    pthread_t thread;
    char byte;
    MUST(pipe(started) == 0);
    MUST(pthread_create(&thread, 0, start_and_stay, 0) == 0);
    MUST(read(started[0], &byte, 1) == 1);
})

/* The last thread ends in the middle of exit(), which is as if it called exit(0). */
INSIDE(handler_ends_its_thread, {
    static int times;
    event("pthread_exit");
    if (++times > 3) {
        event("endless");
        _exit(8);
    }
    pthread_exit(0);
})

static void *exit_on_thread(void *handler)
{
    *(pthread_t *)handler = pthread_self();
    exit(7);
}

static pthread_t exiting;

static void report_exiting(void)
{
    event(pthread_equal(exiting, pthread_self()) ? "handler:on-exiting-thread" : "handler:on-another-thread");
}

BODY(exit, from_another_thread)
{
    pthread_t thread;
    fputs("text", stdout);
    MUST(atexit(report_exiting) == 0);
    ending();
    MUST(pthread_create(&thread, 0, exit_on_thread, &exiting) == 0);
    wait_for_ever();
    return 99;
}

#endif

static sigjmp_buf back;

static void jump_out(void)
{
    event("jumps");
    siglongjmp(back, 5);
}

/* Undefined. The jump leaves the handler and exit() itself; then the process ends by _exit(). */
BODY(exit, handler_jumps_out)
{
    int value = sigsetjmp(back, 0);
    if (value == 0)
        exit_with(jump_out);
    event_number("back", value);
    _exit(9);
}

/* Undefined. After the jump exit() is called anew, which may call the same handler anew. */
BODY(exit, handler_jumps_out_and_exits)
{
    static volatile int jumps;
    if (sigsetjmp(back, 0) == 0)
        exit_with(jump_out);
    event("back");
    if (++jumps > 3) {
        event("endless");
        _exit(8);
    }
    exit(9);
}
