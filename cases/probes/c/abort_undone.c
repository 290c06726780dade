/* abort(): what it leaves undone; and assert(), which ends by it. */
#undef NDEBUG
#include <assert.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS
#include <pthread.h>
#endif

static void exit_handler(void)
{
    event("atexit");
}

BODY(abort, exit_handlers_do_not_run)
{
    MUST(atexit(exit_handler) == 0);
    ending();
    abort();
}

#if HAVE_QUICK_EXIT

int at_quick_exit(void (*function)(void));
void quick_exit(int status);

BODY(abort, quick_exit_handlers_do_not_run)
{
    MUST(at_quick_exit(exit_handler) == 0);
    ending();
    abort();
}

static void abort_at_quick_exit(void)
{
    event("aborts");
    abort();
}

BODY(abort, in_a_quick_exit_handler)
{
    MUST(at_quick_exit(exit_handler) == 0);
    MUST(at_quick_exit(abort_at_quick_exit) == 0);
    ending();
    quick_exit(7);
    return 99;
}

#endif

BODY(abort, c_text)
{
    fputs("text", stdout);
    ending();
    abort();
}

BODY(abort, c_line)
{
    fputs("line\n", stdout);
    ending();
    abort();
}

BODY(abort, c_text_on_stderr)
{
    fputs("text", stderr);
    ending();
    abort();
}

BODY(abort, flushed_text_arrives)
{
    fputs("text", stdout);
    MUST(fflush(stdout) == 0);
    ending();
    abort();
}

static void abort_with_text(void)
{
    fputs(" and more", stdout);
    abort();
}

BODY(abort, c_text_in_an_exit_handler)
{
    MUST(atexit(abort_with_text) == 0);
    fputs("text", stdout);
    ending();
    exit(7);
}

#if HAVE_FLOCKFILE && HAVE_THREADS

static int locked[2];

static void *keep_locked(void *unused)
{
    flockfile(stdout);
    MUST(write(locked[1], "", 1) == 1);
    for (;;)
        pause();
    return unused;
}

BODY(abort, while_a_stream_is_locked)
{
    pthread_t thread;
    char byte;
    fputs("text", stdout);
    MUST(pipe(locked) == 0);
    MUST(pthread_create(&thread, 0, keep_locked, 0) == 0);
    MUST(read(locked[0], &byte, 1) == 1);
    ending();
    abort();
}

#endif

static void feed(int pigs, int fly);

BODY(abort, assertion_that_holds)
{
    feed(1, 1);
    return 7;
}

BODY(abort, failed_assertion)
{
    MUST(atexit(exit_handler) == 0);
    ending();
    feed(1, 0);
    return 7;
}

/* Where the reader is gone, the message is not to end the process by SIGPIPE. */
BODY(abort, failed_assertion_on_closed_stderr)
{
    MUST(signal(SIGPIPE, SIG_IGN) != SIG_ERR);
    ending();
    feed(1, 0);
    return 7;
}

/* Last, since from here on lines are counted so that the message stays what it is. */
static void feed(int pigs, int fly)
{
#line 42 "farm.c"
    assert(pigs == fly);
    event("passed");
}
