/* Destructors of thread-local objects of other threads. */
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS && HAVE_TLS_DESTRUCTORS

#include "threads.h"
#include "tls.h"

static void *register_and_return(void *unused)
{
    register_tls(1);
    return unused;
}

/* Ends so that what is seen is of the thread alone. */
static int join_and_end(void *(*routine)(void *))
{
    join_thread(routine);
    ending();
    _exit(7);
}

BODY(tls, thread_ends)
{
    return join_and_end(register_and_return);
}

static void *register_and_leave(void *unused)
{
    register_tls(1);
    pthread_exit(unused);
}

BODY(tls, thread_at_pthread_exit)
{
    return join_and_end(register_and_leave);
}

static void *register_three(void *unused)
{
    register_tls(1);
    register_tls(2);
    register_tls(3);
    return unused;
}

BODY(tls, thread_order_of_three)
{
    return join_and_end(register_three);
}

static struct latch is_there = LATCH;

static void *register_and_wait(void *unused)
{
    register_tls(1);
    open_latch(&is_there);
    return wait_for_ever(unused);
}

static void start_owner(void)
{
    start_thread(register_and_wait, 0);
    await_latch(&is_there);
}

BODY(tls, thread_when_main_returns)
{
    start_owner();
    register_exit_handler();
    return 7;
}

BODY(tls, thread_when_main_exits)
{
    start_owner();
    register_exit_handler();
    ending();
    exit(7);
}

static void *register_and_exit(void *unused)
{
    register_tls(1);
    exit(7);
    return unused;
}

BODY(tls, thread_exits)
{
    register_exit_handler();
    ending();
    start_thread(register_and_exit, 0);
    wait_for_ever(0);
    return 99;
}

static pthread_key_t key;

static void destroy(void *unused)
{
    (void)unused;
    event("specific");
}

static void *register_and_set(void *unused)
{
    register_tls(1);
    MUST(pthread_setspecific(key, VALUE(1)) == 0);
    return unused;
}

BODY(tls, thread_against_specific_data)
{
    MUST(pthread_key_create(&key, destroy) == 0);
    return join_and_end(register_and_set);
}

static void clean_up(void *unused)
{
    (void)unused;
    event("cleanup");
}

static void *register_and_push(void *unused)
{
    register_tls(1);
    pthread_cleanup_push(clean_up, 0);
    pthread_exit(unused);
    pthread_cleanup_pop(0);
    return unused;
}

BODY(tls, thread_against_cleanup_handlers)
{
    return join_and_end(register_and_push);
}

static void register_late(void *unused)
{
    (void)unused;
    event("specific:registers");
    register_tls(1);
}

static void *set_only(void *unused)
{
    MUST(pthread_setspecific(key, VALUE(1)) == 0);
    return unused;
}

/* Registered by the destructor of thread-specific data. */
BODY(tls, thread_specific_data_registers_one)
{
    MUST(pthread_key_create(&key, register_late) == 0);
    return join_and_end(set_only);
}

static void set_late(void *unused)
{
    (void)unused;
    event("tls:sets");
    MUST(pthread_setspecific(key, VALUE(1)) == 0);
}

static void *register_a_setter(void *unused)
{
    register_tls_call(set_late);
    return unused;
}

/* The other way round: a destructor of a thread-local object sets thread-specific data. */
BODY(tls, thread_destructor_sets_specific_data)
{
    MUST(pthread_key_create(&key, destroy) == 0);
    return join_and_end(register_a_setter);
}

static void start_and_join(void)
{
    join_thread(register_and_return);
}

BODY(tls, thread_started_by_a_handler)
{
    MUST(atexit(start_and_join) == 0);
    ending();
    exit(7);
}

static void *register_fork_and_exit(void *unused)
{
    pid_t child;
    register_tls(1);
    child = fork();
    MUST(child >= 0);
    if (child == 0)
        exit(3);
    event_status("child", await(child));
    return unused;
}

/* The child has the thread's destructors, and the thread as its first. */
BODY(tls, thread_forks_and_child_exits)
{
    return join_and_end(register_fork_and_exit);
}

static void register_two(void *unused)
{
    (void)unused;
    event("tls:registers");
    register_tls(2);
}

static void *register_a_registration(void *unused)
{
    register_tls(1);
    register_tls_call(register_two);
    return unused;
}

BODY(tls, thread_destructor_registers_another)
{
    return join_and_end(register_a_registration);
}

static void exit_with_9(void *unused)
{
    (void)unused;
    event("tls:exits");
    exit(9);
}

static void *register_an_exit(void *unused)
{
    register_tls(1);
    register_tls_call(exit_with_9);
    return unused;
}

BODY(tls, thread_destructor_exits)
{
    register_exit_handler();
    return join_and_end(register_an_exit);
}

static void call_abort(void *unused)
{
    (void)unused;
    event("tls:aborts");
    abort();
}

static void *register_an_abort(void *unused)
{
    register_tls(1);
    register_tls_call(call_abort);
    return unused;
}

BODY(tls, thread_destructor_aborts)
{
    register_exit_handler();
    return join_and_end(register_an_abort);
}

#if HAVE_CANCEL

static void *register_and_be_cancelled(void *unused)
{
    register_tls(1);
    MUST(pthread_cancel(pthread_self()) == 0);
    pthread_testcancel();
    return unused;
}

BODY(tls, thread_at_cancellation)
{
    pthread_t thread = start_thread(register_and_be_cancelled, 0);
    void *value = 0;
    MUST(pthread_join(thread, &value) == 0);
    event(value == PTHREAD_CANCELED ? "joined:canceled" : "joined");
    ending();
    _exit(7);
}

#endif

#endif
