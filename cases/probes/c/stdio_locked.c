/* Streams that are locked by another thread when the process exits. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS && HAVE_FLOCKFILE
#include <pthread.h>
#include <sched.h>

static FILE *stream;
static int locked[2];

static void *lock_and_wait(void *unused)
{
    (void)unused;
    flockfile(stream);
    MUST(write(locked[1], "", 1) == 1);
    for (;;)
        pause();
    return NULL;
}

/* Has another thread lock the stream and keep it until the process ends. */
static void lock_elsewhere(FILE *chosen)
{
    pthread_t thread;
    char byte;
    stream = chosen;
    MUST(pipe(locked) == 0);
    MUST(pthread_create(&thread, NULL, lock_and_wait, NULL) == 0);
    MUST(read(locked[0], &byte, 1) == 1);
}

BODY(stdio, locked_by_the_exiting_thread)
{
    flockfile(stdout);
    fputs("text", stdout);
    ending();
    exit(7);
}

BODY(stdio, locked_by_another_thread)
{
    fputs("text", stdout);
    lock_elsewhere(stdout);
    ending();
    exit(7);
}

BODY(stdio, locked_by_another_thread_at_return)
{
    fputs("text", stdout);
    lock_elsewhere(stdout);
    return 7;
}

/* The locked stream has nothing to be flushed. */
BODY(stdio, locked_other_stream_by_another_thread)
{
    FILE *other = fopen("other", "w");
    MUST(other != NULL);
    fputs("text", stdout);
    lock_elsewhere(other);
    ending();
    exit(7);
}

static void *read_byte(void *unused)
{
    (void)unused;
    return getc(stdin) == EOF ? NULL : stdin;
}

/* A thread that waits for input has the lock of stdin. */
BODY(stdio, locked_stdin_by_a_reader)
{
    pthread_t thread;
    int input[2];
    MUST(pipe(input) == 0);
    MUST(dup2(input[0], 0) == 0);
    fputs("text", stdout);
    MUST(pthread_create(&thread, NULL, read_byte, NULL) == 0);
    while (ftrylockfile(stdin) == 0) {
        funlockfile(stdin);
        sched_yield(); /* nothing tells when it is locked */
    }
    ending();
    exit(7);
}

static void print(void)
{
    event("atexit:begins");
    fputs("text", stdout);
    event("atexit:ends");
}

BODY(stdio, locked_handler_prints)
{
    MUST(atexit(print) == 0);
    lock_elsewhere(stdout);
    ending();
    exit(7);
}

BODY(stdio, locked_underscore_exit_does_not_wait)
{
    fputs("text", stdout);
    lock_elsewhere(stdout);
    ending();
    _exit(7);
}

#endif
