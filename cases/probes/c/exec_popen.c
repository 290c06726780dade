/* popen() and pclose(): a command at the other end of a pipe, and its status. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "processes.h"

#if HAVE_POPEN

static FILE *open_command(const char *command, const char *mode)
{
    FILE *stream = popen(command, mode);
    MUST(stream != 0);
    return stream;
}

static void report_pclose(FILE *stream)
{
    int status = pclose(stream);
    if (status == -1)
        event_error("pclose", errno);
    else
        event_status("pclose", status);
}

BODY(exec, pclose_status)
{
    FILE *stream = open_command("echo text; exit 3", "r");
    char text[32];
    size_t length = fread(text, 1, sizeof text - 1, stream);
    while (length > 0 && text[length - 1] == '\n')
        length--;
    text[length] = '\0';
    event_text("read", text);
    report_pclose(stream);
    return 0;
}

BODY(exec, pclose_of_a_writer)
{
    FILE *stream = open_command("read line; [ \"$line\" = text ] && exit 4", "w");
    fputs("text\n", stream);
    report_pclose(stream);
    return 0;
}

BODY(exec, pclose_when_the_shell_is_killed)
{
    report_pclose(open_command("kill -TERM $$", "r"));
    return 0;
}

BODY(exec, pclose_of_a_missing_command)
{
    report_pclose(open_command(MISSING, "r"));
    return 0;
}

BODY(exec, pclose_after_the_status_is_gone)
{
    FILE *stream = open_command("exit 3", "r");
    report_waitpid("waitpid", -1, 0);
    report_pclose(stream);
    return 0;
}

BODY(exec, pclose_with_sigchld_ignored)
{
    FILE *stream;
    set_action(SIGCHLD, SIG_IGN, 0);
    stream = open_command("exit 3", "r");
    report_pclose(stream);
    return 0;
}

BODY(exec, pclose_leaves_other_children_alone)
{
    pid_t child = child_that_exits(9);
    report_pclose(open_command("exit 3", "r"));
    event_status("other", await(child));
    return 0;
}

/* It would write for ever, and dies when it finds nobody who reads. */
BODY(exec, pclose_of_a_command_that_still_writes)
{
    FILE *stream = open_command("exec cat /dev/zero", "r");
    MUST(fgetc(stream) == 0);
    report_pclose(stream);
    return 0;
}

/* The second command must not have the writing end of the first: it would keep it open for ever. */
BODY(exec, popen_closes_earlier_streams_in_the_child)
{
    FILE *first = open_command("cat >&2", "w"), *second = open_command("cat >&2", "w");
    fputs("first;", first);
    report_pclose(first);
    fputs("second;", second);
    report_pclose(second);
    return 0;
}

#if HAVE_CHROOT

/* No longer in POSIX: some headers leave it out where they are asked for POSIX, whatever else they are asked for. */
int chroot(const char *path);

/* In an empty root directory. */
BODY(exec, pclose_without_a_shell)
{
    FILE *stream;
    MUST(chroot(".") == 0);
    stream = popen("exit 0", "r");
    if (stream)
        report_pclose(stream);
    else
        event_error("popen", errno);
    return 0;
}

#endif

BODY(exec, popen_with_an_unknown_mode)
{
    FILE *stream = popen("exit 0", "x");
    event_truth("null", stream == 0);
    if (stream)
        pclose(stream);
    return 0;
}

/* Our ending does not wait for the command, but the command's parent is gone then. */
BODY(exec, popen_without_pclose)
{
    FILE *stream = open_command("printf x; exec sleep 1000", "r");
    event_truth("read", fgetc(stream) == 'x');
    return 2;
}

/* exit() flushes the stream, whoever is at the other end. */
BODY(exec, text_to_a_command_is_flushed_by_exit)
{
    FILE *stream = open_command("cat", "w");
    fputs("text", stream);
    ending();
    exit(2);
}

BODY(exec, text_to_a_command_is_lost_by__exit)
{
    FILE *stream = open_command("cat", "w");
    fputs("text", stream);
    ending();
    _exit(2);
}

#else

typedef int nothing_here;

#endif
