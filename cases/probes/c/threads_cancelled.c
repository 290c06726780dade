/* The end of a thread by cancellation. */
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS && HAVE_CANCEL

#include "threads.h"

static struct latch started = LATCH, cancelled = LATCH;

static void clean_up(void *unused)
{
    (void)unused;
    event("cleanup");
}

static void destroy(void *unused)
{
    (void)unused;
    event("specific");
}

static void allow(int state)
{
    int old;
    MUST(pthread_setcancelstate(state, &old) == 0);
}

static void report(pthread_t thread)
{
    void *value = 0;
    if (pthread_join(thread, &value) != 0)
        event("join-failed");
    else if (value == PTHREAD_CANCELED)
        event("joined:canceled");
    else
        event_number("joined", NUMBER(value));
}

/* Cancels a thread that runs the routine as soon as it has started, and ends when it has. */
static int cancel(void *(*routine)(void *))
{
    pthread_t thread;
    register_exit_handler();
    thread = start_thread(routine, 0);
    await_latch(&started);
    ending();
    MUST(pthread_cancel(thread) == 0);
    open_latch(&cancelled);
    report(thread);
    _exit(7);
}

/* Waits for the request, and acts on it. */
static void test_for_ever(void)
{
    for (;;) {
        pthread_testcancel();
        sched_yield();
    }
}

static void *test_only(void *unused)
{
    open_latch(&started);
    test_for_ever();
    return unused;
}

BODY(threads, cancelled_value_of_the_thread)
{
    return cancel(test_only);
}

static void *clean_and_test(void *unused)
{
    pthread_key_t key;
    MUST(pthread_key_create(&key, destroy) == 0);
    MUST(pthread_setspecific(key, VALUE(1)) == 0);
    pthread_cleanup_push(clean_up, 0);
    open_latch(&started);
    test_for_ever();
    pthread_cleanup_pop(0);
    return unused;
}

BODY(threads, cancelled_cleanup_then_specific_data)
{
    return cancel(clean_and_test);
}

static void *wait_in_a_pause(void *unused)
{
    open_latch(&started);
    return wait_for_ever(unused);
}

BODY(threads, cancelled_at_a_cancellation_point)
{
    return cancel(wait_in_a_pause);
}

static void *disable_and_test(void *unused)
{
    (void)unused;
    allow(PTHREAD_CANCEL_DISABLE);
    open_latch(&started);
    await_latch(&cancelled);
    pthread_testcancel();
    event("thread:goes-on");
    return VALUE(5);
}

BODY(threads, cancelled_not_while_disabled)
{
    return cancel(disable_and_test);
}

static void *disable_then_enable(void *unused)
{
    allow(PTHREAD_CANCEL_DISABLE);
    open_latch(&started);
    await_latch(&cancelled);
    event("thread:enables");
    allow(PTHREAD_CANCEL_ENABLE);
    pthread_testcancel();
    event("thread:goes-on");
    return unused;
}

BODY(threads, cancelled_when_enabled_again)
{
    return cancel(disable_then_enable);
}

static void *compute_for_ever(void *unused)
{
    volatile unsigned long number = 0;
    int old;
    open_latch(&started);
    MUST(pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old) == 0);
    for (;;)
        number++;
    return unused;
}

/* Not at a cancellation point: anywhere. */
BODY(threads, cancelled_asynchronously)
{
    return cancel(compute_for_ever);
}

static void exit_with_9(void *unused)
{
    (void)unused;
    event("cleanup:exits");
    exit(9);
}

static void *push_exit_and_test(void *unused)
{
    pthread_cleanup_push(exit_with_9, 0);
    open_latch(&started);
    test_for_ever();
    pthread_cleanup_pop(0);
    return unused;
}

BODY(threads, cancelled_exit_in_a_cleanup_handler)
{
    return cancel(push_exit_and_test);
}

static void *join_and_wait(void *thread)
{
    open_latch(&started);
    pthread_join(*(pthread_t *)thread, 0);
    event("thread:goes-on");
    return 0;
}

/* The thread that is cancelled waits for another, which can be joined after that. */
BODY(threads, cancelled_while_joining)
{
    static pthread_t waits;
    pthread_t joins;
    waits = start_thread(wait_for_ever, 0);
    joins = start_thread(join_and_wait, &waits);
    await_latch(&started);
    ending();
    MUST(pthread_cancel(joins) == 0);
    report(joins);
    MUST(pthread_cancel(waits) == 0);
    report(waits);
    _exit(7);
}

static pthread_t main_thread;

static void *cancel_main(void *unused)
{
    (void)unused;
    await_latch(&started);
    if (pthread_cancel(main_thread) != 0) {
        event("main:not-cancelled");
        return 0;
    }
    report(main_thread);
    return VALUE(9);
}

/* The rest of the process goes on. */
BODY(threads, cancelled_main)
{
    pthread_key_t key;
    main_thread = pthread_self();
    MUST(pthread_key_create(&key, destroy) == 0);
    MUST(pthread_setspecific(key, VALUE(1)) == 0);
    register_exit_handler();
    start_thread(cancel_main, 0);
    ending();
    open_latch(&started);
    test_for_ever();
    return 99;
}

BODY(threads, cancelled_main_alone)
{
    register_exit_handler();
    ending();
    MUST(pthread_cancel(pthread_self()) == 0);
    pthread_testcancel();
    return 99;
}

static void test_in_handler(void)
{
    event("atexit:tests");
    MUST(pthread_cancel(pthread_self()) == 0);
    pthread_testcancel();
    event("atexit:goes-on");
}

/* A thread may be cancelled in an exit handler, which then does not return: the exit that follows is the second. */
BODY(threads, cancelled_in_an_exit_handler)
{
    register_exit_handler();
    MUST(atexit(test_in_handler) == 0);
    ending();
    exit(7);
}

#endif
