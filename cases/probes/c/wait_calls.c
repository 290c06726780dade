/* The calls themselves: options, errors, interruptions. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "processes.h"

BODY(wait, wnohang_waitpid_before_the_end)
{
    struct gate gate;
    pid_t child;
    make_gate(&gate);
    child = child_behind(&gate, 7);
    report_waitpid("before", child, WNOHANG);
    report_waitpid("before", -1, WNOHANG);
    open_gate(&gate);
    report_waitpid("after", child, 0);
    return 0;
}

#if HAVE_WAITID

BODY(wait, wnohang_waitpid_after_the_end)
{
    pid_t child = child_that_exits(7);
    watch_end(child);
    report_waitpid("after", child, WNOHANG);
    return 0;
}

BODY(wait, wnowait_is_repeatable)
{
    id_t child = (id_t)child_that_exits(7);
    report_waitid("looked", P_PID, child, WEXITED | WNOWAIT);
    report_waitid("looked", P_PID, child, WEXITED | WNOWAIT);
    report_waitid("looked", P_PID, child, WEXITED | WNOWAIT);
    report_waitid("taken", P_PID, child, WEXITED);
    report_waitid("again", P_PID, child, WEXITED | WNOHANG);
    return 0;
}

BODY(wait, wnohang_waitid_before_the_end)
{
    struct gate gate;
    pid_t child;
    siginfo_t before;
    make_gate(&gate);
    child = child_behind(&gate, 7);
    before = look(child, WEXITED | WNOHANG);
    event_number("si_signo", before.si_signo);
    event_number("si_pid", (long)before.si_pid);
    open_gate(&gate);
    watch_end(child);
    report_waitid("after", P_PID, (id_t)child, WEXITED | WNOHANG);
    return 0;
}

BODY(wait, exit_needs_wexited)
{
    pid_t child = child_that_exits(7);
    watch_end(child);
    report_waitid("stopped", P_PID, (id_t)child, WSTOPPED | WNOHANG);
    report_waitid("continued", P_PID, (id_t)child, WCONTINUED | WNOHANG);
    report_waitid("exited", P_PID, (id_t)child, WEXITED);
    return 0;
}

/* Applications have to give a state; this one does not. */
BODY(wait, waitid_without_states)
{
    pid_t child = child_that_exits(7);
    watch_end(child);
    report_waitid("waitid", P_PID, (id_t)child, WNOHANG);
    await(child);
    return 0;
}

BODY(wait, waitid_of_an_unknown_kind)
{
    pid_t child = child_that_exits(7);
    report_waitid("waitid", (idtype_t)12345, (id_t)child, WEXITED);
    report_waitpid("then", child, 0);
    return 0;
}

#endif

/* A bit that no system is known to have given a meaning. */
BODY(wait, waitpid_bad_options)
{
    pid_t child = child_that_exits(7);
    report_waitpid("bad", child, 1 << 20);
    report_waitpid("good", child, 0);
    return 0;
}

BODY(wait, second_wait_fails)
{
    pid_t child = child_that_exits(7);
    report_waitpid("first", child, 0);
    report_waitpid("second", child, 0);
    return 0;
}

static void report_wait(const char *name)
{
    int status = 0;
    if (wait(&status) < 0)
        event_error(name, errno);
    else
        event_status(name, status);
}

BODY(wait, no_children)
{
    report_wait("wait");
    report_waitpid("waitpid", -1, 0);
    report_waitpid("waitpid_wnohang", -1, WNOHANG);
    return 0;
}

#if HAVE_WAITID

BODY(wait, no_children_by_waitid)
{
    report_waitid("waitid", P_ALL, 0, WEXITED);
    report_waitid("waitid_wnohang", P_ALL, 0, WEXITED | WNOHANG);
    return 0;
}

#endif

BODY(wait, parent_is_no_child)
{
    report_waitpid("parent", getppid(), 0);
    report_waitpid("self", getpid(), 0);
    return 0;
}

BODY(wait, grandchild_is_no_child)
{
    struct gate gate;
    int news[2];
    pid_t child, grandchild;
    make_gate(&gate);
    MUST(pipe(news) == 0);
    child = fork_child();
    if (child == 0) {
        grandchild = child_behind(&gate, 0);
        MUST(write(news[1], &grandchild, sizeof grandchild) == (ssize_t)sizeof grandchild);
        await(grandchild);
        _exit(7);
    }
    MUST(read(news[0], &grandchild, sizeof grandchild) == (ssize_t)sizeof grandchild);
    report_waitpid("grandchild", grandchild, 0);
    open_gate(&gate);
    report_waitpid("child", child, 0);
    return 0;
}

BODY(wait, without_status)
{
    pid_t child = child_that_exits(7);
    event_whose("returned", waitpid(child, 0, 0), child);
    report_waitpid("again", child, 0);
    child = child_that_exits(7);
    event_whose("returned", wait(0), child);
    report_wait("again");
    return 0;
}

/* Fires again and again, so that it does so during the call, whenever that begins. */
static void start_timer(void)
{
    struct itimerval tick;
    memset(&tick, 0, sizeof tick);
    tick.it_value.tv_usec = 5000;
    tick.it_interval.tv_usec = 5000;
    MUST(setitimer(ITIMER_REAL, &tick, 0) == 0);
}

BODY(wait, interrupted)
{
    struct gate gate;
    pid_t child;
    make_gate(&gate);
    child = child_behind(&gate, 7);
    set_action(SIGALRM, do_nothing, 0);
    start_timer();
    report_waitpid("waitpid", child, 0);
    report_wait("wait");
    set_action(SIGALRM, SIG_IGN, 0);
    open_gate(&gate);
    report_waitpid("undisturbed", child, 0);
    return 0;
}

#if HAVE_WAITID

BODY(wait, waitid_interrupted)
{
    struct gate gate;
    pid_t child;
    make_gate(&gate);
    child = child_behind(&gate, 7);
    set_action(SIGALRM, do_nothing, 0);
    start_timer();
    report_waitid("waitid", P_PID, (id_t)child, WEXITED);
    set_action(SIGALRM, SIG_IGN, 0);
    open_gate(&gate);
    report_waitpid("undisturbed", child, 0);
    return 0;
}

#endif

static volatile sig_atomic_t ticks;
static struct gate released;

static void release_after_three(int signal)
{
    (void)signal;
    if (++ticks == 3)
        open_gate(&released);
}

BODY(wait, restarted)
{
    pid_t child;
    make_gate(&released);
    child = child_behind(&released, 7);
    set_action(SIGALRM, release_after_three, SA_RESTART);
    start_timer();
    report_waitpid("waitpid", child, 0);
    set_action(SIGALRM, SIG_IGN, 0);
    return 0;
}
