/* posix_spawn(): a fork and an exec in one call. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "processes.h"

#if HAVE_SPAWN

#include <spawn.h>

#if HAVE_ATFORK
#include <pthread.h>
#endif

extern char **environ;

static char name[] = "sh", option[] = "-c";

/* Spawns `sh -c SCRIPT` and reports the error, or the status of the child. */
static void spawn(const char *path, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes, char *script)
{
    char *arguments[4];
    pid_t child = -1;
    int error;
    arguments[0] = name;
    arguments[1] = option;
    arguments[2] = script;
    arguments[3] = 0;
    error = posix_spawn(&child, path, actions, attributes, arguments, environ);
    if (error != 0)
        event_error("error", error);
    else
        event_status("child", await(child));
}

static int spawn_shell(const posix_spawnattr_t *attributes, const char *text)
{
    char script[128];
    snprintf(script, sizeof script, "%s", text);
    spawn("/bin/sh", 0, attributes, script);
    return 0;
}

BODY(exec, posix_spawn_status)
{
    return spawn_shell(0, "exit 7");
}

BODY(exec, posix_spawn_child_is_killed)
{
    return spawn_shell(0, "kill -TERM $$");
}

BODY(exec, posix_spawn_of_a_missing_file)
{
    char script[] = "exit 0";
    spawn(MISSING, 0, 0, script);
    return 0;
}

BODY(exec, posix_spawnp_searches)
{
    char script[] = "exit 6", *arguments[4];
    pid_t child = -1;
    int error;
    arguments[0] = name;
    arguments[1] = option;
    arguments[2] = script;
    arguments[3] = 0;
    error = posix_spawnp(&child, "sh", 0, 0, arguments, environ);
    if (error != 0)
        event_error("error", error);
    else
        event_status("child", await(child));
    return 0;
}

BODY(exec, posix_spawnp_of_a_missing_file)
{
    char script[] = "exit 6", *arguments[2];
    pid_t child = -1;
    int error;
    arguments[0] = script;
    arguments[1] = 0;
    error = posix_spawnp(&child, "no-such-program-anywhere", 0, 0, arguments, environ);
    if (error != 0)
        event_error("error", error);
    else
        event_status("child", await(child));
    return 0;
}

/* A file action that cannot be done. */
BODY(exec, posix_spawn_action_fails)
{
    posix_spawn_file_actions_t actions;
    char script[] = "exit 0";
    MUST(posix_spawn_file_actions_init(&actions) == 0);
    MUST(posix_spawn_file_actions_addopen(&actions, 9, MISSING, O_RDONLY, 0) == 0);
    spawn("/bin/sh", &actions, 0, script);
    return 0;
}

/* The second action acts on what the first made. */
BODY(exec, posix_spawn_actions_in_order)
{
    posix_spawn_file_actions_t actions;
    char script[] = "echo text >&9; (: >&8) 2>/dev/null || exit 4";
    MUST(posix_spawn_file_actions_init(&actions) == 0);
    MUST(posix_spawn_file_actions_adddup2(&actions, 1, 8) == 0);
    MUST(posix_spawn_file_actions_adddup2(&actions, 8, 9) == 0);
    MUST(posix_spawn_file_actions_addclose(&actions, 8) == 0);
    spawn("/bin/sh", &actions, 0, script);
    return 0;
}

static void report_exit(void)
{
    event("atexit");
}

BODY(exec, posix_spawn_leaves_buffers_and_handlers_alone)
{
    MUST(atexit(report_exit) == 0);
    fputs("text;", stdout);
    return spawn_shell(0, "exit 0");
}

/* The same where a child has to end because there is no program for it. */
BODY(exec, failed_posix_spawn_leaves_buffers_and_handlers_alone)
{
    char script[] = "exit 0";
    pid_t child = -1;
    char *arguments[2];
    MUST(atexit(report_exit) == 0);
    fputs("text;", stdout);
    arguments[0] = script;
    arguments[1] = 0;
    if (posix_spawn(&child, MISSING, 0, 0, arguments, environ) == 0)
        await(child);
    event("tried");
    return 0;
}

static void on_signal(int number)
{
    event_signal("caught", number);
}

BODY(exec, posix_spawn_resets_caught_signals)
{
    set_action(SIGTERM, on_signal, 0);
    return spawn_shell(0, "kill -TERM $$; exit 3");
}

BODY(exec, posix_spawn_keeps_ignored_signals)
{
    set_action(SIGTERM, SIG_IGN, 0);
    return spawn_shell(0, "kill -TERM $$; exit 3");
}

BODY(exec, posix_spawn_keeps_the_mask)
{
    block(SIGTERM);
    return spawn_shell(0, "kill -TERM $$; exit 3");
}

BODY(exec, posix_spawn_with_a_default_signal)
{
    posix_spawnattr_t attributes;
    sigset_t set;
    set_action(SIGTERM, SIG_IGN, 0);
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    MUST(posix_spawnattr_init(&attributes) == 0);
    MUST(posix_spawnattr_setsigdefault(&attributes, &set) == 0);
    MUST(posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF) == 0);
    return spawn_shell(&attributes, "kill -TERM $$; exit 3");
}

BODY(exec, posix_spawn_with_a_mask)
{
    posix_spawnattr_t attributes;
    sigset_t set;
    block(SIGTERM);
    sigemptyset(&set);
    MUST(posix_spawnattr_init(&attributes) == 0);
    MUST(posix_spawnattr_setsigmask(&attributes, &set) == 0);
    MUST(posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK) == 0);
    return spawn_shell(&attributes, "kill -TERM $$; exit 3");
}

/* The whole group is signalled, and the caller is not in it. */
BODY(exec, posix_spawn_with_a_group)
{
    posix_spawnattr_t attributes;
    MUST(posix_spawnattr_init(&attributes) == 0);
    MUST(posix_spawnattr_setpgroup(&attributes, 0) == 0);
    MUST(posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP) == 0);
    return spawn_shell(&attributes, "kill -TERM 0; exit 3");
}

#if HAVE_ATFORK

static void prepare(void)
{
    event("prepare");
}

static void in_parent(void)
{
    event("parent");
}

static void in_child(void)
{
    event("child-handler");
}

BODY(exec, posix_spawn_and_atfork_handlers)
{
    MUST(pthread_atfork(prepare, in_parent, in_child) == 0);
    return spawn_shell(0, "exit 7");
}

#endif

#else

typedef int nothing_here;

#endif
