/* abort(): with SIGABRT in every disposition, and from everywhere. */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS
#include <pthread.h>
#endif

static void block(int number)
{
    sigset_t set;
    MUST(sigemptyset(&set) == 0 && sigaddset(&set, number) == 0);
    MUST(sigprocmask(SIG_BLOCK, &set, 0) == 0);
}

static void catch_abort(void (*handler)(int), int flags)
{
    struct sigaction action;
    action.sa_handler = handler;
    action.sa_flags = flags;
    MUST(sigemptyset(&action.sa_mask) == 0);
    MUST(sigaction(SIGABRT, &action, 0) == 0);
}

/* Where abort() sends the signal again and again there would be no end to it. */
static void report(int number)
{
    static volatile sig_atomic_t times;
    event_signal("caught", number);
    times = times + 1;
    if (times > 3) {
        event("endless");
        _exit(8);
    }
}

BODY(abort, plain)
{
    ending();
    abort();
}

BODY(abort, core)
{
    ending();
    abort();
}

BODY(abort, ignored)
{
    catch_abort(SIG_IGN, 0);
    ending();
    abort();
}

BODY(abort, blocked)
{
    block(SIGABRT);
    ending();
    abort();
}

BODY(abort, ignored_and_blocked)
{
    sigset_t all;
    catch_abort(SIG_IGN, 0);
    MUST(sigfillset(&all) == 0 && sigprocmask(SIG_BLOCK, &all, 0) == 0);
    ending();
    abort();
}

BODY(abort, caught_and_blocked)
{
    catch_abort(report, 0);
    block(SIGABRT);
    ending();
    abort();
}

/* SIGABRT is pending already when abort() sends another. */
BODY(abort, pending)
{
    block(SIGABRT);
    MUST(raise(SIGABRT) == 0);
    ending();
    abort();
}

BODY(abort, handler_returns)
{
    catch_abort(report, 0);
    ending();
    abort();
}

BODY(abort, handler_returns_once_reset)
{
    catch_abort(report, (int)SA_RESETHAND);
    ending();
    abort();
}

BODY(abort, handler_returns_and_is_not_masked)
{
    catch_abort(report, SA_NODEFER);
    ending();
    abort();
}

/* raise() comes back where abort() does not. */
BODY(abort, raise_is_not_abort)
{
    catch_abort(report, 0);
    event_number("raise", raise(SIGABRT));
    return 7;
}

BODY(abort, in_a_forked_child)
{
    pid_t child = fork();
    MUST(child >= 0);
    if (child == 0)
        abort();
    event_status("child", await(child));
    return 7;
}

BODY(abort, in_a_forked_child_with_handler)
{
    pid_t child;
    catch_abort(report, 0);
    child = fork();
    MUST(child >= 0);
    if (child == 0)
        abort();
    event_status("child", await(child));
    return 7;
}

static void abort_in_handler(int number)
{
    event_signal("caught", number);
    abort();
}

BODY(abort, in_a_signal_handler)
{
    MUST(signal(SIGTERM, abort_in_handler) != SIG_ERR);
    ending();
    raise(SIGTERM);
    event("survived");
    return 7;
}

static void exit_handler(void)
{
    event("atexit");
}

static void abort_at_exit(void)
{
    event("aborts");
    abort();
}

BODY(abort, in_an_exit_handler)
{
    MUST(atexit(exit_handler) == 0);
    MUST(atexit(abort_at_exit) == 0);
    ending();
    exit(7);
}

#if HAVE_THREADS

static void *abort_on_thread(void *unused)
{
    abort();
    return unused;
}

BODY(abort, on_another_thread)
{
    pthread_t thread;
    ending();
    MUST(pthread_create(&thread, 0, abort_on_thread, 0) == 0);
    pthread_join(thread, 0);
    event("survived");
    return 7;
}

static int gate[2];

static void *abort_on_signal(void *unused)
{
    char byte;
    MUST(read(gate[0], &byte, 1) == 1);
    abort();
    return unused;
}

BODY(abort, on_two_threads)
{
    pthread_t threads[2];
    MUST(pipe(gate) == 0);
    MUST(pthread_create(&threads[0], 0, abort_on_signal, 0) == 0);
    MUST(pthread_create(&threads[1], 0, abort_on_signal, 0) == 0);
    ending();
    MUST(write(gate[1], "12", 2) == 2);
    pthread_join(threads[0], 0);
    event("survived");
    return 7;
}

/* The thread that calls abort() has it blocked; the other one does not. */
BODY(abort, blocked_on_this_thread_only)
{
    pthread_t thread;
    MUST(pipe(gate) == 0);
    MUST(pthread_create(&thread, 0, abort_on_signal, 0) == 0);
    block(SIGABRT);
    ending();
    abort();
}

#endif
