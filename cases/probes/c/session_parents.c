/* Orphans, daemons, and who is told of their end. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kit.h"
#include "probe.h"

/* Forks a child that tells when it has another parent, once its parent has ended. */
static void fork_orphan(void)
{
    struct gate lifeline, ready;
    pid_t parent = getpid();
    make_gate(&lifeline);
    make_gate(&ready);
    if (fork_child() == 0) {
        event_truth("ours", getppid() == parent);
        open_gate(&ready);
        await_end(&lifeline);
        await_another_parent(parent);
        event("adopted");
        _exit(0);
    }
    pass_gate(&ready);
}

BODY(session, orphan_gets_another_parent)
{
    fork_orphan();
    return 0;
}

BODY(session, orphan_of_a_killed_parent)
{
    fork_orphan();
    ending();
    send_self(SIGKILL);
    return 99;
}

BODY(session, orphan_of_an_aborted_parent)
{
    fork_orphan();
    ending();
    abort();
}

/* The end of a parent who led the session, without a terminal, sends nothing to its children. */
BODY(session, children_are_not_ended)
{
    struct gate lifeline;
    pid_t parent = getpid();
    make_gate(&lifeline);
    if (fork_child() == 0) {
        await_end(&lifeline);
        await_another_parent(parent);
        event("still-running");
        _exit(0);
    }
    return 0;
}

/* The two forks of a daemon: the first to be no leader of a group, the second to be no leader of the session. */
BODY(session, daemon)
{
    struct gate lifeline;
    pid_t original = getpid(), child;
    make_gate(&lifeline);
    child = fork_child();
    if (child == 0) {
        pid_t leader = getpid();
        event_truth("setsid", setsid() == leader);
        if (fork_child() == 0) {
            await_end(&lifeline);
            await_another_parent(leader);
            event_truth("adopted", getppid() != original);
            event_truth("leads", getsid(0) == getpid());
            event_truth("session-of-the-child", getsid(0) == leader);
            _exit(0);
        }
        _exit(0);
    }
    event_status("child", await(child));
    return 2;
}

BODY(session, leader_cannot_lead_again)
{
    event_error("setsid", setsid() < 0 ? errno : 0);
    return 0;
}

/* A leader cannot leave its session by another group either. */
BODY(session, leader_cannot_change_its_group)
{
    pid_t child = fork_into_own_group();
    if (child == 0) {
        for (;;)
            pause();
    }
    event_error("setpgid", setpgid(0, child) < 0 ? errno : 0);
    MUST(kill(child, SIGKILL) == 0);
    await(child);
    return 0;
}

#if HAVE_DAEMON

/* Some systems say at each use that it is out of date. */
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#endif

/* Not every C library declares it in the same header, or under the same macros. */
int daemon(int keep_directory, int keep_descriptors);

static void tell(void)
{
    event("atexit");
}

/* daemon() ends the calling process itself; the daemon returns from main. */
BODY(session, daemon_function)
{
    pid_t original = getpid();
    MUST(atexit(tell) == 0);
    ending();
    MUST(daemon(1, 1) >= 0);
    event_truth("another-process", getpid() != original);
    event_truth("another-session", getsid(0) != original);
    return 3;
}

BODY(session, daemon_function_returns_0)
{
    ending();
    event_truth("zero", daemon(1, 1) == 0);
    return 3;
}

BODY(session, daemon_function_and_the_lead)
{
    ending();
    MUST(daemon(1, 1) >= 0);
    event_truth("leads", getsid(0) == getpid());
    return 3;
}

/* What was printed before is in both buffers; the one who ends by _exit() does not write it. */
BODY(session, daemon_function_and_text)
{
    printf("text");
    ending();
    MUST(daemon(1, 1) >= 0);
    return 3;
}

/* The null device is known by its numbers. */
static int is_null(int descriptor)
{
    struct stat ours, null;
    MUST(stat("/dev/null", &null) == 0);
    return fstat(descriptor, &ours) == 0 && S_ISCHR(ours.st_mode) && ours.st_rdev == null.st_rdev;
}

BODY(session, daemon_function_connects_to_null)
{
    printf("lost");
    ending();
    /* It fails where the null device does not look like one, and then this is no daemon. */
    if (daemon(1, 0) < 0) {
        event_error("daemon", errno);
        _exit(3);
    }
    event_truth("stdin", is_null(0));
    event_truth("stdout", is_null(1));
    event_truth("stderr", is_null(2));
    return 3;
}

BODY(session, daemon_function_changes_directory)
{
    char path[256];
    ending();
    MUST(daemon(0, 1) >= 0);
    event_text("directory", getcwd(path, sizeof path) ? path : "?");
    return 3;
}

#endif
