/* Double output, output that nobody gets, and output into the wrong file. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "kit.h"
#include "probe.h"
#include "story.h"

/* Both processes have what was printed and not flushed. On a terminal a line is flushed at its end. */
static void print_and_fork(int flush_first, void (*leave)(int code))
{
    char *arguments[] = { "missing", 0 }, *environment[] = { 0 };
    pid_t child;
    printf("hello\n");
    if (flush_first)
        MUST(fflush(stdout) == 0);
    child = fork_child();
    if (child == 0) {
        execve("/missing/program", arguments, environment);
        leave(127);
    }
    event_status("child", await(child));
}

BODY(story, output_twice_when_exec_fails)
{
    print_and_fork(0, exit);
    return 0;
}

BODY(story, output_once_by_underscore_exit)
{
    print_and_fork(0, _exit);
    return 0;
}

BODY(story, output_once_when_flushed_first)
{
    print_and_fork(1, exit);
    return 0;
}

/* The lines of a child that leaves as a child should, and the parent's, printed after it. */
static int lines_of_a_child(int flush_first)
{
    pid_t child = fork_child();
    if (child == 0) {
        printf("one\n");
        printf("two\n");
        printf("three\n");
        if (flush_first)
            MUST(fflush(stdout) == 0);
        _exit(0);
    }
    event_status("child", await(child));
    printf("parent\n");
    return 0;
}

BODY(story, lines_of_a_child_lost_by_underscore_exit)
{
    return lines_of_a_child(0);
}

BODY(story, lines_of_a_child_kept_by_a_flush)
{
    return lines_of_a_child(1);
}

/* Success is reported, and nothing was written. */
BODY(story, success_without_output)
{
    printf("the result\n");
    return 0;
}

/* The remedy: ask before saying so. On a descriptor that writes nothing it is not a success. */
BODY(story, failure_told)
{
    printf("the result\n");
    if (fflush(stdout) != 0 || ferror(stdout)) {
        event_error("fflush", errno);
        return 1;
    }
    return 0;
}

/* The reader has left before the last flush, as head does. */
BODY(story, reader_left)
{
    printf("the result\n");
    ending();
    exit(0);
}

BODY(story, reader_left_and_sigpipe_ignored)
{
    ignore(SIGPIPE);
    printf("the result\n");
    ending();
    exit(0);
}

/* A helper that a program started and forgot has its stdout: whoever reads that to its end waits. */
BODY(story, helper_keeps_the_output_open)
{
    if (fork_child() == 0) {
        for (;;)
            pause();
    }
    return 0;
}

/* A database, opened by a program that was started without descriptor 2 or the like. */
static int open_database(int without)
{
    int database;
    close(without);
    database = open("database", O_RDWR | O_CREAT, 0644);
    event_number("descriptor", database);
    MUST(write(database, "data", 4) == 4);
    return database;
}

static int warn(void)
{
    open_database(2);
    fprintf(stderr, "warning\n");
    return 0;
}

static int print_a_result(void)
{
    open_database(1);
    printf("result\n");
    return 0;
}

/* What was printed before the mishap goes there, too. */
static int print_before(void)
{
    printf("result");
    open_database(1);
    return 0;
}

static int have_a_shell_warn(void)
{
    open_database(2);
    become_shell("echo warning >&2");
    return 0;
}

static int have_a_shell_read(void)
{
    int database = open_database(0);
    MUST(lseek(database, 0, SEEK_SET) == 0);
    become_shell("read line; test \"$line\" = data && exit 3; exit 4");
    return 0;
}

static int warn_with_the_gaps_filled(void)
{
    int filler;
    close(2);
    do
        filler = open("/dev/null", O_RDWR);
    while (filler >= 0 && filler <= 2);
    close(filler);
    open_database(filler);
    fprintf(stderr, "warning\n");
    return 0;
}

static int database_is_what(int (*run)(void))
{
    int status;
    if (!child_returns(run, &status))
        event_file("database", "database");
    return status;
}

BODY(story, a_database_as_stderr)
{
    return database_is_what(warn);
}

BODY(story, a_database_as_stdout)
{
    return database_is_what(print_a_result);
}

BODY(story, a_database_as_stdout_at_the_last_flush)
{
    return database_is_what(print_before);
}

BODY(story, a_database_as_stderr_of_another_program)
{
    return database_is_what(have_a_shell_warn);
}

BODY(story, a_database_as_stdin_of_another_program)
{
    return database_is_what(have_a_shell_read);
}

BODY(story, a_database_after_gaps_are_filled)
{
    return database_is_what(warn_with_the_gaps_filled);
}

/* The image starts without 1 and 2. */
static int start_without(void)
{
    int database = open("database", O_RDWR | O_CREAT, 0644);
    event_truth("stdout", database == 1);
    MUST(write(database, "data", 4) == 4);
    printf("result");
    return 0;
}

BODY(story, a_database_of_a_program_started_without_stdio)
{
    return database_is_what(start_without);
}
