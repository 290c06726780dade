/* What SIGCHLD says, and when it comes. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "processes.h"

#if HAVE_SIGINFO && HAVE_WAITID

static volatile sig_atomic_t caught;
static volatile pid_t expected;

/* Reports what the system says of the child, as waitid() would. */
static void on_child(int number, siginfo_t *info, void *context)
{
    (void)context;
    event_signal("caught", number);
    event_info("siginfo", info);
    event_whose("si_pid", info->si_pid, expected);
    caught = 1;
}

static void catch_with_info(int flags)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_sigaction = on_child;
    action.sa_flags = SA_SIGINFO | flags;
    MUST(sigaction(SIGCHLD, &action, 0) == 0);
}

/* SIGCHLD is blocked until the handler can know whose it should be. */
static void await_sigchld(pid_t child)
{
    sigset_t none;
    expected = child;
    sigemptyset(&none);
    while (!caught)
        sigsuspend(&none);
}

static int sigchld_of_exit(int code)
{
    pid_t child;
    catch_with_info(0);
    block(SIGCHLD);
    child = child_that_exits(code);
    await_sigchld(child);
    await(child);
    return 0;
}

BODY(wait, sigchld_of_an_exit)
{
    return sigchld_of_exit(7);
}

BODY(wait, sigchld_of_exit_256)
{
    return sigchld_of_exit(256);
}

BODY(wait, sigchld_of_exit_minus_1)
{
    return sigchld_of_exit(-1);
}

BODY(wait, sigchld_of_a_kill)
{
    pid_t child;
    catch_with_info(0);
    block(SIGCHLD);
    child = fork_child();
    if (child == 0)
        die_by(SIGTERM);
    await_sigchld(child);
    await(child);
    return 0;
}

static pid_t child_that_stops(void)
{
    pid_t child = fork_child();
    if (child == 0)
        _exit(raise(SIGSTOP));
    return child;
}

BODY(wait, sigchld_of_a_stop)
{
    pid_t child;
    catch_with_info(0);
    block(SIGCHLD);
    child = child_that_stops();
    await_sigchld(child);
    MUST(kill(child, SIGKILL) == 0);
    await(child);
    return 0;
}

/* Whether a continuation sends the signal is open. The child says that it runs again, by which time any signal is there. */
BODY(wait, sigchld_of_a_continuation)
{
    struct gate running, gate;
    pid_t child;
    set_action(SIGCHLD, do_nothing, SA_RESTART);
    make_gate(&running);
    make_gate(&gate);
    child = fork_child();
    if (child == 0) {
        raise(SIGSTOP);
        open_gate(&running);
        pass_gate(&gate);
        _exit(0);
    }
    watch_stop(child);
    block(SIGCHLD);
    event_truth("before", is_pending(SIGCHLD));
    MUST(kill(child, SIGCONT) == 0);
    pass_gate(&running);
    event_truth("after", is_pending(SIGCHLD));
    open_gate(&gate);
    await(child);
    return 0;
}

BODY(wait, no_sigchld_of_a_stop_if_asked)
{
    pid_t child;
    catch_with_info(SA_NOCLDSTOP);
    block(SIGCHLD);
    child = child_that_stops();
    watch_stop(child);
    event_truth("pending_after_the_stop", is_pending(SIGCHLD));
    MUST(waitpid(child, 0, WUNTRACED) == child);
    MUST(kill(child, SIGCONT) == 0);
    watch_end(child);
    event_truth("pending_after_the_end", is_pending(SIGCHLD));
    await(child);
    return 0;
}

BODY(wait, pending_sigchld_after_the_wait)
{
    pid_t child;
    set_action(SIGCHLD, do_nothing, 0);
    block(SIGCHLD);
    child = child_that_exits(7);
    watch_end(child);
    event_truth("before", is_pending(SIGCHLD));
    await(child);
    event_truth("after", is_pending(SIGCHLD));
    return 0;
}

#endif

static volatile sig_atomic_t count;

#if HAVE_WAITID

static void count_one(int number)
{
    (void)number;
    count++;
}

/* Three endings while the signal is blocked: whether it comes once or three times is open, so handlers have to wait in a loop. */
BODY(wait, three_endings_one_signal)
{
    pid_t children[3];
    int at;
    set_action(SIGCHLD, count_one, 0);
    block(SIGCHLD);
    for (at = 0; at < 3; at++)
        children[at] = child_that_exits(at);
    for (at = 0; at < 3; at++)
        watch_end(children[at]);
    unblock(SIGCHLD);
    event_number("signals", count);
    return 0;
}

#endif

/* The usual handler: it takes every child there is, so that none is missed however few signals come. */
static void take_all(int number)
{
    int saved = errno;
    (void)number;
    while (waitpid(-1, 0, WNOHANG) > 0)
        count++;
    errno = saved;
}

BODY(wait, handler_that_takes_all)
{
    sigset_t none;
    int at;
    block(SIGCHLD);
    set_action(SIGCHLD, take_all, SA_RESTART);
    for (at = 0; at < 20; at++)
        child_that_exits(at);
    sigemptyset(&none);
    while (count < 20)
        sigsuspend(&none);
    event_number("taken", count);
    event_result("wait", wait(0));
    return 0;
}
