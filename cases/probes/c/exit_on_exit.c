/* on_exit(), whose handlers get the status and an argument. */
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_ON_EXIT

static char arguments[64];

/* The argument as a number again. */
static void report(int status, void *argument)
{
    event_number("status", status);
    event_number("argument", (char *)argument - arguments);
}

static int register_with(int number)
{
    return on_exit(report, arguments + number);
}

static void first(void)
{
    event("atexit:1");
}

static void second(void)
{
    event("atexit:2");
}

BODY(exit, on_exit_status_and_argument)
{
    event_number("registered", register_with(42));
    ending();
    exit(7);
}

static void report_null(int status, void *argument)
{
    event_number("status", status);
    event(argument ? "argument:other" : "argument:null");
}

BODY(exit, on_exit_null_argument)
{
    MUST(on_exit(report_null, 0) == 0);
    ending();
    exit(7);
}

BODY(exit, on_exit_whole_status)
{
    MUST(register_with(42) == 0);
    ending();
    exit(0x1234);
}

BODY(exit, on_exit_negative_status)
{
    MUST(register_with(42) == 0);
    ending();
    exit(-2);
}

BODY(exit, on_exit_status_of_return)
{
    MUST(register_with(42) == 0);
    return 7;
}

BODY(exit, on_exit_one_list_with_atexit)
{
    MUST(atexit(first) == 0);
    MUST(register_with(1) == 0);
    MUST(atexit(second) == 0);
    MUST(register_with(2) == 0);
    ending();
    exit(7);
}

BODY(exit, on_exit_same_function_twice)
{
    MUST(register_with(1) == 0);
    MUST(register_with(1) == 0);
    ending();
    exit(7);
}

static void register_another(int status, void *argument)
{
    event_number("outer", status);
    event(on_exit(report, argument) == 0 ? "registered" : "refused");
}

BODY(exit, on_exit_nested)
{
    MUST(atexit(first) == 0);
    MUST(on_exit(register_another, arguments + 3) == 0);
    ending();
    exit(7);
}

/* Where exit() starts again from the first handler there would be no end to it. */
static void exit_9(void)
{
    static int times;
    event("exits");
    if (++times > 3) {
        event("endless");
        _exit(8);
    }
    exit(9);
}

BODY(exit, on_exit_status_of_the_last_exit)
{
    MUST(register_with(1) == 0);
    MUST(atexit(exit_9) == 0);
    MUST(register_with(2) == 0);
    ending();
    exit(7);
}

BODY(exit, on_exit_inherited_by_fork)
{
    pid_t child;
    MUST(register_with(42) == 0);
    child = fork();
    MUST(child >= 0);
    if (child == 0)
        exit(3);
    event_status("child", await(child));
    ending();
    exit(7);
}

BODY(exit, on_exit_dropped_by_exec)
{
    MUST(register_with(42) == 0);
    ending();
    execl("/bin/sh", "sh", "-c", "exit 3", (char *)0);
    MUST(!"executed");
    return 99;
}

BODY(exit, on_exit_not_by_underscore_exit)
{
    MUST(register_with(42) == 0);
    ending();
    _exit(7);
}

BODY(exit, on_exit_not_by_abort)
{
    MUST(register_with(42) == 0);
    ending();
    abort();
}

#endif
