/* One thread exits, and its second handler waits until another thread has done something: no race. */
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS

#include "threads.h"

static struct latch begun = LATCH, done = LATCH;
static void (*activity)(void);

static void first(void)
{
    event("atexit:1");
}

/* Has the other thread begin, and waits until it is done. */
static void wait_for_the_other(void)
{
    event("atexit:waits");
    open_latch(&begun);
    await_latch(&done);
    event("atexit:goes-on");
}

static void *act(void *unused)
{
    await_latch(&begun);
    activity();
    open_latch(&done);
    return unused;
}

/* Registers the handlers, and starts the thread that will do this when the waiting one has begun. */
static void prepare(void (*what)(void))
{
    activity = what;
    start_thread(act, 0);
    MUST(atexit(first) == 0);
    MUST(atexit(wait_for_the_other) == 0);
    ending();
}

static void exit_with_9(void)
{
    exit(9);
}

/* Undefined in POSIX.1-2024 and ISO C23, as are all that call exit() or quick_exit() twice. */
BODY(concurrent, second_exits)
{
    prepare(exit_with_9);
    exit(7);
}

BODY(concurrent, second_exits_while_main_returns)
{
    prepare(exit_with_9);
    return 7;
}

static void *exit_with_9_too(void *unused)
{
    exit(9);
    return unused;
}

/* The third call is that of the handler itself; which of the two comes first is open. */
static void exit_again(void)
{
    event("atexit:exits");
    start_thread(exit_with_9_too, 0);
    exit(8);
}

BODY(concurrent, handler_exits_while_second_exits)
{
    MUST(atexit(first) == 0);
    MUST(atexit(exit_again) == 0);
    ending();
    exit(7);
}

static void underscore_exit_with_9(void)
{
    _exit(9);
}

BODY(concurrent, second_underscore_exits)
{
    prepare(underscore_exit_with_9);
    exit(7);
}

BODY(concurrent, second_aborts)
{
    prepare(abort);
    exit(7);
}

static void raise_sigterm(void)
{
    raise(SIGTERM);
}

BODY(concurrent, second_raises_sigterm)
{
    prepare(raise_sigterm);
    exit(7);
}

static void late(void)
{
    event("atexit:late");
}

static void register_late(void)
{
    event(atexit(late) == 0 ? "registered:yes" : "registered:no");
}

BODY(concurrent, second_registers_a_handler)
{
    prepare(register_late);
    exit(7);
}

static void say_so(void)
{
    event("thread:ends");
}

BODY(concurrent, second_ends)
{
    prepare(say_so);
    exit(7);
}

static void execute(void)
{
    execl("/bin/sh", "sh", "-c", "exit 9", (char *)0);
}

BODY(concurrent, second_executes)
{
    prepare(execute);
    exit(7);
}

static void await_child(pid_t child)
{
    MUST(child >= 0);
    event_status("child", await(child));
}

static void fork_and_underscore_exit(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(3);
    await_child(child);
}

BODY(concurrent, second_forks_and_child_underscore_exits)
{
    prepare(fork_and_underscore_exit);
    exit(7);
}

static void fork_and_exit(void)
{
    pid_t child = fork();
    if (child == 0)
        exit(3);
    await_child(child);
}

/* The child has a copy of an exit that somebody had begun who is not there. Undefined: exit() is not safe in such a child. */
BODY(concurrent, second_forks_and_child_exits)
{
    prepare(fork_and_exit);
    exit(7);
}

#if HAVE_QUICK_EXIT

int at_quick_exit(void (*function)(void));
void quick_exit(int status);

static void quick_exit_with_9(void)
{
    quick_exit(9);
}

BODY(concurrent, second_quick_exits)
{
    prepare(quick_exit_with_9);
    exit(7);
}

/* The same with the first in quick_exit(). */
static void prepare_quick(void (*what)(void))
{
    activity = what;
    start_thread(act, 0);
    MUST(at_quick_exit(first) == 0);
    MUST(at_quick_exit(wait_for_the_other) == 0);
    ending();
}

BODY(concurrent, second_quick_exits_in_quick_exit)
{
    prepare_quick(quick_exit_with_9);
    quick_exit(7);
    return 99;
}

BODY(concurrent, second_exits_in_quick_exit)
{
    prepare_quick(exit_with_9);
    quick_exit(7);
    return 99;
}

BODY(concurrent, second_underscore_exits_in_quick_exit)
{
    prepare_quick(underscore_exit_with_9);
    quick_exit(7);
    return 99;
}

#endif

#endif
