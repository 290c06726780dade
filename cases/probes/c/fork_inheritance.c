/* What of the parent's state the child has. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "processes.h"

#if HAVE_THREADS
#include <pthread.h>
#endif
#if HAVE_TIMES
#include <sys/times.h>
#endif

BODY(fork, memory_is_a_copy)
{
    static volatile int counter;
    int at;
    for (at = 0; at < 3; at++) {
        pid_t child = fork_child();
        if (child == 0) {
            counter++;
            event_number("in-a-child", counter);
            _exit(0);
        }
        await(child);
    }
    event_number("in-the-parent", counter);
    return 0;
}

BODY(fork, child_is_another_process)
{
    pid_t parent = getpid(), child = fork_child();
    if (child == 0) {
        event_truth("same-id", getpid() == parent);
        event_truth("is-the-parents-child", getppid() == parent);
        event_truth("same-group", getpgrp() == getpgid(parent));
        _exit(0);
    }
    await(child);
    return 0;
}

BODY(fork, siblings_are_no_children)
{
    struct gate gate;
    pid_t sibling, child;
    make_gate(&gate);
    sibling = child_behind(&gate, 1);
    child = fork_child();
    if (child == 0) {
        report_waitpid("sibling", sibling, 0);
        _exit(2);
    }
    report_waitpid("child", child, 0);
    open_gate(&gate);
    report_waitpid("sibling", sibling, 0);
    return 0;
}

BODY(fork, offset_is_shared)
{
    char text[16];
    ssize_t length;
    int file = open("file", O_RDWR | O_CREAT | O_TRUNC, 0600);
    pid_t child;
    MUST(file >= 0);
    child = fork_child();
    if (child == 0)
        _exit(write(file, "child", 5) != 5);
    event_status("child", await(child));
    MUST(write(file, "+parent", 7) == 7);
    MUST(lseek(file, 0, SEEK_SET) == 0);
    MUST((length = read(file, text, sizeof text - 1)) >= 0);
    text[length] = '\0';
    event(text);
    return 0;
}

/* The pipe has a writer as long as either side has it open. */
BODY(fork, descriptors_are_closed_separately)
{
    struct gate gate;
    int ends[2];
    char byte;
    pid_t child;
    make_gate(&gate);
    MUST(pipe(ends) == 0);
    child = fork_child();
    if (child == 0) {
        pass_gate(&gate);
        _exit(write(ends[1], "x", 1) != 1);
    }
    close(ends[1]);
    open_gate(&gate);
    event_number("read", (long)read(ends[0], &byte, 1));
    event_status("child", await(child));
    event_number("read", (long)read(ends[0], &byte, 1));
    return 0;
}

BODY(fork, pending_signals_are_not_inherited)
{
    pid_t child;
    block(SIGUSR1);
    raise(SIGUSR1);
    child = fork_child();
    if (child == 0) {
        event_truth("pending-in-the-child", is_pending(SIGUSR1));
        _exit(0);
    }
    event_status("child", await(child));
    event_truth("pending-in-the-parent", is_pending(SIGUSR1));
    return 0;
}

static void on_signal(int number)
{
    event_signal("caught", number);
}

BODY(fork, mask_and_dispositions_are_inherited)
{
    pid_t child;
    block(SIGUSR1);
    set_action(SIGUSR1, on_signal, 0);
    set_action(SIGUSR2, SIG_IGN, 0);
    child = fork_child();
    if (child == 0) {
        raise(SIGUSR2);
        event("ignored");
        raise(SIGUSR1);
        event_truth("blocked", is_pending(SIGUSR1));
        unblock(SIGUSR1);
        _exit(0);
    }
    event_status("child", await(child));
    return 0;
}

/* A handler that ends the process: in the child it ends the child, with the child's own copy of what it knows. */
static volatile sig_atomic_t code = 3;

static void leave(int number)
{
    (void)number;
    _exit(code);
}

BODY(fork, inherited_handler_ends_the_child_only)
{
    pid_t child;
    set_action(SIGTERM, leave, 0);
    child = fork_child();
    if (child == 0) {
        code = 5;
        raise(SIGTERM);
        _exit(99);
    }
    event_status("child", await(child));
    ending();
    raise(SIGTERM);
    return 99;
}

#if HAVE_TIMES

/* Processor time that a child of the parent's has used is not counted as that of a child of the child's. */
BODY(fork, times_start_at_zero)
{
    struct tms used;
    pid_t child = fork_child();
    if (child == 0) {
        do
            MUST(times(&used) != (clock_t)-1);
        while (used.tms_utime + used.tms_stime < 5);
        _exit(0);
    }
    await(child);
    MUST(times(&used) != (clock_t)-1);
    event_truth("parent", used.tms_cutime + used.tms_cstime >= 5);
    child = fork_child();
    if (child == 0) {
        MUST(times(&used) != (clock_t)-1);
        event_truth("child", used.tms_cutime + used.tms_cstime >= 5);
        _exit(0);
    }
    await(child);
    return 0;
}

#endif

#if HAVE_RECORD_LOCKS

static void set_lock(struct flock *lock, short type)
{
    memset(lock, 0, sizeof *lock);
    lock->l_type = type;
    lock->l_whence = SEEK_SET;
}

/* Seen from the child, the lock is another's. */
BODY(fork, record_locks_are_not_inherited)
{
    struct flock lock;
    int file = open("file", O_RDWR | O_CREAT, 0600);
    pid_t child;
    MUST(file >= 0);
    set_lock(&lock, F_WRLCK);
    MUST(fcntl(file, F_SETLK, &lock) == 0);
    child = fork_child();
    if (child == 0) {
        set_lock(&lock, F_WRLCK);
        MUST(fcntl(file, F_GETLK, &lock) == 0);
        event_text("the-lock-is", lock.l_type == F_UNLCK ? "free" : "taken");
        event_truth("by-the-parent", lock.l_pid == getppid());
        _exit(0);
    }
    event_status("child", await(child));
    return 0;
}

#endif

#if HAVE_THREADS

static struct gate ready, taken, released;

static void on_usr1(int number)
{
    (void)number;
    event("caught-by-the-other-thread");
    open_gate(&taken);
}

static void *other_thread(void *argument)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    pthread_sigmask(SIG_UNBLOCK, &set, 0);
    open_gate(&ready);
    pass_gate(&released);
    return argument;
}

/* Only the other thread takes the signal. In the child there is no other thread, so the signal stays pending. */
BODY(fork, one_thread_only)
{
    pthread_t thread;
    pid_t child;
    make_gate(&ready);
    make_gate(&taken);
    make_gate(&released);
    set_action(SIGUSR1, on_usr1, SA_RESTART);
    block(SIGUSR1);
    MUST(pthread_create(&thread, 0, other_thread, 0) == 0);
    pass_gate(&ready);
    child = fork_child();
    if (child == 0) {
        event_result("sent", kill(getpid(), SIGUSR1));
        event_truth("pending-in-the-child", is_pending(SIGUSR1));
        _exit(0);
    }
    event_status("child", await(child));
    MUST(kill(getpid(), SIGUSR1) == 0);
    pass_gate(&taken);
    open_gate(&released);
    MUST(pthread_join(thread, 0) == 0);
    return 0;
}

static void *forking_thread(void *argument)
{
    pid_t child = fork_child();
    if (child == 0)
        *(int *)argument = 1;
    else
        event_status("child", await(child));
    return argument;
}

/* The thread that forked is the child's only one. Its start routine returns, and with its last thread the child ends, as by
   exit(0). */
BODY(fork, child_of_a_thread_ends_with_it)
{
    pthread_t thread;
    int here = 0;
    MUST(pthread_create(&thread, 0, forking_thread, &here) == 0);
    MUST(pthread_join(thread, 0) == 0);
    event_number("memory-of-the-parent", here);
    return 0;
}

#endif
