/* The macros that take a status word apart. Each word has to have one answer, and the right one. */
#include <signal.h>
#include <unistd.h>

#include "processes.h"

/* How many of the four questions a word says yes to. Not every C library has the fourth. */
static int answers(int status)
{
    int count = (WIFEXITED(status) != 0) + (WIFSIGNALED(status) != 0) + (WIFSTOPPED(status) != 0);
#ifdef WIFCONTINUED
    count += WIFCONTINUED(status) != 0;
#endif
    return count;
}

BODY(wait, one_answer_for_each_code)
{
    int code, status, one = 0, right = 0;
    for (code = 0; code <= 255; code++) {
        status = await(child_that_exits(code));
        one += answers(status) == 1;
        right += WIFEXITED(status) && WEXITSTATUS(status) == code;
    }
    event_number("one_answer", one);
    event_number("right", right);
    return 0;
}

BODY(wait, one_answer_for_each_fatal_signal)
{
    static const int fatal[] = {
        SIGHUP,  SIGINT,  SIGQUIT, SIGILL,  SIGTRAP, SIGABRT, SIGBUS,    SIGFPE,  SIGKILL, SIGUSR1,
        SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGXCPU, SIGVTALRM, SIGPROF, SIGSYS,  SIGXFSZ,
    };
    size_t at, count = sizeof fatal / sizeof fatal[0];
    int status, one = 0, right = 0;
    for (at = 0; at < count; at++) {
        pid_t child = fork_child();
        if (child == 0)
            die_by(fatal[at]);
        status = await(child);
        one += answers(status) == 1;
        right += WIFSIGNALED(status) && WTERMSIG(status) == fatal[at];
    }
    event_truth("one_answer", one == (int)count);
    event_truth("right", right == (int)count);
    return 0;
}

#if HAVE_REALTIME

BODY(wait, one_answer_for_each_realtime_signal)
{
    int number, status, count = 0, one = 0, right = 0;
    for (number = SIGRTMIN; number <= SIGRTMAX; number++) {
        pid_t child = fork_child();
        if (child == 0)
            _exit(raise(number) == 0 ? 98 : 99);
        status = await(child);
        count++;
        one += answers(status) == 1;
        right += WIFSIGNALED(status) && WTERMSIG(status) == number;
    }
    event_truth("some", count > 0);
    event_truth("one_answer", one == count);
    event_truth("right", right == count);
    return 0;
}

#endif

/* Each in a group of its own, in the session of its parent: a group that is not orphaned, so that all of them stop. */
BODY(wait, one_answer_for_each_stop)
{
    static const int stops[] = { SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU };
    size_t at, count = sizeof stops / sizeof stops[0];
    int status = 0, one = 0, right = 0;
    for (at = 0; at < count; at++) {
        pid_t child = fork_child();
        if (child == 0)
            _exit(setpgid(0, 0) == 0 ? raise(stops[at]) : 99);
        MUST(waitpid(child, &status, WUNTRACED) == child);
        one += answers(status) == 1;
        right += WIFSTOPPED(status) && WSTOPSIG(status) == stops[at];
        MUST(kill(child, SIGKILL) == 0);
        await(child);
    }
    event_number("one_answer", one);
    event_number("right", right);
    return 0;
}

#if HAVE_CONTINUED

BODY(wait, one_answer_for_a_continuation)
{
    struct gate gate;
    pid_t child;
    int status = 0;
    make_gate(&gate);
    child = fork_child();
    if (child == 0) {
        raise(SIGSTOP);
        pass_gate(&gate);
        _exit(0);
    }
    MUST(waitpid(child, &status, WUNTRACED) == child);
    MUST(kill(child, SIGCONT) == 0);
    MUST(waitpid(child, &status, WCONTINUED) == child);
    event_truth("WIFEXITED", WIFEXITED(status) != 0);
    event_truth("WIFSIGNALED", WIFSIGNALED(status) != 0);
    event_truth("WIFSTOPPED", WIFSTOPPED(status) != 0);
#ifdef WIFCONTINUED
    event_truth("WIFCONTINUED", WIFCONTINUED(status) != 0);
#else
    event("WIFCONTINUED:missing");
#endif
    open_gate(&gate);
    await(child);
    return 0;
}

#endif

/* The macros are given words that no child has: what they make of those is nobody's promise. */
BODY(wait, answers_to_all_words)
{
    int status, none = 0, several = 0;
    for (status = 0; status <= 0xffff; status++) {
        none += answers(status) == 0;
        several += answers(status) > 1;
    }
    event_number("none", none);
    event_number("several", several);
    return 0;
}
