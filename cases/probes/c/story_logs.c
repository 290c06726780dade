/* Lost logs and lost coverage: what is written at the end only, and the ends at which it is not. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kit.h"
#include "probe.h"
#include "story.h"

/* A logger with a buffer of its own, as many have. */
static char buffer[256];
static size_t kept;

static void log_line(const char *line)
{
    size_t length = strlen(line);
    memcpy(buffer + kept, line, length);
    kept += length;
}

static void flush_log(void)
{
    MUST(write(1, buffer, kept) == (ssize_t)kept);
    kept = 0;
}

BODY(story, log_kept_by_return)
{
    log_line("the reason\n");
    flush_log();
    return 1;
}

/* Somewhere deep inside, where nobody thinks of the logger. */
BODY(story, log_lost_by_exit)
{
    log_line("the reason\n");
    ending();
    exit(1);
    flush_log();
}

BODY(story, log_lost_by_underscore_exit)
{
    log_line("the reason\n");
    ending();
    _exit(1);
    flush_log();
}

BODY(story, log_lost_by_sigterm)
{
    log_line("the reason\n");
    ending();
    send_self(SIGTERM);
    flush_log();
    return 1;
}

/* Just the log that is wanted most. */
BODY(story, log_lost_by_abort)
{
    log_line("the reason\n");
    ending();
    abort();
    flush_log();
}

/* The remedies. */
BODY(story, log_kept_by_an_exit_handler)
{
    MUST(atexit(flush_log) == 0);
    log_line("the reason\n");
    ending();
    exit(1);
}

BODY(story, exit_handler_does_not_help_against_sigterm)
{
    MUST(atexit(flush_log) == 0);
    log_line("the reason\n");
    ending();
    send_self(SIGTERM);
    return 1;
}

static volatile sig_atomic_t told_to_end;

static void tell_to_end(int signal)
{
    (void)signal;
    told_to_end = 1;
}

/* The handler sets a flag, and the loop ends as any other. */
BODY(story, log_kept_by_a_loop_that_ends)
{
    catch_signal(SIGTERM, tell_to_end, 0);
    log_line("the reason\n");
    while (!told_to_end)
        send_self(SIGTERM);
    flush_log();
    return 1;
}

static void write_log_and_die(int signal)
{
    flush_log();
    catch_signal(signal, SIG_DFL, 0);
    send_self(signal);
    unblock(signal);
}

/* The handler writes, and dies of the signal all the same: whoever waits learns of it. */
BODY(story, log_kept_by_a_handler_that_dies)
{
    catch_signal(SIGTERM, write_log_and_die, 0);
    log_line("the reason\n");
    ending();
    send_self(SIGTERM);
    return 1;
}

/* A log in a stream of the C library. */
static FILE *open_log(void)
{
    FILE *stream = fopen("log", "w");
    MUST(stream);
    MUST(fputs("the-reason\n", stream) >= 0);
    return stream;
}

static int log_and_return(void)
{
    open_log();
    return 1;
}

static int log_and_exit(void)
{
    open_log();
    exit(1);
}

static int log_and_underscore_exit(void)
{
    open_log();
    _exit(1);
}

static int log_and_sigterm(void)
{
    open_log();
    send_self(SIGTERM);
    return 1;
}

static int flush_and_sigterm(void)
{
    MUST(fflush(open_log()) == 0);
    send_self(SIGTERM);
    return 1;
}

static int log_is_what(int (*run)(void))
{
    int status;
    if (!child_returns(run, &status))
        event_file("log", "log");
    return status;
}

BODY(story, stream_log_kept_by_return)
{
    return log_is_what(log_and_return);
}

BODY(story, stream_log_kept_by_exit)
{
    return log_is_what(log_and_exit);
}

BODY(story, stream_log_lost_by_underscore_exit)
{
    return log_is_what(log_and_underscore_exit);
}

BODY(story, stream_log_lost_by_sigterm)
{
    return log_is_what(log_and_sigterm);
}

BODY(story, stream_log_kept_by_a_flush_after_each_line)
{
    return log_is_what(flush_and_sigterm);
}
