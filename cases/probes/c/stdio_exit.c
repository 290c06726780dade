/* When exit flushes and closes the streams, seen from handlers and destructors. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "probe.h"
#include "stdio_files.h"

static void print(void)
{
    fputs("text of the handler", stdout);
}

static void report_and_print(void)
{
    event("atexit");
    fputs("1234", stdout);
}

static void flush_and_report(void)
{
    fflush(stdout);
    event("atexit:flushed");
}

static void flush_all_and_report(void)
{
    fflush(NULL);
    event("atexit:flushed");
}

static void close_stdout(void)
{
    event_number("fclose", fclose(stdout));
}

static void close_descriptor_1(void)
{
    close(1);
    event("closed");
}

static void underscore_exit(void)
{
    event("atexit");
    _exit(9);
}

BODY(stdio, handler_output_arrives)
{
    MUST(atexit(print) == 0);
    fputs("text of main, ", stdout);
    ending();
    exit(7);
}

/* Nothing but handlers uses a stream, so that not even the C library's own handlers could be registered before them. */
BODY(stdio, handler_is_first_to_print)
{
    MUST(atexit(print) == 0);
    ending();
    exit(7);
}

BODY(stdio, handler_registered_after_output)
{
    fputs("text of main, ", stdout);
    MUST(atexit(print) == 0);
    ending();
    exit(7);
}

BODY(stdio, flushed_after_the_handlers)
{
    MUST(atexit(report_and_print) == 0);
    MUST(atexit(report_and_print) == 0);
    fputs("1234", stdout);
    ending();
    exit(7);
}

BODY(stdio, handler_flushes)
{
    MUST(atexit(report_and_print) == 0);
    MUST(atexit(flush_and_report) == 0);
    fputs("1234", stdout);
    ending();
    exit(7);
}

BODY(stdio, handler_flushes_all)
{
    MUST(atexit(report_and_print) == 0);
    MUST(atexit(flush_all_and_report) == 0);
    fputs("1234", stdout);
    ending();
    exit(7);
}

BODY(stdio, handler_calls_underscore_exit)
{
    MUST(atexit(underscore_exit) == 0);
    fputs("text", stdout);
    ending();
    exit(7);
}

BODY(stdio, handler_closes_stdout)
{
    MUST(atexit(close_stdout) == 0);
    fputs("text", stdout);
    ending();
    exit(7);
}

BODY(stdio, handler_takes_descriptor_1_away)
{
    MUST(atexit(close_descriptor_1) == 0);
    fputs("text", stdout);
    ending();
    exit(0);
}

/* Sixteen streams of the program, each with text in its buffer. */
BODY(stdio, many_streams)
{
    char name[] = "stream-a";
    char text[5];
    FILE *stream;
    int complete = 0, file;
    if (!child_has_ended()) {
        for (; name[7] < 'a' + 16; name[7]++) {
            stream = fopen(name, "w");
            MUST(stream != NULL);
            fputs("text", stream);
        }
        exit(0);
    }
    for (; name[7] < 'a' + 16; name[7]++) {
        file = open(name, O_RDONLY);
        MUST(file >= 0);
        if (read(file, text, sizeof text) == 4 && memcmp(text, "text", 4) == 0)
            complete++;
        close(file);
    }
    event_number("complete", complete);
    return 0;
}

static void open_and_print(void)
{
    FILE *stream = fopen("late", "w");
    MUST(stream != NULL);
    fputs("text", stream);
}

BODY(stdio, handler_opens_a_stream)
{
    if (!child_has_ended()) {
        MUST(atexit(open_and_print) == 0);
        exit(0);
    }
    event_content("late", "late");
    return 0;
}

/* What was written last in a stream that is read as well. */
BODY(stdio, update_stream_is_flushed)
{
    FILE *stream;
    if (!child_has_ended()) {
        stream = fopen("data", "w+");
        MUST(stream != NULL);
        fputs("one two", stream);
        MUST(fseek(stream, 4, SEEK_SET) == 0);
        MUST(getc(stream) == 't');
        MUST(fseek(stream, 4, SEEK_SET) == 0);
        fputs("six", stream);
        exit(0);
    }
    event_content("data", "data");
    return 0;
}

/* Two streams in front of one file: which one comes first is not said. */
BODY(stdio, two_streams_on_one_descriptor)
{
    FILE *second;
    fputs("[first]", stdout);
    second = fdopen(1, "w");
    MUST(second != NULL);
    fputs("[second]", second);
    ending();
    exit(7);
}

#if HAVE_FREOPEN

BODY(stdio, freopen_flushes_the_old_file)
{
    FILE *stream;
    if (!child_has_ended()) {
        stream = fopen("old", "w");
        MUST(stream != NULL);
        fputs("text", stream);
        MUST(freopen("new", "w", stream) != NULL);
        _exit(3);
    }
    event_content("old", "old");
    event_content("new", "new");
    return 0;
}

BODY(stdio, reopened_stdout_is_flushed_by_exit)
{
    if (!child_has_ended()) {
        fputs("[old]", stdout);
        MUST(freopen("new", "w", stdout) != NULL);
        fputs("[new]", stdout);
        exit(3);
    }
    event_content("new", "new");
    return 0;
}

#endif

#if HAVE_CONSTRUCTORS

/* Does something only where a case has armed it: destructors belong to the program, not to a case. */
static int armed;

static void __attribute__((destructor)) destroy(void)
{
    if (armed) {
        event("destructor");
        fputs("1234", stdout);
    }
}

BODY(stdio, destructor_output_arrives)
{
    armed = 1;
    ending();
    exit(7);
}

BODY(stdio, flushed_after_the_destructors)
{
    armed = 1;
    MUST(atexit(report_and_print) == 0);
    fputs("1234", stdout);
    ending();
    exit(7);
}

#endif
