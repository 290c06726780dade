/* Programs without a descriptor 1 or 2: the next file they open becomes their stdout. And temporary files, which are
   there as long as the process is. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "probe.h"
#include "stdio_files.h"

/* Whatever a C library may have opened for the descriptors it did not find. */
static void close_again(void)
{
    close(1);
    close(2);
}

static int create(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
}

BODY(stdio, executed_with_stdout_closed)
{
    event_number("descriptor", create("data"));
    return 0;
}

BODY(stdio, next_file_becomes_stdout)
{
    close_again();
    event_number("descriptor", create("data"));
    return 0;
}

BODY(stdio, next_stream_becomes_stdout)
{
    FILE *stream;
    close_again();
    stream = fopen("data", "w");
    MUST(stream != NULL);
    event_number("descriptor", fileno(stream));
    return 0;
}

/* Runs `print` with a fresh file open as descriptor 1 and another as descriptor 2, and reports what is in them then. */
static int with_next_files(void (*print)(void))
{
    close_again();
    if (!child_has_ended()) {
        MUST(create("data-1") == 1);
        MUST(create("data-2") == 2);
        print();
        exit(0);
    }
    event_content("data-1", "data-1");
    event_content("data-2", "data-2");
    return 0;
}

static void print_to_stdout(void)
{
    fputs("text", stdout);
}

static void print_to_stderr(void)
{
    fputs("text", stderr);
}

BODY(stdio, text_lands_in_the_next_file)
{
    return with_next_files(print_to_stdout);
}

BODY(stdio, error_text_lands_in_the_next_file)
{
    return with_next_files(print_to_stderr);
}

#if HAVE_TMPFILE
#include <dirent.h>
#include <signal.h>

/* The number of a removed file goes to the next new one, whoever makes it: the content is looked at as well. */
struct identity {
    dev_t device;
    ino_t number;
    pid_t content;
};

static int holds(const char *path, pid_t content)
{
    pid_t held;
    int file = open(path, O_RDONLY | O_NONBLOCK), found;
    if (file < 0)
        return 0;
    found = read(file, &held, sizeof held) == (ssize_t)sizeof held && held == content;
    close(file);
    return found;
}

static int is_in(const char *folder, const struct identity *wanted)
{
    struct stat facts;
    struct dirent *entry;
    char path[1024];
    int found = 0;
    DIR *entries = folder ? opendir(folder) : NULL;
    while (entries && (entry = readdir(entries)) != NULL) {
        if (strlen(folder) + strlen(entry->d_name) + 2 > sizeof path)
            continue;
        strcpy(path, folder);
        strcat(path, "/");
        strcat(path, entry->d_name);
        if (lstat(path, &facts) == 0 && facts.st_dev == wanted->device && facts.st_ino == wanted->number &&
            holds(path, wanted->content))
            found = 1;
    }
    if (entries)
        closedir(entries);
    return found;
}

/* A child makes a temporary file with its own number in it, tells which, and ends by `end`. */
static int make_in_child(void (*end)(void))
{
    struct identity made;
    struct stat facts;
    FILE *stream;
    int told[2];
    pid_t child;
    MUST(pipe(told) == 0);
    child = fork();
    MUST(child >= 0);
    if (child == 0) {
        stream = tmpfile();
        MUST(stream != NULL);
        made.content = getpid();
        MUST(fwrite(&made.content, sizeof made.content, 1, stream) == 1);
        MUST(fflush(stream) == 0);
        MUST(fstat(fileno(stream), &facts) == 0);
        made.device = facts.st_dev;
        made.number = facts.st_ino;
        MUST(write(told[1], &made, sizeof made) == (ssize_t)sizeof made);
        end();
        _exit(98);
    }
    MUST(read(told[0], &made, sizeof made) == (ssize_t)sizeof made);
    await(child);
    event_number("there", is_in(getenv("TMPDIR"), &made) || is_in("/tmp", &made) || is_in("/var/tmp", &made));
    return 0;
}

static void by_exit(void)
{
    exit(0);
}

static void by_underscore_exit(void)
{
    _exit(0);
}

static void by_sigkill(void)
{
    raise(SIGKILL);
}

BODY(stdio, tmpfile_removed_by_exit)
{
    return make_in_child(by_exit);
}

BODY(stdio, tmpfile_removed_by_underscore_exit)
{
    return make_in_child(by_underscore_exit);
}

BODY(stdio, tmpfile_removed_by_sigkill)
{
    return make_in_child(by_sigkill);
}

#endif
