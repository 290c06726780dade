/* What the groups about several processes use besides probe.h: gates, lifelines, signals, and errors by name. All of it
   may be called in forked children. */
#ifndef KIT_H
#define KIT_H

#include <signal.h>
#include <sys/types.h>

/* Writes `name:text` into memory of this size, as much of it as fits. */
void join(char *joined, size_t size, const char *name, const char *text);

/* Records `name:text`. As safe as event(). */
void event_text(const char *name, const char *text);

/* Records `name:true` or `name:false`. As safe as event(). */
void event_truth(const char *name, int truth);

/* Records `name:EPERM`, or `name:ok` for 0: numbers differ between systems. As safe as event(). */
void event_error(const char *name, int error);

/* Forks; a failure is one of the set-up. */
pid_t fork_child(void);
/* The child leads a group of its own. SIGHUP is blocked in it from its first moment on, and in the caller. */
pid_t fork_into_own_group(void);

/* A pipe of one kind of news. */
struct gate {
    int reader, writer;
};
void make_gate(struct gate *gate);
void open_gate(const struct gate *gate);
/* Waits until somebody has opened it. */
void pass_gate(const struct gate *gate);
/* For a gate that nobody opens: waits until every other process that has the writer is gone or has closed it. */
void await_end(struct gate *lifeline);

/* Waits until the parent is another one. A lifeline ends before that: files are closed first. */
void await_another_parent(pid_t parent);

/* Waits for a child's stop, and gives the status word. */
int await_stop(pid_t child);

void block(int signal);
void unblock(int signal);
int is_pending(int signal);
/* Waits for a signal that is blocked, and takes it. */
void take_signal(int signal);
/* The handler runs with the other signal blocked; 0 for none. */
void catch_signal(int signal, void (*handler)(int), int blocked);
void ignore(int signal);

/* Sends a signal to oneself; SIGKILL and the like do not come back. */
void send_self(int signal);

/* Makes a descriptor close on exec. */
void close_on_exec(int descriptor);

/* Executes `/bin/sh -c text`. */
void become_shell(const char *text);

#endif
