/* A thread that is about to end cannot be cancelled any more. */
#include <sched.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS && HAVE_CANCEL

#include "threads.h"

static void report_state(void *unused)
{
    int old = -1;
    (void)unused;
    MUST(pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old) == 0);
    event(old == PTHREAD_CANCEL_DISABLE ? "disabled" : "enabled");
}

/* Runs the routine on a thread, and ends when it has. */
static int join_and_end(void *(*routine)(void *))
{
    ending();
    MUST(pthread_join(start_thread(routine, 0), 0) == 0);
    event("joined");
    _exit(7);
}

static void *push_and_be_cancelled(void *unused)
{
    pthread_cleanup_push(report_state, 0);
    MUST(pthread_cancel(pthread_self()) == 0);
    pthread_testcancel();
    pthread_cleanup_pop(0);
    return unused;
}

BODY(threads, disabled_in_a_cleanup_handler_of_a_cancelled_thread)
{
    return join_and_end(push_and_be_cancelled);
}

static void *push_and_leave(void *unused)
{
    pthread_cleanup_push(report_state, 0);
    pthread_exit(0);
    pthread_cleanup_pop(0);
    return unused;
}

BODY(threads, disabled_in_a_cleanup_handler_after_pthread_exit)
{
    return join_and_end(push_and_leave);
}

static void *set_and_return(void *unused)
{
    pthread_key_t key;
    MUST(pthread_key_create(&key, report_state) == 0);
    MUST(pthread_setspecific(key, VALUE(1)) == 0);
    return unused;
}

BODY(threads, disabled_in_a_destructor_after_return)
{
    return join_and_end(set_and_return);
}

static void *set_and_leave(void *unused)
{
    pthread_exit(set_and_return(unused));
}

BODY(threads, disabled_in_a_destructor_after_pthread_exit)
{
    return join_and_end(set_and_leave);
}

static struct latch handling = LATCH;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int cancelled;

/* A latch would not do: to wait for one is a cancellation point. */
static int is_cancelled(void)
{
    int now;
    MUST(pthread_mutex_lock(&mutex) == 0);
    now = cancelled;
    MUST(pthread_mutex_unlock(&mutex) == 0);
    return now;
}

/* Is cancelled while it runs, and comes to a cancellation point. */
static void be_cancelled(void *unused)
{
    (void)unused;
    event("begins");
    open_latch(&handling);
    while (!is_cancelled())
        sched_yield();
    pthread_testcancel();
    event("goes-on");
}

/* Cancels the thread while the handler or destructor runs. */
static int cancel_and_end(void *(*routine)(void *))
{
    pthread_t thread = start_thread(routine, 0);
    void *value = 0;
    await_latch(&handling);
    ending();
    MUST(pthread_cancel(thread) == 0);
    MUST(pthread_mutex_lock(&mutex) == 0);
    cancelled = 1;
    MUST(pthread_mutex_unlock(&mutex) == 0);
    MUST(pthread_join(thread, &value) == 0);
    if (value == PTHREAD_CANCELED)
        event("joined:canceled");
    else
        event_number("joined", NUMBER(value));
    _exit(7);
}

static void *push_and_be_cancelled_twice(void *unused)
{
    pthread_cleanup_push(be_cancelled, 0);
    MUST(pthread_cancel(pthread_self()) == 0);
    pthread_testcancel();
    pthread_cleanup_pop(0);
    return unused;
}

BODY(threads, disabled_cleanup_handler_is_not_cancelled)
{
    return cancel_and_end(push_and_be_cancelled_twice);
}

static void *push_and_leave_with_5(void *unused)
{
    pthread_cleanup_push(be_cancelled, 0);
    pthread_exit(VALUE(5));
    pthread_cleanup_pop(0);
    return unused;
}

/* The value stays that of pthread_exit(). */
BODY(threads, disabled_cleanup_handler_after_pthread_exit_is_not_cancelled)
{
    return cancel_and_end(push_and_leave_with_5);
}

static void *set_and_return_5(void *unused)
{
    pthread_key_t key;
    (void)unused;
    MUST(pthread_key_create(&key, be_cancelled) == 0);
    MUST(pthread_setspecific(key, VALUE(1)) == 0);
    return VALUE(5);
}

/* The value stays that of the return. */
BODY(threads, disabled_destructor_after_return_is_not_cancelled)
{
    return cancel_and_end(set_and_return_5);
}

#endif
