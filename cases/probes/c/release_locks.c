/* File locks. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <unistd.h>

#include "kit.h"
#include "probe.h"
#include "release.h"

static int open_file(void)
{
    int file = open("file", O_RDWR | O_CREAT, 0644);
    MUST(file >= 0);
    return file;
}

/* Whether the lock was to be had, by this command of fcntl(). */
static int lock_by_fcntl(int file, int command)
{
    struct flock lock;
    memset(&lock, 0, sizeof lock);
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    if (fcntl(file, command, &lock) == 0)
        return 1;
    MUST(errno == EAGAIN || errno == EACCES);
    return 0;
}

static int lock_record(int file)
{
    return lock_by_fcntl(file, F_SETLK);
}

/* What the rest of this file asks with; each body sets it first. */
static int (*lock)(int file);
static int with_close_on_exec;

/* Takes the lock for the calling process, and keeps the file open. */
static void take(void)
{
    int file = open_file();
    if (with_close_on_exec)
        close_on_exec(file);
    MUST(lock(file));
}

/* Whether the lock can be had through a description of its own. */
static int is_free(void)
{
    int file = open_file(), locked = lock(file);
    close(file);
    return locked;
}

static int released(int (*by)(int file))
{
    int way;
    lock = by;
    for (way = 0; way < WAYS; way++) {
        if (child_ends(way, take))
            return 0;
        event_truth(ways[way], is_free());
    }
    return 0;
}

static int kept_by_exec(int (*by)(int file))
{
    struct shell shell;
    lock = by;
    start_shell(&shell, take);
    event_truth("while-it-runs", is_free());
    end_shell(&shell);
    event_truth("after", is_free());
    return 0;
}

BODY(release, record_lock_is_released)
{
    return released(lock_record);
}

BODY(release, record_lock_is_kept_by_exec)
{
    return kept_by_exec(lock_record);
}

BODY(release, record_lock_goes_with_close_on_exec)
{
    with_close_on_exec = 1;
    return kept_by_exec(lock_record);
}

/* A child has no part in its parent's record lock: it cannot take it, and its end does not release it. */
BODY(release, record_lock_is_not_inherited)
{
    int file = open_file(), time;
    event_truth("taken", lock_record(file));
    for (time = 1; time <= 2; time++) {
        pid_t child = fork_child();
        if (child == 0) {
            event_truth("child", lock_record(file));
            _exit(0);
        }
        await(child);
    }
    return 0;
}

static void look_from_a_child(void)
{
    pid_t child = fork_child();
    if (child == 0) {
        event_truth("free", is_free());
        _exit(0);
    }
    await(child);
}

/* The classic trap: any descriptor of the file will do. */
BODY(release, record_lock_goes_with_any_descriptor)
{
    int file = open_file();
    lock = lock_record;
    event_truth("taken", lock_record(file));
    look_from_a_child();
    close(open_file());
    look_from_a_child();
    return 0;
}

/* A process that waits for the lock gets it when its owner is killed. */
BODY(release, record_lock_goes_to_who_waits)
{
    struct gate taken;
    struct flock wanted;
    int file = open_file();
    pid_t owner, killer;
    make_gate(&taken);
    owner = fork_child();
    if (owner == 0) {
        MUST(lock_record(open_file()));
        open_gate(&taken);
        /* Until it is killed. */
        for (;;)
            pause();
    }
    pass_gate(&taken);
    event_truth("before", lock_record(file));
    killer = fork_child();
    if (killer == 0) {
        MUST(kill(owner, SIGKILL) == 0);
        _exit(0);
    }
    memset(&wanted, 0, sizeof wanted);
    wanted.l_type = F_WRLCK;
    wanted.l_whence = SEEK_SET;
    event_error("wait", fcntl(file, F_SETLKW, &wanted) == 0 ? 0 : errno);
    event_status("owner", await(owner));
    await(killer);
    return 0;
}

/* The description is shared with a grandchild, which keeps the lock when the one who took it has ended. */
static int stays_with_a_child(int (*by)(int file))
{
    struct gate go;
    pid_t child;
    lock = by;
    make_gate(&go);
    child = fork_child();
    if (child == 0) {
        take();
        if (fork_child() == 0)
            pass_gate(&go);
        _exit(0);
    }
    event_status("child", await(child));
    event_truth("while-a-child-has-it", is_free());
    open_gate(&go);
    /* Nobody here can wait for a grandchild; the lock itself is what is waited for. */
    while (!is_free())
        sched_yield();
    event("after");
    return 0;
}

#if HAVE_OFD_LOCKS

#ifndef F_OFD_SETLK
#define F_OFD_SETLK 37
#endif

static int lock_description(int file)
{
    return lock_by_fcntl(file, F_OFD_SETLK);
}

BODY(release, description_lock_is_released)
{
    return released(lock_description);
}

BODY(release, description_lock_is_kept_by_exec)
{
    return kept_by_exec(lock_description);
}

BODY(release, description_lock_stays_with_a_child)
{
    return stays_with_a_child(lock_description);
}

#endif

#if HAVE_FLOCK

#include <sys/file.h>

static int lock_by_flock(int file)
{
    if (flock(file, LOCK_EX | LOCK_NB) == 0)
        return 1;
    MUST(errno == EAGAIN);
    return 0;
}

BODY(release, flock_is_released)
{
    return released(lock_by_flock);
}

BODY(release, flock_is_kept_by_exec)
{
    return kept_by_exec(lock_by_flock);
}

BODY(release, flock_stays_with_a_child)
{
    return stays_with_a_child(lock_by_flock);
}

#endif

/* A record lock has no part in that: it is the process's. The description stays open in the grandchild. */
BODY(release, record_lock_does_not_stay_with_a_child)
{
    struct gate go;
    pid_t child;
    lock = lock_record;
    make_gate(&go);
    child = fork_child();
    if (child == 0) {
        take();
        if (fork_child() == 0)
            pass_gate(&go);
        _exit(0);
    }
    event_status("child", await(child));
    event_truth("while-a-child-has-it", is_free());
    open_gate(&go);
    return 0;
}
