/* vfork(): gone from POSIX since 2008, and there all the same. The child may call _exit() or an exec function, nothing else. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

#include "processes.h"

#if HAVE_VFORK

/* Some systems say at each use that it is out of date. */
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#endif

static volatile int shared;

/* Each in a function of its own, without variables that the child could spoil. */
static pid_t vfork_then__exit(int code)
{
    pid_t child = vfork();
    if (child == 0)
        _exit(code);
    MUST(child > 0);
    return child;
}

static pid_t vfork_then_exec(const char *path, const char *script)
{
    pid_t child = vfork();
    if (child == 0) {
        execl(path, "sh", "-c", script, (char *)0);
        _exit(127);
    }
    MUST(child > 0);
    return child;
}

static pid_t vfork_then_write_to_memory(void)
{
    pid_t child = vfork();
    if (child == 0) {
        shared = 1;
        _exit(0);
    }
    MUST(child > 0);
    return child;
}

static pid_t vfork_then_exit(int code)
{
    pid_t child = vfork();
    if (child == 0)
        exit(code);
    MUST(child > 0);
    return child;
}

BODY(fork, vfork_child_calls__exit)
{
    event_status("child", await(vfork_then__exit(7)));
    return 0;
}

BODY(fork, vfork_child_executes)
{
    event_status("child", await(vfork_then_exec("/bin/sh", "exit 8")));
    return 0;
}

BODY(fork, vfork_child_fails_to_execute)
{
    event_status("child", await(vfork_then_exec(MISSING, "exit 8")));
    return 0;
}

/* The parent goes on after the child's end, and memory is shared until then. */
BODY(fork, vfork_child_shares_memory)
{
    pid_t child = vfork_then_write_to_memory();
    event_truth("seen-by-the-parent", shared == 1);
    await(child);
    return 0;
}

static void handler(void)
{
    event("atexit");
}

BODY(fork, vfork_child_leaves_buffers_and_handlers_alone)
{
    MUST(atexit(handler) == 0);
    fputs("text", stdout);
    event_status("child", await(vfork_then__exit(0)));
    return 0;
}

/* Undefined: exit() in a child that shares its parent's handlers and buffers. */
BODY(fork, vfork_child_calls_exit)
{
    MUST(atexit(handler) == 0);
    fputs("text", stdout);
    event_status("child", await(vfork_then_exit(5)));
    return 3;
}

#else

typedef int nothing_here;

#endif
