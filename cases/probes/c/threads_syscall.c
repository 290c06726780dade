/* A thread ends by Linux's system call exit, of which the C library hears nothing. */
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "probe.h"

#if HAVE_THREADS && HAVE_THREAD_EXIT_CALL

#include <sys/syscall.h>

#include "threads.h"

/* In C99 mode not every C library declares it. */
long syscall(long number, ...);

BODY(threads, main_leaves_by_system_call_alone)
{
    register_exit_handler();
    ending();
    syscall(SYS_exit, 5);
    return 99;
}

/* Whether the main thread has ended, as Linux tells it: the state comes after the name in parentheses. */
static int main_is_gone(void)
{
    char text[512], path[64], *state;
    size_t length;
    FILE *file;
    sprintf(path, "/proc/self/task/%ld/stat", (long)getpid());
    file = fopen(path, "r");
    MUST(file != 0);
    length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = '\0';
    state = strrchr(text, ')');
    return state && state[1] == ' ' && state[2] == 'Z';
}

static void *await_main_and_underscore_exit(void *unused)
{
    while (!main_is_gone())
        sched_yield();
    event("thread:exits");
    _exit(7);
    return unused;
}

BODY(threads, main_leaves_by_system_call_others_go_on)
{
    register_exit_handler();
    start_thread(await_main_and_underscore_exit, 0);
    ending();
    syscall(SYS_exit, 5);
    return 99;
}

static void *exit_by_system_call(void *unused)
{
    syscall(SYS_exit, 9);
    return unused;
}

/* The thread's value is lost; that it has ended is not, since the kernel tells those who join. */
BODY(threads, thread_leaves_by_system_call)
{
    pthread_t thread;
    register_exit_handler();
    thread = start_thread(exit_by_system_call, 0);
    ending();
    MUST(pthread_join(thread, 0) == 0);
    event("joined");
    return 7;
}

#endif
