/* The process ends while threads are running. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS

#include "threads.h"

static pthread_t other;
static pthread_key_t key;

static void report_thread(void)
{
    event(pthread_equal(pthread_self(), other) ? "atexit:on:thread" : "atexit:on:main");
}

static void destroy(void *value)
{
    event_number("specific", NUMBER(value));
}

static void clean_up(void *unused)
{
    (void)unused;
    event("cleanup");
}

/* Starts a thread that ends the process, and waits for nothing else. */
static void leave_it_to(void *(*routine)(void *))
{
    ending();
    start_thread(routine, 0);
    wait_for_ever(0);
}

static void *be_the_other_and_exit(void *unused)
{
    other = pthread_self();
    exit(7);
    return unused;
}

BODY(threads, exit_on_another_thread)
{
    MUST(atexit(report_thread) == 0);
    leave_it_to(be_the_other_and_exit);
    return 99;
}

static void *exit_with_7(void *unused)
{
    exit(7);
    return unused;
}

BODY(threads, exit_while_main_joins)
{
    register_exit_handler();
    ending();
    join_thread(exit_with_7);
    return 99;
}

/* The text is that of main, which has flushed nothing. */
BODY(threads, exit_on_another_thread_flushes)
{
    MUST(fputs("text", stdout) >= 0);
    leave_it_to(exit_with_7);
    return 99;
}

static void *detach_and_exit(void *unused)
{
    MUST(pthread_detach(pthread_self()) == 0);
    exit(7);
    return unused;
}

BODY(threads, exit_on_a_detached_thread)
{
    register_exit_handler();
    leave_it_to(detach_and_exit);
    return 99;
}

static struct latch is_set = LATCH;

static void *set_and_wait(void *value)
{
    MUST(pthread_setspecific(key, value) == 0);
    open_latch(&is_set);
    return wait_for_ever(0);
}

static void *set_and_exit(void *value)
{
    (void)value;
    MUST(pthread_setspecific(key, VALUE(3)) == 0);
    await_latch(&is_set);
    exit(7);
    return 0;
}

/* Main, a waiting thread and the one that exits have values of the key. */
BODY(threads, exit_leaves_specific_data)
{
    MUST(pthread_key_create(&key, destroy) == 0);
    MUST(pthread_setspecific(key, VALUE(1)) == 0);
    register_exit_handler();
    start_thread(set_and_wait, VALUE(2));
    leave_it_to(set_and_exit);
    return 99;
}

static void *underscore_exit(void *unused)
{
    _exit(7);
    return unused;
}

BODY(threads, underscore_exit_on_another_thread)
{
    register_exit_handler();
    MUST(fputs("lost", stdout) >= 0);
    leave_it_to(underscore_exit);
    return 99;
}

static void *call_abort(void *unused)
{
    abort();
    return unused;
}

BODY(threads, abort_on_another_thread)
{
    register_exit_handler();
    leave_it_to(call_abort);
    return 99;
}

static void *raise_sigterm(void *unused)
{
    raise(SIGTERM);
    return wait_for_ever(unused);
}

BODY(threads, fatal_signal_for_one_thread)
{
    register_exit_handler();
    start_thread(wait_for_ever, 0);
    leave_it_to(raise_sigterm);
    return 99;
}

static void *raise_sigkill(void *unused)
{
    raise(SIGKILL);
    return unused;
}

BODY(threads, sigkill_for_one_thread)
{
    register_exit_handler();
    leave_it_to(raise_sigkill);
    return 99;
}

/* What a thread has that would show if it ended like a thread. */
static void *have_much_and_wait(void *unused)
{
    pthread_cleanup_push(clean_up, 0);
    set_and_wait(VALUE(2));
    pthread_cleanup_pop(0);
    return unused;
}

static void start_owner(void)
{
    MUST(pthread_key_create(&key, destroy) == 0);
    start_thread(have_much_and_wait, 0);
    await_latch(&is_set);
}

BODY(threads, return_with_a_thread_waiting)
{
    start_owner();
    register_exit_handler();
    return 7;
}

BODY(threads, return_with_a_detached_thread)
{
    MUST(pthread_key_create(&key, destroy) == 0);
    MUST(pthread_detach(start_thread(have_much_and_wait, 0)) == 0);
    await_latch(&is_set);
    register_exit_handler();
    return 7;
}

BODY(threads, return_leaves_specific_data)
{
    start_owner();
    MUST(pthread_setspecific(key, VALUE(1)) == 0);
    return 7;
}

/* What the thread has printed is in the stream of all. */
static void *print_and_wait(void *unused)
{
    (void)unused;
    MUST(fputs("text", stdout) >= 0);
    open_latch(&is_set);
    return wait_for_ever(0);
}

BODY(threads, return_flushes_text_of_a_thread)
{
    start_thread(print_and_wait, 0);
    await_latch(&is_set);
    return 7;
}

#if HAVE_QUICK_EXIT

int at_quick_exit(void (*function)(void));
void quick_exit(int status);

static void report_quick(void)
{
    event("quick");
}

static void *call_quick_exit(void *unused)
{
    MUST(pthread_setspecific(key, VALUE(3)) == 0);
    quick_exit(7);
    return unused;
}

BODY(threads, quick_exit_on_another_thread)
{
    MUST(pthread_key_create(&key, destroy) == 0);
    register_exit_handler();
    MUST(at_quick_exit(report_quick) == 0);
    leave_it_to(call_quick_exit);
    return 99;
}

#endif

/* The child has a copy of the thread that forked, and no other: when that thread ends, the child does. */
static void report_child(pid_t child)
{
    MUST(child >= 0);
    event_status("child", await(child));
}

static void *fork_and_return(void *unused)
{
    pid_t child = fork();
    if (child == 0)
        event("child:returns");
    else
        report_child(child);
    return unused;
}

BODY(threads, forked_child_of_a_thread_returns)
{
    register_exit_handler();
    join_thread(fork_and_return);
    ending();
    _exit(7);
}

static void *fork_and_exit(void *unused)
{
    pid_t child = fork();
    if (child == 0)
        exit(3);
    report_child(child);
    return unused;
}

/* Only functions safe in signal handlers are promised to work in this child, and exit() is none: see the level. */
BODY(threads, forked_child_of_a_thread_exits)
{
    register_exit_handler();
    join_thread(fork_and_exit);
    ending();
    _exit(7);
}

static void *exec_shell(void *unused)
{
    MUST(pthread_setspecific(key, VALUE(3)) == 0);
    execl("/bin/sh", "sh", "-c", "exit 7", (char *)0);
    MUST(!"exec");
    return unused;
}

/* Each thread has a value with a destructor, and one of them a cleanup handler. */
BODY(threads, exec_on_another_thread)
{
    start_owner();
    MUST(pthread_setspecific(key, VALUE(1)) == 0);
    register_exit_handler();
    leave_it_to(exec_shell);
    return 99;
}

#endif
