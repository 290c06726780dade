/* Which children are waited for: one, any, a group; and by which thread. */
#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "processes.h"

#if HAVE_THREADS
#include <pthread.h>
#endif

/* A child in a group of its own (made sure of from both sides) that exits with 1, and one in ours that exits with 2;
   both when let through. */
static void two_groups(const struct gate *gate, pid_t *own, pid_t *ours)
{
    *own = fork_child();
    if (*own == 0) {
        int moved = setpgid(0, 0);
        pass_gate(gate);
        _exit(moved == 0 ? 1 : 99);
    }
    MUST(setpgid(*own, *own) == 0);
    *ours = child_behind(gate, 2);
}

BODY(wait, by_group_with_waitpid)
{
    struct gate gate;
    pid_t own, ours;
    make_gate(&gate);
    two_groups(&gate, &own, &ours);
    report_waitpid("before", -own, WNOHANG);
    open_gate(&gate);
    open_gate(&gate);
    report_waitpid("group", -own, 0);
    report_waitpid("group", -own, 0);
    report_waitpid("other", ours, 0);
    return 0;
}

BODY(wait, by_own_group)
{
    struct gate gate;
    pid_t own, ours;
    make_gate(&gate);
    two_groups(&gate, &own, &ours);
    open_gate(&gate);
    open_gate(&gate);
    report_waitpid("our_group", 0, 0);
    report_waitpid("our_group", 0, 0);
    report_waitpid("other", own, 0);
    return 0;
}

/* The group of a child that has been reaped: its number is free again, and no process has it. */
BODY(wait, by_empty_group)
{
    pid_t gone = child_that_exits(0), other;
    await(gone);
    other = child_that_exits(7);
    report_waitpid("waitpid", -gone, 0);
    report_waitpid("child", other, 0);
    return 0;
}

#if HAVE_WAITID

BODY(wait, by_group_with_waitid)
{
    struct gate gate;
    pid_t own, ours;
    make_gate(&gate);
    two_groups(&gate, &own, &ours);
    open_gate(&gate);
    open_gate(&gate);
    watch_end(ours);
    report_waitid("group", P_PGID, (id_t)own, WEXITED);
    report_waitid("group", P_PGID, (id_t)own, WEXITED);
    report_waitid("other", P_ALL, 0, WEXITED);
    return 0;
}

#endif

BODY(wait, out_of_order)
{
    pid_t children[3];
    int code;
    for (code = 1; code <= 3; code++)
        children[code - 1] = child_that_exits(code);
    for (code = 3; code >= 1; code--)
        report_waitpid("waitpid", children[code - 1], 0);
    return 0;
}

/* In which order they are told is open, so they are counted. */
BODY(wait, any_child_each_once)
{
    int code, status = 0, seen[4] = { 0, 0, 0, 0 };
    for (code = 1; code <= 3; code++)
        child_that_exits(code);
    for (code = 1; code <= 3; code++) {
        MUST(wait(&status) > 0);
        MUST(WIFEXITED(status) && WEXITSTATUS(status) <= 3);
        seen[WEXITSTATUS(status)]++;
    }
    event_number("exited:1", seen[1]);
    event_number("exited:2", seen[2]);
    event_number("exited:3", seen[3]);
    report_waitpid("then", -1, 0);
    return 0;
}

#if HAVE_THREADS

static void *wait_for(void *child)
{
    report_waitpid("thread", *(pid_t *)child, 0);
    return 0;
}

BODY(wait, from_another_thread)
{
    pid_t child = child_that_exits(7);
    pthread_t waiter;
    MUST(pthread_create(&waiter, 0, wait_for, &child) == 0);
    MUST(pthread_join(waiter, 0) == 0);
    report_waitpid("main", child, 0);
    return 0;
}

struct waiter {
    pthread_t thread;
    pid_t child;
    pid_t got;
    int status;
    int error;
};

static void *keep_result(void *argument)
{
    struct waiter *waiter = argument;
    waiter->got = waitpid(waiter->child, &waiter->status, 0);
    waiter->error = errno;
    return 0;
}

/* Which of the two gets the status is open, so it comes first whoever got it. */
BODY(wait, two_threads_one_child)
{
    struct gate gate;
    struct waiter waiters[2];
    int at, winners = 0;
    make_gate(&gate);
    waiters[0].child = waiters[1].child = child_behind(&gate, 7);
    for (at = 0; at < 2; at++)
        MUST(pthread_create(&waiters[at].thread, 0, keep_result, &waiters[at]) == 0);
    open_gate(&gate);
    for (at = 0; at < 2; at++)
        MUST(pthread_join(waiters[at].thread, 0) == 0);
    for (at = 0; at < 2; at++) {
        if (waiters[at].got > 0) {
            event_status("thread", waiters[at].status);
            winners++;
        }
    }
    for (at = 0; at < 2; at++) {
        if (waiters[at].got < 0)
            event_error("thread", waiters[at].error);
    }
    event_number("winners", winners);
    return 0;
}

static void *fork_there(void *child)
{
    *(pid_t *)child = child_that_exits(7);
    return 0;
}

/* The thread that forked is gone when its child is waited for. */
BODY(wait, child_of_a_thread_that_is_gone)
{
    pid_t child = 0;
    pthread_t forker;
    MUST(pthread_create(&forker, 0, fork_there, &child) == 0);
    MUST(pthread_join(forker, 0) == 0);
    report_waitpid("main", child, 0);
    return 0;
}

#endif
