/* Thread-specific data: the destructors of keys. */
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS

#include "threads.h"

#ifndef _POSIX_THREAD_DESTRUCTOR_ITERATIONS
#define _POSIX_THREAD_DESTRUCTOR_ITERATIONS 4
#endif

static pthread_key_t key, other_key;

static void make_key(void (*destructor)(void *))
{
    MUST(pthread_key_create(&key, destructor) == 0);
}

static void set(long number)
{
    MUST(pthread_setspecific(key, VALUE(number)) == 0);
}

static void report(void *value)
{
    event_number("specific", NUMBER(value));
}

static void *set_and_return(void *unused)
{
    set(1);
    return unused;
}

static void *set_and_leave(void *unused)
{
    set(2);
    pthread_exit(unused);
}

/* Ends so that what is seen is of the threads alone. */
static int end(void)
{
    ending();
    _exit(7);
}

BODY(tls, specific_on_return_and_pthread_exit)
{
    make_key(report);
    join_thread(set_and_return);
    join_thread(set_and_leave);
    return end();
}

static void report_null(void *value)
{
    event_number("specific", NUMBER(value));
    event(pthread_getspecific(key) ? "there" : "null");
}

BODY(tls, specific_null_before_the_destructor)
{
    make_key(report_null);
    join_thread(set_and_return);
    return end();
}

static void *set_null(void *unused)
{
    set(1);
    set(0);
    return unused;
}

static void *set_none(void *unused)
{
    return unused;
}

BODY(tls, specific_only_where_there_is_a_value)
{
    make_key(report);
    join_thread(set_null);
    join_thread(set_none);
    return end();
}

BODY(tls, specific_without_a_destructor)
{
    make_key(0);
    join_thread(set_and_return);
    return end();
}

static void *set_and_delete(void *unused)
{
    set(1);
    event_number("deleted", pthread_key_delete(key));
    return unused;
}

BODY(tls, specific_not_for_a_deleted_key)
{
    make_key(report);
    join_thread(set_and_delete);
    return end();
}

/* A second key is made while the thread's destructors run: its value goes in a later round. */
static void make_another(void *value)
{
    event_number("specific", NUMBER(value));
    MUST(pthread_key_create(&other_key, report) == 0);
    MUST(pthread_setspecific(other_key, VALUE(2)) == 0);
}

BODY(tls, specific_of_a_key_made_in_a_destructor)
{
    make_key(make_another);
    join_thread(set_and_return);
    return end();
}

static void report_other(void *value)
{
    event_number("other", NUMBER(value));
}

static void *set_both(void *unused)
{
    set(1);
    MUST(pthread_setspecific(other_key, VALUE(2)) == 0);
    return unused;
}

BODY(tls, specific_order_of_two_keys)
{
    make_key(report);
    MUST(pthread_key_create(&other_key, report_other) == 0);
    join_thread(set_both);
    return end();
}

static void set_again(void *value)
{
    event_number("specific", NUMBER(value));
    if (NUMBER(value) < 4)
        set(NUMBER(value) + 1);
}

/* Four rounds are promised: the value is there again before the second, the third and the fourth. */
BODY(tls, specific_set_again_three_times)
{
    make_key(set_again);
    join_thread(set_and_return);
    return end();
}

static long rounds;

static void set_for_ever(void *value)
{
    if (++rounds == 4)
        event("four-rounds");
    MUST(pthread_setspecific(key, value) == 0);
}

/* How many rounds there are is the implementation's choice: at least four, or no end of them. */
BODY(tls, specific_set_again_for_ever)
{
    make_key(set_for_ever);
    ending();
    join_thread(set_and_return);
    event_number("rounds", rounds);
    _exit(7);
}

/* Whether there are as many rounds as the C library says. */
BODY(tls, specific_as_many_rounds_as_promised)
{
    long promised = _POSIX_THREAD_DESTRUCTOR_ITERATIONS;
#ifdef _SC_THREAD_DESTRUCTOR_ITERATIONS
    promised = sysconf(_SC_THREAD_DESTRUCTOR_ITERATIONS);
#endif
    make_key(set_for_ever);
    ending();
    join_thread(set_and_return);
    event(promised >= 4 ? "promised:enough" : "promised:too-few");
    event(rounds >= promised ? "rounds:enough" : "rounds:too-few");
    _exit(7);
}

BODY(tls, specific_not_at_exit)
{
    make_key(report);
    set(1);
    register_exit_handler();
    ending();
    exit(7);
}

BODY(tls, specific_not_at_return)
{
    make_key(report);
    set(1);
    register_exit_handler();
    return 7;
}

BODY(tls, specific_not_at_underscore_exit)
{
    make_key(report);
    set(1);
    return end();
}

BODY(tls, specific_not_at_abort)
{
    make_key(report);
    set(1);
    ending();
    abort();
}

BODY(tls, specific_of_main_at_pthread_exit)
{
    make_key(report);
    set(1);
    register_exit_handler();
    ending();
    pthread_exit(0);
}

/* The value is still there for the handlers, since nothing has destroyed it. */
static void look(void)
{
    event_number("atexit:value", NUMBER(pthread_getspecific(key)));
}

BODY(tls, specific_is_there_in_exit_handlers)
{
    make_key(report);
    set(1);
    MUST(atexit(look) == 0);
    ending();
    exit(7);
}

/* Here the value is gone: the thread has ended before the handlers run. */
BODY(tls, specific_is_gone_after_pthread_exit)
{
    make_key(report);
    set(1);
    MUST(atexit(look) == 0);
    ending();
    pthread_exit(0);
}

static int has_exited;

static void exit_with_9(void *unused)
{
    (void)unused;
    event(has_exited ? "specific:again" : "specific:exits");
    if (has_exited++ == 0)
        exit(9);
}

BODY(tls, specific_exit_in_a_destructor)
{
    make_key(exit_with_9);
    register_exit_handler();
    join_thread(set_and_return);
    return end();
}

static void underscore_exit_with_9(void *unused)
{
    (void)unused;
    event("specific:exits");
    _exit(9);
}

BODY(tls, specific_underscore_exit_in_a_destructor)
{
    make_key(underscore_exit_with_9);
    register_exit_handler();
    join_thread(set_and_return);
    return end();
}

static void raise_in_destructor(void *unused)
{
    (void)unused;
    event("specific:raises");
    raise(SIGTERM);
}

BODY(tls, specific_signal_in_a_destructor)
{
    make_key(raise_in_destructor);
    register_exit_handler();
    join_thread(set_and_return);
    return end();
}

static void start_another(void *value)
{
    event_number("specific", NUMBER(value));
    if (NUMBER(value) == 1)
        join_thread(set_and_leave);
}

/* A destructor may start a thread whose value has the same destructor. */
BODY(tls, specific_thread_started_in_a_destructor)
{
    make_key(start_another);
    join_thread(set_and_return);
    return end();
}

/* Each thread's value goes with the thread. */
BODY(tls, specific_of_each_thread)
{
    make_key(report);
    set(9);
    join_thread(set_and_return);
    join_thread(set_and_leave);
    look();
    return end();
}

static void *fork_and_exit(void *unused)
{
    pid_t child;
    set(3);
    child = fork();
    MUST(child >= 0);
    if (child == 0)
        pthread_exit(unused);
    event_status("child", await(child));
    return unused;
}

/* The child has the value of the thread that forked. */
BODY(tls, specific_in_a_forked_child)
{
    make_key(report);
    set(9);
    join_thread(fork_and_exit);
    return end();
}

#endif
