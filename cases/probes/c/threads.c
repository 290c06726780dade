/* What the bodies about threads share. The bodies are in threads_*.c. */
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS

#include "threads.h"

void open_latch(struct latch *latch)
{
    MUST(pthread_mutex_lock(&latch->mutex) == 0);
    latch->open = 1;
    MUST(pthread_cond_broadcast(&latch->condition) == 0);
    MUST(pthread_mutex_unlock(&latch->mutex) == 0);
}

void await_latch(struct latch *latch)
{
    MUST(pthread_mutex_lock(&latch->mutex) == 0);
    while (!latch->open)
        MUST(pthread_cond_wait(&latch->condition, &latch->mutex) == 0);
    MUST(pthread_mutex_unlock(&latch->mutex) == 0);
}

pthread_t start_thread(void *(*routine)(void *), void *argument)
{
    pthread_t thread;
    MUST(pthread_create(&thread, 0, routine, argument) == 0);
    return thread;
}

void join_thread(void *(*routine)(void *))
{
    pthread_t thread = start_thread(routine, 0);
    void *value = 0;
    MUST(pthread_join(thread, &value) == 0);
    event_number("joined", NUMBER(value));
}

void *wait_for_ever(void *unused)
{
    for (;;)
        pause();
    return unused;
}

static void exit_handler(void)
{
    event("atexit");
}

void register_exit_handler(void)
{
    MUST(atexit(exit_handler) == 0);
}

/* Those that come to the meeting wait for the last one. Giving way lets all of them run on at once, where waking one after
   the other would not. */
static pthread_mutex_t meeting = PTHREAD_MUTEX_INITIALIZER;
static int missing;

static void meet(void)
{
    int left;
    MUST(pthread_mutex_lock(&meeting) == 0);
    missing--;
    MUST(pthread_mutex_unlock(&meeting) == 0);
    do {
        sched_yield();
        MUST(pthread_mutex_lock(&meeting) == 0);
        left = missing;
        MUST(pthread_mutex_unlock(&meeting) == 0);
    } while (left > 0);
}

static void (*ends)(int number);

static void *meet_and_end(void *number)
{
    meet();
    ends((int)NUMBER(number));
    return wait_for_ever(0);
}

void together(int threads, void (*end)(int number))
{
    int number;
    ends = end;
    missing = threads;
    for (number = 1; number < threads; number++)
        start_thread(meet_and_end, VALUE(number));
    meet_and_end(VALUE(0));
}

#endif
