/* Children, gates and dispositions. */
#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "processes.h"

pid_t child_that_exits(int code)
{
    pid_t child = fork_child();
    if (child == 0)
        _exit(code);
    return child;
}

pid_t child_behind(const struct gate *gate, int code)
{
    pid_t child = fork_child();
    if (child == 0) {
        pass_gate(gate);
        _exit(code);
    }
    return child;
}

void exec_shell(const char *script)
{
    execl("/bin/sh", "sh", "-c", script, (char *)0);
}

void set_action(int number, void (*handler)(int), int flags)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_handler = handler;
    action.sa_flags = flags;
    MUST(sigaction(number, &action, 0) == 0);
}

void do_nothing(int number)
{
    (void)number;
}

void die_by(int number)
{
    /* SIGKILL and SIGSTOP have no other action, and refuse to be given one. */
    if (number != SIGKILL && number != SIGSTOP)
        set_action(number, SIG_DFL, 0);
    raise(number);
    _exit(99);
}

#if HAVE_POSIX_TIMERS

void start_posix_timer(int signal, long first, long interval)
{
    struct sigevent notice;
    struct itimerspec times;
    timer_t timer;
    memset(&notice, 0, sizeof notice);
    notice.sigev_notify = SIGEV_SIGNAL;
    notice.sigev_signo = signal;
    MUST(timer_create(CLOCK_REALTIME, &notice, &timer) == 0);
    memset(&times, 0, sizeof times);
    times.it_value.tv_nsec = first * 1000000;
    times.it_interval.tv_nsec = interval * 1000000;
    MUST(timer_settime(timer, 0, &times, 0) == 0);
}

#endif

void event_result(const char *name, long result)
{
    if (result == -1)
        event_error(name, errno);
    else
        event_text(name, "ok");
}

void event_whose(const char *name, pid_t process, pid_t child)
{
    event_text(name, process == child ? "child" : "other");
}

void report_waitpid(const char *name, pid_t which, int options)
{
    int status = 0;
    pid_t got = waitpid(which, &status, options);
    if (got < 0)
        event_error(name, errno);
    else if (got == 0)
        event_text(name, "nothing");
    else
        event_status(name, status);
}

#if HAVE_WAITID

siginfo_t look(pid_t child, int options)
{
    siginfo_t info;
    memset(&info, 0xff, sizeof info);
    MUST(waitid(P_PID, (id_t)child, &info, options) == 0);
    return info;
}

void event_info(const char *name, const siginfo_t *info)
{
    char text[128];
    if (info->si_pid == 0) {
        event_text(name, "nothing");
        return;
    }
    switch (info->si_code) {
    case CLD_EXITED:
        join(text, sizeof text, name, "CLD_EXITED");
        event_number(text, info->si_status);
        return;
    case CLD_KILLED:
        join(text, sizeof text, name, "CLD_KILLED");
        break;
    case CLD_DUMPED:
        join(text, sizeof text, name, "CLD_DUMPED");
        break;
    case CLD_STOPPED:
        join(text, sizeof text, name, "CLD_STOPPED");
        break;
    case CLD_CONTINUED:
        join(text, sizeof text, name, "CLD_CONTINUED");
        break;
    default:
        join(text, sizeof text, name, "si_code");
        event_number(text, info->si_code);
        return;
    }
    event_signal(text, info->si_status);
}

void report_waitid(const char *name, idtype_t kind, id_t which, int options)
{
    siginfo_t info;
    memset(&info, 0xff, sizeof info);
    if (waitid(kind, which, &info, options) == 0)
        event_info(name, &info);
    else
        event_error(name, errno);
}

void watch_end(pid_t child)
{
    look(child, WEXITED | WNOWAIT);
}

void watch_stop(pid_t child)
{
    look(child, WSTOPPED | WNOWAIT);
}

#endif
