/* What bodies about signals share. */
#ifndef SIGNAL_HELPERS_H
#define SIGNAL_HELPERS_H

#include <signal.h>

/* Installs a handler; `also` is blocked while it runs, unless it is 0. */
void handle_signal(int number, void (*handler)(int), int flags, int also);

/* A handler that does nothing but record `handler:SIGTERM`. */
void report_signal(int number);

/* An exit handler that records `exit_handler`. */
void report_exit_handler(void);

void ignore_signal(int number);
void restore_default(int number);

void block_signal(int number);
void unblock_signal(int number);

/* Records `name:1` while the signal is pending, else `name:0`. */
void event_pending(const char *name, int number);

/* Records `name:0`, `name:EINVAL` or `name:another`, for what a call gave and the errno it left. */
void event_outcome(const char *name, int result);

#if HAVE_REALTIME
/* A real-time signal. On Linux some C libraries keep numbers up to 34 for themselves: these are left out, so that the
   number means the same to whoever runs the case. */
int realtime_signal(int offset);
#endif

#endif
