/* Destructors of thread-local objects of the main thread. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS && HAVE_TLS_DESTRUCTORS

#include "threads.h"
#include "tls.h"

BODY(tls, main_at_return)
{
    register_tls(1);
    return 7;
}

BODY(tls, main_at_exit)
{
    register_tls(1);
    ending();
    exit(7);
}

BODY(tls, main_at_underscore_exit)
{
    register_tls(1);
    ending();
    _exit(7);
}

BODY(tls, main_at_abort)
{
    register_tls(1);
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

BODY(tls, main_at_quick_exit)
{
    register_tls(1);
    MUST(at_quick_exit(report_quick) == 0);
    ending();
    quick_exit(7);
    return 99;
}

#endif

static void destroy(void *unused)
{
    (void)unused;
    event("specific");
}

/* The main thread ends, and the process with it. */
BODY(tls, main_at_pthread_exit)
{
    register_tls(1);
    register_exit_handler();
    ending();
    pthread_exit(0);
}

BODY(tls, main_at_pthread_exit_against_specific_data)
{
    pthread_key_t key;
    MUST(pthread_key_create(&key, destroy) == 0);
    MUST(pthread_setspecific(key, VALUE(1)) == 0);
    register_tls(1);
    ending();
    pthread_exit(0);
}

static pthread_t main_thread;

static void *await_main_and_end(void *unused)
{
    MUST(pthread_join(main_thread, 0) == 0);
    event("main:ended");
    _exit(7);
    return unused;
}

/* The main thread ends, and another goes on. */
BODY(tls, main_at_pthread_exit_others_go_on)
{
    main_thread = pthread_self();
    register_tls(1);
    start_thread(await_main_and_end, 0);
    ending();
    pthread_exit(0);
}

BODY(tls, main_order_of_three)
{
    register_tls(1);
    register_tls(2);
    register_tls(3);
    ending();
    exit(7);
}

BODY(tls, main_against_exit_handlers)
{
    register_exit_handler();
    register_tls(1);
    register_exit_handler();
    ending();
    exit(7);
}

static void *exit_with_7(void *unused)
{
    exit(7);
    return unused;
}

BODY(tls, main_when_another_thread_exits)
{
    register_tls(1);
    register_exit_handler();
    ending();
    start_thread(exit_with_7, 0);
    wait_for_ever(0);
    return 99;
}

static void register_late(void)
{
    event("atexit:registers");
    register_tls(1);
}

/* Registered when those of the thread have run already. */
BODY(tls, main_handler_registers_one)
{
    register_exit_handler();
    MUST(atexit(register_late) == 0);
    ending();
    exit(7);
}

BODY(tls, main_in_both_processes_after_fork)
{
    pid_t child;
    register_tls(1);
    child = fork();
    MUST(child >= 0);
    if (child == 0)
        exit(3);
    event_status("child", await(child));
    ending();
    exit(7);
}

static void register_two(void *unused)
{
    (void)unused;
    event("tls:registers");
    register_tls(2);
}

BODY(tls, main_destructor_registers_another)
{
    register_tls(1);
    register_tls_call(register_two);
    ending();
    exit(7);
}

static void late_exit_handler(void)
{
    event("atexit");
}

static void register_handler(void *unused)
{
    (void)unused;
    event("tls:registers");
    event(atexit(late_exit_handler) == 0 ? "registered" : "refused");
}

BODY(tls, main_destructor_registers_an_exit_handler)
{
    register_tls_call(register_handler);
    ending();
    exit(7);
}

static void exit_with_9(void *unused)
{
    (void)unused;
    event("tls:exits");
    exit(9);
}

/* A second exit: undefined. */
BODY(tls, main_destructor_exits)
{
    register_tls(1);
    register_tls_call(exit_with_9);
    register_exit_handler();
    ending();
    exit(7);
}

static void underscore_exit_with_9(void *unused)
{
    (void)unused;
    event("tls:exits");
    _exit(9);
}

BODY(tls, main_destructor_underscore_exits)
{
    register_tls(1);
    register_tls_call(underscore_exit_with_9);
    register_exit_handler();
    ending();
    exit(7);
}

#if HAVE_CONSTRUCTORS

static int armed;

static void __attribute__((destructor)) report_destructor(void)
{
    if (armed)
        event("destructor");
}

BODY(tls, main_against_destructors)
{
    armed = 1;
    register_tls(1);
    ending();
    exit(7);
}

#endif

#endif
