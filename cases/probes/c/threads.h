/* What the bodies about threads share: threads*.c, tls*.c, concurrent*.c. */
#ifndef THREADS_H
#define THREADS_H

#include <pthread.h>
#include <stdint.h>

/* What a thread gives or is given. */
#define VALUE(number) ((void *)(intptr_t)(number))
#define NUMBER(value) ((long)(intptr_t)(value))

/* Shut at first, then open for ever. */
struct latch {
    pthread_mutex_t mutex;
    pthread_cond_t condition;
    int open;
};
#define LATCH { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0 }

void open_latch(struct latch *latch);
void await_latch(struct latch *latch);

pthread_t start_thread(void *(*routine)(void *), void *argument);

/* Starts a thread, waits for its end, and records `joined:5` for what it gave. */
void join_thread(void *(*routine)(void *));

/* A thread that has nothing to do until the process ends. */
void *wait_for_ever(void *unused);

/* Has a handler registered that records `atexit`. */
void register_exit_handler(void);

/* Has so many threads, main among them, call this at the same time, each with a number of its own from 0. */
void together(int threads, void (*end)(int number));

#endif
