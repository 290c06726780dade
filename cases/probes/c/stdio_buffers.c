/* What has left a buffer when the process ends without a flush. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

BODY(stdio, before_the_buffer_is_full)
{
    fputs("line\nrest", stdout);
    event("written");
    ending();
    _exit(7);
}

/* Like the one above, one byte at a time: C libraries have another way into the buffer for these. */
BODY(stdio, before_the_buffer_is_full_by_putc)
{
    const char *text = "line\nrest";
    while (*text)
        putc(*text++, stdout);
    event("written");
    ending();
    _exit(7);
}

BODY(stdio, flushed_then_underscore_exit)
{
    fputs("text", stdout);
    event_number("fflush", fflush(stdout));
    ending();
    _exit(7);
}

BODY(stdio, flush_of_all_then_underscore_exit)
{
    fputs("text", stdout);
    event_number("fflush", fflush(NULL));
    ending();
    _exit(7);
}

BODY(stdio, closed_then_underscore_exit)
{
    fputs("text", stdout);
    event_number("fclose", fclose(stdout));
    ending();
    _exit(7);
}

BODY(stdio, more_than_a_buffer_then_exit)
{
    int count;
    for (count = 0; count < 20001; count++)
        putc('x', stdout);
    ending();
    exit(7);
}

BODY(stdio, more_than_a_buffer_then_return)
{
    int count;
    for (count = 0; count < 20001; count++)
        putc('x', stdout);
    return 7;
}

BODY(stdio, stderr_is_not_fully_buffered)
{
    fputs("line\nrest", stderr);
    ending();
    _exit(7);
}

BODY(stdio, stderr_part_of_a_line)
{
    fputs("text", stderr);
    ending();
    _exit(7);
}

BODY(stdio, stderr_overtakes_stdout)
{
    fputs("[stdout]", stdout);
    fputs("[stderr]", stderr);
    ending();
    exit(7);
}

BODY(stdio, write_overtakes_stdout)
{
    fputs("[stdio]", stdout);
    MUST(write(1, "[write]", 7) == 7);
    ending();
    exit(7);
}

#if HAVE_SETVBUF

#define SIZE 1024
static char buffer[SIZE];

BODY(stdio, unbuffered_by_setvbuf)
{
    event_number("setvbuf", setvbuf(stdout, NULL, _IONBF, 0));
    fputs("text", stdout);
    event("written");
    ending();
    _exit(7);
}

BODY(stdio, unbuffered_by_setbuf)
{
    setbuf(stdout, NULL);
    fputs("text", stdout);
    event("written");
    ending();
    _exit(7);
}

BODY(stdio, line_buffered_by_setvbuf)
{
    event_number("setvbuf", setvbuf(stdout, buffer, _IOLBF, SIZE));
    fputs("line\nrest", stdout);
    event("written");
    ending();
    _exit(7);
}

BODY(stdio, line_longer_than_the_buffer)
{
    int count;
    event_number("setvbuf", setvbuf(stdout, buffer, _IOLBF, SIZE));
    for (count = 0; count < 2 * SIZE; count++)
        putc('x', stdout);
    ending();
    _exit(7);
}

BODY(stdio, fully_buffered_terminal)
{
    event_number("setvbuf", setvbuf(stdout, buffer, _IOFBF, SIZE));
    fputs("line\nrest", stdout);
    ending();
    _exit(7);
}

/* Fills stdout, with a buffer of its own, and ends without a flush. */
static int fill_and_leave(int count)
{
    MUST(setvbuf(stdout, buffer, _IOFBF, SIZE) == 0);
    while (count-- > 0)
        putc('x', stdout);
    ending();
    _exit(7);
}

BODY(stdio, one_byte_less_than_a_buffer)
{
    return fill_and_leave(SIZE - 1);
}

BODY(stdio, exactly_one_buffer)
{
    return fill_and_leave(SIZE);
}

BODY(stdio, one_byte_more_than_a_buffer)
{
    return fill_and_leave(SIZE + 1);
}

BODY(stdio, exactly_two_buffers)
{
    return fill_and_leave(2 * SIZE);
}

BODY(stdio, one_byte_more_than_two_buffers)
{
    return fill_and_leave(2 * SIZE + 1);
}

/* Filled to the last byte, and flushed by exit. */
BODY(stdio, exactly_two_buffers_then_exit)
{
    int count;
    MUST(setvbuf(stdout, buffer, _IOFBF, SIZE) == 0);
    for (count = 0; count < 2 * SIZE; count++)
        putc('x', stdout);
    ending();
    exit(7);
}

BODY(stdio, one_large_write)
{
    static char text[2 * SIZE + 452];
    size_t at;
    MUST(setvbuf(stdout, buffer, _IOFBF, SIZE) == 0);
    for (at = 0; at < sizeof text; at++)
        text[at] = 'x';
    event_number("fwrite", (long)fwrite(text, 1, sizeof text, stdout));
    ending();
    _exit(7);
}

static void buffer_stderr(void)
{
    event_number("setvbuf", setvbuf(stderr, buffer, _IOFBF, SIZE));
    fputs("text", stderr);
}

BODY(stdio, stderr_with_a_buffer_then_exit)
{
    buffer_stderr();
    ending();
    exit(7);
}

BODY(stdio, stderr_with_a_buffer_then_underscore_exit)
{
    buffer_stderr();
    ending();
    _exit(7);
}

#endif
