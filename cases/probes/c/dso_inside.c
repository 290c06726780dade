/* Shared objects: what their constructors and destructors may do. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_DLOPEN
#include <dlfcn.h>

#include "dso.h"

static void *library;

static void load(void (*part)(void))
{
    library = dso_load("dso_library", RTLD_NOW);
    if (part)
        dso_do_in_destructor(library, part);
}

static void first(void)
{
    event("atexit:1");
}

BODY(dso, exit_in_a_constructor)
{
    fputs("text", stdout);
    MUST(atexit(first) == 0);
    ending();
    dso_load("dso_exits", RTLD_NOW);
    event("loaded");
    return 7;
}

static void underscore_exit(void)
{
    _exit(9);
}

BODY(dso, underscore_exit_in_a_destructor)
{
    load(underscore_exit);
    ending();
    exit(7);
}

BODY(dso, underscore_exit_at_dlclose)
{
    load(underscore_exit);
    dso_close(library);
    ending();
    exit(7);
}

/* A second call does not exit again, so that no library runs into endless recursion here. */
static void exit_once(void)
{
    static int done;
    event(done ? "again" : "exits");
    if (!done++)
        exit(9);
}

BODY(dso, exit_at_dlclose)
{
    MUST(atexit(first) == 0);
    load(exit_once);
    ending();
    dso_close(library);
    exit(7);
}

BODY(dso, exit_in_a_destructor_at_exit)
{
    MUST(atexit(first) == 0);
    load(exit_once);
    ending();
    exit(7);
}

BODY(dso, text_of_a_destructor)
{
    load(0);
    dso_find(library, "print_in_destructor")();
    fputs("text", stdout);
    ending();
    exit(7);
}

static void open_another(void)
{
    char path[1024];
    void *another;
    snprintf(path, sizeof path, "%s/dso_a.so", start.libraries);
    another = dlopen(path, RTLD_NOW);
    event(another ? "opened" : "refused");
}

BODY(dso, opened_in_an_exit_handler)
{
    MUST(atexit(first) == 0);
    MUST(atexit(open_another) == 0);
    ending();
    exit(7);
}

BODY(dso, opened_in_a_destructor)
{
    load(open_another);
    ending();
    exit(7);
}

static void register_first(void)
{
    event(atexit(first) == 0 ? "registered" : "refused");
}

/* The program's handlers have been called by then, and the program's function is registered by the program. */
BODY(dso, handler_registered_in_a_destructor)
{
    load(register_first);
    ending();
    exit(7);
}

static void *inner;

static void close_inner(void)
{
    dso_close(inner);
}

BODY(dso, closed_in_a_destructor)
{
    inner = dso_load("dso_a", RTLD_NOW);
    load(close_inner);
    ending();
    exit(7);
}

#endif
