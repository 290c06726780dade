/* Exit handlers registered by exit handlers. */
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

static int counted;

static void first(void)
{
    event("atexit:1");
}

static void count(void)
{
    counted++;
}

static void report_count(void)
{
    event_number("last:after", counted);
}

static void late(void)
{
    event_number("late:after", counted);
}

static void register_late(void)
{
    event(atexit(late) == 0 ? "registered" : "refused");
}

/* Registers the handler. Where that is refused, which is allowed from the thirty-third on, the case ends. */
static void take(void (*handler)(void))
{
    if (atexit(handler) != 0) {
        event("full");
        _exit(8);
    }
}

/* A handler that registers another, with so many handlers to be called after it and so many called before it. */
static void nested(int left, int ran)
{
    int number;
    for (number = 0; number < left; number++)
        take(number == 0 ? report_count : count); /* the first one is called last */
    take(register_late);
    for (number = 0; number < ran; number++)
        take(count);
    ending();
    exit(7);
}

#define NESTED(name, left, ran) \
    BODY(exit, name) \
    { \
        nested(left, ran); \
        return 99; \
    }

NESTED(nested_with_none_left, 0, 0)
NESTED(nested_with_1_left, 1, 0)
NESTED(nested_with_31_left, 31, 0)
NESTED(nested_with_32_left, 32, 0)
NESTED(nested_with_33_left, 33, 0)
NESTED(nested_with_99_left, 99, 0)
NESTED(nested_after_31_ran, 0, 31)
NESTED(nested_after_32_ran, 0, 32)
NESTED(nested_after_33_ran, 0, 33)
NESTED(nested_amid_66, 33, 32)

static void level_3(void)
{
    event("level:3");
}

static void level_2(void)
{
    event("level:2");
    event(atexit(level_3) == 0 ? "registered" : "refused");
}

static void level_1(void)
{
    event("level:1");
    event(atexit(level_2) == 0 ? "registered" : "refused");
}

BODY(exit, three_levels)
{
    MUST(atexit(first) == 0);
    MUST(atexit(level_1) == 0);
    ending();
    exit(7);
}

static int refused;

static void link_of_chain(void)
{
    counted++;
    if (counted < 100 && !refused)
        refused = atexit(link_of_chain) != 0;
}

static void report_chain(void)
{
    event(refused ? "refused" : "registered");
    event_number("last:after", counted);
}

/* Each link registers the next. */
BODY(exit, chain_of_a_hundred)
{
    MUST(atexit(report_chain) == 0);
    MUST(atexit(link_of_chain) == 0);
    ending();
    exit(7);
}

static void register_thirty(void)
{
    int number;
    refused = atexit(report_count) != 0;
    for (number = 1; number < 30; number++)
        refused += atexit(count) != 0;
    event_number("refused", refused);
}

BODY(exit, thirty_at_once)
{
    MUST(atexit(first) == 0);
    MUST(atexit(register_thirty) == 0);
    ending();
    exit(7);
}

static void again(void)
{
    event_number("again", counted);
    if (counted++ == 0)
        event(atexit(again) == 0 ? "registered" : "refused");
}

BODY(exit, same_function_again)
{
    MUST(atexit(first) == 0);
    MUST(atexit(again) == 0);
    ending();
    exit(7);
}
