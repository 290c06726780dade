/* Cleanup handlers: pthread_cleanup_push(). */
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS

#include "threads.h"

static pthread_key_t key;

static void clean_up(void *number)
{
    event_number("cleanup", NUMBER(number));
}

static void destroy(void *unused)
{
    (void)unused;
    event("specific");
}

/* Runs the routine on a thread, records what it gave, and ends so that nothing more is seen. */
static int join_and_end(void *(*routine)(void *))
{
    register_exit_handler();
    ending();
    join_thread(routine);
    _exit(7);
}

static void *push_three(void *unused)
{
    pthread_cleanup_push(clean_up, VALUE(1));
    pthread_cleanup_push(clean_up, VALUE(2));
    pthread_cleanup_push(clean_up, VALUE(3));
    pthread_exit(VALUE(5));
    pthread_cleanup_pop(0);
    pthread_cleanup_pop(0);
    pthread_cleanup_pop(0);
    return unused;
}

BODY(threads, cleanup_in_reverse_order)
{
    return join_and_end(push_three);
}

static void push_and_leave(void)
{
    pthread_cleanup_push(clean_up, VALUE(2));
    pthread_exit(VALUE(5));
    pthread_cleanup_pop(0);
}

static void *push_in_calls(void *unused)
{
    pthread_cleanup_push(clean_up, VALUE(1));
    push_and_leave();
    pthread_cleanup_pop(0);
    return unused;
}

BODY(threads, cleanup_of_functions_that_were_not_left)
{
    return join_and_end(push_in_calls);
}

static void *push_two_and_set(void *unused)
{
    MUST(pthread_key_create(&key, destroy) == 0);
    MUST(pthread_setspecific(key, VALUE(1)) == 0);
    pthread_cleanup_push(clean_up, VALUE(1));
    pthread_cleanup_push(clean_up, VALUE(2));
    pthread_exit(VALUE(5));
    pthread_cleanup_pop(0);
    pthread_cleanup_pop(0);
    return unused;
}

BODY(threads, cleanup_before_specific_data)
{
    return join_and_end(push_two_and_set);
}

static void *push_and_pop(void *unused)
{
    pthread_cleanup_push(clean_up, VALUE(1));
    pthread_cleanup_push(clean_up, VALUE(2));
    pthread_cleanup_pop(0);
    pthread_exit(VALUE(5));
    pthread_cleanup_pop(0);
    return unused;
}

BODY(threads, cleanup_popped_handler_is_not_called)
{
    return join_and_end(push_and_pop);
}

static void *push_and_pop_with_a_call(void *unused)
{
    (void)unused;
    pthread_cleanup_push(clean_up, VALUE(1));
    pthread_cleanup_pop(1);
    event("popped");
    return VALUE(5);
}

BODY(threads, cleanup_popped_handler_is_called_at_once)
{
    return join_and_end(push_and_pop_with_a_call);
}

static void *push_and_exit(void *unused)
{
    pthread_cleanup_push(clean_up, VALUE(1));
    exit(7);
    pthread_cleanup_pop(0);
    return unused;
}

BODY(threads, cleanup_not_at_exit)
{
    return join_and_end(push_and_exit);
}

static void exit_with_9(void *unused)
{
    (void)unused;
    event("cleanup:exits");
    exit(9);
}

static void *push_an_exit(void *unused)
{
    MUST(pthread_key_create(&key, destroy) == 0);
    MUST(pthread_setspecific(key, VALUE(1)) == 0);
    pthread_cleanup_push(clean_up, VALUE(1));
    pthread_cleanup_push(exit_with_9, 0);
    pthread_exit(VALUE(5));
    pthread_cleanup_pop(0);
    pthread_cleanup_pop(0);
    return unused;
}

BODY(threads, cleanup_exit_in_a_handler)
{
    return join_and_end(push_an_exit);
}

static int has_left;

static void leave_again(void *unused)
{
    (void)unused;
    event(has_left ? "cleanup:again" : "cleanup:leaves");
    if (has_left++ == 0)
        pthread_exit(VALUE(6));
}

static void *push_a_leave(void *unused)
{
    pthread_cleanup_push(clean_up, VALUE(1));
    pthread_cleanup_push(leave_again, 0);
    pthread_exit(VALUE(5));
    pthread_cleanup_pop(0);
    pthread_cleanup_pop(0);
    return unused;
}

/* Undefined: pthread_exit() in a cleanup handler that pthread_exit() has called. */
BODY(threads, cleanup_calls_pthread_exit)
{
    return join_and_end(push_a_leave);
}

static void *just_leave(void *unused)
{
    pthread_exit(VALUE(5));
    return unused;
}

BODY(threads, cleanup_thread_end_calls_no_exit_handler)
{
    return join_and_end(just_leave);
}

/* The main thread's, when it returns inside the reach of nothing: exit() is what ends it. */
BODY(threads, cleanup_of_main_not_at_exit)
{
    register_exit_handler();
    ending();
    pthread_cleanup_push(clean_up, VALUE(1));
    exit(7);
    pthread_cleanup_pop(0);
    return 99;
}

#endif
