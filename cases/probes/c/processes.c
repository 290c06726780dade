/* Children, gates and dispositions. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "processes.h"

void make_gate(struct gate *gate)
{
    MUST(pipe(gate->ends) == 0);
}

void open_gate(const struct gate *gate)
{
    MUST(write(gate->ends[1], "", 1) == 1);
}

void pass_gate(const struct gate *gate)
{
    char byte;
    ssize_t got;
    do
        got = read(gate->ends[0], &byte, 1);
    while (got < 0 && errno == EINTR);
    MUST(got == 1);
}

pid_t fork_here(void)
{
    pid_t child = fork();
    MUST(child >= 0);
    return child;
}

pid_t child_that_exits(int code)
{
    pid_t child = fork_here();
    if (child == 0)
        _exit(code);
    return child;
}

pid_t child_behind(const struct gate *gate, int code)
{
    pid_t child = fork_here();
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

static void change_mask(int how, int number)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    MUST(sigprocmask(how, &set, 0) == 0);
}

void block(int number)
{
    change_mask(SIG_BLOCK, number);
}

void unblock(int number)
{
    change_mask(SIG_UNBLOCK, number);
}

int is_pending(int number)
{
    sigset_t set;
    sigemptyset(&set);
    MUST(sigpending(&set) == 0);
    return sigismember(&set, number) == 1;
}

static void join(char *text, size_t size, const char *name, const char *what)
{
    size_t at = 0;
    while (*name && at < size - 2)
        text[at++] = *name++;
    text[at++] = ':';
    while (*what && at < size - 1)
        text[at++] = *what++;
    text[at] = '\0';
}

void event_word(const char *name, const char *what)
{
    char text[128];
    join(text, sizeof text, name, what);
    event(text);
}

void event_truth(const char *name, int truth)
{
    event_word(name, truth ? "true" : "false");
}

/* By name, since numbers differ between systems and architectures. */
static const struct {
    int number;
    const char *name;
} errors[] = {
    { E2BIG, "E2BIG" },   { EACCES, "EACCES" }, { EAGAIN, "EAGAIN" },   { EBADF, "EBADF" },   { ECHILD, "ECHILD" },
    { EINTR, "EINTR" },   { EINVAL, "EINVAL" }, { EISDIR, "EISDIR" },   { ELOOP, "ELOOP" },   { ENOENT, "ENOENT" },
    { ENOEXEC, "ENOEXEC" }, { ENOMEM, "ENOMEM" }, { ENOSYS, "ENOSYS" }, { ENOTDIR, "ENOTDIR" }, { EPERM, "EPERM" },
    { ESRCH, "ESRCH" },   { ENAMETOOLONG, "ENAMETOOLONG" },
};

void event_error(const char *name, int error)
{
    size_t at;
    for (at = 0; at < sizeof errors / sizeof errors[0]; at++) {
        if (errors[at].number == error) {
            event_word(name, errors[at].name);
            return;
        }
    }
    event_number(name, error);
}

void event_result(const char *name, long result)
{
    if (result == -1)
        event_error(name, errno);
    else
        event_word(name, "ok");
}

void event_whose(const char *name, pid_t process, pid_t child)
{
    event_word(name, process == child ? "child" : "other");
}

void report_waitpid(const char *name, pid_t which, int options)
{
    int status = 0;
    pid_t got = waitpid(which, &status, options);
    if (got < 0)
        event_error(name, errno);
    else if (got == 0)
        event_word(name, "nothing");
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
        event_word(name, "nothing");
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

void await_end(pid_t child)
{
    look(child, WEXITED | WNOWAIT);
}

void await_stop(pid_t child)
{
    look(child, WSTOPPED | WNOWAIT);
}

#endif
