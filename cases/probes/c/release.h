/* What the bodies of `release` share: a child takes something and ends, and the body looks from outside. */
#ifndef RELEASE_H
#define RELEASE_H

#include <sys/types.h>

/* The ways in which a child ends, one after the other. */
enum way { BY_EXIT, BY_UNDERSCORE_EXIT, BY_RETURN, BY_SIGTERM, BY_SIGKILL, BY_ABORT, WAYS };

/* What they are called in events. */
extern const char *const ways[WAYS];

/* Forks a child that takes something and ends in this way, and waits for it. Comes back a second time with 1, in the
   child that is to return from main: the body returns 0 then. */
int child_ends(enum way way, void (*take)(void));

/* A child that takes something and has become a shell when this comes back. */
struct shell {
    pid_t process;
    int writer;
};
void start_shell(struct shell *shell, void (*take)(void));
/* Has it end, and records `shell:exited:0`. */
void end_shell(struct shell *shell);

#endif
