/* The threads of ISO C, where they are. */
#include <stdlib.h>
#include <unistd.h>

#include "kit.h"
#include "probe.h"

#if HAVE_C11_THREADS

#include <threads.h>

static tss_t key;
static struct gate gate;

static void exit_handler(void)
{
    event("atexit");
}

static void register_handler(void)
{
    MUST(atexit(exit_handler) == 0);
}

static int values[] = { 0, 1, 2, 3 };

static void destroy(void *value)
{
    int number;
    for (number = 1; number <= 3; number++) {
        if (value == &values[number]) {
            event_number("specific", number);
            return;
        }
    }
    event("specific:another");
}

/* Gives the calling thread a value of the key. */
static void set(int number)
{
    MUST(tss_set(key, &values[number]) == thrd_success);
}

static void make_key(void (*destructor)(void *))
{
    MUST(tss_create(&key, destructor) == thrd_success);
}

static thrd_t start_thread(int (*routine)(void *))
{
    thrd_t thread;
    MUST(thrd_create(&thread, routine, 0) == thrd_success);
    return thread;
}

BODY(threads, c11_main_leaves_alone)
{
    register_handler();
    ending();
    thrd_exit(5);
    return 99;
}

static void destroy_and_let_go(void *value)
{
    destroy(value);
    open_gate(&gate);
}

static int return_when_let_go(void *unused)
{
    (void)unused;
    pass_gate(&gate);
    event("thread:returns");
    return 9;
}

/* The main thread is ending when its value is destroyed, and that lets the other go. */
BODY(threads, c11_main_leaves_others_go_on)
{
    make_gate(&gate);
    make_key(destroy_and_let_go);
    set(1);
    register_handler();
    start_thread(return_when_let_go);
    ending();
    thrd_exit(5);
    return 99;
}

static int exit_with_7(void *unused)
{
    (void)unused;
    exit(7);
    return 99;
}

BODY(threads, c11_exit_on_another_thread)
{
    register_handler();
    ending();
    start_thread(exit_with_7);
    for (;;)
        pause();
    return 99;
}

static int set_and_stay(void *unused)
{
    (void)unused;
    set(2);
    open_gate(&gate);
    for (;;)
        pause();
    return 0;
}

BODY(threads, c11_return_with_a_thread_waiting)
{
    make_gate(&gate);
    make_key(destroy);
    register_handler();
    start_thread(set_and_stay);
    pass_gate(&gate);
    return 7;
}

static int set_and_return(void *unused)
{
    (void)unused;
    set(1);
    return 5;
}

static int set_and_leave(void *unused)
{
    (void)unused;
    set(2);
    thrd_exit(6);
    return 99;
}

static void await_thread(thrd_t thread)
{
    int value = 0;
    MUST(thrd_join(thread, &value) == thrd_success);
    event_number("joined", value);
}

BODY(threads, c11_destructors_when_a_thread_ends)
{
    make_key(destroy);
    await_thread(start_thread(set_and_return));
    await_thread(start_thread(set_and_leave));
    ending();
    _exit(7);
}

BODY(threads, c11_destructors_not_at_exit)
{
    make_key(destroy);
    set(3);
    register_handler();
    ending();
    exit(7);
}

BODY(threads, c11_destructors_not_at_return)
{
    make_key(destroy);
    set(3);
    register_handler();
    return 7;
}

#endif
