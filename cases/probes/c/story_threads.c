/* Crashes and hangs at exit. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kit.h"
#include "probe.h"

#if HAVE_THREADS

#include <pthread.h>

static pthread_t thread;
static struct gate go, done;
static char *page;

static void make_gates(void)
{
    make_gate(&go);
    make_gate(&done);
}

static void *touch_when_told(void *value)
{
    pass_gate(&go);
    page[0] = 1;
    event("touched");
    open_gate(&done);
    return value;
}

static void start_worker(void)
{
    int zero = -1;
    make_gates();
    page = mmap(0, 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, zero, 0);
    MUST(page != MAP_FAILED);
    MUST(pthread_create(&thread, 0, touch_when_told, 0) == 0);
}

/* The worker is still at work when an exit handler frees what it works with. */
static void free_and_let_go(void)
{
    MUST(munmap(page, 1) == 0);
    open_gate(&go);
    pass_gate(&done);
}

BODY(story, worker_outlives_what_it_uses)
{
    start_worker();
    MUST(atexit(free_and_let_go) == 0);
    return 0;
}

/* The remedy: have it end first. */
static void stop_and_free(void)
{
    open_gate(&go);
    MUST(pthread_join(thread, 0) == 0);
    MUST(munmap(page, 1) == 0);
    event("freed");
}

BODY(story, worker_is_stopped_first)
{
    start_worker();
    MUST(atexit(stop_and_free) == 0);
    return 0;
}

/* The handler waits for a thread that nobody has told to end. */
static void join_only(void)
{
    event("joins");
    MUST(pthread_join(thread, 0) == 0);
}

BODY(story, exit_waits_for_a_worker_for_ever)
{
    start_worker();
    MUST(atexit(join_only) == 0);
    return 0;
}

/* Nobody waits for the worker: it is cut off. */
BODY(story, worker_cut_off_by_return)
{
    start_worker();
    return 0;
}

static void *print_lines(void *value)
{
    int line;
    pass_gate(&go);
    for (line = 0; line < 500; line++)
        MUST(fputs("one line of two threads\n", stdout) >= 0);
    return value;
}

/* Nobody asks for the stream: its functions do that. */
BODY(story, lines_of_threads_stay_whole)
{
    pthread_t threads[2];
    make_gates();
    MUST(pthread_create(&threads[0], 0, print_lines, 0) == 0);
    MUST(pthread_create(&threads[1], 0, print_lines, 0) == 0);
    open_gate(&go);
    open_gate(&go);
    MUST(pthread_join(threads[0], 0) == 0);
    MUST(pthread_join(threads[1], 0) == 0);
    return 0;
}

static void *exit_with_3(void *value)
{
    pass_gate(&go);
    exit(3);
    return value;
}

/* The worker that found an error exits while main returns. */
BODY(story, two_threads_end_the_process)
{
    make_gates();
    MUST(pthread_create(&thread, 0, exit_with_3, 0) == 0);
    open_gate(&go);
    return 0;
}

#endif
