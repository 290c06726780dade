/* Pipes: what the other end is told. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kit.h"
#include "probe.h"
#include "release.h"

#if HAVE_AIO
#include <aio.h>
#endif

/* The pipe that the child keeps one end of, and which. */
static struct gate ends;

/* What a read gives: `name:text`, `name:end`, or `name:EAGAIN`. */
static void event_read(const char *name, int from)
{
    char text[16];
    ssize_t got = read(from, text, sizeof text - 1);
    if (got < 0) {
        event_error(name, errno);
    } else {
        text[got] = '\0';
        event_text(name, got ? text : "end");
    }
}

static void keep_writer(void)
{
    close(ends.reader);
}

static void keep_reader(void)
{
    close(ends.writer);
}

static void write_and_keep_writer(void)
{
    MUST(write(ends.writer, "text", 4) == 4);
}

static int read_after(void (*take)(void))
{
    int way;
    for (way = 0; way < WAYS; way++) {
        make_gate(&ends);
        if (child_ends(way, take))
            return 0;
        close(ends.writer);
        event_read(ways[way], ends.reader);
        close(ends.reader);
    }
    return 0;
}

BODY(release, reader_sees_the_end)
{
    return read_after(keep_writer);
}

BODY(release, what_was_written_can_be_read)
{
    return read_after(write_and_keep_writer);
}

static void keep_writer_until_exec(void)
{
    close_on_exec(ends.writer);
}

BODY(release, reader_sees_the_end_after_exec)
{
    struct shell shell;
    make_gate(&ends);
    start_shell(&shell, keep_writer_until_exec);
    close(ends.writer);
    event_read("while-it-runs", ends.reader);
    end_shell(&shell);
    return 0;
}

static void do_not_block(int descriptor)
{
    int flags = fcntl(descriptor, F_GETFL);
    MUST(flags >= 0 && fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0);
}

static void block_again(int descriptor)
{
    int flags = fcntl(descriptor, F_GETFL);
    MUST(flags >= 0 && fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) == 0);
}

/* Without the flag the new image has the writer too. */
BODY(release, exec_keeps_the_pipe_open)
{
    struct shell shell;
    make_gate(&ends);
    start_shell(&shell, keep_writer);
    close(ends.writer);
    do_not_block(ends.reader);
    event_read("while-it-runs", ends.reader);
    end_shell(&shell);
    event_read("after", ends.reader);
    return 0;
}

/* The one who was given the writer ends; another, who has it by inheritance, does not. */
BODY(release, a_child_keeps_the_pipe_open)
{
    struct gate go;
    pid_t child;
    make_gate(&go);
    make_gate(&ends);
    child = fork_child();
    if (child == 0) {
        if (fork_child() == 0) {
            pass_gate(&go);
            MUST(write(ends.writer, "late", 4) == 4);
        }
        _exit(0);
    }
    close(ends.writer);
    event_status("child", await(child));
    do_not_block(ends.reader);
    event_read("while-a-child-has-it", ends.reader);
    open_gate(&go);
    block_again(ends.reader);
    event_read("read", ends.reader);
    event_read("read", ends.reader);
    return 0;
}

static int write_after(void (*take)(void))
{
    int way;
    ignore(SIGPIPE);
    for (way = 0; way < WAYS; way++) {
        make_gate(&ends);
        if (child_ends(way, take))
            return 0;
        close(ends.reader);
        event_error(ways[way], write(ends.writer, "text", 4) < 0 ? errno : 0);
        close(ends.writer);
    }
    return 0;
}

BODY(release, writer_gets_epipe)
{
    return write_after(keep_reader);
}

#if HAVE_AIO

/* A read that waits for text as long as the process is there. */
static void read_on_the_side(void)
{
    static struct aiocb request;
    static char text[4];
    close(ends.writer);
    request.aio_fildes = ends.reader;
    request.aio_buf = text;
    request.aio_nbytes = sizeof text;
    request.aio_sigevent.sigev_notify = SIGEV_NONE;
    MUST(aio_read(&request) == 0);
}

BODY(release, asynchronous_read_goes_with_the_process)
{
    return write_after(read_on_the_side);
}

#endif

/* What most programs in a pipeline end by. */
BODY(release, writer_gets_sigpipe)
{
    int way;
    for (way = 0; way < WAYS; way++) {
        pid_t writer;
        make_gate(&ends);
        if (child_ends(way, keep_reader))
            return 0;
        close(ends.reader);
        writer = fork_child();
        if (writer == 0) {
            if (write(ends.writer, "text", 4) < 0)
                event("not-reached");
            _exit(0);
        }
        event_status(ways[way], await(writer));
        close(ends.writer);
    }
    return 0;
}

/* A write that is more than the pipe takes, and waits for the reader, who reads one byte of it and ends. */
BODY(release, waiting_writer_gets_epipe)
{
    static char text[1 << 20];
    ssize_t written;
    pid_t reader;
    ignore(SIGPIPE);
    make_gate(&ends);
    reader = fork_child();
    if (reader == 0) {
        char byte;
        close(ends.writer);
        MUST(read(ends.reader, &byte, 1) == 1);
        send_self(SIGKILL);
    }
    close(ends.reader);
    do
        written = write(ends.writer, text, sizeof text);
    while (written > 0);
    event_error("write", errno);
    event_status("reader", await(reader));
    return 0;
}

static void open_fifo_for_writing(void)
{
    MUST(open("fifo", O_WRONLY) >= 0);
}

BODY(release, fifo_stays_and_its_reader_sees_the_end)
{
    int way;
    MUST(mkfifo("fifo", 0600) == 0);
    for (way = 0; way < WAYS; way++) {
        int reader = open("fifo", O_RDONLY | O_NONBLOCK);
        MUST(reader >= 0);
        if (child_ends(way, open_fifo_for_writing))
            return 0;
        block_again(reader);
        event_read(ways[way], reader);
        close(reader);
    }
    event_error("unlink", unlink("fifo") < 0 ? errno : 0);
    return 0;
}

/* O_NONBLOCK that a child sets on a description that it shares. */
static void set_nonblocking(void)
{
    do_not_block(ends.reader);
}

BODY(release, status_flags_of_a_shared_description)
{
    int way;
    for (way = 0; way < WAYS; way++) {
        make_gate(&ends);
        if (child_ends(way, set_nonblocking))
            return 0;
        event_read(ways[way], ends.reader);
        close(ends.reader);
        close(ends.writer);
    }
    return 0;
}
