/* system(): a command, and its status. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "processes.h"

#if HAVE_SYSTEM

static void report_system(const char *command)
{
    int status = system(command);
    if (status == -1)
        event_error("system", errno);
    else
        event_status("system", status);
}

BODY(exec, system_status_0)
{
    report_system("exit 0");
    return 0;
}

BODY(exec, system_status_3)
{
    report_system("exit 3");
    return 0;
}

BODY(exec, system_status_255)
{
    report_system("exit 255");
    return 0;
}

BODY(exec, system_when_the_shell_is_killed)
{
    report_system("kill -TERM $$");
    return 0;
}

BODY(exec, system_of_a_missing_command)
{
    report_system(MISSING);
    return 0;
}

BODY(exec, system_of_a_folder)
{
    report_system("/");
    return 0;
}

BODY(exec, system_of_an_empty_command)
{
    report_system("");
    return 0;
}

#if HAVE_CHROOT

/* No longer in POSIX: some headers leave it out where they are asked for POSIX, whatever else they are asked for. */
int chroot(const char *path);

/* In an empty root directory. */
BODY(exec, system_without_a_shell)
{
    MUST(chroot(".") == 0);
    report_system("exit 0");
    return 0;
}

#endif

BODY(exec, system_of_null)
{
    event_truth("shell", system(0) != 0);
    return 0;
}

BODY(exec, system_with_sigchld_ignored)
{
    set_action(SIGCHLD, SIG_IGN, 0);
    report_system("exit 3");
    return 0;
}

/* The command sends both to us while we wait for it. */
BODY(exec, system_ignores_sigint_and_sigquit)
{
    report_system("kill -INT $PPID; kill -QUIT $PPID; exit 4");
    return 0;
}

static volatile sig_atomic_t count;

static void count_one(int number)
{
    (void)number;
    count++;
}

/* Ignored only while it waits. */
BODY(exec, system_gives_sigint_back)
{
    set_action(SIGINT, count_one, 0);
    report_system("kill -INT $PPID; exit 4");
    event_number("during", count);
    raise(SIGINT);
    event_number("after", count);
    return 0;
}

BODY(exec, system_command_dies_by_sigint)
{
    report_system("kill -INT $$; exit 4");
    return 0;
}

/* What the caller ignores the command ignores, and what it catches has the default action there. */
BODY(exec, system_command_ignores_what_the_caller_does)
{
    set_action(SIGINT, SIG_IGN, 0);
    report_system("kill -INT $$; exit 4");
    return 0;
}

BODY(exec, system_command_has_the_default_for_what_is_caught)
{
    set_action(SIGINT, count_one, 0);
    report_system("kill -INT $$; exit 4");
    return 0;
}

BODY(exec, system_and_a_sigchld_handler)
{
    set_action(SIGCHLD, count_one, SA_RESTART);
    report_system("exit 3");
    event_number("signals", count);
    return 0;
}

BODY(exec, system_leaves_other_children_alone)
{
    pid_t child = child_that_exits(9);
    report_system("exit 3");
    event_status("other", await(child));
    return 0;
}

BODY(exec, system_leaves_no_child)
{
    report_system("exit 3");
    report_waitpid("then", -1, 0);
    return 0;
}

static struct gate door;

static void open_after_three(int number)
{
    (void)number;
    if (++count == 3)
        MUST(write(door.writer, "\n", 1) == 1);
}

/* The handler runs in the middle of it, again and again, and it goes on waiting. */
BODY(exec, system_is_not_interrupted)
{
    struct itimerval tick;
    make_gate(&door);
    MUST(dup2(door.reader, 9) == 9);
    memset(&tick, 0, sizeof tick);
    tick.it_value.tv_usec = 5000;
    tick.it_interval.tv_usec = 5000;
    set_action(SIGALRM, open_after_three, 0);
    MUST(setitimer(ITIMER_REAL, &tick, 0) == 0);
    report_system("read line <&9; exit 3");
    set_action(SIGALRM, SIG_IGN, 0);
    return 0;
}

static void report_exit(void)
{
    event("atexit");
}

BODY(exec, system_leaves_handlers_alone)
{
    MUST(atexit(report_exit) == 0);
    report_system("exit 3");
    return 0;
}

/* A line that is in our buffer when the command writes its own. */
BODY(exec, text_before_system)
{
    fputs("first\n", stdout);
    report_system("echo second");
    ending();
    exit(0);
}

BODY(exec, flushed_text_before_system)
{
    fputs("first\n", stdout);
    fflush(stdout);
    report_system("echo second");
    fputs("third\n", stdout);
    ending();
    exit(0);
}

#else

typedef int nothing_here;

#endif
