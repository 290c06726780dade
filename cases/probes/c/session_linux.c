/* What Linux offers besides: reapers and the parent-death signal. */
#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kit.h"
#include "probe.h"

#if HAVE_PRCTL

#include <sys/prctl.h>

#if HAVE_THREADS
#include <pthread.h>
#endif

/* By number, since headers may be older than the kernel. */
enum { set_death_signal = 1, get_death_signal = 2, set_reaper = 36 };

/* A kernel, or what is taken for one, may know no reapers: that is not the fault of the case. */
static void become_reaper(void)
{
    if (prctl(set_reaper, 1L, 0L, 0L, 0L) != 0) {
        event_error("no-reaper", errno);
        _exit(1);
    }
}

static void ask_for_death_signal(int signal)
{
    MUST(prctl(set_death_signal, (long)signal, 0L, 0L, 0L) == 0);
}

static int death_signal(void)
{
    int signal = -1;
    MUST(prctl(get_death_signal, (long)&signal, 0L, 0L, 0L) == 0);
    return signal;
}

/* Waits for any child. */
static int await_any(void)
{
    int status = 0;
    MUST(wait(&status) > 0);
    return status;
}

BODY(session, nearest_reaper_adopts)
{
    pid_t ours = getpid(), child;
    become_reaper();
    child = fork_child();
    if (child == 0) {
        pid_t parent = getpid();
        if (fork_child() == 0) {
            await_another_parent(parent);
            event_truth("adopted-by-us", getppid() == ours);
            _exit(9);
        }
        _exit(0);
    }
    MUST(await(child) == 0);
    event_status("grandchild", await_any());
    return 0;
}

/* The child of a reaper is none: its orphans go to the reaper. */
BODY(session, reaper_is_not_inherited)
{
    pid_t ours = getpid();
    struct gate told;
    become_reaper();
    make_gate(&told);
    if (fork_child() == 0) {
        pid_t parent = getpid(), middle = fork_child();
        if (middle == 0) {
            pid_t above = getpid();
            if (fork_child() == 0) {
                await_another_parent(above);
                event_truth("adopted-by-the-child", getppid() == parent);
                event_truth("adopted-by-us", getppid() == ours);
                open_gate(&told);
                _exit(0);
            }
            _exit(0);
        }
        await(middle);
        pass_gate(&told);
        _exit(0);
    }
    event_status("one", await_any());
    event_status("another", await_any());
    return 0;
}

/* Who sees which status: the original that of the first child, and nobody but the reaper that of the daemon. */
BODY(session, status_of_a_daemon_goes_to_the_reaper)
{
    pid_t original;
    become_reaper();
    original = fork_child();
    if (original == 0) {
        pid_t child = fork_child();
        if (child == 0) {
            pid_t leader = getpid();
            MUST(setsid() == leader);
            if (fork_child() == 0) {
                await_another_parent(leader);
                _exit(7);
            }
            _exit(5);
        }
        event_status("child", await(child));
        event_error("nobody-else", waitpid(-1, 0, 0) < 0 ? errno : 0);
        _exit(2);
    }
    event_status("original", await(original));
    event_status("daemon", await_any());
    return 0;
}

/* The child of one who never waited has ended already. */
BODY(session, zombie_goes_to_the_reaper)
{
    pid_t middle;
    become_reaper();
    middle = fork_child();
    if (middle == 0) {
        struct gate lifeline;
        make_gate(&lifeline);
        if (fork_child() == 0)
            _exit(6);
        await_end(&lifeline);
        _exit(0);
    }
    MUST(await(middle) == 0);
    event_status("zombie", await_any());
    return 0;
}

/* When the reaper has ended too, the next one above it adopts. */
BODY(session, orphans_of_a_reaper_go_on_upwards)
{
    pid_t ours = getpid(), reaper;
    become_reaper();
    reaper = fork_child();
    if (reaper == 0) {
        pid_t between = getpid();
        become_reaper();
        if (fork_child() == 0) {
            await_another_parent(between);
            event_truth("adopted-by-us", getppid() == ours);
            _exit(9);
        }
        _exit(0);
    }
    MUST(await(reaper) == 0);
    event_status("orphan", await_any());
    return 0;
}

/* The child waits for the signal it asked for. */
static void fork_mourner(void)
{
    struct gate asked;
    make_gate(&asked);
    block(SIGUSR1);
    if (fork_child() == 0) {
        ask_for_death_signal(SIGUSR1);
        open_gate(&asked);
        take_signal(SIGUSR1);
        event("told");
        _exit(0);
    }
    pass_gate(&asked);
}

BODY(session, parent_death_signal)
{
    fork_mourner();
    return 0;
}

BODY(session, parent_death_signal_of_a_killed_parent)
{
    fork_mourner();
    ending();
    send_self(SIGKILL);
    return 99;
}

BODY(session, parent_death_signal_is_not_inherited)
{
    pid_t child;
    ask_for_death_signal(SIGUSR1);
    event_signal("parent", death_signal());
    child = fork_child();
    if (child == 0) {
        event_number("child", death_signal());
        _exit(0);
    }
    event_status("child", await(child));
    return 0;
}

/* The new image asks for nothing, and dies all the same. */
BODY(session, parent_death_signal_is_kept_by_exec)
{
    pid_t middle = fork_child();
    if (middle == 0) {
        struct gate executed, never;
        make_gate(&executed);
        make_gate(&never);
        if (fork_child() == 0) {
            ask_for_death_signal(SIGKILL);
            close_on_exec(executed.writer);
            MUST(dup2(never.reader, 9) == 9);
            /* It has the writer too, so that it reads for ever. */
            become_shell("read line <&9");
        }
        await_end(&executed);
        _exit(0);
    }
    event_status("middle", await(middle));
    return 0;
}

#if HAVE_THREADS

struct mourning {
    struct gate asked, told;
};

static void *fork_and_end(void *argument)
{
    struct mourning *mourning = argument;
    if (fork_child() == 0) {
        ask_for_death_signal(SIGUSR1);
        open_gate(&mourning->asked);
        take_signal(SIGUSR1);
        event("told");
        open_gate(&mourning->told);
        _exit(0);
    }
    pass_gate(&mourning->asked);
    return 0;
}

/* The thread that forked ends; the process goes on. Not everywhere can another thread wait for the child. */
BODY(session, parent_death_signal_of_a_thread)
{
    pthread_t thread;
    struct mourning mourning;
    make_gate(&mourning.asked);
    make_gate(&mourning.told);
    block(SIGUSR1);
    MUST(pthread_create(&thread, 0, fork_and_end, &mourning) == 0);
    MUST(pthread_join(thread, 0) == 0);
    pass_gate(&mourning.told);
    event("joined");
    /* Not by return, which is no part of this: dietlibc crashes there when there was a thread. */
    _exit(0);
}

#endif
#endif
