/* Zombies, and what is left of a child. */
#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "processes.h"

#if HAVE_RUSAGE || HAVE_WAIT4
#include <sys/resource.h>
#include <sys/time.h>
#endif

/* Two children, each of which waits to be let through, reports, and exits. */
static void two_children(const struct gate *gate)
{
    int at;
    for (at = 0; at < 2; at++) {
        if (fork_child() == 0) {
            pass_gate(gate);
            event("child_ends");
            _exit(3);
        }
    }
}

BODY(wait, ignored_sigchld)
{
    struct gate gate;
    set_action(SIGCHLD, SIG_IGN, 0);
    make_gate(&gate);
    two_children(&gate);
    open_gate(&gate);
    open_gate(&gate);
    event_result("wait", wait(0));
    return 0;
}

BODY(wait, ignored_sigchld_by_id)
{
    struct gate gate;
    pid_t child;
    set_action(SIGCHLD, SIG_IGN, 0);
    make_gate(&gate);
    child = fork_child();
    if (child == 0) {
        pass_gate(&gate);
        event("child_ends");
        _exit(3);
    }
    open_gate(&gate);
    event_result("waitpid", waitpid(child, 0, 0));
    return 0;
}

#if HAVE_NOCLDWAIT

static int no_zombie(void (*handler)(int), int flags)
{
    struct gate gate;
    set_action(SIGCHLD, handler, SA_NOCLDWAIT | flags);
    make_gate(&gate);
    if (fork_child() == 0) {
        pass_gate(&gate);
        event("child_ends");
        _exit(3);
    }
    open_gate(&gate);
    event_result("wait", wait(0));
    return 0;
}

/* Restarting, since whether the signal is sent at all is the system's choice. */
BODY(wait, no_zombies_flag)
{
    return no_zombie(do_nothing, SA_RESTART);
}

/* The flag does it, whatever the disposition. */
BODY(wait, no_zombies_flag_with_the_default)
{
    return no_zombie(SIG_DFL, 0);
}

#endif

#if HAVE_NOCLDWAIT

/* There is no zombie; whether the signal is sent all the same is the system's choice. */
BODY(wait, no_zombies_flag_and_the_signal)
{
    set_action(SIGCHLD, do_nothing, SA_NOCLDWAIT);
    block(SIGCHLD);
    child_that_exits(3);
    event_result("wait", wait(0));
    event_truth("signal", is_pending(SIGCHLD));
    return 0;
}

#endif

#if HAVE_WAITID

BODY(wait, default_sigchld)
{
    pid_t child;
    siginfo_t info;
    set_action(SIGCHLD, SIG_DFL, 0);
    child = child_that_exits(3);
    info = look(child, WEXITED | WNOWAIT);
    event_info("zombie", &info);
    report_waitpid("waitpid", child, 0);
    return 0;
}

static int signal_a_zombie(int signal)
{
    pid_t child = child_that_exits(3);
    watch_end(child);
    event_result("kill", kill(child, signal));
    report_waitpid("waitpid", child, 0);
    return 0;
}

BODY(wait, kill_a_zombie)
{
    return signal_a_zombie(SIGKILL);
}

BODY(wait, stop_a_zombie)
{
    return signal_a_zombie(SIGSTOP);
}

BODY(wait, null_signal_to_a_zombie)
{
    return signal_a_zombie(0);
}

/* A group whose only member is a zombie is still there to be signalled. */
BODY(wait, kill_the_group_of_a_zombie)
{
    pid_t child = fork_child();
    if (child == 0)
        _exit(setpgid(0, 0) == 0 ? 3 : 99);
    watch_end(child);
    event_result("kill", kill(-child, SIGKILL));
    report_waitpid("waitpid", child, 0);
    return 0;
}

/* A zombie that its parent never asks about goes with the parent. */
BODY(wait, zombie_is_not_left_behind)
{
    watch_end(child_that_exits(3));
    return 4;
}

#endif

BODY(wait, null_signal_after_the_wait)
{
    pid_t child = child_that_exits(3);
    await(child);
    event_result("kill", kill(child, 0));
    return 0;
}

#if HAVE_RUSAGE

/* Processor time enough to be seen by the coarsest clock, in microseconds. Where only whole seconds are told, as qemu does
   to sparc64, it takes a second of it. */
#define BUSY 50000L

static long microseconds(const struct rusage *usage)
{
    return (usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1000000L + usage->ru_utime.tv_usec + usage->ru_stime.tv_usec;
}

static long time_of(int who)
{
    struct rusage usage;
    MUST(getrusage(who, &usage) == 0);
    return microseconds(&usage);
}

static pid_t busy_child(void)
{
    pid_t child = fork_child();
    if (child == 0) {
        while (time_of(RUSAGE_SELF) < BUSY)
            continue;
        _exit(0);
    }
    return child;
}

BODY(wait, time_is_discarded_without_wait)
{
    set_action(SIGCHLD, SIG_IGN, 0);
    busy_child();
    event_result("wait", wait(0));
    event_truth("counted", time_of(RUSAGE_CHILDREN) >= BUSY);
    return 0;
}

#if HAVE_WAITID

BODY(wait, time_is_counted_after_the_wait)
{
    pid_t child = busy_child();
    watch_end(child);
    event_truth("before", time_of(RUSAGE_CHILDREN) >= BUSY);
    await(child);
    event_truth("after", time_of(RUSAGE_CHILDREN) >= BUSY);
    return 0;
}

#endif

/* The child's own children count, once the child has waited for them. */
BODY(wait, time_of_a_grandchild_is_counted)
{
    pid_t child = fork_child();
    if (child == 0) {
        await(busy_child());
        _exit(0);
    }
    await(child);
    event_truth("counted", time_of(RUSAGE_CHILDREN) >= BUSY);
    return 0;
}

#if HAVE_WAIT4

BODY(wait, wait4_tells_the_time)
{
    pid_t idle = child_that_exits(0), busy = busy_child(), got;
    struct rusage usage;
    int status = 0;
    got = wait4(idle, &status, 0, &usage);
    event_status("idle", status);
    event_whose("idle", got, idle);
    event_truth("idle", microseconds(&usage) >= BUSY);
    got = wait4(busy, &status, 0, &usage);
    event_status("busy", status);
    event_whose("busy", got, busy);
    event_truth("busy", microseconds(&usage) >= BUSY);
    return 0;
}

#endif

#endif
