/* The journal: one record, one write(). */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "probe.h"

static int journal = -1;
static int sizes;

struct record {
    char text[512];
    size_t length;
};

void connect_journal(int descriptor, int with_sizes)
{
    journal = descriptor;
    sizes = with_sizes;
}

static void add(struct record *record, const char *text)
{
    while (*text && record->length < sizeof record->text - 1)
        record->text[record->length++] = *text++;
}

static void add_number(struct record *record, long number)
{
    char digits[24];
    size_t at = sizeof digits - 1;
    unsigned long rest = number < 0 ? 0UL - (unsigned long)number : (unsigned long)number;
    digits[at] = '\0';
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (number < 0)
        digits[--at] = '-';
    add(record, digits + at);
}

static void add_size(struct record *record, int descriptor)
{
    struct stat facts;
    if (fstat(descriptor, &facts) == 0 && S_ISREG(facts.st_mode)) {
        add(record, " ");
        add_number(record, (long)facts.st_size);
    } else {
        add(record, " -");
    }
}

static void send(struct record *record)
{
    ssize_t written;
    record->text[record->length++] = '\n';
    do
        written = write(journal, record->text, record->length);
    while (written < 0 && errno == EINTR);
}

static void open_event(struct record *record, const char *name)
{
    record->length = 0;
    add(record, "event ");
    add(record, name);
}

static void close_event(struct record *record, int saved)
{
    if (sizes) {
        add_size(record, 1);
        add_size(record, 2);
    }
    send(record);
    errno = saved;
}

void begin(void)
{
    struct record record = { "begin", 5 };
    send(&record);
}

void ending(void)
{
    struct record record = { "ending", 6 };
    int saved = errno;
    send(&record);
    errno = saved;
}

void event(const char *name)
{
    struct record record;
    int saved = errno;
    open_event(&record, name);
    close_event(&record, saved);
}

void event_number(const char *name, long number)
{
    struct record record;
    int saved = errno;
    open_event(&record, name);
    add(&record, ":");
    add_number(&record, number);
    close_event(&record, saved);
}

/* By name, since numbers differ between systems and architectures. */
static const struct {
    int number;
    const char *name;
} signals[] = {
    { SIGABRT, "SIGABRT" }, { SIGALRM, "SIGALRM" }, { SIGBUS, "SIGBUS" },   { SIGCHLD, "SIGCHLD" },
    { SIGCONT, "SIGCONT" }, { SIGFPE, "SIGFPE" },   { SIGHUP, "SIGHUP" },   { SIGILL, "SIGILL" },
    { SIGINT, "SIGINT" },   { SIGKILL, "SIGKILL" }, { SIGPIPE, "SIGPIPE" }, { SIGQUIT, "SIGQUIT" },
    { SIGSEGV, "SIGSEGV" }, { SIGSTOP, "SIGSTOP" }, { SIGTERM, "SIGTERM" }, { SIGTSTP, "SIGTSTP" },
    { SIGTTIN, "SIGTTIN" }, { SIGTTOU, "SIGTTOU" }, { SIGUSR1, "SIGUSR1" }, { SIGUSR2, "SIGUSR2" },
    { SIGURG, "SIGURG" },   { SIGTRAP, "SIGTRAP" }, { SIGSYS, "SIGSYS" },   { SIGXCPU, "SIGXCPU" },
    { SIGXFSZ, "SIGXFSZ" }, { SIGVTALRM, "SIGVTALRM" }, { SIGPROF, "SIGPROF" },
#ifdef SIGWINCH
    { SIGWINCH, "SIGWINCH" },
#endif
};

static void add_signal(struct record *record, int number)
{
    size_t at;
    for (at = 0; at < sizeof signals / sizeof signals[0]; at++) {
        if (signals[at].number == number) {
            add(record, signals[at].name);
            return;
        }
    }
    add_number(record, number);
}

void event_signal(const char *name, int number)
{
    struct record record;
    int saved = errno;
    open_event(&record, name);
    add(&record, ":");
    add_signal(&record, number);
    close_event(&record, saved);
}

void event_status(const char *name, int status)
{
    struct record record;
    int saved = errno;
    open_event(&record, name);
    if (WIFEXITED(status)) {
        add(&record, ":exited:");
        add_number(&record, WEXITSTATUS(status));
    } else if (WIFSIGNALED(status)) {
        add(&record, ":signaled:");
        add_signal(&record, WTERMSIG(status));
    } else if (WIFSTOPPED(status)) {
        add(&record, ":stopped:");
        add_signal(&record, WSTOPSIG(status));
#ifdef WIFCONTINUED
    } else if (WIFCONTINUED(status)) {
        add(&record, ":continued");
#endif
    } else {
        add(&record, ":unrecognised:");
        add_number(&record, status);
    }
    close_event(&record, saved);
}

void broken(const char *file, int line)
{
    struct record record;
    int error = errno;
    /* The folder is another for each build. */
    const char *slash = strrchr(file, '/');
    record.length = 0;
    add(&record, "broken ");
    add(&record, slash ? slash + 1 : file);
    add(&record, ":");
    add_number(&record, line);
    add(&record, ":errno:");
    add_number(&record, error);
    send(&record);
    _exit(99);
}

int await(pid_t child)
{
    int status = 0;
    pid_t got;
    do
        got = waitpid(child, &status, 0);
    while (got < 0 && errno == EINTR);
    MUST(got == child);
    return status;
}

void await_continued(void)
{
    char byte;
    MUST(start.gate >= 0 && read(start.gate, &byte, 1) == 1);
}
