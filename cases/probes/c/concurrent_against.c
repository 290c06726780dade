/* One thread exits while another keeps doing something. The other one is at it when exit begins. */
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS

#include "concurrent.h"
#include "threads.h"

static void (*activity)(void);
static struct latch busy[2] = { LATCH, LATCH };

static void *keep_at_it(void *number)
{
    activity();
    open_latch(&busy[NUMBER(number)]);
    for (;;) {
        activity();
        /* Threads that never give way would hold up the handlers, which do, for seconds. */
        sched_yield();
    }
    return 0;
}

/* Starts threads that do this again and again, and comes back when each has done it once. */
static void keep_busy(int threads, void (*with)(void))
{
    int number;
    activity = with;
    for (number = 0; number < threads; number++)
        start_thread(keep_at_it, VALUE(number));
    for (number = 0; number < threads; number++)
        await_latch(&busy[number]);
}

static void do_nothing(void)
{
}

static void register_nothing(void)
{
    atexit(do_nothing);
}

BODY(concurrent, exit_against_atexit)
{
    register_exit_handler();
    keep_busy(1, register_nothing);
    ending();
    exit(7);
}

/* A fork that fails shows in nothing: it is what goes on beside the exit. */
static void fork_once(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    if (child > 0)
        waitpid(child, 0, 0);
}

BODY(concurrent, exit_against_fork)
{
    register_slow(8);
    keep_busy(1, fork_once);
    ending();
    exit(7);
}

static void *return_at_once(void *unused)
{
    return unused;
}

static void start_once(void)
{
    pthread_t thread;
    if (pthread_create(&thread, 0, return_at_once, 0) == 0)
        pthread_join(thread, 0);
}

BODY(concurrent, exit_against_thread_creation)
{
    register_slow(8);
    keep_busy(1, start_once);
    ending();
    exit(7);
}

/* Threads end at the moment of exit. */
BODY(concurrent, exit_against_thread_ends)
{
    int number;
    register_exit_handler();
    for (number = 0; number < 8; number++)
        start_thread(return_at_once, 0);
    ending();
    exit(7);
}

static void allocate_once(void)
{
    volatile char *memory = malloc(4096);
    if (memory)
        memory[4095] = 1;
    free((void *)memory);
}

BODY(concurrent, exit_against_allocation)
{
    register_slow(8);
    keep_busy(2, allocate_once);
    ending();
    exit(7);
}

static void print_once(void)
{
    fputs("line\n", stdout);
}

BODY(concurrent, exit_against_printing)
{
    register_exit_handler();
    keep_busy(2, print_once);
    ending();
    exit(7);
}

static void open_once(void)
{
    FILE *file = fopen("/dev/null", "w");
    if (file) {
        fputs("lost", file);
        fclose(file);
    }
}

BODY(concurrent, exit_against_opening)
{
    register_exit_handler();
    keep_busy(2, open_once);
    ending();
    exit(7);
}

static void set_variable(void)
{
    setenv("NAME", "value", 1);
    unsetenv("NAME");
}

BODY(concurrent, exit_against_environment)
{
    register_slow(8);
    keep_busy(1, set_variable);
    ending();
    exit(7);
}

BODY(concurrent, underscore_exit_against_fork)
{
    keep_busy(2, fork_once);
    ending();
    _exit(7);
}

BODY(concurrent, underscore_exit_against_thread_creation)
{
    keep_busy(2, start_once);
    ending();
    _exit(7);
}

BODY(concurrent, abort_against_fork)
{
    keep_busy(2, fork_once);
    ending();
    abort();
}

/* abort() may write what is buffered, and another thread has the stream most of the time. */
BODY(concurrent, abort_against_printing)
{
    keep_busy(2, print_once);
    ending();
    abort();
}

#if HAVE_QUICK_EXIT

int at_quick_exit(void (*function)(void));
void quick_exit(int status);

static void report_quick(void)
{
    event("quick");
}

static void register_quick_nothing(void)
{
    at_quick_exit(do_nothing);
}

BODY(concurrent, quick_exit_against_at_quick_exit)
{
    MUST(at_quick_exit(report_quick) == 0);
    keep_busy(1, register_quick_nothing);
    ending();
    quick_exit(7);
    return 99;
}

BODY(concurrent, quick_exit_against_printing)
{
    MUST(at_quick_exit(report_quick) == 0);
    keep_busy(2, print_once);
    ending();
    quick_exit(7);
    return 99;
}

#endif

#endif
