/* Several threads end the process at once. Thread number n asks for the code 10 + n.

   POSIX.1-2024 and ISO C23 leave undefined what more than one call of exit() or quick_exit() does. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS

#include "concurrent.h"
#include "threads.h"

static void call_exit(int number)
{
    exit(10 + number);
}

static int all_together(int threads, void (*end)(int))
{
    ending();
    together(threads, end);
    return 99;
}

BODY(concurrent, two_exit)
{
    return all_together(2, call_exit);
}

BODY(concurrent, eight_exit)
{
    return all_together(8, call_exit);
}

BODY(concurrent, two_exit_with_slow_handlers)
{
    register_slow(40);
    return all_together(2, call_exit);
}

BODY(concurrent, eight_exit_with_slow_handlers)
{
    register_slow(40);
    return all_together(8, call_exit);
}

/* As many as fit into what a C library has for them without allocating: nothing is freed meanwhile. */
BODY(concurrent, two_exit_with_few_slow_handlers)
{
    register_slow(8);
    return all_together(2, call_exit);
}

BODY(concurrent, two_exit_with_text)
{
    MUST(fputs("text", stdout) >= 0);
    return all_together(2, call_exit);
}

BODY(concurrent, eight_exit_with_text)
{
    MUST(fputs("text", stdout) >= 0);
    return all_together(8, call_exit);
}

static struct latch begun = LATCH;
static void (*ends)(int);

static void *end_as_number_1(void *unused)
{
    await_latch(&begun);
    ends(1);
    return unused;
}

/* Main returns with the code 10 while a thread does this. */
static int return_while(void (*end)(int))
{
    ends = end;
    start_thread(end_as_number_1, 0);
    open_latch(&begun);
    return 10;
}

BODY(concurrent, return_and_exit)
{
    register_slow(40);
    return return_while(call_exit);
}

static void call_underscore_exit(int number)
{
    _exit(10 + number);
}

BODY(concurrent, return_and_underscore_exit)
{
    return return_while(call_underscore_exit);
}

static void leave(int number)
{
    pthread_exit(VALUE(number));
}

/* The threads are all there are: the last to end ends the process, and none can know which it is. */
BODY(concurrent, eight_pthread_exit)
{
    register_exit_handler();
    return all_together(8, leave);
}

static void exit_or_leave(int number)
{
    if (number == 0)
        exit(10);
    pthread_exit(0);
}

BODY(concurrent, exit_and_pthread_exit)
{
    register_slow(8);
    return all_together(8, exit_or_leave);
}

static void exit_or_underscore_exit(int number)
{
    if (number == 0)
        exit(10);
    _exit(10 + number);
}

BODY(concurrent, exit_and_underscore_exit)
{
    return all_together(2, exit_or_underscore_exit);
}

BODY(concurrent, eight_underscore_exit)
{
    return all_together(8, call_underscore_exit);
}

static void exit_or_abort(int number)
{
    if (number == 0)
        exit(10);
    abort();
}

BODY(concurrent, exit_and_abort)
{
    return all_together(2, exit_or_abort);
}

static void call_abort(int number)
{
    (void)number;
    abort();
}

BODY(concurrent, two_abort)
{
    return all_together(2, call_abort);
}

BODY(concurrent, eight_abort)
{
    return all_together(8, call_abort);
}

static void exit_or_sigterm(int number)
{
    if (number == 0)
        exit(10);
    raise(SIGTERM);
}

BODY(concurrent, exit_and_sigterm)
{
    return all_together(2, exit_or_sigterm);
}

static void exit_or_exec(int number)
{
    if (number == 0)
        exit(10);
    execl("/bin/sh", "sh", "-c", "exit 11", (char *)0);
    _exit(99);
}

BODY(concurrent, exit_and_exec)
{
    return all_together(2, exit_or_exec);
}

static void underscore_exit_or_exec(int number)
{
    if (number == 0)
        _exit(10);
    execl("/bin/sh", "sh", "-c", "exit 11", (char *)0);
    _exit(99);
}

BODY(concurrent, underscore_exit_and_exec)
{
    return all_together(2, underscore_exit_or_exec);
}

#if HAVE_QUICK_EXIT

int at_quick_exit(void (*function)(void));
void quick_exit(int status);

/* Sixteen: no C library has to take more than thirty-two. */
static void register_sixteen_quick(void)
{
    int at;
    for (at = 0; at < 16; at++)
        MUST(at_quick_exit(slow_handlers[at]) == 0);
}

static void call_quick_exit(int number)
{
    quick_exit(10 + number);
}

BODY(concurrent, two_quick_exit)
{
    register_sixteen_quick();
    return all_together(2, call_quick_exit);
}

BODY(concurrent, eight_quick_exit)
{
    register_sixteen_quick();
    return all_together(8, call_quick_exit);
}

static void exit_or_quick_exit(int number)
{
    if (number == 0)
        exit(10);
    quick_exit(10 + number);
}

BODY(concurrent, exit_and_quick_exit)
{
    return all_together(2, exit_or_quick_exit);
}

/* More than the library has room for without allocating. It may refuse them, and then there are fewer. */
BODY(concurrent, two_quick_exit_with_many_handlers)
{
    int at, accepted = 0;
    for (at = 0; at < 40; at++)
        accepted += at_quick_exit(slow_handlers[at]) == 0;
    MUST(accepted >= 32);
    return all_together(2, call_quick_exit);
}

#endif

#endif
