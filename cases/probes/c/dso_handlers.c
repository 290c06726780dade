/* Shared objects: what becomes of the handlers that they have registered. */
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_DLOPEN
#include <dlfcn.h>

#include "dso.h"

#if HAVE_QUICK_EXIT
void quick_exit(int status);
#endif
#if HAVE_TLS_DESTRUCTORS
#include <pthread.h> /* nobody has the one without the other */
#endif

static void first(void)
{
    event("atexit:1");
}

static void second(void)
{
    event("atexit:2");
}

static void *library;

static void load_with(const char *function)
{
    library = dso_load("dso_library", RTLD_NOW);
    if (function)
        dso_call(library, function);
}

BODY(dso, handlers_at_exit_in_one_order)
{
    MUST(atexit(first) == 0);
    load_with("register_handlers");
    MUST(atexit(second) == 0);
    ending();
    exit(7);
}

BODY(dso, handlers_at_dlclose)
{
    MUST(atexit(first) == 0);
    load_with("register_handlers");
    MUST(atexit(second) == 0);
    dso_close(library);
    ending();
    exit(7);
}

/* It belongs to whoever called atexit(). */
BODY(dso, handler_of_the_program_at_dlclose)
{
    int (*register_it)(void (*)(void));
    load_with(0);
    register_it = (int (*)(void (*)(void)))dso_find(library, "register_of_program");
    MUST(register_it(first) == 0);
    dso_close(library);
    ending();
    exit(7);
}

/* Undefined: exit() calls a function that is not there any more, if closing the library has unloaded it. */
BODY(dso, handler_in_a_closed_library)
{
    dso_function (*find)(void);
    load_with(0);
    find = (dso_function(*)(void))dso_find(library, "handler_of_library");
    MUST(atexit(find()) == 0);
    dso_close(library);
    ending();
    exit(7);
}

static void close_library(void)
{
    event("atexit:closes");
    dso_close(library);
}

BODY(dso, closed_in_an_exit_handler)
{
    load_with("register_handlers");
    MUST(atexit(close_library) == 0);
    ending();
    exit(7);
}

/* exit() is calling one of the library's handlers when there are none of them any more. */
BODY(dso, closed_in_a_handler_of_its_own)
{
    int (*register_it)(void (*)(void));
    load_with("register_handlers");
    register_it = (int (*)(void (*)(void)))dso_find(library, "register_of_program");
    MUST(register_it(close_library) == 0);
    ending();
    exit(7);
}

#if HAVE_QUICK_EXIT

BODY(dso, quick_exit_handler)
{
    load_with("register_quick_handler");
    ending();
    quick_exit(7);
    return 99;
}

/* It is neither called when the library is closed nor, when that has unloaded it, afterwards. */
BODY(dso, quick_exit_handler_of_a_closed_library)
{
    load_with("register_quick_handler");
    dso_close(library);
    ending();
    quick_exit(7);
    return 99;
}

#endif

#if HAVE_ATFORK

BODY(dso, fork_handler_of_a_closed_library)
{
    pid_t child;
    load_with("register_fork_handlers");
    dso_close(library);
    ending();
    child = fork();
    MUST(child >= 0);
    if (child == 0)
        _exit(3);
    event_status("child", await(child));
    _exit(7);
}

#endif

#if HAVE_TLS_DESTRUCTORS

BODY(dso, thread_destructor_before_the_destructor)
{
    MUST(atexit(first) == 0);
    load_with("register_thread_destructor");
    ending();
    exit(7);
}

BODY(dso, thread_destructor_keeps_it_at_dlclose)
{
    MUST(atexit(first) == 0);
    load_with("register_thread_destructor");
    dso_close(library);
    ending();
    exit(7);
}

static int registered[2], closed[2];

static void *register_and_wait(void *unused)
{
    char byte;
    dso_call(library, "register_thread_destructor");
    MUST(write(registered[1], "", 1) == 1);
    MUST(read(closed[0], &byte, 1) == 1);
    event("thread:ends");
    return unused;
}

/* The library outlives its last dlclose() as long as the thread lives. */
BODY(dso, thread_destructor_of_another_thread)
{
    pthread_t thread;
    char byte;
    load_with(0);
    MUST(pipe(registered) == 0 && pipe(closed) == 0);
    MUST(pthread_create(&thread, 0, register_and_wait, 0) == 0);
    MUST(read(registered[0], &byte, 1) == 1);
    dso_close(library);
    MUST(write(closed[1], "", 1) == 1);
    MUST(pthread_join(thread, 0) == 0);
    event("joined");
    ending();
    exit(7);
}

#endif
#endif
