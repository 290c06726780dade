/* Registers what it is told to, and does in its destructor what it is told to. */
#include <stdio.h>
#include <stdlib.h>

#include "have.h"
#include "report.h"
#if HAVE_ATFORK
#include <pthread.h>
#endif

static void (*part)(void);

void do_in_destructor(void (*function)(void));
int register_handlers(void);
int register_of_program(void (*function)(void));
void (*handler_of_library(void))(void);
void print_in_destructor(void);

void do_in_destructor(void (*function)(void))
{
    part = function;
}

__attribute__((destructor)) static void destroy(void)
{
    report("destructor:library");
    if (part)
        part();
}

static void first(void)
{
    report("atexit:library:1");
}

static void second(void)
{
    report("atexit:library:2");
}

int register_handlers(void)
{
    return atexit(first) || atexit(second);
}

/* The library calls atexit(), and the function belongs to the program. */
int register_of_program(void (*function)(void))
{
    return atexit(function);
}

/* For the program to register: the function belongs to the library, and the program calls atexit(). */
void (*handler_of_library(void))(void)
{
    return first;
}

static void print(void)
{
    fputs(" and more", stdout);
}

void print_in_destructor(void)
{
    part = print;
}

#if HAVE_QUICK_EXIT

int at_quick_exit(void (*function)(void));
int register_quick_handler(void);

static void quick(void)
{
    report("quick:library");
}

int register_quick_handler(void)
{
    return at_quick_exit(quick);
}

#endif

#if HAVE_ATFORK

int register_fork_handlers(void);

static void prepare(void)
{
    report("fork:library");
}

int register_fork_handlers(void)
{
    return pthread_atfork(prepare, 0, 0);
}

#endif

#if HAVE_TLS_DESTRUCTORS

/* What a C++ compiler calls for thread_local objects; in no header. */
int __cxa_thread_atexit_impl(void (*destructor)(void *), void *object, void *library);
extern void *__dso_handle;
int register_thread_destructor(void);

static void destroy_local(void *unused)
{
    (void)unused;
    report("thread-local:library");
}

int register_thread_destructor(void)
{
    return __cxa_thread_atexit_impl(destroy_local, 0, &__dso_handle);
}

#endif
