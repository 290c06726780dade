/* The end of a controlling process. Descriptor 1 is the terminal. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <termios.h> /* klibc has tcsetpgrp() there */
#include <unistd.h>

#include "kit.h"
#include "probe.h"

static void bring_to_foreground(pid_t group)
{
    MUST(tcsetpgrp(1, group) == 0);
}

static void report_sighup(void)
{
    take_signal(SIGHUP);
    event("sighup");
}

/* A child that is the foreground group and tells of SIGHUP. */
static void fork_witness(void)
{
    pid_t child = fork_into_own_group();
    if (child == 0) {
        report_sighup();
        _exit(0);
    }
    bring_to_foreground(child);
}

BODY(session, foreground_group_gets_sighup)
{
    fork_witness();
    return 3;
}

BODY(session, exit_hangs_up_too)
{
    fork_witness();
    ending();
    exit(3);
}

BODY(session, underscore_exit_hangs_up_too)
{
    fork_witness();
    ending();
    _exit(3);
}

BODY(session, aborted_leader_hangs_up_too)
{
    fork_witness();
    ending();
    abort();
}

BODY(session, terminated_leader_hangs_up_too)
{
    fork_witness();
    ending();
    send_self(SIGTERM);
    return 99;
}

BODY(session, killed_leader_hangs_up_too)
{
    fork_witness();
    ending();
    send_self(SIGKILL);
    return 99;
}

/* A process of the background watches one of the foreground die. */
BODY(session, sighup_kills_by_default)
{
    struct gate in_foreground;
    make_gate(&in_foreground);
    if (fork_into_own_group() == 0) {
        pid_t victim = fork_into_own_group();
        if (victim == 0) {
            unblock(SIGHUP);
            for (;;)
                pause();
        }
        block(SIGTTOU);
        bring_to_foreground(victim);
        open_gate(&in_foreground);
        event_status("victim", await(victim));
        _exit(0);
    }
    pass_gate(&in_foreground);
    return 0;
}

/* Two members of the foreground group: when one has got the signal, the other has been sent it too. */
static void fork_group_of_two(void (*other)(struct gate *ready, struct gate *hung_up))
{
    struct gate ready, hung_up;
    pid_t child;
    make_gate(&ready);
    make_gate(&hung_up);
    child = fork_into_own_group();
    if (child == 0) {
        pid_t second = fork_child();
        if (second == 0) {
            other(&ready, &hung_up);
            _exit(0);
        }
        close(hung_up.reader);
        report_sighup();
        close(hung_up.writer);
        event_status("other", await(second));
        _exit(0);
    }
    close(hung_up.reader);
    close(hung_up.writer);
    pass_gate(&ready);
    bring_to_foreground(child);
}

static void ignore_it(struct gate *ready, struct gate *hung_up)
{
    ignore(SIGHUP);
    unblock(SIGHUP);
    open_gate(ready);
    await_end(hung_up);
    event("still-running");
}

BODY(session, sighup_ignored)
{
    fork_group_of_two(ignore_it);
    return 0;
}

/* What nohup does. */
static void ignore_it_and_execute(struct gate *ready, struct gate *hung_up)
{
    ignore(SIGHUP);
    unblock(SIGHUP);
    open_gate(ready);
    close(hung_up->writer);
    MUST(dup2(hung_up->reader, 9) == 9);
    become_shell("read line <&9; exit 5");
}

BODY(session, ignored_sighup_is_ignored_after_exec)
{
    fork_group_of_two(ignore_it_and_execute);
    return 0;
}

static void exit_from_handler(int signal)
{
    (void)signal;
    _exit(4);
}

/* What daemons and servers do: tidy up, and end of their own will. */
static void end_by_handler(struct gate *ready, struct gate *hung_up)
{
    (void)hung_up;
    catch_signal(SIGHUP, exit_from_handler, 0);
    unblock(SIGHUP);
    open_gate(ready);
    for (;;)
        pause();
}

BODY(session, handler_of_sighup_ends_the_process)
{
    fork_group_of_two(end_by_handler);
    return 0;
}

/* The process of the foreground tells the one of the background when it has got the signal. */
BODY(session, background_group_gets_none)
{
    struct gate hung_up;
    pid_t child;
    make_gate(&hung_up);
    if (fork_into_own_group() == 0) {
        pass_gate(&hung_up);
        event_truth("background", is_pending(SIGHUP));
        _exit(0);
    }
    child = fork_into_own_group();
    if (child == 0) {
        report_sighup();
        open_gate(&hung_up);
        _exit(0);
    }
    bring_to_foreground(child);
    return 0;
}

/* As a daemon does: setsid() takes it out of the terminal's reach. */
BODY(session, another_session_gets_none)
{
    struct gate hung_up, away;
    pid_t child;
    make_gate(&hung_up);
    make_gate(&away);
    block(SIGHUP);
    if (fork_child() == 0) {
        MUST(setsid() == getpid());
        open_gate(&away);
        pass_gate(&hung_up);
        event_truth("elsewhere", is_pending(SIGHUP));
        _exit(0);
    }
    pass_gate(&away);
    child = fork_into_own_group();
    if (child == 0) {
        report_sighup();
        open_gate(&hung_up);
        _exit(0);
    }
    bring_to_foreground(child);
    return 0;
}

/* The end of any other member of the session hangs up nothing. */
BODY(session, member_that_leads_nothing_does_not_hang_up)
{
    struct gate looked;
    pid_t child, member;
    make_gate(&looked);
    child = fork_into_own_group();
    if (child == 0) {
        pass_gate(&looked);
        event_truth("sighup", is_pending(SIGHUP));
        _exit(0);
    }
    bring_to_foreground(child);
    member = fork_child();
    if (member == 0)
        _exit(0);
    event_status("member", await(member));
    open_gate(&looked);
    event_status("child", await(child));
    return 0;
}

/* The shell that takes the leader's place waits until the child has ended, and with it the child's end of a pipe. */
BODY(session, exec_does_not_hang_up)
{
    struct gate executed, looked;
    pid_t child;
    make_gate(&executed);
    make_gate(&looked);
    child = fork_into_own_group();
    if (child == 0) {
        close(looked.reader);
        await_end(&executed);
        event_truth("after-the-exec", is_pending(SIGHUP));
        _exit(0);
    }
    bring_to_foreground(child);
    /* Its last writer is closed by the exec. */
    close_on_exec(executed.writer);
    close(looked.writer);
    MUST(dup2(looked.reader, 9) == 9);
    ending();
    become_shell("read line <&9; exit 3");
    return 99;
}

/* Whether the calling process has a controlling terminal. */
static int has_terminal(void)
{
    int terminal = open("/dev/tty", O_RDWR);
    if (terminal >= 0)
        close(terminal);
    return terminal >= 0;
}

BODY(session, terminal_is_given_up)
{
    struct gate looked;
    pid_t child;
    make_gate(&looked);
    child = fork_into_own_group();
    if (child == 0) {
        event_truth("before", has_terminal());
        open_gate(&looked);
        report_sighup();
        event_truth("after", has_terminal());
        _exit(0);
    }
    pass_gate(&looked);
    bring_to_foreground(child);
    return 0;
}

/* What a survivor writes to the terminal that its session has lost. */
BODY(session, survivor_writes_to_the_terminal)
{
    pid_t child = fork_into_own_group();
    if (child == 0) {
        report_sighup();
        event_error("write", write(1, "late", 4) == 4 ? 0 : errno);
        _exit(0);
    }
    bring_to_foreground(child);
    return 0;
}

BODY(session, new_session_has_none)
{
    pid_t child;
    event_truth("ours", has_terminal());
    child = fork_child();
    if (child == 0) {
        MUST(setsid() == getpid());
        event_truth("the-childs", has_terminal());
        _exit(0);
    }
    event_status("child", await(child));
    event_truth("ours", has_terminal());
    return 0;
}

/* With a terminal for a sink, it is a terminal, but not the session's. */
BODY(session, without_a_terminal_no_sighup)
{
    struct gate lifeline;
    pid_t parent = getpid();
    if (isatty(1))
        event_error("foreground", tcsetpgrp(1, parent) == 0 ? 0 : errno);
    make_gate(&lifeline);
    block(SIGHUP);
    /* It stays in the leader's group, which is the one that a controlling process would have in the foreground. */
    if (fork_child() == 0) {
        await_end(&lifeline);
        await_another_parent(parent);
        event_truth("sighup", is_pending(SIGHUP));
        _exit(0);
    }
    return 0;
}
