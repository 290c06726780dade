/* Where a file's next reader goes on when this one read ahead: a child reads from a file whose open file description the
   case shares with it, and ends. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "probe.h"
#include "stdio_files.h"

#define LENGTH 100 /* shorter than any buffer */

/* Runs `child` on the file, open at descriptor 0 and at the one it is given, and reports where the offset is then. */
static int read_in_child(void (*child)(int file))
{
    char text[LENGTH];
    int file = open("input", O_RDWR | O_CREAT, 0600);
    MUST(file >= 0);
    memset(text, 'x', sizeof text);
    MUST(write(file, text, sizeof text) == LENGTH);
    MUST(lseek(file, 0, SEEK_SET) == 0);
    if (!child_has_ended()) {
        MUST(dup2(file, 0) == 0);
        child(file);
        _exit(98);
    }
    event_number("offset", (long)lseek(file, 0, SEEK_CUR));
    return 0;
}

static void one_byte_then_exit(int file)
{
    (void)file;
    MUST(getc(stdin) == 'x');
    exit(0);
}

static void one_byte_then_underscore_exit(int file)
{
    (void)file;
    MUST(getc(stdin) == 'x');
    _exit(0);
}

static void one_byte_then_fflush(int file)
{
    (void)file;
    MUST(getc(stdin) == 'x');
    MUST(fflush(stdin) == 0);
    _exit(0);
}

static void one_byte_then_fflush_of_all(int file)
{
    (void)file;
    MUST(getc(stdin) == 'x');
    MUST(fflush(NULL) == 0);
    _exit(0);
}

static void one_byte_then_fclose(int file)
{
    (void)file;
    MUST(getc(stdin) == 'x');
    MUST(fclose(stdin) == 0);
    _exit(0);
}

static void own_stream_then_exit(int file)
{
    FILE *stream = fdopen(file, "r");
    MUST(stream != NULL);
    MUST(getc(stream) == 'x');
    exit(0);
}

static void update_stream_then_exit(int file)
{
    FILE *stream = fdopen(file, "r+");
    MUST(stream != NULL);
    MUST(getc(stream) == 'x');
    exit(0);
}

static void three_bytes_and_ungetc_then_exit(int file)
{
    int last;
    (void)file;
    MUST(getc(stdin) == 'x');
    MUST(getc(stdin) == 'x');
    last = getc(stdin);
    MUST(ungetc(last, stdin) == 'x');
    exit(0);
}

/* A byte that was not read is pushed back in place of one that was. */
static void ungetc_of_another_byte_then_exit(int file)
{
    (void)file;
    MUST(getc(stdin) == 'x');
    MUST(getc(stdin) == 'x');
    MUST(ungetc('y', stdin) == 'y');
    exit(0);
}

static void all_then_exit(int file)
{
    (void)file;
    while (getc(stdin) != EOF) {
    }
    exit(0);
}

static void nothing_then_exit(int file)
{
    (void)file;
    exit(0);
}

BODY(stdio, offset_after_exit)
{
    return read_in_child(one_byte_then_exit);
}

BODY(stdio, offset_after_underscore_exit)
{
    return read_in_child(one_byte_then_underscore_exit);
}

BODY(stdio, offset_after_fflush)
{
    return read_in_child(one_byte_then_fflush);
}

BODY(stdio, offset_after_fflush_of_all)
{
    return read_in_child(one_byte_then_fflush_of_all);
}

BODY(stdio, offset_after_fclose)
{
    return read_in_child(one_byte_then_fclose);
}

BODY(stdio, offset_after_exit_own_stream)
{
    return read_in_child(own_stream_then_exit);
}

BODY(stdio, offset_after_exit_update_stream)
{
    return read_in_child(update_stream_then_exit);
}

BODY(stdio, offset_after_exit_and_ungetc)
{
    return read_in_child(three_bytes_and_ungetc_then_exit);
}

BODY(stdio, offset_after_exit_and_ungetc_of_another_byte)
{
    return read_in_child(ungetc_of_another_byte_then_exit);
}

BODY(stdio, offset_after_exit_at_the_end)
{
    return read_in_child(all_then_exit);
}

BODY(stdio, offset_after_exit_unread)
{
    return read_in_child(nothing_then_exit);
}

#if HAVE_SETVBUF

static void unbuffered_then_underscore_exit(int file)
{
    (void)file;
    MUST(setvbuf(stdin, NULL, _IONBF, 0) == 0);
    MUST(getc(stdin) == 'x');
    _exit(0);
}

BODY(stdio, offset_after_underscore_exit_unbuffered)
{
    return read_in_child(unbuffered_then_underscore_exit);
}

#endif
