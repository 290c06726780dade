/* exit() and its handlers: order and number. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

static void first(void)
{
    event("atexit:1");
}

static void second(void)
{
    event("atexit:2");
}

static void third(void)
{
    event("atexit:3");
}

BODY(exit, handlers_run_in_reverse)
{
    MUST(atexit(first) == 0);
    MUST(atexit(second) == 0);
    ending();
    exit(7);
}

BODY(exit, handlers_run_in_reverse_on_return)
{
    MUST(atexit(first) == 0);
    MUST(atexit(second) == 0);
    MUST(atexit(third) == 0);
    return 7;
}

#define TEN(tens) \
    NUMBERED(tens##0) NUMBERED(tens##1) NUMBERED(tens##2) NUMBERED(tens##3) NUMBERED(tens##4) \
    NUMBERED(tens##5) NUMBERED(tens##6) NUMBERED(tens##7) NUMBERED(tens##8) NUMBERED(tens##9)
#define THIRTY_TWO TEN(1) TEN(2) TEN(3) NUMBERED(40) NUMBERED(41)

#define NUMBERED(number) \
    static void handler_##number(void) \
    { \
        event("atexit:" #number); \
    }
THIRTY_TWO
#undef NUMBERED

BODY(exit, thirty_two)
{
#define NUMBERED(number) handler_##number,
    static void (*const handlers[])(void) = { THIRTY_TWO };
#undef NUMBERED
    size_t at;
    int refused = 0;
    for (at = 0; at < sizeof handlers / sizeof handlers[0]; at++)
        refused += atexit(handlers[at]) != 0;
    event_number("refused", refused);
    ending();
    exit(7);
}

static int called, expected, disorder;

/* The handlers alternate, so each knows whether its turn has come. */
static void take_odd_turn(void)
{
    disorder += ++called % 2 == 0;
}

static void take_even_turn(void)
{
    disorder += ++called % 2 != 0;
}

static void report_turns(void)
{
    event(called == expected ? "called:all" : "called:some");
    event(disorder ? "order:broken" : "order:kept");
}

/* Registers so many handlers, of which the first, called last, reports on the others. */
static void register_many(long count)
{
    long left, refused = atexit(report_turns) != 0;
    expected = (int)count - 1;
    for (left = count - 1; left > 0; left--)
        refused += atexit(left % 2 ? take_odd_turn : take_even_turn) != 0;
    event_number("refused", refused);
}

#if HAVE_ATEXIT_MAX

/* Minus one with errno untouched means that there is no limit. */
BODY(exit, limit_is_at_least_thirty_two)
{
    long limit;
    errno = 0;
    limit = sysconf(_SC_ATEXIT_MAX);
    event(limit >= 32 || (limit == -1 && errno == 0) ? "limit:enough" : "limit:too-low");
    return 7;
}

/* What the system says it takes, as far as it makes sense to try. */
BODY(exit, as_many_as_sysconf_says)
{
    long limit = sysconf(_SC_ATEXIT_MAX);
    if (limit < 32)
        limit = 32;
    if (limit > 5000)
        limit = 5000;
    register_many(limit);
    ending();
    exit(7);
}

#endif

BODY(exit, five_thousand)
{
    register_many(5000);
    ending();
    exit(7);
}

static void count(void)
{
    called++;
}

static void report_count(void)
{
    event(called == expected ? "called:all-taken" : "called:others");
}

/* Of those that were taken each is called, and none of those that were not. */
BODY(exit, refusals_are_told)
{
    int tries;
    MUST(atexit(report_count) == 0);
    for (tries = 0; tries < 5000; tries++)
        expected += atexit(count) == 0;
    ending();
    exit(7);
}

BODY(exit, same_function_five_times)
{
    int times;
    for (times = 0; times < 5; times++)
        MUST(atexit(first) == 0);
    ending();
    exit(7);
}

BODY(exit, same_function_between_others)
{
    MUST(atexit(first) == 0);
    MUST(atexit(second) == 0);
    MUST(atexit(first) == 0);
    MUST(atexit(third) == 0);
    MUST(atexit(first) == 0);
    ending();
    exit(7);
}

BODY(exit, without_handlers)
{
    ending();
    exit(7);
}

/* Undefined: the handler that exit() would call is no function. The volatile keeps the compiler from seeing it. */
BODY(exit, null_handler)
{
    void (*volatile none)(void) = 0;
    MUST(atexit(first) == 0);
    event(atexit(none) == 0 ? "null:taken" : "null:refused");
    ending();
    exit(7);
}
