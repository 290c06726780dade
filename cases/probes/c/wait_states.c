/* Stops and continuations, as the parent sees them. */
#include <signal.h>
#include <unistd.h>

#include "processes.h"

/* A child that stops itself by SIGSTOP, then waits to be let through, then exits with 5. */
static pid_t stopper(struct gate *gate)
{
    pid_t child;
    make_gate(gate);
    child = fork_child();
    if (child == 0) {
        raise(SIGSTOP);
        pass_gate(gate);
        _exit(5);
    }
    return child;
}

static void send(pid_t child, int signal)
{
    MUST(kill(child, signal) == 0);
}

/* In a group of its own, in the session of its parent: a group that is not orphaned, so job control applies. */
static int stopped_by(int signal)
{
    pid_t child = fork_child();
    if (child == 0)
        _exit(setpgid(0, 0) == 0 ? raise(signal) : 99);
    report_waitpid("first", child, WUNTRACED);
    send(child, SIGCONT);
    report_waitpid("then", child, 0);
    return 0;
}

BODY(wait, stopped_by_sigstop)
{
    return stopped_by(SIGSTOP);
}

BODY(wait, stopped_by_sigtstp)
{
    return stopped_by(SIGTSTP);
}

BODY(wait, stopped_by_sigttin)
{
    return stopped_by(SIGTTIN);
}

BODY(wait, stopped_by_sigttou)
{
    return stopped_by(SIGTTOU);
}

BODY(wait, stop_is_told_once)
{
    struct gate gate;
    pid_t child = stopper(&gate);
    report_waitpid("first", child, WUNTRACED);
    report_waitpid("again", child, WUNTRACED | WNOHANG);
    send(child, SIGKILL);
    report_waitpid("then", child, 0);
    return 0;
}

static void on_term(int signal)
{
    (void)signal;
    event("term");
}

BODY(wait, term_waits_for_continuation)
{
    pid_t child = fork_child();
    if (child == 0) {
        set_action(SIGTERM, on_term, 0);
        raise(SIGSTOP);
        _exit(5);
    }
    report_waitpid("first", child, WUNTRACED);
    send(child, SIGTERM);
    /* A delivery now would be reported by the handler long before another child has come and gone. */
    await(child_that_exits(0));
    event("continuing");
    send(child, SIGCONT);
    report_waitpid("then", child, 0);
    return 0;
}

BODY(wait, continued_though_ignored)
{
    pid_t child = fork_child();
    if (child == 0) {
        set_action(SIGCONT, SIG_IGN, 0);
        raise(SIGSTOP);
        _exit(5);
    }
    report_waitpid("first", child, WUNTRACED);
    send(child, SIGCONT);
    report_waitpid("then", child, 0);
    return 0;
}

/* The child adds 1 to its code when the signal is pending. */
BODY(wait, continued_though_blocked)
{
    pid_t child = fork_child();
    if (child == 0) {
        block(SIGCONT);
        raise(SIGSTOP);
        _exit(5 + is_pending(SIGCONT));
    }
    report_waitpid("first", child, WUNTRACED);
    send(child, SIGCONT);
    report_waitpid("then", child, 0);
    return 0;
}

#if HAVE_CONTINUED

BODY(wait, kill_ends_a_stopped_child)
{
    struct gate gate;
    pid_t child = stopper(&gate);
    report_waitpid("first", child, WUNTRACED);
    send(child, SIGKILL);
    report_waitpid("then", child, WUNTRACED | WCONTINUED);
    return 0;
}

BODY(wait, transitions_by_waitpid)
{
    struct gate gate;
    pid_t child = stopper(&gate);
    report_waitpid("1", child, WUNTRACED | WCONTINUED);
    send(child, SIGCONT);
    report_waitpid("2", child, WUNTRACED | WCONTINUED);
    send(child, SIGTERM);
    report_waitpid("3", child, WUNTRACED | WCONTINUED);
    return 0;
}

#endif

#if HAVE_WAITID

BODY(wait, transitions_by_waitid)
{
    const int states = WEXITED | WSTOPPED | WCONTINUED;
    struct gate gate;
    pid_t child = stopper(&gate);
    report_waitid("1", P_PID, (id_t)child, states);
    send(child, SIGCONT);
    report_waitid("2", P_PID, (id_t)child, states);
    send(child, SIGTERM);
    report_waitid("3", P_PID, (id_t)child, states);
    return 0;
}

BODY(wait, stop_needs_wuntraced)
{
    struct gate gate;
    pid_t child = stopper(&gate);
    watch_stop(child);
    report_waitpid("without", child, WNOHANG);
    report_waitpid("with", child, WNOHANG | WUNTRACED);
    send(child, SIGKILL);
    report_waitpid("then", child, 0);
    return 0;
}

/* Continues the child, and waits until that can be told. */
static void continue_and_look(pid_t child)
{
    watch_stop(child);
    send(child, SIGCONT);
    look(child, WCONTINUED | WNOWAIT);
}

BODY(wait, continuation_needs_wcontinued)
{
    struct gate gate;
    pid_t child = stopper(&gate);
    continue_and_look(child);
    report_waitpid("without", child, WNOHANG);
    report_waitpid("without", child, WNOHANG | WUNTRACED);
    report_waitpid("with", child, WNOHANG | WCONTINUED);
    open_gate(&gate);
    report_waitpid("then", child, 0);
    return 0;
}

BODY(wait, continuation_is_told_once)
{
    struct gate gate;
    pid_t child = stopper(&gate);
    continue_and_look(child);
    report_waitpid("first", child, WCONTINUED);
    report_waitpid("again", child, WCONTINUED | WNOHANG);
    open_gate(&gate);
    report_waitpid("then", child, 0);
    return 0;
}

BODY(wait, stop_is_told_again_with_wnowait)
{
    struct gate gate;
    pid_t child = stopper(&gate);
    report_waitid("looked", P_PID, (id_t)child, WSTOPPED | WNOWAIT);
    report_waitid("looked", P_PID, (id_t)child, WSTOPPED | WNOWAIT);
    report_waitid("taken", P_PID, (id_t)child, WSTOPPED);
    report_waitid("again", P_PID, (id_t)child, WSTOPPED | WNOHANG);
    send(child, SIGKILL);
    report_waitpid("then", child, 0);
    return 0;
}

BODY(wait, exit_replaces_stop)
{
    struct gate gate;
    pid_t child = stopper(&gate);
    continue_and_look(child);
    open_gate(&gate);
    watch_end(child);
    report_waitpid("told", child, WUNTRACED | WCONTINUED);
    report_waitpid("again", child, WUNTRACED | WCONTINUED | WNOHANG);
    return 0;
}

#endif
