/* What the bodies of cases may use. See README.md. */
#ifndef PROBE_H
#define PROBE_H

#include <sys/types.h>

#include "have.h" /* HAVE_QUICK_EXIT and so on, 0 or 1: made by build.sh */

/* One body. What it returns is what main returns. */
#define BODY(group, name) int group##__##name(void)

/* Records an event in the journal. May be called from handlers, destructors, threads and children: it formats on the
   stack, calls nothing but fstat() and write(), and leaves errno alone. */
void event(const char *name);

/* Records `name:number`. As safe as event(). */
void event_number(const char *name, long number);

/* Records `name:exited:7`, `name:signaled:SIGTERM`, `name:stopped:SIGSTOP` or `name:continued`, for a status word.
   As safe as event(). */
void event_status(const char *name, int status);

/* Records `name:SIGTERM`. As safe as event(). */
void event_signal(const char *name, int signal);

/* Says that the ending begins: a hang from here on is a hang at the end. A body that returns need not say it. */
void ending(void);

/* Has main() come to its closing brace instead of returning what the body returns. */
extern int falls_off_main;

/* Ends a case that could not be set up. It says so in the journal, and the result is UNRESOLVED, whatever is expected. */
#define MUST(condition) ((condition) ? (void)0 : broken(__FILE__, __LINE__))
void broken(const char *file, int line);

/* Waits for a child and gives its status word. */
int await(pid_t child);

/* What a body is started with. */
struct start {
    const char *name; /* of the case: `group/case` */
    const char *sink; /* `pipe`, `file`, `tty`, `null`, `full`, `closed`, `broken`, `shared` */
    const char *libraries; /* the folder with the shared objects, if there are any */
    int gate; /* for cases that stop: a descriptor that is readable once the continuation has been seen, or -1 */
};
extern struct start start;

/* Waits until whoever runs the case has seen that it was stopped and has continued it. */
void await_continued(void);

/* What main.c runs. */
struct probe {
    const char *name;
    int (*body)(void); /* null where the C library lacks what it needs */
};

void connect_journal(int descriptor, int with_sizes);
void begin(void);
int describe(void);
int run_cell(const char *cell, int *known); /* matrix.c */

#endif
