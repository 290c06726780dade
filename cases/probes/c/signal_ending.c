/* Signals while the process ends, and what a death by signal leaves undone. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"
#include "signal_helpers.h"

#if HAVE_QUICK_EXIT
int at_quick_exit(void (*function)(void));
void quick_exit(int status);
#endif

static void raise_sigterm(void)
{
    event("raising");
    raise(SIGTERM);
    event("raised");
}

static int exit_through_signal(void)
{
    MUST(atexit(report_exit_handler) == 0);
    MUST(atexit(raise_sigterm) == 0);
    ending();
    exit(7);
}

BODY(signal, killed_in_an_exit_handler)
{
    return exit_through_signal();
}

BODY(signal, killed_in_an_exit_handler_after_return)
{
    MUST(atexit(report_exit_handler) == 0);
    MUST(atexit(raise_sigterm) == 0);
    return 7;
}

BODY(signal, caught_in_an_exit_handler)
{
    handle_signal(SIGTERM, report_signal, 0, 0);
    return exit_through_signal();
}

BODY(signal, ignored_in_an_exit_handler)
{
    ignore_signal(SIGTERM);
    return exit_through_signal();
}

static void call_underscore_exit(int number)
{
    (void)number;
    event("handler");
    _exit(9);
}

BODY(signal, signal_handler_ends_an_exit_handler)
{
    handle_signal(SIGTERM, call_underscore_exit, 0, 0);
    return exit_through_signal();
}

static void call_exit(int number)
{
    (void)number;
    event("handler");
    exit(9);
}

/* Undefined: exit is called while it is being executed. */
BODY(signal, signal_handler_exits_in_an_exit_handler)
{
    handle_signal(SIGTERM, call_exit, 0, 0);
    return exit_through_signal();
}

static void unblock_sigterm(void)
{
    event("unblocking");
    unblock_signal(SIGTERM);
    event("unblocked");
}

BODY(signal, unblocked_in_an_exit_handler)
{
    MUST(atexit(unblock_sigterm) == 0);
    block_signal(SIGTERM);
    raise(SIGTERM);
    ending();
    exit(7);
}

#if HAVE_QUICK_EXIT

BODY(signal, killed_in_a_quick_exit_handler)
{
    MUST(at_quick_exit(report_exit_handler) == 0);
    MUST(at_quick_exit(raise_sigterm) == 0);
    ending();
    quick_exit(7);
    return 99;
}

#endif

BODY(signal, exit_handlers_do_not_run)
{
    MUST(atexit(report_exit_handler) == 0);
    raise(SIGTERM);
    event("returned");
    return 0;
}

BODY(signal, exit_handlers_do_not_run_by_sigkill)
{
    MUST(atexit(report_exit_handler) == 0);
    raise(SIGKILL);
    event("returned");
    return 0;
}

BODY(signal, buffers_are_not_flushed)
{
    fputs("text", stdout);
    raise(SIGTERM);
    event("returned");
    return 0;
}

#if HAVE_CONSTRUCTORS

static int armed;

static void __attribute__((destructor)) destroy(void)
{
    if (armed)
        event("destructor");
}

BODY(signal, destructors_do_not_run)
{
    armed = 1;
    raise(SIGTERM);
    event("returned");
    return 0;
}

#endif

#if HAVE_THREADS
#include <pthread.h>

static pthread_key_t key;
static int told[2];

static void report_value(void *value)
{
    (void)value;
    event("value");
}

static void report_cleanup(void *unused)
{
    (void)unused;
    event("cleanup");
}

static void *wait_for_ever(void *unused)
{
    (void)unused;
    MUST(pthread_setspecific(key, &key) == 0);
    pthread_cleanup_push(report_cleanup, NULL);
    MUST(write(told[1], "", 1) == 1);
    for (;;)
        pause();
    pthread_cleanup_pop(1);
    return NULL;
}

BODY(signal, other_threads_end_too)
{
    pthread_t thread;
    char byte;
    MUST(pipe(told) == 0);
    MUST(pthread_key_create(&key, report_value) == 0);
    MUST(pthread_create(&thread, NULL, wait_for_ever, NULL) == 0);
    MUST(read(told[0], &byte, 1) == 1);
    raise(SIGTERM);
    event("returned");
    return 0;
}

#endif
