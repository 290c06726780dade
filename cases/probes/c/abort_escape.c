/* abort(): how a handler of SIGABRT can and cannot escape it. */
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

static void catch_abort(void (*handler)(int))
{
    struct sigaction action;
    action.sa_handler = handler;
    action.sa_flags = 0;
    MUST(sigemptyset(&action.sa_mask) == 0);
    MUST(sigaction(SIGABRT, &action, 0) == 0);
}

static void exit_handler(void)
{
    event("atexit");
}

static void underscore_exit(int number)
{
    event_signal("caught", number);
    _exit(9);
}

BODY(abort, handler_calls_underscore_exit)
{
    MUST(atexit(exit_handler) == 0);
    catch_abort(underscore_exit);
    ending();
    abort();
}

static void call_exit(int number)
{
    event_signal("caught", number);
    exit(9);
}

BODY(abort, handler_calls_exit)
{
    MUST(atexit(exit_handler) == 0);
    catch_abort(call_exit);
    ending();
    abort();
}

static void executes(int number)
{
    event_signal("caught", number);
    execl("/bin/sh", "sh", "-c", "exit 3", (char *)0);
    MUST(!"executed");
}

BODY(abort, handler_executes)
{
    catch_abort(executes);
    ending();
    abort();
}

static sigjmp_buf with_mask;

static void jump_with_mask(int number)
{
    event_signal("caught", number);
    siglongjmp(with_mask, 3);
}

BODY(abort, handler_jumps_back)
{
    int value;
    catch_abort(jump_with_mask);
    value = sigsetjmp(with_mask, 1);
    if (value == 0) {
        ending();
        abort();
    }
    event_number("jumped", value);
    return 7;
}

/* Whoever escaped once may abort again, and escape again. */
BODY(abort, handler_jumps_back_twice)
{
    static volatile int jumps;
    catch_abort(jump_with_mask);
    if (sigsetjmp(with_mask, 1) != 0)
        event_number("jump", ++jumps);
    if (jumps < 2) {
        ending();
        abort();
    }
    return 7;
}

static jmp_buf without_mask;

static void jump_without_mask(int number)
{
    event_signal("caught", number);
    longjmp(without_mask, 3);
}

/* Whether longjmp() restores the mask is open; here it does not matter, since nothing else is signalled. */
BODY(abort, handler_longjmps_back)
{
    int value;
    catch_abort(jump_without_mask);
    value = setjmp(without_mask);
    if (value == 0) {
        ending();
        abort();
    }
    event_number("jumped", value);
    return 7;
}

/* Where longjmp() left the signal blocked, abort() overrides that, with the handler or without it. */
BODY(abort, handler_longjmps_back_twice)
{
    static volatile int jumps;
    catch_abort(jump_without_mask);
    if (setjmp(without_mask) != 0)
        event_number("jump", ++jumps);
    if (jumps < 2) {
        ending();
        abort();
    }
    return 7;
}

/* Three times at most, so that a system that lets the handler in again and again is told from one that does not. */
static void abort_again(int number)
{
    static volatile sig_atomic_t times;
    event_signal("caught", number);
    times = times + 1;
    if (times > 3)
        _exit(9);
    abort();
}

BODY(abort, handler_aborts)
{
    catch_abort(abort_again);
    ending();
    abort();
}

static void raise_sigterm(int number)
{
    event_signal("caught", number);
    raise(SIGTERM);
    event("raised");
}

BODY(abort, handler_raises_sigterm)
{
    catch_abort(raise_sigterm);
    ending();
    abort();
}

static void stop(int number)
{
    static volatile sig_atomic_t stopped;
    event_signal("caught", number);
    if (stopped) {
        event("endless");
        _exit(8);
    }
    stopped = 1;
    raise(SIGSTOP);
    await_continued();
    event("continued");
}

BODY(abort, handler_stops)
{
    catch_abort(stop);
    ending();
    abort();
}

static void ignore_it(int number)
{
    event_signal("caught", number);
    MUST(signal(number, SIG_IGN) != SIG_ERR);
}

BODY(abort, handler_sets_it_ignored)
{
    catch_abort(ignore_it);
    ending();
    abort();
}

static void catch_it_again(int number)
{
    static volatile sig_atomic_t times;
    event_signal("caught", number);
    times = times + 1;
    if (times > 3) {
        event("endless");
        _exit(8);
    }
    catch_abort(catch_it_again);
}

BODY(abort, handler_sets_itself_again)
{
    catch_abort(catch_it_again);
    ending();
    abort();
}
