/* Exit handlers and threads. */
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS

#include "threads.h"

static struct latch asked = LATCH, answered = LATCH;

static void ask_thread(void)
{
    event("atexit:asks");
    open_latch(&asked);
    await_latch(&answered);
    event("atexit:ends");
}

static void *answer(void *unused)
{
    (void)unused;
    await_latch(&asked);
    event("thread:runs");
    open_latch(&answered);
    return wait_for_ever(0);
}

/* The handler has the thread do something, and waits until it has. */
BODY(threads, threads_run_while_handlers_do)
{
    MUST(atexit(ask_thread) == 0);
    start_thread(answer, 0);
    ending();
    exit(7);
}

static void *say_so(void *unused)
{
    event("thread:runs");
    return unused;
}

static void start_and_join(void)
{
    event("atexit:starts");
    join_thread(say_so);
}

BODY(threads, handler_starts_a_thread)
{
    register_exit_handler();
    MUST(atexit(start_and_join) == 0);
    ending();
    exit(7);
}

static void *register_another(void *unused)
{
    register_exit_handler();
    return unused;
}

static void have_registered(void)
{
    event("atexit:starts");
    join_thread(register_another);
}

/* The thread is started by the handler and registers another. */
BODY(threads, handler_has_a_thread_register)
{
    MUST(atexit(have_registered) == 0);
    ending();
    exit(7);
}

static int has_left;

static void leave(void)
{
    event(has_left ? "atexit:again" : "atexit:leaves");
    if (has_left++ == 0)
        pthread_exit(VALUE(5));
}

/* The handler does not return, and then the process ends for lack of threads: a second exit, which is undefined. */
BODY(threads, handler_calls_pthread_exit)
{
    register_exit_handler();
    MUST(atexit(leave) == 0);
    ending();
    exit(7);
}

static pthread_t main_thread;

static void *await_main_and_exit(void *unused)
{
    if (pthread_join(main_thread, 0) != 0)
        return wait_for_ever(unused);
    event("main:ended");
    exit(9);
}

/* Another thread goes on after it. That it calls exit again is undefined. */
BODY(threads, handler_calls_pthread_exit_another_exits)
{
    main_thread = pthread_self();
    register_exit_handler();
    MUST(atexit(leave) == 0);
    start_thread(await_main_and_exit, 0);
    ending();
    exit(7);
}

static void *await_main_and_underscore_exit(void *unused)
{
    if (pthread_join(main_thread, 0) != 0)
        return wait_for_ever(unused);
    event("main:ended");
    _exit(9);
}

/* Another thread goes on after it and ends the process in a defined way. */
BODY(threads, handler_calls_pthread_exit_another_underscore_exits)
{
    main_thread = pthread_self();
    register_exit_handler();
    MUST(atexit(leave) == 0);
    start_thread(await_main_and_underscore_exit, 0);
    ending();
    exit(7);
}

#endif
