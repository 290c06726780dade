/* What happens before main(): a constructor that finds out which case was asked for, and does its part. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_CONSTRUCTORS && HAVE_COMMAND_LINE

static void early(void)
{
    event("atexit:early");
}

static void first(void)
{
    event("atexit:1");
}

static void destroy(void)
{
    event("destructor");
}

static void (*armed)(void);

__attribute__((destructor)) static void destructor(void)
{
    if (armed)
        armed();
}

/* For what ends before main(), which would say that the body begins. */
static void begin_early(void)
{
    const char *journal = getenv("EXITSPEC_JOURNAL");
    connect_journal(journal ? atoi(journal) : 2, 0);
    begin();
    event("constructor");
    armed = destroy;
    MUST(atexit(early) == 0);
    ending();
}

static void exit_early(void)
{
    begin_early();
    fputs("text", stdout);
    exit(9);
}

static void underscore_exit_early(void)
{
    begin_early();
    _exit(9);
}

static void abort_early(void)
{
    begin_early();
    abort();
}

static void raise_early(void)
{
    begin_early();
    raise(SIGTERM);
}

static void execute_early(void)
{
    begin_early();
    execl("/bin/sh", "sh", "-c", "exit 3", (char *)0);
}

static int registered;

static void register_early(void)
{
    registered = atexit(early) == 0;
}

static void print_early(void)
{
    fputs("early", stdout);
}

static const struct {
    const char *name;
    void (*part)(void);
} parts[] = {
    { "start/exit_in_a_constructor", exit_early },
    { "start/underscore_exit_in_a_constructor", underscore_exit_early },
    { "start/abort_in_a_constructor", abort_early },
    { "start/sigterm_in_a_constructor", raise_early },
    { "start/exec_in_a_constructor", execute_early },
    { "start/handler_of_a_constructor_is_called_last", register_early },
    { "start/handler_of_a_constructor_before_the_destructors", register_early },
    { "start/text_of_a_constructor_is_flushed", print_early },
};

/* main() has not been entered, and not every C library gives constructors the arguments. */
__attribute__((constructor)) static void constructor(void)
{
    char line[4096];
    const char *name;
    ssize_t length;
    size_t at;
    int file = open("/proc/self/cmdline", O_RDONLY);
    if (file < 0)
        return;
    length = read(file, line, sizeof line - 1);
    close(file);
    if (length <= 0)
        return;
    line[length] = '\0';
    /* The last argument. In front of the program there may be a loader. */
    name = line;
    while (name + strlen(name) + 1 < line + length)
        name += strlen(name) + 1;
    for (at = 0; at < sizeof parts / sizeof parts[0]; at++) {
        if (strcmp(name, parts[at].name) == 0)
            parts[at].part();
    }
}

/* What is seen of main() where constructors did not do their part. */
#define NOT_REACHED(name) \
    BODY(start, name) \
    { \
        event("main"); \
        return 7; \
    }

NOT_REACHED(exit_in_a_constructor)
NOT_REACHED(underscore_exit_in_a_constructor)
NOT_REACHED(abort_in_a_constructor)
NOT_REACHED(sigterm_in_a_constructor)
NOT_REACHED(exec_in_a_constructor)

BODY(start, handler_of_a_constructor_is_called_last)
{
    event(registered ? "registered" : "not-registered");
    MUST(atexit(first) == 0);
    ending();
    exit(7);
}

BODY(start, handler_of_a_constructor_before_the_destructors)
{
    event(registered ? "registered" : "not-registered");
    armed = destroy;
    ending();
    exit(7);
}

BODY(start, text_of_a_constructor_is_flushed)
{
    fputs(" and late", stdout);
    ending();
    exit(7);
}

#endif
