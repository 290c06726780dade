/* What the stories share. */
#ifndef STORY_H
#define STORY_H

/* Forks a child that runs this and returns from main with what it returns: the body returns then, too. Comes back with
   1 in the child. In the parent it waits, and records `child:exited:0` or how else the child ended. */
int child_returns(int (*run)(void), int *status);

/* Records what is in a file, `name:text`, with `/` for newlines, or `name:none` when it is not there. */
void event_file(const char *name, const char *path);

#endif
