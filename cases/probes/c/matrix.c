/* The base matrix: every ending with every witness. A cell arms the witness, and ends with the witness live. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pick.h"
#include "probe.h"

#if HAVE_THREADS
#include <pthread.h>
#endif
#if HAVE_EXIT_GROUP
#include <sys/syscall.h>
#endif

/* The status of every ending that has a choice, and what an ending gives that came back although it should not. */
enum { CODE = 7, CAME_BACK = 98 };

/* The endings. What they return is what main returns. */

static int end_by_return_0(void)
{
    return 0;
}

static int end_by_return_7(void)
{
    return CODE;
}

static int end_by_exit(void)
{
    exit(CODE);
    return CAME_BACK;
}

static int end_by__exit(void)
{
    _exit(CODE);
    return CAME_BACK;
}

#if HAVE_ISO_EXIT
static int end_by__Exit(void)
{
    _Exit(CODE);
    return CAME_BACK;
}
#endif

#if HAVE_QUICK_EXIT
/* In C99 mode not every C library declares them. */
int at_quick_exit(void (*function)(void));
void quick_exit(int status);

static int end_by_quick_exit(void)
{
    quick_exit(CODE);
    return CAME_BACK;
}
#endif

static int end_by_abort(void)
{
    abort();
    return CAME_BACK;
}

static int end_by_sigterm(void)
{
    raise(SIGTERM);
    return CAME_BACK;
}

static int end_by_sigkill(void)
{
    raise(SIGKILL);
    return CAME_BACK;
}

/* Undefined in C, and a fault wherever nothing is mapped there. */
static int end_by_fault(void)
{
    static volatile char *volatile nowhere;
    *nowhere = 1;
    return CAME_BACK;
}

#if HAVE_THREADS
static int end_by_pthread_exit(void)
{
    pthread_exit(0);
    return CAME_BACK;
}
#endif

static int end_by_exec(void)
{
    static char *arguments[] = { "sh", "-c", "exit 7", 0 };
    execv("/bin/sh", arguments);
    return CAME_BACK;
}

#if HAVE_EXIT_GROUP
static int end_by_exit_group(void)
{
    syscall(SYS_exit_group, CODE);
    return CAME_BACK;
}
#endif

/* The witnesses: each leaves a trace if it runs, or if what it wrote arrives. Text without a newline is still in a
   buffer when the ending begins, if there is one; a line is so only where the stream is fully buffered. Some sinks
   refuse every write, so that it is not looked at whether one failed. */

static void arm_c_stdout_line(void)
{
    fputs("line\n", stdout);
}

static void arm_c_stdout_partial(void)
{
    fputs("partial", stdout);
}

static void arm_c_stderr(void)
{
    fputs("text", stderr);
}

static void arm_c_own_file(void)
{
    int copy = dup(1);
    FILE *stream;
    if (copy < 0)
        return; /* the sink `closed`: there is nothing to write to */
    stream = fdopen(copy, "w");
    MUST(stream != 0);
    fputs("partial", stream);
}

static void report_atexit(void)
{
    event("atexit");
}

static void arm_atexit(void)
{
    MUST(atexit(report_atexit) == 0);
}

#if HAVE_QUICK_EXIT
static void report_at_quick_exit(void)
{
    event("at_quick_exit");
}

static void arm_at_quick_exit(void)
{
    MUST(at_quick_exit(report_at_quick_exit) == 0);
}
#endif

#if HAVE_ON_EXIT
static void report_on_exit(int status, void *argument)
{
    (void)status, (void)argument;
    event("on_exit");
}

static void arm_on_exit(void)
{
    MUST(on_exit(report_on_exit, 0) == 0);
}
#endif

#if HAVE_INIT_ARRAYS
static int is_fini_armed;

/* At the end of every process of this program. */
static void report_fini_array(void)
{
    if (is_fini_armed)
        event("fini_array");
}

__attribute__((section(".fini_array"), used)) static void (*fini[])(void) = { report_fini_array };

static void arm_fini_array(void)
{
    is_fini_armed = 1;
}
#endif

#if HAVE_TLS_DESTRUCTORS
/* What C++ compilers call for thread_local objects; in no header. */
int __cxa_thread_atexit_impl(void (*destructor)(void *), void *object, void *library);
extern void *__dso_handle;

static void report_thread_atexit(void *object)
{
    (void)object;
    event("thread_atexit");
}

static void arm_thread_atexit(void)
{
    MUST(__cxa_thread_atexit_impl(report_thread_atexit, 0, &__dso_handle) == 0);
}
#endif

static int plainly(int (*perform)(void))
{
    return perform();
}

/* What the ending happens in. */
static int (*surroundings)(int (*perform)(void)) = plainly;

#if HAVE_THREADS
static void report(void *name)
{
    event(name);
}

static void set_specific(char *name)
{
    static pthread_key_t key;
    MUST(pthread_key_create(&key, report) == 0);
    MUST(pthread_setspecific(key, name) == 0);
}

static void arm_tsd_key(void)
{
    set_specific("tsd_key");
}

static int in_cleanup_block(int (*perform)(void))
{
    volatile int status; /* pushing a handler may be a setjmp() */
    pthread_cleanup_push(report, "cleanup_handler");
    status = perform();
    pthread_cleanup_pop(0);
    return status;
}

static void arm_cleanup_handler(void)
{
    surroundings = in_cleanup_block;
}

static int armed[2];

static void wait_for_ever(void)
{
    MUST(write(armed[1], "", 1) == 1);
    for (;;)
        pause();
}

/* Starts another thread that arms its witness and then does nothing, and waits until it is armed. */
static void start_thread(void *(*routine)(void *))
{
    pthread_t thread;
    char byte;
    MUST(pipe(armed) == 0);
    MUST(pthread_create(&thread, 0, routine, 0) == 0);
    MUST(read(armed[0], &byte, 1) == 1);
}

static void *hold_specific(void *argument)
{
    set_specific("thread_tsd_key");
    wait_for_ever();
    return argument;
}

static void arm_thread_tsd_key(void)
{
    start_thread(hold_specific);
}

#if HAVE_TLS_DESTRUCTORS
static void *hold_thread_atexit(void *argument)
{
    MUST(__cxa_thread_atexit_impl(report, "thread_thread_atexit", &__dso_handle) == 0);
    wait_for_ever();
    return argument;
}

/* Nobody has such destructors without threads. */
static void arm_thread_thread_atexit(void)
{
    start_thread(hold_thread_atexit);
}
#endif

static void *hold_cleanup_handler(void *argument)
{
    pthread_cleanup_push(report, "thread_cleanup_handler");
    wait_for_ever();
    pthread_cleanup_pop(0);
    return argument;
}

static void arm_thread_cleanup_handler(void)
{
    start_thread(hold_cleanup_handler);
}
#endif

#define ENDING(name, need) { #name, FUNCTION_IF(HAVE_##need, HAVE_ALWAYS, end_by_##name) },
static const struct {
    const char *name;
    int (*perform)(void);
} endings[] = {
#include "registry.h"
};

#define WITNESS(name, need) { #name, FUNCTION_IF(HAVE_##need, HAVE_ALWAYS, arm_##name) },
static const struct {
    const char *name;
    void (*arm)(void);
} witnesses[] = {
#include "registry.h"
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

int run_cell(const char *cell, int *known)
{
    const char *point = strchr(cell, '.');
    size_t length = point ? (size_t)(point - cell) : 0, e, w;
    for (e = 0; e < COUNT(endings); e++) {
        if (!point || strncmp(endings[e].name, cell, length) != 0 || endings[e].name[length])
            continue;
        for (w = 0; w < COUNT(witnesses); w++) {
            if (strcmp(witnesses[w].name, point + 1) != 0 || !endings[e].perform || !witnesses[w].arm)
                continue;
            *known = 1;
            /* With the sink `broken` a cell is about the ending, not about what flushing raises. */
            signal(SIGPIPE, SIG_IGN);
            begin();
            witnesses[w].arm();
            ending();
            return surroundings(endings[e].perform);
        }
    }
    return 0;
}
