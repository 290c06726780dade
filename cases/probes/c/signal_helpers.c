/* What bodies about signals share. */
#include <errno.h>
#include <string.h>

#include "probe.h"
#include "signal_helpers.h"

void handle_signal(int number, void (*handler)(int), int flags, int also)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    if (also)
        sigaddset(&action.sa_mask, also);
    MUST(sigaction(number, &action, NULL) == 0);
}

void report_signal(int number)
{
    event_signal("handler", number);
}

void report_exit_handler(void)
{
    event("exit_handler");
}

void ignore_signal(int number)
{
    handle_signal(number, SIG_IGN, 0, 0);
}

void restore_default(int number)
{
    handle_signal(number, SIG_DFL, 0, 0);
}

static void change_mask(int how, int number)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    MUST(sigprocmask(how, &set, NULL) == 0);
}

void block_signal(int number)
{
    change_mask(SIG_BLOCK, number);
}

void unblock_signal(int number)
{
    change_mask(SIG_UNBLOCK, number);
}

void event_pending(const char *name, int number)
{
    sigset_t set;
    sigemptyset(&set);
    MUST(sigpending(&set) == 0);
    event_number(name, sigismember(&set, number));
}

void event_outcome(const char *name, int result)
{
    char record[64];
    size_t length = strlen(name);
    const char *outcome = result == 0 ? ":0" : errno == EINVAL ? ":EINVAL" : ":another";
    MUST(length < 40);
    memcpy(record, name, length);
    memcpy(record + length, outcome, strlen(outcome) + 1);
    event(record);
}

#if HAVE_REALTIME

int realtime_signal(int offset)
{
    int first = SIGRTMIN;
#ifdef __linux__
    if (first < 35)
        first = 35;
#endif
    MUST(first + offset <= SIGRTMAX);
    return first + offset;
}

#endif
