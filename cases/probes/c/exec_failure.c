/* Exec functions that fail, and what they find. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "processes.h"

static void report_exit(void)
{
    event("atexit");
}

static void on_signal(int number)
{
    event_signal("caught", number);
}

BODY(exec, failure_returns)
{
    MUST(atexit(report_exit) == 0);
    event_result("execl", execl(MISSING, "program", (char *)0));
    return 127;
}

BODY(exec, failure_leaves_buffers_alone)
{
    fputs("text", stdout);
    event_result("execl", execl(MISSING, "program", (char *)0));
    return 127;
}

BODY(exec, failure_leaves_signals_alone)
{
    set_action(SIGTERM, on_signal, 0);
    event_result("execl", execl(MISSING, "program", (char *)0));
    raise(SIGTERM);
    return 127;
}

BODY(exec, failure_leaves_descriptors_open)
{
    int descriptor = dup(1);
    MUST(descriptor >= 0 && fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0);
    event_result("execl", execl(MISSING, "program", (char *)0));
    event_number("write", (long)write(descriptor, "text", 4));
    return 127;
}

static void make_file(mode_t mode, const char *text)
{
    int file = open("file", O_WRONLY | O_CREAT | O_TRUNC, 0700);
    MUST(file >= 0);
    MUST(write(file, text, strlen(text)) == (ssize_t)strlen(text));
    MUST(close(file) == 0);
    MUST(chmod("file", mode) == 0);
}

BODY(exec, not_executable)
{
    make_file(0600, "exit 5\n");
    event_result("execl", execl("file", "file", (char *)0));
    return 126;
}

BODY(exec, folder_is_no_program)
{
    event_result("execl", execl("/", "file", (char *)0));
    return 126;
}

BODY(exec, file_is_no_folder)
{
    event_result("execl", execl("/dev/null/program", "program", (char *)0));
    return 127;
}

BODY(exec, empty_path)
{
    event_result("execl", execl("", "program", (char *)0));
    return 127;
}

BODY(exec, empty_path_is_not_searched_for)
{
    event_result("execlp", execlp("", "program", (char *)0));
    return 127;
}

BODY(exec, missing_in_the_path)
{
    event_result("execlp", execlp("no-such-program-anywhere", "program", (char *)0));
    return 127;
}

BODY(exec, found_in_the_path)
{
    event_result("execlp", execlp("sh", "sh", "-c", "exit 4", (char *)0));
    return 99;
}

/* A script without a first line that names its interpreter. */
BODY(exec, unknown_format)
{
    make_file(0700, "exit 5\n");
    event_result("execl", execl("./file", "file", (char *)0));
    return 126;
}

BODY(exec, unknown_format_is_the_shells)
{
    make_file(0700, "exit 5\n");
    event_result("execlp", execlp("./file", "file", (char *)0));
    return 126;
}

BODY(exec, missing_interpreter)
{
    make_file(0700, "#!/nonexistent/program\nexit 5\n");
    event_result("execl", execl("./file", "file", (char *)0));
    return 127;
}

BODY(exec, script_with_an_interpreter)
{
    make_file(0700, "#!/bin/sh\nexit 5\n");
    event_result("execl", execl("./file", "file", (char *)0));
    return 99;
}

BODY(exec, environment_is_what_is_given)
{
    char variable[] = "GIVEN=here", *environment[2];
    environment[0] = variable;
    environment[1] = 0;
    execle("/bin/sh", "sh", "-c", "echo $GIVEN-$HOME", (char *)0, environment);
    return 99;
}

BODY(exec, failure_in_a_child_is_the_childs)
{
    pid_t child = fork_child();
    if (child == 0) {
        execl(MISSING, "program", (char *)0);
        _exit(errno == ENOENT ? 127 : 126);
    }
    event_status("child", await(child));
    return 0;
}
