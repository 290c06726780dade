/* quick_exit(): what its handlers may do, and what it leaves undone. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_QUICK_EXIT
#if HAVE_THREADS
#include <pthread.h>
#endif

/* In C99 mode not every C library declares them. */
int at_quick_exit(void (*function)(void));
void quick_exit(int status);

static void first(void)
{
    event("quick:1");
}

static void second(void)
{
    event("quick:2");
}

static void third(void)
{
    event("quick:3");
}

static void exit_handler(void)
{
    event("atexit");
}

static int leave(void)
{
    ending();
    quick_exit(7);
    return 99;
}

/* With the handler between two others. */
static int quick_exit_with(void (*handler)(void))
{
    MUST(at_quick_exit(first) == 0);
    MUST(at_quick_exit(handler) == 0);
    MUST(at_quick_exit(third) == 0);
    return leave();
}

/* A case whose handler does this. */
#define INSIDE(name, code) \
    static void name(void) \
    { \
        code \
    } \
    BODY(quick_exit, name) \
    { \
        return quick_exit_with(name); \
    }

static void register_second(void)
{
    event(at_quick_exit(second) == 0 ? "registered" : "refused");
}

BODY(quick_exit, nested)
{
    return quick_exit_with(register_second);
}

INSIDE(nested_three_levels, { event(at_quick_exit(register_second) == 0 ? "registered-first" : "refused-first"); })

static int counted;

static void count(void)
{
    counted++;
}

static void report_count(void)
{
    event_number("last:after", counted);
}

/* Thirty-two in all, of which one registers a thirty-third when it is called. */
BODY(quick_exit, nested_with_31_left)
{
    int number;
    MUST(at_quick_exit(report_count) == 0);
    for (number = 1; number < 31; number++)
        MUST(at_quick_exit(count) == 0);
    MUST(at_quick_exit(register_second) == 0);
    return leave();
}

INSIDE(handler_registers_an_exit_handler, { event(atexit(exit_handler) == 0 ? "registered" : "refused"); })

INSIDE(underscore_exit_in_a_handler, { _exit(9); })

INSIDE(handler_never_returns, {
    event("waits");
    for (;;)
        pause();
})

INSIDE(handler_forks, {
    pid_t child = fork();
    MUST(child >= 0);
    if (child == 0)
        _exit(3);
    event_status("child", await(child));
})

static void on_signal(int number)
{
    event_signal("caught", number);
}

/* Undefined from here on: a signal while quick_exit() is at work, and a second call. */
INSIDE(caught_signal_in_a_handler, {
    MUST(signal(SIGUSR1, on_signal) != SIG_ERR);
    raise(SIGUSR1);
})

INSIDE(sigterm_in_a_handler, { raise(SIGTERM); })
INSIDE(abort_in_a_handler, { abort(); })

static int times;

static void enter(const char *name)
{
    event(name);
    if (++times > 3) {
        event("endless");
        _exit(8);
    }
}

INSIDE(quick_exit_in_a_handler, {
    enter("quick-exits");
    quick_exit(9);
})

static void exit_9(void)
{
    enter("exits");
    exit(9);
}

BODY(quick_exit, exit_in_a_handler)
{
    MUST(atexit(exit_handler) == 0);
    fputs("text", stdout);
    return quick_exit_with(exit_9);
}

/* What is left undone. */

BODY(quick_exit, c_text_is_lost)
{
    fputs("text", stdout);
    return leave();
}

static void print(void)
{
    event("prints");
    fputs("text", stdout);
}

BODY(quick_exit, text_of_a_handler_is_lost)
{
    MUST(at_quick_exit(print) == 0);
    return leave();
}

BODY(quick_exit, flushed_text_arrives)
{
    fputs("text", stdout);
    MUST(fflush(stdout) == 0);
    return leave();
}

static void print_and_flush(void)
{
    fputs(" and more", stdout);
    event_number("fflush", fflush(0));
}

BODY(quick_exit, handler_flushes)
{
    fputs("text", stdout);
    MUST(at_quick_exit(print_and_flush) == 0);
    return leave();
}

#if HAVE_THREADS

static pthread_t caller;

static void report_thread(void)
{
    event(pthread_equal(caller, pthread_self()) ? "handler:on-exiting-thread" : "handler:on-another-thread");
}

static void *quick_exit_on_thread(void *unused)
{
    caller = pthread_self();
    quick_exit(7);
    return unused;
}

BODY(quick_exit, from_another_thread)
{
    pthread_t thread;
    MUST(at_quick_exit(report_thread) == 0);
    ending();
    MUST(pthread_create(&thread, 0, quick_exit_on_thread, 0) == 0);
    for (;;)
        pause();
    return 99;
}

static void *register_third(void *unused)
{
    MUST(at_quick_exit(third) == 0);
    return unused;
}

BODY(quick_exit, from_a_thread_that_ended)
{
    pthread_t thread;
    MUST(at_quick_exit(first) == 0);
    MUST(pthread_create(&thread, 0, register_third, 0) == 0);
    MUST(pthread_join(thread, 0) == 0);
    return leave();
}

#endif
#endif
