/* Wrong codes. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kit.h"
#include "probe.h"

/* A program that returns the number of its errors. */
BODY(story, no_errors)
{
    return 0;
}

BODY(story, errors_255)
{
    return 255;
}

BODY(story, errors_256_pass)
{
    return 256;
}

BODY(story, errors_257_look_like_one)
{
    return 257;
}

BODY(story, errors_512_pass)
{
    ending();
    exit(512);
}

BODY(story, errors_256_pass_by_underscore_exit)
{
    ending();
    _exit(256);
}

BODY(story, errors_capped)
{
    int errors = 256;
    return errors > 255 ? 255 : errors;
}

/* errno, or the -1 of a function that failed. */
BODY(story, minus_one)
{
    return -1;
}

static int status_of_a_child_that_exits_with(int code)
{
    pid_t child = fork_child();
    if (child == 0)
        _exit(code);
    return await(child);
}

/* The status word of wait() is no code: the code of the child is above the 8 bits that are left of it. */
BODY(story, status_word_as_code)
{
    return status_of_a_child_that_exits_with(1);
}

BODY(story, status_word_decoded)
{
    int status = status_of_a_child_that_exits_with(1);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

static int status_of_a_killed_child(void)
{
    pid_t child = fork_child();
    if (child == 0)
        send_self(SIGKILL);
    return await(child);
}

/* Without a look whether there is a code, a child that was killed has succeeded. */
BODY(story, code_of_a_killed_child)
{
    int status = status_of_a_killed_child();
    return WEXITSTATUS(status);
}

/* Who cleans up after a signal and exits hides from whoever waits what it was. */
static void exit_with_143(int signal)
{
    _exit(128 + signal);
}

BODY(story, handler_that_exits_hides_the_signal)
{
    catch_signal(SIGTERM, exit_with_143, 0);
    ending();
    send_self(SIGTERM);
    return 0;
}

static void exit_with_0(int signal)
{
    (void)signal;
    exit(0);
}

/* The cleaning up is the last thing that happens: its own code counts. */
static void fail_to_clean_up(void)
{
    event("atexit");
    _exit(5);
}

BODY(story, exit_handler_changes_the_code)
{
    MUST(atexit(fail_to_clean_up) == 0);
    return 0;
}

/* SIGTERM that leads to success looks like the work done. */
BODY(story, interrupted_work_passes)
{
    sigset_t none;
    sigemptyset(&none);
    block(SIGTERM);
    catch_signal(SIGTERM, exit_with_0, 0);
    send_self(SIGTERM);
    ending();
    sigsuspend(&none);
    return 99;
}
