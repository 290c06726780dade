/* Lost coverage, and other things done by exit handlers only. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "kit.h"
#include "probe.h"
#include "story.h"

/* What the run-time of a profiler registers. */
static void write_profile(void)
{
    int file = open("profile", O_WRONLY | O_CREAT | O_APPEND, 0644);
    MUST(file >= 0 && write(file, "counters;", 9) == 9);
    close(file);
}

static void start_profiling(void)
{
    MUST(atexit(write_profile) == 0);
}

static int profile_and_exit(void)
{
    start_profiling();
    exit(0);
}

static int profile_and_underscore_exit(void)
{
    start_profiling();
    _exit(0);
}

static int profile_and_abort(void)
{
    start_profiling();
    abort();
}

static int profile_and_sigterm(void)
{
    start_profiling();
    send_self(SIGTERM);
    return 0;
}

static int profile_and_exec(void)
{
    start_profiling();
    become_shell("exit 0");
    return 0;
}

static void exit_now(int signal)
{
    (void)signal;
    exit(0);
}

/* A handler may call exit() when what it broke into is safe, as sigsuspend() is. */
static int profile_and_exit_in_a_handler(void)
{
    sigset_t none;
    sigemptyset(&none);
    start_profiling();
    block(SIGTERM);
    catch_signal(SIGTERM, exit_now, 0);
    send_self(SIGTERM);
    sigsuspend(&none);
    return 99;
}

/* A test that forks: both sides have the handler. */
static int profile_and_fork(void)
{
    pid_t child;
    start_profiling();
    child = fork_child();
    if (child == 0)
        exit(0);
    await(child);
    return 0;
}

/* A test runner that ends its worker as soon as it has the answer. */
static int profile_and_kill_a_worker(void)
{
    struct gate answered;
    pid_t worker;
    make_gate(&answered);
    start_profiling();
    worker = fork_child();
    if (worker == 0) {
        open_gate(&answered);
        for (;;)
            pause();
    }
    pass_gate(&answered);
    MUST(kill(worker, SIGTERM) == 0);
    event_status("worker", await(worker));
    return 0;
}

static int profile_is_what(int (*run)(void))
{
    int status;
    if (!child_returns(run, &status))
        event_file("profile", "profile");
    return status;
}

BODY(story, coverage_written_by_exit)
{
    return profile_is_what(profile_and_exit);
}

BODY(story, coverage_lost_by_underscore_exit)
{
    return profile_is_what(profile_and_underscore_exit);
}

BODY(story, coverage_lost_by_abort)
{
    return profile_is_what(profile_and_abort);
}

BODY(story, coverage_lost_by_sigterm)
{
    return profile_is_what(profile_and_sigterm);
}

BODY(story, coverage_lost_by_exec)
{
    return profile_is_what(profile_and_exec);
}

BODY(story, coverage_written_by_exit_in_a_handler)
{
    return profile_is_what(profile_and_exit_in_a_handler);
}

BODY(story, coverage_written_by_both_sides_of_a_fork)
{
    return profile_is_what(profile_and_fork);
}

BODY(story, coverage_of_a_worker_lost)
{
    return profile_is_what(profile_and_kill_a_worker);
}

/* A temporary file that an exit handler removes. */
static void remove_temporary(void)
{
    unlink("temporary");
}

static void make_temporary(void)
{
    int file = open("temporary", O_WRONLY | O_CREAT | O_EXCL, 0600);
    MUST(file >= 0 && write(file, "data", 4) == 4);
    MUST(atexit(remove_temporary) == 0);
}

static int temporary_and_return(void)
{
    make_temporary();
    return 0;
}

static int temporary_and_sigterm(void)
{
    make_temporary();
    send_self(SIGTERM);
    return 0;
}

/* Removed as soon as it is open, it needs nobody to remove it. */
static int temporary_without_a_name(void)
{
    make_temporary();
    remove_temporary();
    send_self(SIGTERM);
    return 0;
}

static int temporary_is_what(int (*run)(void))
{
    int status;
    if (!child_returns(run, &status))
        event_file("temporary", "temporary");
    return status;
}

BODY(story, temporary_file_removed_by_return)
{
    return temporary_is_what(temporary_and_return);
}

BODY(story, temporary_file_left_by_sigterm)
{
    return temporary_is_what(temporary_and_sigterm);
}

BODY(story, temporary_file_without_a_name)
{
    return temporary_is_what(temporary_without_a_name);
}
