/* Gates, lifelines, signals, errors by name. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kit.h"
#include "probe.h"

void join(char *joined, size_t size, const char *name, const char *text)
{
    size_t length = 0;
    while (*name && length < size - 2)
        joined[length++] = *name++;
    joined[length++] = ':';
    while (*text && length < size - 1)
        joined[length++] = *text++;
    joined[length] = '\0';
}

void event_text(const char *name, const char *text)
{
    char joined[160];
    join(joined, sizeof joined, name, text);
    event(joined);
}

void event_truth(const char *name, int truth)
{
    event_text(name, truth ? "true" : "false");
}

static const struct {
    int number;
    const char *name;
} errors[] = {
    { 0, "ok" },
    { E2BIG, "E2BIG" },
    { EACCES, "EACCES" },
    { EADDRINUSE, "EADDRINUSE" },
    { EAGAIN, "EAGAIN" },
    { EBADF, "EBADF" },
    { ECHILD, "ECHILD" },
    { ECONNREFUSED, "ECONNREFUSED" },
    { ECONNRESET, "ECONNRESET" },
    { EEXIST, "EEXIST" },
    { EINTR, "EINTR" },
    { EINVAL, "EINVAL" },
    { EIO, "EIO" },
    { EISDIR, "EISDIR" },
    { ELOOP, "ELOOP" },
    { ENAMETOOLONG, "ENAMETOOLONG" },
    { ENOENT, "ENOENT" },
    { ENOEXEC, "ENOEXEC" },
    { ENOMEM, "ENOMEM" },
    { ENOSPC, "ENOSPC" },
    { ENOSYS, "ENOSYS" },
    { ENOTDIR, "ENOTDIR" },
    { ENOTTY, "ENOTTY" },
    { ENXIO, "ENXIO" },
    { EPERM, "EPERM" },
    { EPIPE, "EPIPE" },
    { ESRCH, "ESRCH" },
};

void event_error(const char *name, int error)
{
    size_t at;
    for (at = 0; at < sizeof errors / sizeof errors[0]; at++) {
        if (errors[at].number == error) {
            event_text(name, errors[at].name);
            return;
        }
    }
    event_number(name, error);
}

pid_t fork_child(void)
{
    pid_t child = fork();
    MUST(child >= 0);
    return child;
}

pid_t fork_into_own_group(void)
{
    pid_t child;
    block(SIGHUP);
    child = fork_child();
    if (child == 0) {
        MUST(setpgid(0, 0) == 0);
        return 0;
    }
    /* Both sides do it, so that it is done whichever goes on first. Ours fails when the child has ended or executed. */
    setpgid(child, child);
    return child;
}

void make_gate(struct gate *gate)
{
    int ends[2];
    MUST(pipe(ends) == 0);
    gate->reader = ends[0];
    gate->writer = ends[1];
}

void open_gate(const struct gate *gate)
{
    MUST(write(gate->writer, "!", 1) == 1);
}

static ssize_t read_again(int descriptor, char *byte)
{
    ssize_t got;
    do
        got = read(descriptor, byte, 1);
    while (got < 0 && errno == EINTR);
    return got;
}

void pass_gate(const struct gate *gate)
{
    char byte;
    MUST(read_again(gate->reader, &byte) == 1);
}

void await_end(struct gate *lifeline)
{
    char byte;
    close(lifeline->writer);
    MUST(read_again(lifeline->reader, &byte) == 0);
}

void await_another_parent(pid_t parent)
{
    while (getppid() == parent)
        sched_yield();
}

int await_stop(pid_t child)
{
    int status = 0;
    MUST(waitpid(child, &status, WUNTRACED) == child);
    return status;
}

static void change_mask(int how, int signal)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, signal);
    MUST(sigprocmask(how, &set, 0) == 0);
}

void block(int signal)
{
    change_mask(SIG_BLOCK, signal);
}

void unblock(int signal)
{
    change_mask(SIG_UNBLOCK, signal);
}

int is_pending(int signal)
{
    sigset_t set;
    sigemptyset(&set);
    MUST(sigpending(&set) == 0);
    return sigismember(&set, signal) == 1;
}

static volatile sig_atomic_t taken;

static void take(int signal)
{
    (void)signal;
    taken = 1;
}

/* Not by sigwait(), which klibc lacks. */
void take_signal(int signal)
{
    sigset_t mask;
    taken = 0;
    catch_signal(signal, take, 0);
    sigemptyset(&mask);
    MUST(sigprocmask(SIG_BLOCK, 0, &mask) == 0);
    sigdelset(&mask, signal);
    while (!taken)
        sigsuspend(&mask);
}

void catch_signal(int signal, void (*handler)(int), int blocked)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    if (blocked)
        sigaddset(&action.sa_mask, blocked);
    MUST(sigaction(signal, &action, 0) == 0);
}

void ignore(int signal)
{
    catch_signal(signal, SIG_IGN, 0);
}

void send_self(int signal)
{
    MUST(kill(getpid(), signal) == 0);
}

void close_on_exec(int descriptor)
{
    MUST(fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0);
}

void become_shell(const char *text)
{
    char *arguments[] = { "sh", "-c", 0, 0 };
    char *environment[] = { "PATH=/usr/bin:/bin", 0 };
    arguments[2] = (char *)text;
    execve("/bin/sh", arguments, environment);
    MUST(0);
}
