/* quick_exit(): its own list of handlers, and nobody else's. */
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_QUICK_EXIT

/* In C99 mode not every C library declares them. */
int at_quick_exit(void (*function)(void));
void quick_exit(int status);

static void first(void)
{
    event("quick:1");
}

static void second(void)
{
    event("quick:2");
}

static void third(void)
{
    event("quick:3");
}

static void exit_handler(void)
{
    event("atexit");
}

static int leave(void)
{
    ending();
    quick_exit(7);
    return 99;
}

BODY(quick_exit, handlers_run_in_reverse)
{
    MUST(at_quick_exit(first) == 0);
    MUST(at_quick_exit(second) == 0);
    MUST(at_quick_exit(third) == 0);
    return leave();
}

BODY(quick_exit, without_handlers)
{
    return leave();
}

static int counted;

static void count(void)
{
    counted++;
}

static void report_count(void)
{
    event_number("last:after", counted);
}

static int register_many(int total)
{
    int number, refused = at_quick_exit(report_count) != 0;
    for (number = 1; number < total; number++)
        refused += at_quick_exit(count) != 0;
    event_number("refused", refused);
    return leave();
}

BODY(quick_exit, thirty_two)
{
    return register_many(32);
}

BODY(quick_exit, a_thousand)
{
    return register_many(1000);
}

/* The two lists do not share their room. */
BODY(quick_exit, thirty_two_beside_exit_handlers)
{
    int number;
    for (number = 0; number < 32; number++)
        MUST(atexit(exit_handler) == 0);
    return register_many(32);
}

BODY(quick_exit, same_function_five_times)
{
    int times;
    for (times = 0; times < 5; times++)
        MUST(at_quick_exit(first) == 0);
    return leave();
}

BODY(quick_exit, same_function_between_others)
{
    MUST(at_quick_exit(first) == 0);
    MUST(at_quick_exit(second) == 0);
    MUST(at_quick_exit(first) == 0);
    return leave();
}

BODY(quick_exit, not_called_by_exit)
{
    MUST(at_quick_exit(first) == 0);
    MUST(atexit(exit_handler) == 0);
    ending();
    exit(7);
}

BODY(quick_exit, not_called_by_return)
{
    MUST(at_quick_exit(first) == 0);
    MUST(atexit(exit_handler) == 0);
    return 7;
}

BODY(quick_exit, not_called_by_underscore_exit)
{
    MUST(at_quick_exit(first) == 0);
    ending();
    _exit(7);
}

BODY(quick_exit, exit_handlers_are_not_called)
{
    MUST(atexit(exit_handler) == 0);
    MUST(at_quick_exit(first) == 0);
    return leave();
}

/* Of one function that is in both lists, one registration counts. */
BODY(quick_exit, same_function_in_both_lists)
{
    MUST(atexit(first) == 0);
    MUST(at_quick_exit(first) == 0);
    return leave();
}

BODY(quick_exit, inherited_by_fork)
{
    pid_t child;
    MUST(at_quick_exit(first) == 0);
    MUST(at_quick_exit(second) == 0);
    child = fork();
    MUST(child >= 0);
    if (child == 0)
        quick_exit(3);
    event_status("child", await(child));
    return leave();
}

BODY(quick_exit, dropped_by_exec)
{
    MUST(at_quick_exit(first) == 0);
    ending();
    execl("/bin/sh", "sh", "-c", "exit 3", (char *)0);
    MUST(!"executed");
    return 99;
}

#endif
