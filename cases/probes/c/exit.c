/* exit(): the status, and what happens on the way out. */
#include <stdlib.h>

#include "probe.h"

static void first(void)
{
    event("atexit:1");
}

static void second(void)
{
    event("atexit:2");
}

BODY(exit, handlers_run_in_reverse)
{
    MUST(atexit(first) == 0);
    MUST(atexit(second) == 0);
    ending();
    exit(7);
}
