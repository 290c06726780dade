/* Timers are of the process that set them. */
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "processes.h"

BODY(fork, alarm_is_not_inherited)
{
    pid_t child;
    alarm(1000);
    child = fork_child();
    if (child == 0) {
        event_truth("set-in-the-child", alarm(0) != 0);
        _exit(0);
    }
    event_status("child", await(child));
    event_truth("set-in-the-parent", alarm(0) != 0);
    return 0;
}

static int timer_is_set(void)
{
    struct itimerval left;
    MUST(getitimer(ITIMER_VIRTUAL, &left) == 0);
    return left.it_value.tv_sec != 0 || left.it_value.tv_usec != 0;
}

BODY(fork, interval_timer_is_not_inherited)
{
    struct itimerval timer;
    pid_t child;
    memset(&timer, 0, sizeof timer);
    timer.it_value.tv_sec = 1000;
    MUST(setitimer(ITIMER_VIRTUAL, &timer, 0) == 0);
    child = fork_child();
    if (child == 0) {
        event_truth("set-in-the-child", timer_is_set());
        _exit(0);
    }
    event_status("child", await(child));
    event_truth("set-in-the-parent", timer_is_set());
    return 0;
}

#if HAVE_POSIX_TIMERS

/* By the time the timer has gone off twice in the parent, once at least since the fork, the child's would have too. */
BODY(fork, posix_timer_is_not_inherited)
{
    struct gate gate;
    pid_t child;
    make_gate(&gate);
    block(SIGUSR1);
    start_posix_timer(SIGUSR1, 5, 5);
    child = fork_child();
    if (child == 0) {
        pass_gate(&gate);
        event_truth("gone-off-in-the-child", is_pending(SIGUSR1));
        _exit(0);
    }
    take_signal(SIGUSR1);
    take_signal(SIGUSR1);
    event("gone-off-in-the-parent");
    open_gate(&gate);
    event_status("child", await(child));
    return 0;
}

#endif
