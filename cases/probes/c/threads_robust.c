/* Mutexes left locked by an owner that is gone. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS && HAVE_ROBUST

#include "threads.h"

#ifndef MAP_ANONYMOUS
#define MAP_ANONYMOUS MAP_ANON
#endif

static void report(const char *operation, int error)
{
    char name[64];
    const char *result;
    size_t at = 0;
    switch (error) {
    case 0:
        result = ":0";
        break;
    case EBUSY:
        result = ":EBUSY";
        break;
    case EOWNERDEAD:
        result = ":EOWNERDEAD";
        break;
    case ENOTRECOVERABLE:
        result = ":ENOTRECOVERABLE";
        break;
    default:
        event_number(operation, error);
        return;
    }
    while (*operation)
        name[at++] = *operation++;
    while (*result)
        name[at++] = *result++;
    name[at] = '\0';
    event(name);
}

static pthread_mutex_t *make_mutex(int robust)
{
    pthread_mutexattr_t attributes;
    pthread_mutex_t *mutex = mmap(0, sizeof *mutex, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    MUST(mutex != MAP_FAILED);
    MUST(pthread_mutexattr_init(&attributes) == 0);
    MUST(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED) == 0);
    /* Where the system does not know of them, a library may say so in either place. */
    if (robust && (pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST) != 0
                   || pthread_mutex_init(mutex, &attributes) != 0)) {
        event("robust:refused");
        _exit(1);
    }
    if (!robust)
        MUST(pthread_mutex_init(mutex, &attributes) == 0);
    return mutex;
}

enum end { EXIT, UNDERSCORE_EXIT, ABORT, KILL, EXEC };

static void end_by(enum end end)
{
    switch (end) {
    case EXIT:
        exit(0);
    case UNDERSCORE_EXIT:
        _exit(0);
    case ABORT:
        abort();
    case KILL:
        raise(SIGKILL);
        break;
    case EXEC:
        execl("/bin/sh", "sh", "-c", "exit 0", (char *)0);
        break;
    }
    _exit(125);
}

/* A mutex that a child locked and had when it ended. */
static pthread_mutex_t *left_locked(int robust, enum end end)
{
    pthread_mutex_t *mutex = make_mutex(robust);
    pid_t child = fork();
    MUST(child >= 0);
    if (child == 0) {
        MUST(pthread_mutex_lock(mutex) == 0);
        end_by(end);
    }
    await(child);
    ending();
    return mutex;
}

BODY(threads, robust_owner_exited)
{
    report("lock", pthread_mutex_lock(left_locked(1, EXIT)));
    return 0;
}

BODY(threads, robust_owner_underscore_exited)
{
    report("lock", pthread_mutex_lock(left_locked(1, UNDERSCORE_EXIT)));
    return 0;
}

BODY(threads, robust_owner_aborted)
{
    report("lock", pthread_mutex_lock(left_locked(1, ABORT)));
    return 0;
}

BODY(threads, robust_owner_was_killed)
{
    report("lock", pthread_mutex_lock(left_locked(1, KILL)));
    return 0;
}

BODY(threads, robust_trylock_tells_too)
{
    report("trylock", pthread_mutex_trylock(left_locked(1, KILL)));
    return 0;
}

/* The process goes on as another program, which has no thread that owns the mutex, and ends. */
BODY(threads, robust_owner_executed)
{
    report("trylock", pthread_mutex_trylock(left_locked(1, EXEC)));
    return 0;
}

static void *lock_and_return(void *mutex)
{
    report("thread:lock", pthread_mutex_lock(mutex));
    return 0;
}

/* The owning thread has ended, its process has not. */
BODY(threads, robust_owning_thread_ended)
{
    pthread_mutex_t *mutex = make_mutex(1);
    MUST(pthread_join(start_thread(lock_and_return, mutex), 0) == 0);
    report("trylock", pthread_mutex_trylock(mutex));
    return 0;
}

/* A thread other than the owner ends the process. */
static void *underscore_exit(void *unused)
{
    _exit(0);
    return unused;
}

BODY(threads, robust_another_thread_ended_the_process)
{
    pthread_mutex_t *mutex = make_mutex(1);
    pid_t child = fork();
    MUST(child >= 0);
    if (child == 0) {
        MUST(pthread_mutex_lock(mutex) == 0);
        start_thread(underscore_exit, 0);
        wait_for_ever(0);
    }
    await(child);
    ending();
    report("lock", pthread_mutex_lock(mutex));
    return 0;
}

/* A child waits for the mutex, or is about to, when the owner ends. */
BODY(threads, robust_waiter_is_woken)
{
    pthread_mutex_t *mutex = make_mutex(1);
    int ready[2];
    char byte = 0;
    pid_t owner, waiter;
    MUST(pipe(ready) == 0);
    owner = fork();
    MUST(owner >= 0);
    if (owner == 0) {
        MUST(pthread_mutex_lock(mutex) == 0);
        MUST(write(ready[1], "r", 1) == 1);
        wait_for_ever(0);
    }
    MUST(read(ready[0], &byte, 1) == 1);
    waiter = fork();
    MUST(waiter >= 0);
    if (waiter == 0) {
        MUST(write(ready[1], "r", 1) == 1);
        report("lock", pthread_mutex_lock(mutex));
        _exit(0);
    }
    MUST(read(ready[0], &byte, 1) == 1);
    MUST(kill(owner, SIGKILL) == 0);
    ending();
    event_status("waiter", await(waiter));
    event_status("owner", await(owner));
    return 0;
}

BODY(threads, robust_made_consistent)
{
    pthread_mutex_t *mutex = left_locked(1, UNDERSCORE_EXIT);
    report("lock", pthread_mutex_lock(mutex));
    report("consistent", pthread_mutex_consistent(mutex));
    report("unlock", pthread_mutex_unlock(mutex));
    report("lock", pthread_mutex_lock(mutex));
    report("unlock", pthread_mutex_unlock(mutex));
    return 0;
}

BODY(threads, robust_not_made_consistent)
{
    pthread_mutex_t *mutex = left_locked(1, UNDERSCORE_EXIT);
    report("lock", pthread_mutex_lock(mutex));
    report("unlock", pthread_mutex_unlock(mutex));
    report("lock", pthread_mutex_lock(mutex));
    return 0;
}

/* The second owner ends as well, before it has made the state consistent. */
BODY(threads, robust_second_owner_ended_too)
{
    pthread_mutex_t *mutex = left_locked(1, UNDERSCORE_EXIT);
    pid_t child = fork();
    MUST(child >= 0);
    if (child == 0) {
        report("child:lock", pthread_mutex_lock(mutex));
        _exit(0);
    }
    await(child);
    report("lock", pthread_mutex_lock(mutex));
    return 0;
}

BODY(threads, robust_stalled_stays_locked)
{
    report("trylock", pthread_mutex_trylock(left_locked(0, UNDERSCORE_EXIT)));
    return 0;
}

#endif
