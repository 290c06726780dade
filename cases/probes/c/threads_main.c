/* The main thread ends by itself, and the process when the last thread does. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS

#include "threads.h"

static pthread_t main_thread;

/* Waits until the main thread has ended, and records its value. Where it cannot be joined, nothing more happens. */
static void await_main(void)
{
    void *value = 0;
    if (pthread_join(main_thread, &value) != 0)
        wait_for_ever(0);
    event_number("main-gave", NUMBER(value));
}

/* The main thread ends while another runs this. */
static void leave_to(void *(*routine)(void *))
{
    main_thread = pthread_self();
    register_exit_handler();
    start_thread(routine, 0);
    ending();
    pthread_exit(VALUE(5));
}

BODY(threads, main_leaves_alone)
{
    register_exit_handler();
    ending();
    pthread_exit(VALUE(5));
    return 99;
}

BODY(threads, main_leaves_flushes_text)
{
    MUST(fputs("text", stdout) >= 0);
    ending();
    pthread_exit(VALUE(5));
    return 99;
}

static void *await_main_only(void *unused)
{
    await_main();
    return unused;
}

BODY(threads, main_leaves_text_to_the_last_thread)
{
    MUST(fputs("text", stdout) >= 0);
    leave_to(await_main_only);
    return 99;
}

static void *await_main_and_return(void *unused)
{
    (void)unused;
    await_main();
    event("thread:returns");
    return VALUE(9);
}

BODY(threads, main_leaves_others_go_on)
{
    leave_to(await_main_and_return);
    return 99;
}

static void *detach_and_return(void *unused)
{
    MUST(pthread_detach(pthread_self()) == 0);
    return await_main_and_return(unused);
}

BODY(threads, main_leaves_a_detached_thread_goes_on)
{
    leave_to(detach_and_return);
    return 99;
}

BODY(threads, main_leaves_detached)
{
    register_exit_handler();
    MUST(pthread_detach(pthread_self()) == 0);
    ending();
    pthread_exit(VALUE(5));
    return 99;
}

static void *await_main_and_leave(void *unused)
{
    await_main();
    pthread_exit(VALUE(9));
    return unused;
}

BODY(threads, main_leaves_last_thread_calls_pthread_exit)
{
    leave_to(await_main_and_leave);
    return 99;
}

static void *await_main_and_exit(void *unused)
{
    await_main();
    exit(7);
    return unused;
}

BODY(threads, main_leaves_another_thread_exits)
{
    leave_to(await_main_and_exit);
    return 99;
}

static void *await_main_and_underscore_exit(void *unused)
{
    await_main();
    _exit(7);
    return unused;
}

BODY(threads, main_leaves_its_value_is_joined)
{
    leave_to(await_main_and_underscore_exit);
    return 99;
}

static void *await_main_and_kill(void *unused)
{
    await_main();
    MUST(kill(getpid(), SIGTERM) == 0);
    return wait_for_ever(unused);
}

/* The signal is for the process, whose first thread is gone. */
BODY(threads, main_leaves_a_signal_still_kills)
{
    leave_to(await_main_and_kill);
    return 99;
}

static void *wait_for_start(void *start)
{
    await_latch(start);
    return 0;
}

/* Three threads go on, and any of them may be the last. */
BODY(threads, main_leaves_three_end_together)
{
    static struct latch start = LATCH;
    main_thread = pthread_self();
    register_exit_handler();
    start_thread(wait_for_start, &start);
    start_thread(wait_for_start, &start);
    start_thread(wait_for_start, &start);
    ending();
    open_latch(&start);
    pthread_exit(VALUE(5));
    return 99;
}

static void clean_up(void *unused)
{
    (void)unused;
    event("cleanup");
}

static void destroy(void *unused)
{
    (void)unused;
    event("specific");
}

BODY(threads, main_leaves_cleanup_and_specific_data)
{
    pthread_key_t key;
    MUST(pthread_key_create(&key, destroy) == 0);
    MUST(pthread_setspecific(key, VALUE(1)) == 0);
    register_exit_handler();
    ending();
    pthread_cleanup_push(clean_up, 0);
    pthread_exit(VALUE(5));
    pthread_cleanup_pop(0);
    return 99;
}

static pthread_t last_thread;

static void report_thread(void)
{
    event(pthread_equal(pthread_self(), last_thread) ? "on-last-thread:yes" : "on-last-thread:no");
}

static void *be_the_last(void *unused)
{
    last_thread = pthread_self();
    await_main();
    return unused;
}

BODY(threads, main_leaves_handlers_run_on_the_last_thread)
{
    MUST(atexit(report_thread) == 0);
    leave_to(be_the_last);
    return 99;
}

static int told[2], asked[2];

static void *tell_and_wait(void *unused)
{
    char byte = 0;
    await_main();
    MUST(write(told[1], "t", 1) == 1);
    MUST(read(asked[0], &byte, 1) == 1);
    return unused;
}

/* For its parent the process is running although its first thread has ended, and kill() finds it. */
BODY(threads, main_leaves_process_is_still_there)
{
    int status = 0;
    char byte = 0;
    pid_t child;
    MUST(pipe(told) == 0 && pipe(asked) == 0);
    child = fork();
    MUST(child >= 0);
    if (child == 0) {
        leave_to(tell_and_wait);
        _exit(99);
    }
    MUST(read(told[0], &byte, 1) == 1);
    event_number("waitpid", waitpid(child, &status, WNOHANG));
    event_number("kill", kill(child, 0));
    MUST(write(asked[1], "a", 1) == 1);
    event_status("child", await(child));
    return 0;
}

#if HAVE_CANCEL

static void *await_main_and_be_cancelled(void *unused)
{
    await_main();
    MUST(pthread_cancel(pthread_self()) == 0);
    pthread_testcancel();
    event("thread:goes-on");
    return unused;
}

BODY(threads, main_leaves_last_thread_is_cancelled)
{
    leave_to(await_main_and_be_cancelled);
    return 99;
}

#endif

#if HAVE_CONSTRUCTORS

static int armed;

static void __attribute__((destructor)) report_destructor(void)
{
    if (armed)
        event("destructor");
}

BODY(threads, main_leaves_destructors_run)
{
    armed = 1;
    register_exit_handler();
    ending();
    pthread_exit(VALUE(5));
    return 99;
}

#endif

#endif
