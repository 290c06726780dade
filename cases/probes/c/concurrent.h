/* What the bodies about several threads at the end share: concurrent*.c. */
#ifndef CONCURRENT_H
#define CONCURRENT_H

/* Forty handlers that record `handler:40` to `handler:1` and take their time, by work and not by sleeping: the first to be
   registered is number 1. */
extern void (*const slow_handlers[40])(void);

/* Registers so many of them by atexit(), which may refuse those beyond thirty-two. */
void register_slow(int handlers);

#endif
