/* Logs and other files of one's own: what is in them when the process is gone. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "probe.h"
#include "stdio_files.h"

void event_content(const char *name, const char *path)
{
    char record[160];
    size_t length = strlen(name);
    ssize_t got, at;
    int file = open(path, O_RDONLY);
    MUST(length < 60);
    memcpy(record, name, length);
    if (file < 0) {
        memcpy(record + length, ":missing", 9);
    } else {
        record[length++] = ':';
        got = read(file, record + length, sizeof record - 1 - length);
        MUST(got >= 0);
        for (at = 0; at < got; at++)
            if (record[length + (size_t)at] <= ' ' || record[length + (size_t)at] > '~')
                record[length + (size_t)at] = '?';
        record[length + (size_t)got] = '\0';
        close(file);
    }
    event(record);
}

int child_has_ended(void)
{
    pid_t child = fork();
    MUST(child >= 0);
    if (child == 0)
        return 0;
    event_status("child", await(child));
    return 1;
}

/* Opens a log and writes into it, in a child; the body tells afterwards what the file holds. */
static FILE *open_log(void)
{
    FILE *log = fopen("log", "w");
    MUST(log != NULL);
    return log;
}

static int log_by(void (*end)(FILE *log))
{
    FILE *log;
    if (!child_has_ended()) {
        log = open_log();
        MUST(fputs("text", log) >= 0);
        end(log);
        _exit(98);
    }
    event_content("log", "log");
    return 0;
}

static void by_exit(FILE *log)
{
    (void)log;
    exit(3);
}

static void by_underscore_exit(FILE *log)
{
    (void)log;
    _exit(3);
}

static void by_abort(FILE *log)
{
    (void)log;
    abort();
}

static void by_sigterm(FILE *log)
{
    (void)log;
    raise(SIGTERM);
}

static void by_flush_and_sigkill(FILE *log)
{
    MUST(fflush(log) == 0);
    raise(SIGKILL);
}

static void by_close_and_underscore_exit(FILE *log)
{
    MUST(fclose(log) == 0);
    _exit(3);
}

static void by_flush_of_all_and_underscore_exit(FILE *log)
{
    (void)log;
    MUST(fflush(NULL) == 0);
    _exit(3);
}

static volatile sig_atomic_t asked;

static void ask(int signal)
{
    (void)signal;
    asked = 1;
}

/* The way to heed SIGTERM: the handler only notes it, and the program leaves by exit. */
static void by_exit_after_sigterm(FILE *log)
{
    struct sigaction action;
    (void)log;
    memset(&action, 0, sizeof action);
    action.sa_handler = ask;
    MUST(sigaction(SIGTERM, &action, NULL) == 0);
    raise(SIGTERM);
    if (asked)
        exit(3);
}

BODY(stdio, log_kept_by_exit)
{
    return log_by(by_exit);
}

BODY(stdio, log_lost_by_underscore_exit)
{
    return log_by(by_underscore_exit);
}

BODY(stdio, log_after_abort)
{
    return log_by(by_abort);
}

BODY(stdio, log_lost_by_sigterm)
{
    return log_by(by_sigterm);
}

BODY(stdio, log_kept_by_exit_after_sigterm)
{
    return log_by(by_exit_after_sigterm);
}

BODY(stdio, log_flushed_before_sigkill)
{
    return log_by(by_flush_and_sigkill);
}

BODY(stdio, log_closed_before_underscore_exit)
{
    return log_by(by_close_and_underscore_exit);
}

BODY(stdio, log_flushed_with_all_streams)
{
    return log_by(by_flush_of_all_and_underscore_exit);
}

#if HAVE_SETVBUF

BODY(stdio, log_with_line_buffering)
{
    FILE *log;
    static char buffer[1024];
    if (!child_has_ended()) {
        log = open_log();
        MUST(setvbuf(log, buffer, _IOLBF, sizeof buffer) == 0);
        MUST(fputs("line\nrest", log) >= 0);
        raise(SIGKILL);
        _exit(98);
    }
    event_content("log", "log");
    return 0;
}

#endif

/* An error count is no exit status: of 256 errors none is left. */
BODY(stdio, error_count_as_code)
{
    int errors = 256;
    ending();
    exit(errors);
}
