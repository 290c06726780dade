/* Registrations of exit handlers across fork(), exec and the end of a thread. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS
#include <pthread.h>
#endif

static int in_child;

static void first(void)
{
    event("atexit:1");
}

static void second(void)
{
    event("atexit:2");
}

static void report_process(void)
{
    event(in_child ? "atexit:child" : "atexit:parent");
}

/* In the child, where it gives 0, as fork() does. The parent waits for the child. */
static pid_t fork_and_await(void)
{
    pid_t child = fork();
    MUST(child >= 0);
    in_child = child == 0;
    if (child)
        event_status("child", await(child));
    return child;
}

BODY(exit, by_fork)
{
    MUST(atexit(first) == 0);
    MUST(atexit(report_process) == 0);
    if (fork_and_await() == 0)
        exit(3);
    ending();
    exit(7);
}

BODY(exit, by_fork_twice)
{
    MUST(atexit(first) == 0);
    if (fork_and_await() == 0) {
        if (fork_and_await() == 0)
            exit(2);
        exit(3);
    }
    ending();
    exit(7);
}

BODY(exit, child_registers_more)
{
    MUST(atexit(report_process) == 0);
    if (fork_and_await() == 0) {
        MUST(atexit(second) == 0);
        exit(3);
    }
    ending();
    exit(7);
}

/* A registration after the fork is the parent's alone: the child waits until it is made. */
BODY(exit, parent_registers_more)
{
    int gate[2];
    char byte = 0;
    pid_t child;
    MUST(pipe(gate) == 0);
    MUST(atexit(report_process) == 0);
    child = fork();
    MUST(child >= 0);
    if (child == 0) {
        in_child = 1;
        MUST(read(gate[0], &byte, 1) == 1);
        exit(3);
    }
    MUST(atexit(second) == 0);
    MUST(write(gate[1], &byte, 1) == 1);
    event_status("child", await(child));
    ending();
    exit(7);
}

BODY(exit, child_underscore_exits)
{
    MUST(atexit(report_process) == 0);
    if (fork_and_await() == 0)
        _exit(3);
    ending();
    exit(7);
}

/* The child comes back from the body, as a child does that somebody forgot to end. */
BODY(exit, child_returns_from_main)
{
    MUST(atexit(report_process) == 0);
    if (fork_and_await() == 0)
        return 3;
    ending();
    return 7;
}

BODY(exit, dropped_by_exec)
{
    MUST(atexit(first) == 0);
    ending();
    execl("/bin/sh", "sh", "-c", "exit 3", (char *)0);
    MUST(!"executed");
    return 99;
}

BODY(exit, kept_when_exec_fails)
{
    MUST(atexit(first) == 0);
    execl("/no/such/program", "program", (char *)0);
    event(errno == ENOENT ? "exec:ENOENT" : "exec:other");
    ending();
    exit(7);
}

#if HAVE_THREADS

static void *register_first(void *unused)
{
    event(atexit(first) == 0 ? "registered" : "refused");
    return unused;
}

BODY(exit, from_a_thread_that_ended)
{
    pthread_t thread;
    MUST(pthread_create(&thread, 0, register_first, 0) == 0);
    MUST(pthread_join(thread, 0) == 0);
    ending();
    exit(7);
}

static void *register_second(void *unused)
{
    MUST(atexit(second) == 0);
    return unused;
}

/* One list for all threads. */
BODY(exit, from_several_threads_in_turn)
{
    pthread_t thread;
    MUST(atexit(first) == 0);
    MUST(pthread_create(&thread, 0, register_second, 0) == 0);
    MUST(pthread_join(thread, 0) == 0);
    MUST(atexit(report_process) == 0);
    ending();
    exit(7);
}

#endif
