/* What happens on either side, and to the other. */
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "processes.h"

/* In C99 mode not every C library declares them. */
#if HAVE_QUICK_EXIT
int at_quick_exit(void (*function)(void));
void quick_exit(int status);
#endif
#if HAVE_ATFORK
#include <pthread.h>
#endif
#if HAVE_UNDERSCORE_FORK
pid_t _Fork(void);
#endif

BODY(fork, child_falls_into_the_parents_code)
{
    pid_t child = fork_child();
    if (child != 0)
        event_status("child", await(child));
    /* Meant for the parent, and run by both, since nothing ended the child. */
    event("work");
    return child == 0 ? 5 : 3;
}

static void before(void)
{
    event("registered-before");
}

static void by_child(void)
{
    event("registered-by-child");
}

static void by_parent(void)
{
    event("registered-by-parent");
}

BODY(fork, each_side_runs_the_handlers_it_has)
{
    pid_t child;
    MUST(atexit(before) == 0);
    child = fork_child();
    if (child == 0) {
        MUST(atexit(by_child) == 0);
        exit(0);
    }
    event_status("child", await(child));
    MUST(atexit(by_parent) == 0);
    ending();
    exit(0);
}

BODY(fork, forgotten__exit_runs_the_handlers_twice)
{
    pid_t child;
    MUST(atexit(before) == 0);
    child = fork_child();
    if (child != 0)
        event_status("child", await(child));
    return child == 0 ? 5 : 3;
}

BODY(fork, child_that_calls__exit_runs_no_handlers)
{
    pid_t child;
    MUST(atexit(before) == 0);
    child = child_that_exits(5);
    event_status("child", await(child));
    return 3;
}

BODY(fork, child_that_is_killed_runs_no_handlers)
{
    pid_t child;
    MUST(atexit(before) == 0);
    child = fork_child();
    if (child == 0)
        die_by(SIGTERM);
    event_status("child", await(child));
    return 3;
}

#if HAVE_QUICK_EXIT

BODY(fork, quick_exit_handlers_are_inherited)
{
    pid_t child;
    MUST(at_quick_exit(before) == 0);
    child = fork_child();
    if (child == 0) {
        MUST(at_quick_exit(by_child) == 0);
        quick_exit(5);
    }
    event_status("child", await(child));
    ending();
    quick_exit(3);
    return 99;
}

#endif

/* The child knows that its parent has gone when the pipe has no writer any more. */
BODY(fork, child_outlives_its_parent)
{
    int lifeline[2];
    char byte;
    MUST(pipe(lifeline) == 0);
    if (fork_child() == 0) {
        close(lifeline[1]);
        MUST(read(lifeline[0], &byte, 1) == 0);
        event("still-running");
        _exit(0);
    }
    return 0;
}

/* Which it gets is the system's business; that it is not the old one can be told. */
BODY(fork, child_gets_another_parent)
{
    int lifeline[2];
    char byte;
    pid_t parent = getpid();
    MUST(pipe(lifeline) == 0);
    if (fork_child() == 0) {
        close(lifeline[1]);
        MUST(read(lifeline[0], &byte, 1) == 0);
        /* The descriptors of a process are closed before its children get another parent. */
        while (getppid() == parent)
            sched_yield();
        event("another");
        _exit(0);
    }
    return 0;
}

BODY(fork, child_that_goes_on_is_left_behind)
{
    if (fork_child() == 0) {
        for (;;)
            pause();
    }
    return 4;
}

/* One child that waits for its own: each parent is told of its own child only. */
BODY(fork, each_parent_has_its_own_child)
{
    pid_t child = fork_child();
    if (child == 0) {
        event_status("grandchild", await(child_that_exits(2)));
        _exit(1);
    }
    event_status("child", await(child));
    report_waitpid("then", -1, 0);
    return 0;
}

#if HAVE_ATFORK

/* Keeps the child's first handler back until the parent's last has run, so that their order can be told. */
static struct gate parent_is_done;

static void prepare_1(void)
{
    event("prepare:1");
}

static void prepare_2(void)
{
    event("prepare:2");
}

static void parent_1(void)
{
    event("parent:1");
}

static void parent_2(void)
{
    event("parent:2");
    open_gate(&parent_is_done);
}

static void child_1(void)
{
    pass_gate(&parent_is_done);
    event("child:1");
}

static void child_2(void)
{
    event("child:2");
}

static void register_atfork_handlers(void)
{
    make_gate(&parent_is_done);
    MUST(pthread_atfork(prepare_1, parent_1, child_1) == 0);
    MUST(pthread_atfork(prepare_2, parent_2, child_2) == 0);
}

BODY(fork, atfork_handlers)
{
    register_atfork_handlers();
    event_status("child", await(child_that_exits(0)));
    return 0;
}

/* The child has the handlers too, and forks with them. */
BODY(fork, atfork_handlers_are_inherited)
{
    pid_t child;
    MUST(pthread_atfork(prepare_1, 0, 0) == 0);
    child = fork_child();
    if (child == 0) {
        /* Some systems' macros take the address of what they are given. */
        int status = await(child_that_exits(6));
        _exit(WEXITSTATUS(status));
    }
    event_status("child", await(child));
    return 0;
}

BODY(fork, atfork_handlers_may_be_null)
{
    MUST(pthread_atfork(0, 0, 0) == 0);
    MUST(pthread_atfork(0, parent_1, 0) == 0);
    event_status("child", await(child_that_exits(0)));
    return 0;
}

#if HAVE_UNDERSCORE_FORK

BODY(fork, _fork_runs_no_atfork_handlers)
{
    pid_t child;
    register_atfork_handlers();
    child = _Fork();
    MUST(child >= 0);
    if (child == 0) {
        event("in-the-child");
        _exit(6);
    }
    event_status("child", await(child));
    return 0;
}

#endif

#endif
