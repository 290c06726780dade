/* Destructors of the program: what runs them, and what they may do. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_CONSTRUCTORS
#if HAVE_THREADS
#include <pthread.h>
#endif
#if HAVE_QUICK_EXIT
int at_quick_exit(void (*function)(void));
void quick_exit(int status);
#endif

/* It runs in every process, and does nothing unless a case has armed it. */
static void (*armed)(void);

__attribute__((destructor)) static void destroy(void)
{
    if (armed)
        armed();
}

static void report(void)
{
    event("destructor");
}

static void first(void)
{
    event("atexit:1");
}

static void second(void)
{
    event("atexit:2");
}

/* With text in a stream, and this destructor. */
static int exit_with(void (*destructor)(void))
{
    armed = destructor;
    fputs("text", stdout);
    MUST(atexit(first) == 0);
    ending();
    exit(7);
}

BODY(start, destructor_after_the_handlers)
{
    armed = report;
    MUST(atexit(first) == 0);
    MUST(atexit(second) == 0);
    ending();
    exit(7);
}

BODY(start, destructor_on_return)
{
    armed = report;
    MUST(atexit(first) == 0);
    return 7;
}

BODY(start, destructor_not_by_underscore_exit)
{
    armed = report;
    ending();
    _exit(7);
}

BODY(start, destructor_not_by_a_signal)
{
    armed = report;
    ending();
    raise(SIGTERM);
    return 99;
}

BODY(start, destructor_not_by_abort)
{
    armed = report;
    ending();
    abort();
}

BODY(start, destructor_not_by_exec)
{
    armed = report;
    ending();
    execl("/bin/sh", "sh", "-c", "exit 3", (char *)0);
    MUST(!"executed");
    return 99;
}

#if HAVE_QUICK_EXIT

BODY(start, destructor_not_by_quick_exit)
{
    armed = report;
    MUST(at_quick_exit(first) == 0);
    ending();
    quick_exit(7);
    return 99;
}

#endif

BODY(start, destructor_in_both_processes_after_fork)
{
    pid_t child;
    armed = report;
    child = fork();
    MUST(child >= 0);
    if (child == 0)
        exit(3);
    event_status("child", await(child));
    ending();
    exit(7);
}

static void underscore_exit(void)
{
    event("destructor");
    _exit(9);
}

BODY(start, destructor_underscore_exit_decides_the_code)
{
    return exit_with(underscore_exit);
}

static void kill_itself(void)
{
    event("destructor");
    raise(SIGTERM);
}

BODY(start, destructor_raises_sigterm)
{
    return exit_with(kill_itself);
}

static void fork_and_await(void)
{
    pid_t child;
    event("destructor");
    child = fork();
    MUST(child >= 0);
    if (child == 0)
        _exit(3);
    event_status("child", await(child));
}

BODY(start, destructor_forks)
{
    return exit_with(fork_and_await);
}

#if HAVE_THREADS

static void *report_run(void *unused)
{
    event("thread");
    return unused;
}

static void start_and_join(void)
{
    pthread_t thread;
    event("destructor");
    MUST(pthread_create(&thread, 0, report_run, 0) == 0);
    MUST(pthread_join(thread, 0) == 0);
    event("joined");
}

BODY(start, destructor_starts_and_joins_a_thread)
{
    return exit_with(start_and_join);
}

static int gate[2];

static void *stay(void *unused)
{
    MUST(write(gate[1], "", 1) == 1);
    for (;;)
        pause();
    return unused;
}

/* With a second thread the C library takes its locks in earnest. */
static void keep_a_thread(void)
{
    pthread_t thread;
    char byte;
    MUST(pipe(gate) == 0);
    MUST(pthread_create(&thread, 0, stay, 0) == 0);
    MUST(read(gate[0], &byte, 1) == 1);
}

BODY(start, destructor_forks_beside_a_thread)
{
    keep_a_thread();
    return exit_with(fork_and_await);
}

#endif

static void wait_for_ever(void)
{
    event("destructor");
    for (;;)
        pause();
}

BODY(start, destructor_never_returns)
{
    return exit_with(wait_for_ever);
}

static void print(void)
{
    event("prints");
    fputs(" and more", stdout);
}

BODY(start, destructor_prints)
{
    return exit_with(print);
}

static void print_and_flush(void)
{
    print();
    event_number("fflush", fflush(stdout));
}

BODY(start, destructor_prints_and_flushes)
{
    return exit_with(print_and_flush);
}

static void register_second(void)
{
    event(atexit(second) == 0 ? "registered" : "refused");
}

/* The handlers have been called by then. */
BODY(start, destructor_registers_a_handler)
{
    armed = register_second;
    MUST(atexit(first) == 0);
    ending();
    exit(7);
}

#if HAVE_THREADS

BODY(start, destructor_registers_a_handler_beside_a_thread)
{
    keep_a_thread();
    armed = register_second;
    MUST(atexit(first) == 0);
    ending();
    exit(7);
}

#endif

/* A second call does not exit again, so that no library runs into endless recursion here. */
static void exit_once(void)
{
    static int done;
    event(done ? "destructor:again" : "destructor");
    if (!done++)
        exit(9);
}

BODY(start, destructor_exit_in_a_destructor)
{
    return exit_with(exit_once);
}

static void exit_9(void)
{
    static int times;
    event("exits");
    if (++times > 3) {
        event("endless");
        _exit(8);
    }
    exit(9);
}

BODY(start, destructor_after_exit_in_a_handler)
{
    armed = report;
    MUST(atexit(exit_9) == 0);
    ending();
    exit(7);
}

#if HAVE_THREADS

/* The last thread ends, and the process as if by exit(0). */
BODY(start, destructor_when_the_last_thread_ends)
{
    armed = report;
    MUST(atexit(first) == 0);
    ending();
    pthread_exit(0);
    return 99;
}

static pthread_t exiting;

static void report_thread(void)
{
    event(pthread_equal(exiting, pthread_self()) ? "destructor:on-exiting-thread" : "destructor:on-another-thread");
}

static void *exit_on_thread(void *unused)
{
    (void)unused;
    exiting = pthread_self();
    exit(7);
}

BODY(start, destructor_on_the_exiting_thread)
{
    pthread_t thread;
    armed = report_thread;
    ending();
    MUST(pthread_create(&thread, 0, exit_on_thread, 0) == 0);
    for (;;)
        pause();
    return 99;
}

#endif
#endif
