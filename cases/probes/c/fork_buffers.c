/* Text that is in a buffer when a process forks is in two buffers afterwards. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "processes.h"

static void parent_waits(pid_t child)
{
    if (child != 0)
        event_status("child", await(child));
}

BODY(fork, c_text_when_both_call_exit)
{
    fputs("text;", stdout);
    parent_waits(fork_child());
    ending();
    exit(0);
}

BODY(fork, c_text_when_both_return)
{
    fputs("text;", stdout);
    parent_waits(fork_child());
    return 0;
}

BODY(fork, c_text_when_the_child_calls__exit)
{
    fputs("text;", stdout);
    parent_waits(child_that_exits(0));
    ending();
    exit(0);
}

BODY(fork, c_text_when_the_child_is_killed)
{
    pid_t child;
    fputs("text;", stdout);
    child = fork_child();
    if (child == 0)
        die_by(SIGTERM);
    parent_waits(child);
    ending();
    exit(0);
}

BODY(fork, c_text_when_the_parent_calls__exit)
{
    pid_t child;
    fputs("text;", stdout);
    child = fork_child();
    parent_waits(child);
    ending();
    if (child != 0)
        _exit(0);
    exit(0);
}

BODY(fork, c_text_when_the_child_flushes)
{
    pid_t child;
    fputs("text;", stdout);
    child = fork_child();
    if (child == 0) {
        fflush(stdout);
        _exit(0);
    }
    parent_waits(child);
    ending();
    exit(0);
}

BODY(fork, c_text_flushed_before)
{
    fputs("text;", stdout);
    fflush(stdout);
    parent_waits(fork_child());
    ending();
    exit(0);
}

BODY(fork, c_text_of_the_child_too)
{
    pid_t child;
    fputs("before;", stdout);
    fflush(stdout);
    child = fork_child();
    fputs(child == 0 ? "child;" : "parent;", stdout);
    parent_waits(child);
    ending();
    exit(0);
}

BODY(fork, c_line_when_both_call_exit)
{
    fputs("line\n", stdout);
    parent_waits(fork_child());
    ending();
    exit(0);
}

BODY(fork, stderr_text_when_both_call_exit)
{
    fputs("text;", stderr);
    parent_waits(fork_child());
    ending();
    exit(0);
}

#if HAVE_SETVBUF

BODY(fork, unbuffered_text_when_both_call_exit)
{
    MUST(setvbuf(stdout, 0, _IONBF, 0) == 0);
    fputs("text;", stdout);
    parent_waits(fork_child());
    ending();
    exit(0);
}

#endif

/* A stream of the program's own: its text is in the file twice too, and the parent can read it there. */
BODY(fork, own_stream_when_both_flush)
{
    FILE *stream = fopen("file", "w");
    char text[32];
    size_t length;
    pid_t child;
    MUST(stream != 0);
    MUST(fputs("text;", stream) >= 0);
    child = fork_child();
    if (child == 0)
        exit(0);
    parent_waits(child);
    MUST(fclose(stream) == 0);
    MUST((stream = fopen("file", "r")) != 0);
    length = fread(text, 1, sizeof text - 1, stream);
    text[length] = '\0';
    event(text);
    return 0;
}

/* What one read took from the file into the buffer, each side gives out. */
BODY(fork, buffered_input_is_read_twice)
{
    FILE *stream = fopen("file", "w+");
    pid_t child;
    MUST(stream != 0);
    MUST(fputs("abc", stream) >= 0);
    MUST(fclose(stream) == 0);
    MUST((stream = fopen("file", "r")) != 0);
    MUST(fgetc(stream) == 'a');
    child = fork_child();
    if (child == 0) {
        event_truth("child:b", fgetc(stream) == 'b');
        _exit(0);
    }
    parent_waits(child);
    event_truth("parent:b", fgetc(stream) == 'b');
    return 0;
}

/* The usual way to run a program, with the usual mistake: exit() where _exit() belongs. */
BODY(fork, failed_exec_then_exit)
{
    pid_t child;
    fputs("starting\n", stdout);
    child = fork_child();
    if (child == 0) {
        execl(MISSING, "program", (char *)0);
        exit(127);
    }
    parent_waits(child);
    ending();
    exit(0);
}

BODY(fork, failed_exec_then__exit)
{
    pid_t child;
    fputs("starting\n", stdout);
    child = fork_child();
    if (child == 0) {
        execl(MISSING, "program", (char *)0);
        _exit(127);
    }
    parent_waits(child);
    ending();
    exit(0);
}
