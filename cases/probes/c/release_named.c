/* Objects with names, which are there for whoever opens them next. The case removes them afterwards. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kit.h"
#include "probe.h"
#include "release.h"

#if HAVE_SHM || HAVE_NAMED_SEM || HAVE_MQUEUE

/* A name that nobody else has. */
static const char *own_name(void)
{
    static char name[32] = "/exitspec-";
    size_t at = sizeof "/exitspec-" - 1;
    long number = (long)getpid();
    if (name[at])
        return name;
    for (; number; number /= 10)
        name[at++] = (char)('0' + number % 10);
    name[at] = '\0';
    return name;
}

#endif

#if HAVE_SHM

static void make_memory(void)
{
    int memory = shm_open(own_name(), O_RDWR | O_CREAT | O_EXCL, 0600);
    MUST(memory >= 0 && ftruncate(memory, 5) == 0);
}

BODY(release, shared_memory)
{
    const char *name = own_name();
    int way;
    for (way = 0; way < WAYS; way++) {
        struct stat facts;
        int memory;
        if (child_ends(way, make_memory))
            return 0;
        memory = shm_open(name, O_RDONLY, 0);
        MUST(shm_unlink(name) == 0);
        MUST(memory >= 0 && fstat(memory, &facts) == 0);
        event_number(ways[way], (long)facts.st_size);
        close(memory);
    }
    return 0;
}

#endif

#if HAVE_NAMED_SEM

#include <semaphore.h>

static void make_and_take(void)
{
    sem_t *semaphore = sem_open(own_name(), O_CREAT | O_EXCL, 0600, 1);
    MUST(semaphore != SEM_FAILED);
    MUST(sem_wait(semaphore) == 0);
}

/* The child takes it from 1 to 0, and nobody puts it back. */
BODY(release, named_semaphore)
{
    const char *name = own_name();
    int way;
    for (way = 0; way < WAYS; way++) {
        sem_t *semaphore;
        if (child_ends(way, make_and_take))
            return 0;
        semaphore = sem_open(name, 0);
        MUST(sem_unlink(name) == 0);
        MUST(semaphore != SEM_FAILED);
        event_error(ways[way], sem_trywait(semaphore) < 0 ? errno : 0);
        MUST(sem_close(semaphore) == 0);
    }
    return 0;
}

#endif

#if HAVE_MQUEUE

#include <mqueue.h>

static mqd_t open_queue(int flags)
{
    struct mq_attr sizes;
    mqd_t queue;
    memset(&sizes, 0, sizeof sizes);
    sizes.mq_maxmsg = 1;
    sizes.mq_msgsize = 8;
    queue = mq_open(own_name(), flags | O_NONBLOCK, 0600, &sizes);
    MUST(queue != (mqd_t)-1);
    return queue;
}

static void make_queue_and_send(void)
{
    MUST(mq_send(open_queue(O_RDWR | O_CREAT | O_EXCL), "m", 2, 0) == 0);
}

BODY(release, message_queue)
{
    const char *name = own_name();
    int way;
    for (way = 0; way < WAYS; way++) {
        char text[8] = "";
        mqd_t queue;
        if (child_ends(way, make_queue_and_send))
            return 0;
        queue = open_queue(O_RDWR);
        MUST(mq_unlink(name) == 0);
        event_text(ways[way], mq_receive(queue, text, sizeof text, 0) < 0 ? "none" : text);
        MUST(mq_close(queue) == 0);
    }
    return 0;
}

static int ask_for_notice(mqd_t queue)
{
    struct sigevent notice;
    memset(&notice, 0, sizeof notice);
    notice.sigev_notify = SIGEV_SIGNAL;
    notice.sigev_signo = SIGUSR1;
    return mq_notify(queue, &notice) < 0 ? errno : 0;
}

static void take_notice(void)
{
    MUST(ask_for_notice(open_queue(O_RDWR)) == 0);
    MUST(ask_for_notice(open_queue(O_RDWR)) == EBUSY);
}

/* A queue whose notices can be asked for. A kernel, or what is taken for one, may not have them. */
static mqd_t queue_with_notices(void)
{
    mqd_t queue = open_queue(O_RDWR | O_CREAT | O_EXCL);
    int error = ask_for_notice(queue);
    if (error != 0) {
        event_error("no-notices", error);
        MUST(mq_unlink(own_name()) == 0);
        _exit(1);
    }
    MUST(mq_notify(queue, 0) == 0);
    return queue;
}

BODY(release, notice_of_a_queue_goes_with_exec)
{
    mqd_t queue = queue_with_notices();
    struct shell shell;
    start_shell(&shell, take_notice);
    event_error("while-it-runs", ask_for_notice(queue));
    end_shell(&shell);
    MUST(mq_unlink(own_name()) == 0);
    return 0;
}

/* Only one process at a time is told of messages. */
BODY(release, notice_of_a_queue)
{
    mqd_t queue = queue_with_notices();
    int way;
    for (way = 0; way < WAYS; way++) {
        if (child_ends(way, take_notice))
            return 0;
        event_error(ways[way], ask_for_notice(queue));
        MUST(mq_notify(queue, 0) == 0);
    }
    MUST(mq_unlink(own_name()) == 0);
    return 0;
}

#endif
