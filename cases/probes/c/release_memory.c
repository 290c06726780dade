/* Memory, locked and shared, and the semaphores that go with it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kit.h"
#include "probe.h"
#include "release.h"

#if HAVE_SYSV

#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>

static int set, queue;
static short undo;

static void make_set(int value)
{
    union {
        int val;
        struct semid_ds *buf;
        unsigned short *array;
    } given;
    set = semget(IPC_PRIVATE, 1, 0600);
    MUST(set >= 0);
    given.val = value;
    MUST(semctl(set, 0, SETVAL, given) == 0);
}

static void take_two(void)
{
    struct sembuf operation;
    memset(&operation, 0, sizeof operation);
    operation.sem_op = -2;
    operation.sem_flg = undo;
    MUST(semop(set, &operation, 1) == 0);
}

static int value(void)
{
    return semctl(set, 0, GETVAL);
}

static int takes_two(int first, short flag)
{
    int way;
    undo = flag;
    make_set(first);
    for (way = 0; way < WAYS; way++) {
        if (child_ends(way, take_two))
            return 0;
        event_number(ways[way], value());
    }
    MUST(semctl(set, 0, IPC_RMID) == 0);
    return 0;
}

BODY(release, semaphore_is_undone)
{
    return takes_two(3, SEM_UNDO);
}

BODY(release, semaphore_without_undo_stays)
{
    return takes_two(13, 0);
}

/* The adjustment goes with the process through the exec, and is made when the new image ends. */
BODY(release, semaphore_is_not_undone_by_exec)
{
    struct shell shell;
    undo = SEM_UNDO;
    make_set(3);
    start_shell(&shell, take_two);
    event_number("while-it-runs", value());
    end_shell(&shell);
    event_number("after", value());
    MUST(semctl(set, 0, IPC_RMID) == 0);
    return 0;
}

/* The adjustment is the process's own: a child starts without. */
static void fork_one_that_ends(void)
{
    pid_t child;
    take_two();
    child = fork_child();
    if (child == 0)
        _exit(0);
    await(child);
    event_number("child", value());
}

BODY(release, semaphore_is_not_undone_by_a_child)
{
    undo = SEM_UNDO;
    make_set(3);
    if (child_ends(BY_UNDERSCORE_EXIT, fork_one_that_ends))
        return 0;
    event_number("parent", value());
    MUST(semctl(set, 0, IPC_RMID) == 0);
    return 0;
}

struct message {
    long type;
    char text[4];
};

static void send_message(void)
{
    struct message message = { 1, "m" };
    MUST(msgsnd(queue, &message, sizeof message.text, IPC_NOWAIT) == 0);
}

BODY(release, message_of_system_v)
{
    int way;
    queue = msgget(IPC_PRIVATE, 0600);
    MUST(queue >= 0);
    for (way = 0; way < WAYS; way++) {
        struct message message = { 0, "" };
        if (child_ends(way, send_message))
            return 0;
        if (msgrcv(queue, &message, sizeof message.text, 0, IPC_NOWAIT) < 0) {
            event_error(ways[way], errno);
            MUST(msgctl(queue, IPC_RMID, 0) == 0);
            return 99;
        }
        event_text(ways[way], message.text);
    }
    MUST(msgctl(queue, IPC_RMID, 0) == 0);
    return 0;
}

#endif

#if HAVE_SYSV_SHM

#include <sys/ipc.h>
#include <sys/shm.h>

static int segment;

static long attached(void)
{
    struct shmid_ds facts;
    MUST(shmctl(segment, IPC_STAT, &facts) == 0);
    return (long)facts.shm_nattch;
}

static void attach(void)
{
    MUST(shmat(segment, 0, 0) != (void *)-1);
    event_number("attached", attached());
}

BODY(release, segment_is_detached)
{
    int way;
    segment = shmget(IPC_PRIVATE, 1, 0600);
    MUST(segment >= 0);
    for (way = 0; way < WAYS; way++) {
        if (child_ends(way, attach))
            return 0;
        event_number(ways[way], attached());
    }
    MUST(shmctl(segment, IPC_RMID, 0) == 0);
    return 0;
}

BODY(release, segment_is_detached_by_exec)
{
    struct shell shell;
    segment = shmget(IPC_PRIVATE, 1, 0600);
    MUST(segment >= 0);
    start_shell(&shell, attach);
    event_number("while-it-runs", attached());
    end_shell(&shell);
    MUST(shmctl(segment, IPC_RMID, 0) == 0);
    return 0;
}

#endif

#if HAVE_PRCTL

/* One page, shared with children, that can be locked. */
static char *page;

static void make_page(void)
{
    int zero = -1;
    page = mmap(0, 1, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, zero, 0);
    MUST(page != MAP_FAILED);
}

static void lock_page(void)
{
    MUST(mlock(page, 1) == 0);
}

/* Whether the calling process has anything locked. */
static int has_locked(void)
{
    char line[256];
    long size = -1;
    FILE *status = fopen("/proc/self/status", "r");
    MUST(status);
    while (fgets(line, sizeof line, status)) {
        if (strncmp(line, "VmLck:", 6) == 0)
            size = strtol(line + 6, 0, 10);
    }
    fclose(status);
    MUST(size >= 0);
    return size > 0;
}

BODY(release, memory_lock_of_another_stays)
{
    int way;
    make_page();
    lock_page();
    for (way = 0; way < WAYS; way++) {
        if (child_ends(way, lock_page))
            return 0;
        event_truth(ways[way], has_locked());
    }
    return 0;
}

BODY(release, memory_lock_is_not_inherited)
{
    pid_t child;
    make_page();
    lock_page();
    event_truth("parent", has_locked());
    child = fork_child();
    if (child == 0) {
        event_truth("child", has_locked());
        _exit(0);
    }
    await(child);
    return 0;
}

BODY(release, memory_lock_goes_with_exec)
{
    pid_t child;
    make_page();
    child = fork_child();
    if (child == 0) {
        lock_page();
        event_truth("before", has_locked());
        become_shell("while read name size unit; do "
                     "case $name in VmLck:) test $size = 0 && exit 3; exit 4;; esac; done </proc/self/status");
    }
    event_status("child", await(child));
    return 0;
}

#endif
