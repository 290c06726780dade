/* quick_exit(): its own handlers, and nobody else's. */
#include <stdlib.h>

#include "probe.h"

#if HAVE_QUICK_EXIT

/* In C99 mode not every C library declares them. */
int at_quick_exit(void (*function)(void));
void quick_exit(int status);

static void first(void)
{
    event("quick:1");
}

static void second(void)
{
    event("quick:2");
}

BODY(quick_exit, handlers_run_in_reverse)
{
    MUST(at_quick_exit(first) == 0);
    MUST(at_quick_exit(second) == 0);
    ending();
    quick_exit(7);
    return 99;
}

#endif
