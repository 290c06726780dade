/* Linux: processes that may no longer make some system calls. */
#include <signal.h>
#include <unistd.h>

#include "probe.h"
#include "signal_helpers.h"

#if HAVE_SECCOMP
#include <sys/prctl.h>
#include <sys/syscall.h>

#ifndef SYS_getppid
#define SYS_getppid __NR_getppid
#endif

/* Not every C library comes with the kernel's headers for these. The numbers are the same on every architecture. */
enum { NO_NEW_PRIVILEGES = 38, SET_SECCOMP = 22, STRICT = 1, FILTER = 2 };
enum { LOAD_WORD = 0x20, JUMP_IF_EQUAL = 0x15, RETURN = 0x06 };
#define KILL_PROCESS 0x80000000u
#define TRAP 0x00030000u
#define ALLOW 0x7fff0000u

struct step {
    unsigned short code;
    unsigned char if_true, if_false;
    unsigned int operand;
};

struct filter {
    unsigned short length;
    struct step *steps;
};

/* A kernel, or what is taken for one, may have no seccomp: that is not the fault of the case. */
static void check(int result)
{
    if (result != 0) {
        event("no_seccomp");
        _exit(0);
    }
}

/* Allows every system call but getppid from here on. */
static void filter_getppid(unsigned int action)
{
    struct step steps[] = {
        { LOAD_WORD, 0, 0, 0 }, /* the number of the call comes first */
        { JUMP_IF_EQUAL, 0, 1, SYS_getppid },
        { RETURN, 0, 0, action },
        { RETURN, 0, 0, ALLOW },
    };
    struct filter filter;
    filter.length = sizeof steps / sizeof steps[0];
    filter.steps = steps;
    check(prctl(NO_NEW_PRIVILEGES, 1L, 0L, 0L, 0L));
    check(prctl(SET_SECCOMP, (long)FILTER, (long)&filter, 0L, 0L));
}

static void restrict_strictly(void)
{
    check(prctl(SET_SECCOMP, (long)STRICT, 0L, 0L, 0L));
}

BODY(fault, seccomp_kills_the_process)
{
    filter_getppid(KILL_PROCESS);
    event("filtered");
    getppid();
    event("survived");
    return 0;
}

static void leave(int number)
{
    event_signal("handler", number);
    _exit(9);
}

BODY(fault, seccomp_kill_is_not_caught)
{
    handle_signal(SIGSYS, leave, 0, 0);
    filter_getppid(KILL_PROCESS);
    getppid();
    event("survived");
    return 0;
}

BODY(fault, seccomp_traps)
{
    filter_getppid(TRAP);
    getppid();
    event("survived");
    return 0;
}

BODY(fault, seccomp_trap_is_caught)
{
    handle_signal(SIGSYS, report_signal, 0, 0);
    filter_getppid(TRAP);
    getppid();
    event("survived");
    return 7;
}

BODY(fault, strict_seccomp_kills_by_sigkill)
{
    restrict_strictly();
    event("restricted");
    getppid();
    event("survived");
    return 0;
}

#if HAVE_THREAD_EXIT_CALL

long syscall(long number, ...);

BODY(fault, strict_seccomp_lets_a_thread_exit)
{
    restrict_strictly();
    syscall(SYS_exit, 9);
    event("survived");
    return 0;
}

#endif

BODY(fault, strict_seccomp_against_underscore_exit)
{
    restrict_strictly();
    _exit(9);
}

#if HAVE_THREADS
#include <pthread.h>

static void *call_getppid(void *unused)
{
    filter_getppid(KILL_PROCESS);
    getppid();
    event("survived");
    return unused;
}

BODY(fault, seccomp_kills_other_threads_too)
{
    pthread_t thread;
    MUST(pthread_create(&thread, NULL, call_getppid, NULL) == 0);
    pthread_join(thread, NULL);
    event("survived");
    return 0;
}

#endif
#endif
