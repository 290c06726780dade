/* What destructors of keys are not to do. */
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS

#include "threads.h"

static int has_left;

static void leave_again(void *unused)
{
    (void)unused;
    event(has_left ? "specific:again" : "specific:leaves");
    if (has_left++ == 0)
        pthread_exit(VALUE(6));
}

static void *set_and_leave(void *unused)
{
    pthread_key_t key;
    MUST(pthread_key_create(&key, leave_again) == 0);
    MUST(pthread_setspecific(key, VALUE(1)) == 0);
    pthread_exit(VALUE(5));
    return unused;
}

/* Undefined: pthread_exit() in a destructor that pthread_exit() has called. */
BODY(tls, specific_calls_pthread_exit)
{
    ending();
    join_thread(set_and_leave);
    _exit(7);
}

#endif
