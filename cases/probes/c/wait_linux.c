/* What a thread group adds to the wait family on Linux, and descriptors that stand for processes. */
#if defined(__linux__)

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "processes.h"

#if HAVE_THREADS
#include <pthread.h>
#endif

#if HAVE_THREADS && (HAVE_THREAD_EXIT_CALL || HAVE_PIDFD)

/* How the last thread of a child ends. */
static void (*last)(void);
static struct gate gate;

/* The call itself: it ends the calling thread and no other. */
static void end_thread(int code)
{
    syscall(SYS_exit, code);
}

static void last_by_exit(void)
{
    end_thread(5);
}

static void *second_thread(void *argument)
{
    pass_gate(&gate);
    last();
    return argument;
}

/* A child whose first thread ends alone, with 3. A second one waits to be let through, then is the last. */
static pid_t leaderless(void (*how)(void))
{
    pid_t child;
    pthread_t thread;
    last = how;
    make_gate(&gate);
    child = fork_child();
    if (child == 0) {
        if (pthread_create(&thread, 0, second_thread, 0) != 0)
            _exit(98);
        end_thread(3);
        _exit(99);
    }
    return child;
}

/* Waits until the leader is a zombie: from then on the group lives on without it. */
static void await_leader(pid_t child)
{
    char path[64], text[512], *rest;
    FILE *file;
    size_t length;
    snprintf(path, sizeof path, "/proc/%ld/stat", (long)child);
    for (;;) {
        MUST((file = fopen(path, "r")) != 0);
        length = fread(text, 1, sizeof text - 1, file);
        fclose(file);
        text[length] = '\0';
        /* The state follows the name, which is in parentheses. */
        rest = strrchr(text, ')');
        MUST(rest != 0);
        if (rest[1] == ' ' && rest[2] == 'Z')
            return;
        sched_yield();
    }
}

#if HAVE_THREAD_EXIT_CALL

static void last_by__exit(void)
{
    _exit(5);
}

static void last_by_signal(void)
{
    die_by(SIGTERM);
}

static int report_leaderless(void (*how)(void))
{
    pid_t child = leaderless(how);
    await_leader(child);
    event_truth("while_a_thread_lives", waitpid(child, 0, WNOHANG) != 0);
    open_gate(&gate);
    report_waitpid("at_the_end", child, 0);
    return 0;
}

BODY(wait, leader_exits_first)
{
    return report_leaderless(last_by_exit);
}

BODY(wait, leader_exits_before_exit_group)
{
    return report_leaderless(last_by__exit);
}

BODY(wait, leader_exits_before_a_signal)
{
    return report_leaderless(last_by_signal);
}

#endif

#endif

#if HAVE_PIDFD

/* The number of P_PIDFD, which not every C library has a name for. */
#define BY_DESCRIPTOR ((idtype_t)3)
#define NONBLOCK O_NONBLOCK

/* Where the kernel has no such call, that is what the case reports. */
static int open_process(pid_t child, int flags)
{
    int descriptor = (int)syscall(SYS_pidfd_open, child, flags);
    if (descriptor < 0) {
        event_error("pidfd_open", errno);
        kill(child, SIGKILL);
        await(child);
        _exit(1);
    }
    return descriptor;
}

static int readable(int descriptor, int timeout)
{
    struct pollfd one;
    one.fd = descriptor;
    one.events = POLLIN;
    one.revents = 0;
    MUST(poll(&one, 1, timeout) >= 0);
    return (one.revents & POLLIN) != 0;
}

BODY(wait, pidfd_is_readable_at_the_end)
{
    struct gate door;
    pid_t child;
    int descriptor;
    make_gate(&door);
    child = child_behind(&door, 7);
    descriptor = open_process(child, 0);
    event_truth("before", readable(descriptor, 0));
    open_gate(&door);
    event_truth("at_the_end", readable(descriptor, -1));
    await(child);
    event_truth("after_the_wait", readable(descriptor, 0));
    return 0;
}

#if HAVE_WAITID

BODY(wait, waitid_by_pidfd)
{
    int descriptor = open_process(child_that_exits(7), 0);
    report_waitid("waitid", BY_DESCRIPTOR, (id_t)descriptor, WEXITED);
    report_waitid("again", BY_DESCRIPTOR, (id_t)descriptor, WEXITED);
    return 0;
}

BODY(wait, waitid_by_nonblocking_pidfd)
{
    struct gate door;
    int descriptor;
    make_gate(&door);
    descriptor = open_process(child_behind(&door, 7), NONBLOCK);
    report_waitid("before", BY_DESCRIPTOR, (id_t)descriptor, WEXITED);
    open_gate(&door);
    event_truth("at_the_end", readable(descriptor, -1));
    report_waitid("waitid", BY_DESCRIPTOR, (id_t)descriptor, WEXITED);
    return 0;
}

#endif

#if HAVE_THREADS

BODY(wait, pidfd_while_leader_is_gone)
{
    pid_t child = leaderless(last_by_exit);
    int descriptor = open_process(child, 0);
    await_leader(child);
    event_truth("while_a_thread_lives", readable(descriptor, 0));
    open_gate(&gate);
    event_truth("at_the_end", readable(descriptor, -1));
    await(child);
    return 0;
}

#endif

#endif

#else

/* An object file with nothing in it is not what C99 allows. */
typedef int nothing_here;

#endif
