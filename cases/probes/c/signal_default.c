/* What each signal does to a process that has not asked for anything else, sent to itself in each way. */
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "probe.h"
#include "signal_helpers.h"

static int by_raise(int number)
{
    event_number("still_running", raise(number));
    return 0;
}

static int by_kill(int number)
{
    event_number("still_running", kill(getpid(), number));
    return 0;
}

#if HAVE_THREADS
#include <pthread.h>

static int by_pthread_kill_self(int number)
{
    event_number("still_running", pthread_kill(pthread_self(), number));
    return 0;
}
#define PTHREAD_KILL(name, number) BODY(signal, pthread_kill_self_##name) { return by_pthread_kill_self(number); }
#else
#define PTHREAD_KILL(name, number)
#endif

#if HAVE_SIGQUEUE

static int by_sigqueue(int number)
{
    union sigval value;
    memset(&value, 0, sizeof value);
    event_number("still_running", sigqueue(getpid(), number, value));
    return 0;
}
#define SIGQUEUE(name, number) BODY(signal, sigqueue_##name) { return by_sigqueue(number); }
#else
#define SIGQUEUE(name, number)
#endif

#define EACH_WAY(name, number) \
    BODY(signal, raise_##name) { return by_raise(number); } \
    BODY(signal, kill_##name) { return by_kill(number); } \
    PTHREAD_KILL(name, number) \
    SIGQUEUE(name, number)

EACH_WAY(sigabrt, SIGABRT)
EACH_WAY(sigalrm, SIGALRM)
EACH_WAY(sigbus, SIGBUS)
EACH_WAY(sigchld, SIGCHLD)
EACH_WAY(sigcont, SIGCONT)
EACH_WAY(sigfpe, SIGFPE)
EACH_WAY(sighup, SIGHUP)
EACH_WAY(sigill, SIGILL)
EACH_WAY(sigint, SIGINT)
EACH_WAY(sigkill, SIGKILL)
EACH_WAY(sigpipe, SIGPIPE)
EACH_WAY(sigprof, SIGPROF)
EACH_WAY(sigquit, SIGQUIT)
EACH_WAY(sigsegv, SIGSEGV)
EACH_WAY(sigsys, SIGSYS)
EACH_WAY(sigterm, SIGTERM)
EACH_WAY(sigtrap, SIGTRAP)
EACH_WAY(sigurg, SIGURG)
EACH_WAY(sigusr1, SIGUSR1)
EACH_WAY(sigusr2, SIGUSR2)
EACH_WAY(sigvtalrm, SIGVTALRM)
EACH_WAY(sigxcpu, SIGXCPU)
EACH_WAY(sigxfsz, SIGXFSZ)
#if HAVE_SIGNAL_WINCH
EACH_WAY(sigwinch, SIGWINCH)
#endif
#if HAVE_REALTIME
EACH_WAY(sigrtmin, realtime_signal(0))
EACH_WAY(sigrtmin_plus_5, realtime_signal(5))
#endif

/* Signals of some systems, by one way each. */

#if HAVE_SIGNAL_IO
BODY(signal, raise_sigio)
{
    return by_raise(SIGIO);
}
#endif

#if HAVE_SIGNAL_PWR
BODY(signal, raise_sigpwr)
{
    return by_raise(SIGPWR);
}
#endif

#if HAVE_SIGNAL_STKFLT
BODY(signal, raise_sigstkflt)
{
    return by_raise(SIGSTKFLT);
}
#endif

/* The core flag where cores may be made. */

#define CORE(name, number) BODY(signal, core_of_##name) { return by_raise(number); }
CORE(sigabrt, SIGABRT)
CORE(sigbus, SIGBUS)
CORE(sigfpe, SIGFPE)
CORE(sigill, SIGILL)
CORE(sigquit, SIGQUIT)
CORE(sigsegv, SIGSEGV)
CORE(sigsys, SIGSYS)
CORE(sigtrap, SIGTRAP)
CORE(sigxcpu, SIGXCPU)
CORE(sigxfsz, SIGXFSZ)

BODY(signal, no_core_of_sigterm)
{
    return by_raise(SIGTERM);
}

BODY(signal, no_core_of_sigkill)
{
    return by_raise(SIGKILL);
}
