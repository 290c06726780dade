/* Handlers, and the ways in which they end. */
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "probe.h"
#include "signal_helpers.h"

#if HAVE_SETITIMER
#include <sys/time.h>
#endif

#if HAVE_QUICK_EXIT
int at_quick_exit(void (*function)(void));
void quick_exit(int status);

static void report_quick_exit(void)
{
    event("quick_exit_handler");
}
#endif

/* Registers a handler for each kind of exit, so that it shows which kind it was. */
static void register_exit_handlers(void)
{
    MUST(atexit(report_exit_handler) == 0);
#if HAVE_QUICK_EXIT
    MUST(at_quick_exit(report_quick_exit) == 0);
#endif
}

/* Catches the signal, raises it, and goes on if it can. */
static int raise_into(int number, void (*handler)(int))
{
    handle_signal(number, handler, 0, 0);
    raise(number);
    event("returned");
    return 7;
}

BODY(signal, handler_returns)
{
    return raise_into(SIGTERM, report_signal);
}

static void call_underscore_exit(int number)
{
    (void)number;
    ending();
    _exit(9);
}

BODY(signal, handler_calls_underscore_exit)
{
    register_exit_handlers();
    return raise_into(SIGTERM, call_underscore_exit);
}

static void call_underscore_exit_like_a_shell(int number)
{
    ending();
    _exit(128 + number);
}

BODY(signal, handler_exits_as_a_shell_would_say)
{
    return raise_into(SIGTERM, call_underscore_exit_like_a_shell);
}

#if HAVE_ISO_EXIT

static void call_iso_exit(int number)
{
    (void)number;
    ending();
    _Exit(9);
}

BODY(signal, handler_calls_c99_exit)
{
    register_exit_handlers();
    return raise_into(SIGINT, call_iso_exit);
}

#endif

#if HAVE_QUICK_EXIT

static void call_quick_exit(int number)
{
    (void)number;
    ending();
    quick_exit(9);
}

BODY(signal, handler_calls_quick_exit)
{
    register_exit_handlers();
    return raise_into(SIGTERM, call_quick_exit);
}

#endif

static void call_exit(int number)
{
    (void)number;
    ending();
    exit(9);
}

/* raise() is async-signal-safe, so what the handler interrupts is no obstacle to calling any function. */
BODY(signal, handler_calls_exit)
{
    register_exit_handlers();
    return raise_into(SIGTERM, call_exit);
}

BODY(signal, handler_calls_exit_during_sigsuspend)
{
    sigset_t none;
    register_exit_handlers();
    handle_signal(SIGTERM, call_exit, 0, 0);
    block_signal(SIGTERM);
    raise(SIGTERM);
    sigemptyset(&none);
    sigsuspend(&none);
    event("returned");
    return 0;
}

#if HAVE_SETITIMER

BODY(signal, handler_calls_exit_during_pause)
{
    /* Again and again, lest the only one come before the pause. */
    const struct itimerval often = { { 0, 5000 }, { 0, 5000 } };
    register_exit_handlers();
    handle_signal(SIGALRM, call_exit, 0, 0);
    MUST(setitimer(ITIMER_REAL, &often, NULL) == 0);
    pause();
    event("returned");
    return 0;
}

#endif

static void call_abort(int number)
{
    (void)number;
    ending();
    abort();
}

BODY(signal, handler_calls_abort)
{
    register_exit_handlers();
    return raise_into(SIGTERM, call_abort);
}

static void die_by_default(int number)
{
    event("handler");
    restore_default(number);
    raise(number);
    event("raised");
}

/* The signal is blocked while its handler runs, so it kills when the handler returns. */
BODY(signal, handler_restores_default_and_raises)
{
    return raise_into(SIGTERM, die_by_default);
}

static void die_at_once(int number)
{
    event("handler");
    restore_default(number);
    unblock_signal(number);
    raise(number);
    event("raised");
}

BODY(signal, handler_restores_default_unblocks_and_raises)
{
    return raise_into(SIGTERM, die_at_once);
}

static void raise_again(int number)
{
    event("handler");
    raise(number);
    event("raised");
}

/* Not blocked, and reset: the second one kills at once. */
BODY(signal, handler_raises_once_reset)
{
    handle_signal(SIGTERM, raise_again, (int)(SA_RESETHAND | SA_NODEFER), 0);
    raise(SIGTERM);
    event("returned");
    return 0;
}

BODY(signal, reset_handler_catches_once)
{
    handle_signal(SIGUSR1, report_signal, (int)SA_RESETHAND, 0);
    raise(SIGUSR1);
    event("returned");
    raise(SIGUSR1);
    event("returned");
    return 0;
}

static void raise_twice_at_most(int number)
{
    static volatile sig_atomic_t runs;
    int run = runs++;
    event_number("begins", run);
    if (run < 2)
        raise(number);
    event_number("ends", run);
}

/* Deferred until the handler returns, not nested. */
BODY(signal, handler_raises_its_own_signal)
{
    return raise_into(SIGUSR1, raise_twice_at_most);
}

static void raise_sigterm(int number)
{
    (void)number;
    event("handler");
    raise(SIGTERM);
    event("raised");
}

BODY(signal, handler_raises_another_signal)
{
    return raise_into(SIGUSR1, raise_sigterm);
}

static sigjmp_buf back;

static void jump_out(int number)
{
    (void)number;
    event("handler");
    siglongjmp(back, 3);
}

static void raise_and_jump(void)
{
    int value = sigsetjmp(back, 1);
    if (value == 0) {
        raise(SIGTERM);
        event("returned");
    }
    event_number("jumped", value);
}

BODY(signal, handler_jumps_back)
{
    handle_signal(SIGTERM, jump_out, 0, 0);
    raise_and_jump();
    return 7;
}

/* Were the signal still blocked, as it is while its handler runs, the second one would not be caught. */
BODY(signal, handler_jumps_back_and_mask_is_restored)
{
    handle_signal(SIGTERM, jump_out, 0, 0);
    raise_and_jump();
    raise_and_jump();
    event_pending("pending", SIGTERM);
    return 7;
}

#if HAVE_SIGALTSTACK

BODY(signal, handler_on_alternate_stack)
{
    static char stack[65536];
    stack_t alternate;
    memset(&alternate, 0, sizeof alternate);
    alternate.ss_sp = stack;
    alternate.ss_size = sizeof stack;
    MUST(sigaltstack(&alternate, NULL) == 0);
    handle_signal(SIGTERM, call_underscore_exit, SA_ONSTACK, 0);
    raise(SIGTERM);
    event("returned");
    return 0;
}

#endif

static void raise_sigusr2(int number)
{
    (void)number;
    event("outer_begins");
    raise(SIGUSR2);
    event("outer_ends");
}

BODY(signal, handlers_nest)
{
    handle_signal(SIGUSR2, report_signal, 0, 0);
    handle_signal(SIGUSR1, raise_sigusr2, 0, 0);
    raise(SIGUSR1);
    handle_signal(SIGUSR1, raise_sigusr2, 0, SIGUSR2);
    raise(SIGUSR1);
    return 0;
}

BODY(signal, handler_by_c_signal_stays)
{
    event_number("installed", signal(SIGTERM, report_signal) != SIG_ERR);
    raise(SIGTERM);
    event("returned");
    raise(SIGTERM);
    event("returned");
    return 0;
}

/* SIGTERM is caught, SIGINT is not: a program that cleans up for one of them loses its work to the other. */
BODY(signal, sigterm_handler_sees_one_of_two)
{
    handle_signal(SIGTERM, report_signal, 0, 0);
    raise(SIGTERM);
    raise(SIGINT);
    event("returned");
    return 0;
}
