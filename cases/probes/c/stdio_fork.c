/* Text in a buffer when the process forks: each process has the buffer then. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

/* Runs `end` in a child and waits for the child's end. */
static void in_child(void (*end)(void))
{
    pid_t child = fork();
    MUST(child >= 0);
    if (child == 0) {
        end();
        _exit(98);
    }
    event_status("child", await(child));
}

static void by_exit(void)
{
    exit(3);
}

static void by_underscore_exit(void)
{
    _exit(3);
}

static void by_sigkill(void)
{
    raise(SIGKILL);
}

static void by_exec(void)
{
    execl("/bin/sh", "sh", "-c", "exit 3", (char *)NULL);
}

static void by_exit_after_a_failed_exec(void)
{
    execl("/nonexistent", "nonexistent", (char *)NULL);
    exit(127);
}

static void by_underscore_exit_after_a_failed_exec(void)
{
    execl("/nonexistent", "nonexistent", (char *)NULL);
    _exit(127);
}

static int parent_exits_too(void)
{
    ending();
    exit(0);
}

BODY(stdio, fork_unflushed_both_exit)
{
    fputs("text ", stdout);
    in_child(by_exit);
    return parent_exits_too();
}

BODY(stdio, fork_flushed_both_exit)
{
    fputs("text ", stdout);
    fflush(stdout);
    in_child(by_exit);
    return parent_exits_too();
}

#if HAVE_SETVBUF

BODY(stdio, fork_unbuffered_both_exit)
{
    MUST(setvbuf(stdout, NULL, _IONBF, 0) == 0);
    fputs("text ", stdout);
    in_child(by_exit);
    return parent_exits_too();
}

#endif

BODY(stdio, fork_line_on_a_terminal_both_exit)
{
    fputs("text\n", stdout);
    in_child(by_exit);
    return parent_exits_too();
}

BODY(stdio, fork_unflushed_child_underscore_exits)
{
    fputs("text ", stdout);
    in_child(by_underscore_exit);
    return parent_exits_too();
}

BODY(stdio, fork_unflushed_parent_underscore_exits)
{
    fputs("text ", stdout);
    in_child(by_exit);
    ending();
    _exit(0);
}

BODY(stdio, fork_unflushed_child_is_killed)
{
    fputs("text ", stdout);
    in_child(by_sigkill);
    return parent_exits_too();
}

BODY(stdio, fork_unflushed_child_executes)
{
    fputs("text ", stdout);
    in_child(by_exec);
    return parent_exits_too();
}

/* The usual mistake: the child whose exec failed leaves by exit. */
BODY(stdio, fork_failed_exec_then_exit)
{
    fputs("text ", stdout);
    in_child(by_exit_after_a_failed_exec);
    return parent_exits_too();
}

BODY(stdio, fork_failed_exec_then_underscore_exit)
{
    fputs("text ", stdout);
    in_child(by_underscore_exit_after_a_failed_exec);
    return parent_exits_too();
}

/* Each line once more for each child that leaves by exit: the child's exit sets the shared offset back. */
BODY(stdio, fork_child_exit_moves_the_input)
{
    char line[32];
    int lines = 0;
    pid_t child;
    FILE *file = fopen("input", "w+");
    MUST(file != NULL);
    fputs("one\ntwo\nthree\n", file);
    MUST(fflush(file) == 0);
    rewind(file);
    while (lines < 10 && fgets(line, sizeof line, file)) {
        lines++;
        child = fork();
        MUST(child >= 0);
        if (child == 0)
            exit(3);
        await(child);
    }
    event_number("lines", lines);
    return 0;
}
