/* What the kernel does to a process that writes to nobody, runs out of time or room, or asks for what it may not have. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "probe.h"
#include "signal_helpers.h"

/* Records how a write went. */
static void event_written(ssize_t result)
{
    if (result >= 0)
        event_number("written", (long)result);
    else
        event(errno == EPIPE ? "error:EPIPE" : errno == EFBIG ? "error:EFBIG" : "error:another");
}

static int write_to_nobody(void)
{
    int ends[2];
    MUST(pipe(ends) == 0 && close(ends[0]) == 0);
    event_written(write(ends[1], "text", 4));
    return 0;
}

BODY(fault, sigpipe_by_write)
{
    return write_to_nobody();
}

BODY(fault, sigpipe_by_write_to_stdout)
{
    event_written(write(1, "text\n", 5));
    return 0;
}

BODY(fault, sigpipe_ignored)
{
    ignore_signal(SIGPIPE);
    return write_to_nobody();
}

BODY(fault, sigpipe_caught)
{
    handle_signal(SIGPIPE, report_signal, 0, 0);
    return write_to_nobody();
}

#if HAVE_SOCKETS
#include <sys/socket.h>

BODY(fault, sigpipe_by_send)
{
    int ends[2];
    MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0 && close(ends[0]) == 0);
    event_written(send(ends[1], "text", 4, 0));
    return 0;
}

#endif

/* Timers. */

BODY(fault, sigalrm_by_alarm)
{
    alarm(1);
    pause();
    event("returned");
    return 0;
}

/* Uses processor time for ever. */
static int be_busy(void)
{
    volatile unsigned long turns = 0;
    for (;;)
        turns++;
    return 0;
}

#if HAVE_SETITIMER
#include <sys/time.h>

static const struct itimerval soon = { { 0, 5000 }, { 0, 5000 } };

BODY(fault, sigalrm_by_setitimer)
{
    MUST(setitimer(ITIMER_REAL, &soon, NULL) == 0);
    pause();
    event("returned");
    return 0;
}

BODY(fault, sigvtalrm_by_setitimer)
{
    MUST(setitimer(ITIMER_VIRTUAL, &soon, NULL) == 0);
    return be_busy();
}

BODY(fault, sigprof_by_setitimer)
{
    MUST(setitimer(ITIMER_PROF, &soon, NULL) == 0);
    return be_busy();
}

static volatile sig_atomic_t arrived;

static void note(int number)
{
    (void)number;
    arrived = 1;
}

/* By the time the parent has had its own alarm, the child would have had it too. */
BODY(fault, alarm_is_cleared_by_fork)
{
    sigset_t none;
    int gate[2];
    char byte;
    pid_t child;
    MUST(pipe(gate) == 0);
    handle_signal(SIGALRM, note, 0, 0);
    block_signal(SIGALRM);
    MUST(setitimer(ITIMER_REAL, &soon, NULL) == 0);
    child = fork();
    MUST(child >= 0);
    if (child == 0) {
        MUST(read(gate[0], &byte, 1) == 1);
        event_pending("in_the_child", SIGALRM);
        _exit(3);
    }
    sigemptyset(&none);
    sigsuspend(&none);
    event_number("in_the_parent", arrived);
    MUST(write(gate[1], "", 1) == 1);
    event_status("child", await(child));
    return 0;
}

#endif

/* Limits. */

#if HAVE_SETRLIMIT
#include <sys/resource.h>

static void limit(int which, rlim_t soft)
{
    struct rlimit both;
    MUST(getrlimit(which, &both) == 0);
    both.rlim_cur = soft;
    MUST(setrlimit(which, &both) == 0);
}

BODY(fault, sigxcpu_by_limit)
{
    limit(RLIMIT_CPU, 1);
    return be_busy();
}

/* The soft limit after a second, the hard one after two. */
BODY(fault, sigxcpu_caught_then_sigkill)
{
    struct rlimit both;
    both.rlim_cur = 1;
    both.rlim_max = 2;
    handle_signal(SIGXCPU, report_signal, 0, 0);
    MUST(setrlimit(RLIMIT_CPU, &both) == 0);
    return be_busy();
}

static int new_file(void)
{
    int file = open("large", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    MUST(file >= 0);
    return file;
}

BODY(fault, sigxfsz_by_write)
{
    int file = new_file();
    limit(RLIMIT_FSIZE, 0);
    event_written(write(file, "text", 4));
    return 0;
}

BODY(fault, sigxfsz_by_ftruncate)
{
    int file = new_file();
    limit(RLIMIT_FSIZE, 8);
    MUST(ftruncate(file, 9) == 0);
    event("survived");
    return 0;
}

BODY(fault, sigxfsz_ignored)
{
    int file = new_file();
    ignore_signal(SIGXFSZ);
    limit(RLIMIT_FSIZE, 0);
    event_written(write(file, "text", 4));
    return 0;
}

BODY(fault, sigxfsz_caught)
{
    int file = new_file();
    handle_signal(SIGXFSZ, report_signal, 0, 0);
    limit(RLIMIT_FSIZE, 0);
    event_written(write(file, "text", 4));
    return 0;
}

/* The first write is cut short at the limit; only the one that cannot write a single byte is fatal. */
BODY(fault, write_up_to_the_limit)
{
    int file = new_file();
    limit(RLIMIT_FSIZE, 3);
    event_written(write(file, "text", 4));
    event_written(write(file, "text", 4));
    return 0;
}

#endif
