/* Handlers that are slow. The bodies are in concurrent_*.c. */
#include <sched.h>
#include <stdlib.h>

#include "probe.h"

#if HAVE_THREADS

#include "concurrent.h"

/* Takes its time after it has said that it runs, and gives way to other threads meanwhile. */
static void be_slow(int number)
{
    volatile unsigned long work = 0;
    int turn;
    event_number("handler", number);
    for (turn = 0; turn < 10; turn++) {
        while (++work % 1000 != 0)
            continue;
        sched_yield();
    }
}

#define SLOW(number)               \
    static void slow_##number(void) \
    {                              \
        be_slow(number);           \
    }
#define ALL(DO)                                                                                                       \
    DO(1) DO(2) DO(3) DO(4) DO(5) DO(6) DO(7) DO(8) DO(9) DO(10) DO(11) DO(12) DO(13) DO(14) DO(15) DO(16) DO(17)      \
    DO(18) DO(19) DO(20) DO(21) DO(22) DO(23) DO(24) DO(25) DO(26) DO(27) DO(28) DO(29) DO(30) DO(31) DO(32) DO(33)    \
    DO(34) DO(35) DO(36) DO(37) DO(38) DO(39) DO(40)
#define NAME(number) slow_##number,

ALL(SLOW)

void (*const slow_handlers[40])(void) = { ALL(NAME) };

void register_slow(int handlers)
{
    int at, accepted = 0;
    for (at = 0; at < handlers; at++)
        accepted += atexit(slow_handlers[at]) == 0;
    MUST(accepted == handlers || accepted >= 32);
}

#endif
