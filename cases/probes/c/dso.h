/* What the cases about shared objects share. */
#ifndef DSO_H
#define DSO_H

/* Loads libraries/NAME.c, which is there as NAME.so. */
void *dso_load(const char *name, int flags);

/* Closes it, and tells in the journal what came of it. */
void dso_close(void *library);

/* Calls a function of it that takes nothing and says by 0 that it worked. */
void dso_call(void *library, const char *function);

/* Has its destructor call this. */
void dso_do_in_destructor(void *library, void (*function)(void));

/* A function of it. */
typedef void (*dso_function)(void);
dso_function dso_find(void *library, const char *function);

#endif
