/* What becomes known of it when the last flush fails. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "probe.h"
#include "stdio_files.h"

#if HAVE_SETRLIMIT
#include <sys/resource.h>
#endif

/* So that a pipe without a reader is an error of the write and nothing else. */
static void ignore_sigpipe(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = SIG_IGN;
    MUST(sigaction(SIGPIPE, &action, NULL) == 0);
}

static void event_error(const char *name, int result)
{
    char record[32];
    size_t length = strlen(name);
    const char *error = result == 0       ? ":0"
                        : errno == ENOSPC ? ":ENOSPC"
                        : errno == EBADF  ? ":EBADF"
                        : errno == EPIPE  ? ":EPIPE"
                                          : ":another";
    MUST(length < 20);
    memcpy(record, name, length);
    memcpy(record + length, error, strlen(error) + 1);
    event(record);
}

BODY(stdio, failing_code_of_exit)
{
    ignore_sigpipe();
    fputs("text", stdout);
    ending();
    exit(0);
}

BODY(stdio, failing_code_of_return)
{
    ignore_sigpipe();
    fputs("text", stdout);
    return 0;
}

BODY(stdio, failing_sigpipe_at_exit)
{
    fputs("text", stdout);
    ending();
    exit(0);
}

BODY(stdio, failing_sigpipe_at_return)
{
    fputs("text", stdout);
    return 0;
}

static void report(void)
{
    event("atexit");
}

static void flush(void)
{
    event("flushing");
    fflush(stdout);
    event("flushed");
}

BODY(stdio, failing_sigpipe_ends_the_handlers)
{
    MUST(atexit(report) == 0);
    MUST(atexit(flush) == 0);
    fputs("text", stdout);
    ending();
    exit(0);
}

BODY(stdio, failing_fflush_tells)
{
    ignore_sigpipe();
    fputs("text", stdout);
    event_error("fflush", fflush(stdout));
    ending();
    _exit(7);
}

static int close_and_tell(void)
{
    ignore_sigpipe();
    fputs("text", stdout);
    event_error("fclose", fclose(stdout));
    ending();
    _exit(7);
}

BODY(stdio, failing_fclose_tells)
{
    return close_and_tell();
}

BODY(stdio, failing_fclose_tells_of_a_closed_descriptor)
{
    return close_and_tell();
}

/* The second flush has nothing to write: only ferror() remembers. */
BODY(stdio, failing_error_of_an_earlier_flush)
{
    ignore_sigpipe();
    fputs("text", stdout);
    event_error("fflush", fflush(stdout));
    event_number("ferror", ferror(stdout) != 0);
    ending();
    _exit(7);
}

static void close_stdout_or_fail(void)
{
    if (fclose(stdout) != 0)
        _exit(1);
}

/* What careful programs register: the code tells whether everything was written. */
static int check_by_handler(void)
{
    ignore_sigpipe();
    MUST(atexit(close_stdout_or_fail) == 0);
    fputs("text", stdout);
    ending();
    exit(0);
}

BODY(stdio, failing_handler_checks_stdout)
{
    return check_by_handler();
}

BODY(stdio, failing_handler_checks_closed_stdout)
{
    return check_by_handler();
}

BODY(stdio, handler_checks_stdout)
{
    return check_by_handler();
}

static void flush_stdout_or_fail(void)
{
    if (fflush(stdout) != 0 || ferror(stdout))
        _exit(1);
}

/* The same without giving up the stream. */
BODY(stdio, failing_handler_flushes_stdout)
{
    ignore_sigpipe();
    MUST(atexit(flush_stdout_or_fail) == 0);
    fputs("text", stdout);
    ending();
    exit(0);
}

/* One stream that cannot be written keeps no other from it. */
BODY(stdio, failing_streams_leave_the_others)
{
    FILE *before, *after;
    ignore_sigpipe();
    if (!child_has_ended()) {
        before = fopen("before", "w");
        MUST(before != NULL);
        fputs("text", before);
        fputs("text", stdout);
        after = fopen("after", "w");
        MUST(after != NULL);
        fputs("text", after);
        exit(0);
    }
    event_content("before", "before");
    event_content("after", "after");
    return 0;
}

#if HAVE_SETVBUF

BODY(stdio, failing_unbuffered_output_tells)
{
    ignore_sigpipe();
    MUST(setvbuf(stdout, NULL, _IONBF, 0) == 0);
    event_error("fputs", fputs("text", stdout) < 0);
    ending();
    _exit(7);
}

#endif

#if HAVE_SETRLIMIT

/* The file is as large as it may be when exit flushes. */
BODY(stdio, failing_sigxfsz_at_exit)
{
    struct rlimit limit;
    MUST(getrlimit(RLIMIT_FSIZE, &limit) == 0);
    limit.rlim_cur = 0;
    MUST(setrlimit(RLIMIT_FSIZE, &limit) == 0);
    fputs("text", stdout);
    ending();
    exit(0);
}

#endif
