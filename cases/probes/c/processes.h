/* Children and what is told of them: for the cases of wait, fork and exec, on top of kit.h. */
#ifndef PROCESSES_H
#define PROCESSES_H

#include <signal.h>
#include <sys/types.h>
#include <sys/wait.h>

#include "kit.h"
#include "probe.h"

/* A child that ends at once with this code. */
pid_t child_that_exits(int code);

/* A child that waits at the gate, and ends with this code. */
pid_t child_behind(const struct gate *gate, int code);

/* Becomes `sh -c SCRIPT`. Comes back only when that fails. The probe may run behind a loader or an emulator, so that it cannot
   execute itself. */
void exec_shell(const char *script);

/* Where there is no program, and no folder either. */
#define MISSING "/nonexistent/program"

/* Ends the calling process by this signal's default action. */
void die_by(int signal);

/* What is done with a signal from now on. */
void set_action(int signal, void (*handler)(int), int flags);
void do_nothing(int signal);

#if HAVE_POSIX_TIMERS

/* A timer of timer_create() that sends this signal to the process after so many milliseconds, and then every so many. */
void start_posix_timer(int signal, long first, long interval);

#endif

/* Records `name:ok`, or errno by name when the result is -1. */
void event_result(const char *name, long result);

/* Records `name:child` or `name:other`. */
void event_whose(const char *name, pid_t process, pid_t child);

/* Calls waitpid() and records what it says: `name:nothing`, an error, or the status as event_status() does. */
void report_waitpid(const char *name, pid_t which, int options);

#if HAVE_WAITID

/* waitid() for one child, into a structure of ones, so that what the call leaves alone is not taken for a zero. */
siginfo_t look(pid_t child, int options);

/* Records `name:CLD_EXITED:7` or `name:CLD_KILLED:SIGTERM`; `name:nothing` when si_pid is 0. */
void event_info(const char *name, const siginfo_t *info);

/* Calls waitid() and records what it says, as event_info() does, or an error. */
void report_waitid(const char *name, idtype_t kind, id_t which, int options);

/* Waits until the child has ended or stopped, and leaves the news of it where it is. */
void watch_end(pid_t child);
void watch_stop(pid_t child);

#endif

#endif
