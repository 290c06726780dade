/* Groups that become orphans, or are, and the signals that stop. */
#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kit.h"
#include "probe.h"

static void report_sighup(int signal)
{
    (void)signal;
    event("sighup");
}

static void report_sigcont(int signal)
{
    (void)signal;
    event("sigcont");
}

/* The end of the body's process makes an orphan of the child's group. */
BODY(session, stopped_group_gets_sighup_and_sigcont)
{
    pid_t child = fork_child();
    if (child == 0) {
        catch_signal(SIGHUP, report_sighup, SIGCONT);
        catch_signal(SIGCONT, report_sigcont, SIGHUP);
        MUST(setpgid(0, 0) == 0);
        send_self(SIGSTOP);
        event("goes-on");
        _exit(0);
    }
    event_status("child", await_stop(child));
    return 0;
}

/* One member is stopped; another, in the same group, watches it die. */
static void fork_stopped_and_watcher(void)
{
    struct gate stopped;
    make_gate(&stopped);
    if (fork_into_own_group() == 0) {
        pid_t child = fork_child();
        if (child == 0) {
            unblock(SIGHUP);
            send_self(SIGSTOP);
            event("not-reached");
            _exit(0);
        }
        event_status("child", await_stop(child));
        open_gate(&stopped);
        event_status("child", await(child));
        event_truth("watcher", is_pending(SIGHUP));
        _exit(0);
    }
    pass_gate(&stopped);
}

BODY(session, stopped_group_dies_by_default)
{
    fork_stopped_and_watcher();
    return 0;
}

BODY(session, stopped_group_of_a_killed_parent)
{
    fork_stopped_and_watcher();
    ending();
    send_self(SIGKILL);
    return 99;
}

BODY(session, running_group_gets_nothing)
{
    struct gate lifeline, grouped;
    pid_t parent = getpid();
    make_gate(&lifeline);
    make_gate(&grouped);
    if (fork_into_own_group() == 0) {
        open_gate(&grouped);
        await_end(&lifeline);
        await_another_parent(parent);
        event_truth("sighup", is_pending(SIGHUP));
        _exit(0);
    }
    pass_gate(&grouped);
    return 0;
}

/* A member of the leader's own group: the leader's parent is outside the session, so it was an orphan all along. */
BODY(session, group_that_was_an_orphan_before_gets_nothing)
{
    pid_t child = fork_child();
    if (child == 0) {
        send_self(SIGSTOP);
        event("continued");
        _exit(0);
    }
    event_status("child", await_stop(child));
    return 0;
}

/* Another member of the group still has a parent in the session. Its end makes an orphan of the group. */
BODY(session, group_with_another_tie_is_left_alone)
{
    struct gate go;
    pid_t other, middle;
    make_gate(&go);
    other = fork_into_own_group();
    if (other == 0) {
        pass_gate(&go);
        event_truth("sighup", is_pending(SIGHUP));
        _exit(0);
    }
    middle = fork_child();
    if (middle == 0) {
        pid_t child = fork_child();
        if (child == 0) {
            MUST(setpgid(0, other) == 0);
            send_self(SIGSTOP);
            event("continued");
            _exit(0);
        }
        event_status("child", await_stop(child));
        _exit(0);
    }
    event_status("middle", await(middle));
    open_gate(&go);
    await(other);
    return 0;
}

/* The parent of a stopped process leaves the session, and lives on. */
BODY(session, group_orphaned_by_setsid_is_left_alone)
{
    pid_t middle = fork_child();
    if (middle == 0) {
        int status = 0;
        pid_t got, child = fork_child();
        if (child == 0) {
            MUST(setpgid(0, 0) == 0);
            send_self(SIGSTOP);
            event("continued");
            _exit(0);
        }
        event_status("child", await_stop(child));
        /* Not the leader of its group, so it may. */
        event_truth("setsid", setsid() == getpid());
        got = waitpid(child, &status, WNOHANG | WCONTINUED);
        if (got == 0)
            event("still-stopped");
        else
            event_status("child", status);
        _exit(0);
    }
    event_status("middle", await(middle));
    return 0;
}

/* The case's own group is an orphan: its parent is in another session. */
BODY(session, terminal_stops_are_discarded)
{
    send_self(SIGTSTP);
    event("sigtstp");
    send_self(SIGTTIN);
    event("sigttin");
    send_self(SIGTTOU);
    event("sigttou");
    return 6;
}

BODY(session, sigstop_is_not_discarded)
{
    send_self(SIGSTOP);
    await_continued();
    return 6;
}

/* A group whose leader has a parent in the session, and outside the group, is none. */
static void stops_by(int signal)
{
    pid_t child = fork_into_own_group();
    if (child == 0) {
        send_self(signal);
        event("goes-on");
        _exit(0);
    }
    event_status("child", await_stop(child));
    MUST(kill(child, SIGCONT) == 0);
    event_status("child", await(child));
}

BODY(session, terminal_stops_stop_a_group_that_is_no_orphan)
{
    stops_by(SIGTSTP);
    stops_by(SIGTTIN);
    stops_by(SIGTTOU);
    return 0;
}

/* Forks a child into a group of its own that is not in the foreground, and has it read from the terminal. */
BODY(session, background_read_stops)
{
    char byte;
    pid_t child = fork_into_own_group();
    if (child == 0) {
        ssize_t got = read(1, &byte, 1);
        event_error("read", got < 0 ? errno : 0);
        _exit(0);
    }
    event_status("child", await_stop(child));
    MUST(kill(child, SIGKILL) == 0);
    event_status("child", await(child));
    return 0;
}

/* The same when nobody is left who could continue it. */
BODY(session, orphaned_background_read_fails)
{
    char byte;
    struct gate read_it;
    pid_t middle;
    make_gate(&read_it);
    middle = fork_into_own_group();
    if (middle == 0) {
        struct gate lifeline;
        pid_t parent = getpid();
        make_gate(&lifeline);
        if (fork_child() == 0) {
            ssize_t got;
            await_end(&lifeline);
            await_another_parent(parent);
            got = read(1, &byte, 1);
            event_error("read", got < 0 ? errno : 0);
            open_gate(&read_it);
            _exit(0);
        }
        _exit(0);
    }
    MUST(await(middle) == 0);
    pass_gate(&read_it);
    return 0;
}
