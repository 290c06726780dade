/* Shared objects: when their constructors and destructors run, and in which order. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_DLOPEN
#include <dlfcn.h>

#include "dso.h"

#if HAVE_QUICK_EXIT
void quick_exit(int status);
#endif

static void *load(const char *name, int flags)
{
    char path[1024];
    MUST(start.libraries && strlen(start.libraries) + strlen(name) + 5 <= sizeof path);
    strcpy(path, start.libraries);
    strcat(path, "/");
    strcat(path, name);
    strcat(path, ".so");
    return dlopen(path, flags);
}

void *dso_load(const char *name, int flags)
{
    void *library = load(name, flags);
    MUST(library != 0);
    return library;
}

void dso_close(void *library)
{
    event_number("closed", dlclose(library));
}

/* POSIX has it that a pointer to a function comes back as one to an object. */
dso_function dso_find(void *library, const char *function)
{
    dso_function found;
    void *symbol = dlsym(library, function);
    MUST(symbol != 0);
    memcpy(&found, &symbol, sizeof found);
    return found;
}

void dso_call(void *library, const char *function)
{
    int (*found)(void) = (int (*)(void))dso_find(library, function);
    MUST(found() == 0);
}

void dso_do_in_destructor(void *library, void (*function)(void))
{
    void (*tell)(void (*)(void)) = (void (*)(void (*)(void)))dso_find(library, "do_in_destructor");
    tell(function);
}

static void first(void)
{
    event("atexit:1");
}

BODY(dso, constructor_at_dlopen)
{
    event("opens");
    dso_load("dso_a", RTLD_NOW);
    event("opened");
    _exit(7);
}

BODY(dso, constructor_once_for_two_opens)
{
    dso_load("dso_a", RTLD_NOW);
    dso_load("dso_a", RTLD_NOW);
    _exit(7);
}

BODY(dso, same_handle_for_two_opens)
{
    void *library = dso_load("dso_a", RTLD_NOW);
    event(dso_load("dso_a", RTLD_NOW) == library ? "same" : "another");
    _exit(7);
}

BODY(dso, destructor_at_exit)
{
    MUST(atexit(first) == 0);
    dso_load("dso_a", RTLD_NOW);
    ending();
    exit(7);
}

BODY(dso, destructor_on_return)
{
    MUST(atexit(first) == 0);
    dso_load("dso_a", RTLD_NOW);
    return 7;
}

BODY(dso, destructor_at_dlclose_once)
{
    dso_close(dso_load("dso_a", RTLD_NOW));
    ending();
    exit(7);
}

BODY(dso, two_opens_and_one_close)
{
    void *library = dso_load("dso_a", RTLD_NOW);
    dso_load("dso_a", RTLD_NOW);
    dso_close(library);
    ending();
    exit(7);
}

BODY(dso, two_opens_and_two_closes)
{
    void *library = dso_load("dso_a", RTLD_NOW);
    void *again = dso_load("dso_a", RTLD_NOW);
    dso_close(library);
    dso_close(again);
    ending();
    exit(7);
}

BODY(dso, opened_again_after_dlclose)
{
    dso_close(dso_load("dso_a", RTLD_NOW));
    dso_load("dso_a", RTLD_NOW);
    ending();
    exit(7);
}

#if HAVE_NODELETE

BODY(dso, nodelete_keeps_it_at_dlclose)
{
    dso_close(dso_load("dso_a", RTLD_NOW | RTLD_NODELETE));
    ending();
    exit(7);
}

#endif

BODY(dso, destructors_of_two_in_reverse)
{
    dso_load("dso_a", RTLD_NOW);
    dso_load("dso_b", RTLD_NOW);
    ending();
    exit(7);
}

/* A library that needs another. Not every loader finds that one where $ORIGIN is part of its path. */
static void *load_outer(void)
{
    void *library = load("dso_outer-needs-dso_a", RTLD_NOW);
    if (!library) {
        event("dependency:not-found");
        _exit(8);
    }
    return library;
}

BODY(dso, dependency_first_at_dlopen)
{
    load_outer();
    _exit(7);
}

BODY(dso, dependency_last_at_exit)
{
    load_outer();
    ending();
    exit(7);
}

BODY(dso, dependency_last_at_dlclose)
{
    dso_close(load_outer());
    ending();
    exit(7);
}

/* It was there already, and must stay as long as it is needed. */
BODY(dso, dependency_closed_before)
{
    void *library = dso_load("dso_a", RTLD_NOW);
    load_outer();
    dso_close(library);
    ending();
    exit(7);
}

#if HAVE_CONSTRUCTORS

static int armed;

__attribute__((destructor)) static void destroy(void)
{
    if (armed)
        event("destructor:program");
}

BODY(dso, destructors_of_program_and_library)
{
    armed = 1;
    dso_load("dso_a", RTLD_NOW);
    ending();
    exit(7);
}

#endif

BODY(dso, destructor_in_both_processes_after_fork)
{
    pid_t child;
    dso_load("dso_a", RTLD_NOW);
    child = fork();
    MUST(child >= 0);
    if (child == 0)
        exit(3);
    event_status("child", await(child));
    ending();
    exit(7);
}

BODY(dso, destructor_not_by_underscore_exit)
{
    dso_load("dso_a", RTLD_NOW);
    ending();
    _exit(7);
}

BODY(dso, destructor_not_by_a_signal)
{
    dso_load("dso_a", RTLD_NOW);
    ending();
    raise(SIGTERM);
    return 99;
}

BODY(dso, destructor_not_by_abort)
{
    dso_load("dso_a", RTLD_NOW);
    ending();
    abort();
}

#if HAVE_QUICK_EXIT

BODY(dso, destructor_not_by_quick_exit)
{
    dso_load("dso_a", RTLD_NOW);
    ending();
    quick_exit(7);
    return 99;
}

#endif
#endif
