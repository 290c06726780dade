/* exit() flushes streams after its handlers, so what these write counts too. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

static void first(void)
{
    event("atexit:1");
}

static void second(void)
{
    event("atexit:2");
}

static void print(void)
{
    event("prints");
    fputs(" and more", stdout);
}

BODY(exit, text_is_flushed)
{
    fputs("text", stdout);
    ending();
    exit(7);
}

/* With the sink `file` the journal tells how much has been flushed when each handler runs. */
BODY(exit, flush_comes_after_the_handlers)
{
    MUST(atexit(first) == 0);
    MUST(atexit(second) == 0);
    fputs("text", stdout);
    ending();
    exit(7);
}

BODY(exit, text_of_a_handler_is_flushed)
{
    MUST(atexit(first) == 0);
    MUST(atexit(print) == 0);
    fputs("text", stdout);
    ending();
    exit(7);
}

BODY(exit, text_of_the_last_handler_is_flushed)
{
    MUST(atexit(print) == 0);
    fputs("text", stdout);
    ending();
    exit(7);
}

BODY(exit, text_of_a_handler_alone_is_flushed)
{
    MUST(atexit(print) == 0);
    ending();
    exit(7);
}

static void print_late(void)
{
    fputs(" and late", stdout);
}

static void print_and_register(void)
{
    print();
    event(atexit(print_late) == 0 ? "registered" : "refused");
}

BODY(exit, text_of_a_nested_handler_is_flushed)
{
    MUST(atexit(print_and_register) == 0);
    fputs("text", stdout);
    ending();
    exit(7);
}

static void print_and_flush(void)
{
    print();
    event_number("fflush", fflush(stdout));
}

BODY(exit, handler_flushes)
{
    MUST(atexit(first) == 0);
    MUST(atexit(print_and_flush) == 0);
    fputs("text", stdout);
    ending();
    exit(7);
}

static void print_and_flush_all(void)
{
    print();
    event_number("fflush", fflush(0));
}

BODY(exit, handler_flushes_everything)
{
    MUST(atexit(first) == 0);
    MUST(atexit(print_and_flush_all) == 0);
    fputs("text", stdout);
    ending();
    exit(7);
}

static void close_stream(void)
{
    event_number("fclose", fclose(stdout));
}

/* After that the stream is gone, and exit() has nothing to flush. */
BODY(exit, handler_closes_the_stream)
{
    MUST(atexit(first) == 0);
    MUST(atexit(close_stream) == 0);
    fputs("text", stdout);
    ending();
    exit(7);
}

static void close_descriptor(void)
{
    event_number("close", close(1));
}

/* There is nowhere to flush to any more, and exit() has no way to say so. */
BODY(exit, handler_closes_the_descriptor)
{
    MUST(atexit(first) == 0);
    MUST(atexit(close_descriptor) == 0);
    fputs("text", stdout);
    ending();
    exit(7);
}

static void open_stream(void)
{
    FILE *stream = fdopen(dup(1), "w");
    MUST(stream != 0);
    MUST(fputs("text", stream) >= 0);
    event("opened");
}

BODY(exit, handler_opens_a_stream)
{
    MUST(atexit(first) == 0);
    MUST(atexit(open_stream) == 0);
    ending();
    exit(7);
}

static void fill(void)
{
    char line[1024];
    int at;
    for (at = 0; at < 1023; at++)
        line[at] = 'x';
    line[1023] = '\n';
    for (at = 0; at < 100; at++)
        MUST(fwrite(line, 1, sizeof line, stdout) == sizeof line);
}

/* More than any buffer holds. */
BODY(exit, handler_prints_much)
{
    MUST(atexit(fill) == 0);
    ending();
    exit(7);
}

#if HAVE_SETVBUF

static void set_unbuffered(void)
{
    setvbuf(stdout, 0, _IONBF, 0);
    fputs("text", stdout);
    event("printed");
}

/* The first thing that is done to the stream is done by a handler. */
BODY(exit, handler_sets_the_buffering)
{
    MUST(atexit(first) == 0);
    MUST(atexit(set_unbuffered) == 0);
    ending();
    exit(7);
}

#endif

static void print_to_stderr(void)
{
    fputs("text", stderr);
    event("printed");
}

BODY(exit, handler_prints_to_stderr)
{
    MUST(atexit(first) == 0);
    MUST(atexit(print_to_stderr) == 0);
    ending();
    exit(7);
}

static void redirect(void)
{
    int null = open("/dev/null", O_WRONLY);
    MUST(null >= 0 && dup2(null, 1) == 1);
    event("redirected");
}

/* The text goes to where the descriptor leads when it is flushed, not when it was written. */
BODY(exit, handler_redirects)
{
    MUST(atexit(first) == 0);
    MUST(atexit(redirect) == 0);
    fputs("text", stdout);
    ending();
    exit(7);
}
