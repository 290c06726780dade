/* exit() called while exit() is at work, which ISO C and POSIX leave undefined. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_QUICK_EXIT
int at_quick_exit(void (*function)(void));
void quick_exit(int status);
#endif

static void first(void)
{
    event("atexit:1");
}

static void third(void)
{
    event("atexit:3");
}

static int rounds;

/* Where exit() starts again from the first handler there would be no end to it. */
static void enter(const char *name)
{
    event(name);
    if (++rounds > 40) {
        event("endless");
        _exit(8);
    }
}

static void exit_9(void)
{
    enter("exits");
    exit(9);
}

static void exit_11(void)
{
    enter("exits-too");
    exit(11);
}

BODY(exit, exit_in_a_handler)
{
    MUST(atexit(first) == 0);
    MUST(atexit(exit_9) == 0);
    MUST(atexit(third) == 0);
    ending();
    exit(7);
}

BODY(exit, exit_in_two_handlers)
{
    MUST(atexit(first) == 0);
    MUST(atexit(exit_11) == 0);
    MUST(atexit(exit_9) == 0);
    MUST(atexit(third) == 0);
    ending();
    exit(7);
}

BODY(exit, exit_in_every_handler)
{
    int number;
    for (number = 0; number < 31; number++)
        MUST(atexit(number ? exit_9 : exit_11) == 0);
    ending();
    exit(7);
}

BODY(exit, exit_in_the_last_handler)
{
    MUST(atexit(exit_9) == 0);
    MUST(atexit(third) == 0);
    ending();
    exit(7);
}

BODY(exit, exit_in_a_handler_flushes)
{
    fputs("text", stdout);
    MUST(atexit(exit_9) == 0);
    ending();
    exit(7);
}

BODY(exit, exit_in_a_handler_on_return)
{
    MUST(atexit(first) == 0);
    MUST(atexit(exit_9) == 0);
    return 7;
}

static void register_third_and_exit(void)
{
    enter("exits");
    event(atexit(third) == 0 ? "registered" : "refused");
    exit(9);
}

BODY(exit, exit_in_a_handler_after_registering)
{
    MUST(atexit(first) == 0);
    MUST(atexit(register_third_and_exit) == 0);
    ending();
    exit(7);
}

static void exit_on_signal(int number)
{
    event_signal("caught", number);
    exit(9);
}

static void raise_usr1(void)
{
    enter("raises");
    raise(SIGUSR1);
}

BODY(exit, exit_in_a_signal_handler_in_a_handler)
{
    MUST(signal(SIGUSR1, exit_on_signal) != SIG_ERR);
    MUST(atexit(first) == 0);
    MUST(atexit(raise_usr1) == 0);
    ending();
    exit(7);
}

#if HAVE_QUICK_EXIT

static void quick(void)
{
    event("quick");
}

static void quick_exit_9(void)
{
    enter("quick-exits");
    quick_exit(9);
}

BODY(exit, quick_exit_in_a_handler)
{
    MUST(at_quick_exit(quick) == 0);
    MUST(atexit(first) == 0);
    MUST(atexit(quick_exit_9) == 0);
    ending();
    exit(7);
}

#endif
