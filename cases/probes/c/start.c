/* Functions that run before main() and after the exit handlers: their order. */
#include <stdlib.h>

#include "probe.h"

#if HAVE_CONSTRUCTORS

/* Constructors run in every process, so they only take notes, for those cases that want to know. */
static const char *constructed[8];
static int constructions;

static void note(const char *name)
{
    if (constructions < 8)
        constructed[constructions++] = name;
}

__attribute__((constructor)) static void construct_plain(void)
{
    note("constructor:plain");
}

__attribute__((constructor(300))) static void construct_300(void)
{
    note("constructor:300");
}

__attribute__((constructor(200))) static void construct_200(void)
{
    note("constructor:200");
}

/* Destructors run in every process too, and are silent unless a case wants to hear them. */
static int priorities;

__attribute__((destructor)) static void destroy_plain(void)
{
    if (priorities)
        event("destructor:plain");
}

__attribute__((destructor(200))) static void destroy_200(void)
{
    if (priorities)
        event("destructor:200");
}

__attribute__((destructor(300))) static void destroy_300(void)
{
    if (priorities)
        event("destructor:300");
}

#if HAVE_INIT_ARRAYS

static int arrays;

static void construct_a(void)
{
    note("array:a");
}

static void construct_b(void)
{
    note("array:b");
}

static void destroy_a(void)
{
    if (arrays)
        event("array:a");
}

static void destroy_b(void)
{
    if (arrays)
        event("array:b");
}

/* Aligned as one pointer is, since a compiler may align an array more, and a hole would be taken for an entry. */
#define SECTION(name) __attribute__((section(name), used, aligned(sizeof(void *))))
SECTION(".init_array") static void (*constructors[])(void) = { construct_a, construct_b };
SECTION(".fini_array") static void (*destructors[])(void) = { destroy_a, destroy_b };

/* The last two that are noted. */
BODY(start, constructors_of_an_array_in_order)
{
    int at;
    for (at = 0; at < constructions; at++) {
        if (constructed[at][0] == 'a')
            event(constructed[at]);
    }
    return 7;
}

BODY(start, destructors_of_an_array_in_reverse)
{
    arrays = 1;
    ending();
    exit(7);
}

#endif

#if HAVE_PREINIT_ARRAY

/* Nothing is initialised when this runs. */
static void construct_first(void)
{
    note("preinit");
}

__attribute__((section(".preinit_array"), used)) static void (*first_constructor)(void) = construct_first;

BODY(start, preinit_array_comes_first)
{
    event(constructions > 0 ? constructed[0] : "none");
    return 7;
}

#endif

static void first(void)
{
    event("atexit:1");
}

BODY(start, constructors_by_priority)
{
    int at;
    for (at = 0; at < constructions; at++) {
        if (constructed[at][0] == 'c')
            event(constructed[at]);
    }
    return 7;
}

BODY(start, destructor_by_priority)
{
    priorities = 1;
    MUST(atexit(first) == 0);
    ending();
    exit(7);
}

#endif
