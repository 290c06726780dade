/* The status word, and what waitid() says of the same child. */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "processes.h"

#if HAVE_WAITID

/* Reports both views of a child's ending: waitid() with WNOWAIT, then waitpid(), which reaps it. */
static int report_both_views(pid_t child)
{
    siginfo_t info = look(child, WEXITED | WNOWAIT);
    int status = 0;
    pid_t reaped;
    event_info("waitid", &info);
    event_signal("si_signo", info.si_signo);
    event_whose("si_pid", info.si_pid, child);
    reaped = waitpid(child, &status, 0);
    event_status("waitpid", status);
    event_whose("returned", reaped, child);
    return status;
}

static pid_t child_killed_by(int signal)
{
    pid_t child = fork_child();
    if (child == 0)
        die_by(signal);
    return child;
}

BODY(wait, exited)
{
    report_both_views(child_that_exits(7));
    return 0;
}

BODY(wait, killed)
{
    report_both_views(child_killed_by(SIGTERM));
    return 0;
}

BODY(wait, killed_by_sigkill)
{
    report_both_views(child_killed_by(SIGKILL));
    return 0;
}

/* A child of wait() that is aborted: no core is made with a limit of 0, which is what a case starts with. */
BODY(wait, aborted_without_core)
{
    pid_t child = fork_child();
    int status;
    if (child == 0)
        abort();
    status = report_both_views(child);
#ifdef WCOREDUMP
    event_truth("WCOREDUMP", WCOREDUMP(status) != 0);
#else
    (void)status;
#endif
    return 0;
}

/* Whether there is a core is the system's choice. What waitid() and the word say of it has to agree. */
BODY(wait, dumped)
{
    pid_t child = child_killed_by(SIGQUIT);
    siginfo_t info = look(child, WEXITED | WNOWAIT);
    int status = await(child);
    event_status("waitpid", status);
    event_signal("si_status", info.si_status);
#ifdef WCOREDUMP
    event_truth("agree", (info.si_code == CLD_DUMPED) == (WCOREDUMP(status) != 0));
#else
    event_truth("agree", 1);
#endif
    event_truth("either", info.si_code == CLD_DUMPED || info.si_code == CLD_KILLED);
    return 0;
}

#if HAVE_REALTIME

BODY(wait, killed_by_realtime_signal)
{
    int number = SIGRTMIN + 3, status;
    pid_t child = child_killed_by(number);
    siginfo_t info = look(child, WEXITED | WNOWAIT);
    event_truth("CLD_KILLED", info.si_code == CLD_KILLED);
    event_truth("si_status", info.si_status == number);
    status = await(child);
    event_truth("WIFSIGNALED", WIFSIGNALED(status) != 0);
    event_truth("WTERMSIG", WIFSIGNALED(status) && WTERMSIG(status) == number);
    return 0;
}

#endif

BODY(wait, stopped)
{
    pid_t child = fork_child(), told;
    siginfo_t info;
    int status = 0;
    if (child == 0)
        _exit(raise(SIGSTOP));
    info = look(child, WSTOPPED | WNOWAIT);
    event_info("waitid", &info);
    event_signal("si_signo", info.si_signo);
    event_whose("si_pid", info.si_pid, child);
    told = waitpid(child, &status, WUNTRACED);
    event_status("waitpid", status);
    event_whose("returned", told, child);
    MUST(kill(child, SIGKILL) == 0);
    await(child);
    return 0;
}

BODY(wait, continued)
{
    struct gate gate;
    pid_t child, told;
    siginfo_t info;
    int status = 0;
    make_gate(&gate);
    child = fork_child();
    if (child == 0) {
        raise(SIGSTOP);
        pass_gate(&gate);
        _exit(0);
    }
    watch_stop(child);
    MUST(kill(child, SIGCONT) == 0);
    info = look(child, WCONTINUED | WNOWAIT);
    event_info("waitid", &info);
    event_signal("si_signo", info.si_signo);
    event_whose("si_pid", info.si_pid, child);
    told = waitpid(child, &status, WCONTINUED);
    event_status("waitpid", status);
    event_whose("returned", told, child);
    open_gate(&gate);
    await(child);
    return 0;
}

BODY(wait, user_of_child)
{
    pid_t child = child_that_exits(0);
    siginfo_t info = look(child, WEXITED | WNOWAIT);
    event_text("si_uid", info.si_uid == getuid() ? "own" : "other");
    await(child);
    return 0;
}

#endif

/* The word itself. */

static int word_of_exit(int code)
{
    return await(child_that_exits(code));
}

static int word_of_kill(int signal)
{
    pid_t child = fork_child();
    if (child == 0)
        die_by(signal);
    return await(child);
}

BODY(wait, word_of_0_is_zero)
{
    pid_t child;
    event_number("_exit", word_of_exit(0));
    child = fork_child();
    if (child == 0)
        exit(0);
    event_number("exit", await(child));
    return 0;
}

BODY(wait, word_is_zero_for_0_only)
{
    int code, zeros = 0;
    for (code = 1; code <= 255; code++)
        zeros += word_of_exit(code) == 0;
    event_number("zeros_among_the_codes", zeros);
    event_truth("zero_for_a_kill", word_of_kill(SIGTERM) == 0);
    return 0;
}

BODY(wait, word_of_256)
{
    int status = word_of_exit(256);
    event_status("macros", status);
    event_truth("zero", status == 0);
    return 0;
}

BODY(wait, layout_of_the_word)
{
    pid_t child;
    int status = 0;
    event_truth("exit_7_is_0x0700", word_of_exit(7) == 0x0700);
    event_truth("a_kill_is_the_number", word_of_kill(SIGKILL) == SIGKILL);
    child = fork_child();
    if (child == 0)
        _exit(raise(SIGSTOP));
    MUST(waitpid(child, &status, WUNTRACED) == child);
    event_truth("a_stop_is_0x7f", (status & 0xff) == 0x7f);
    event_truth("with_the_number_above", status >> 8 == SIGSTOP);
    MUST(kill(child, SIGCONT) == 0);
    await(child);
    return 0;
}
