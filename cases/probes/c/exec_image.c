/* Another image in place of this one: what becomes of the old one, and what the new one has of it. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include "processes.h"

#if HAVE_THREADS
#include <pthread.h>
#endif
#if HAVE_QUICK_EXIT
int at_quick_exit(void (*function)(void));
#endif

BODY(exec, status_is_the_new_images)
{
    ending();
    exec_shell("exit 7");
    return 99;
}

BODY(exec, signal_is_the_new_images)
{
    ending();
    exec_shell("kill -TERM $$");
    return 99;
}

BODY(exec, process_is_the_same)
{
    char script[64];
    snprintf(script, sizeof script, "[ $$ = %ld ]", (long)getpid());
    exec_shell(script);
    return 99;
}

/* The image that is executed last is the one whose status counts. */
BODY(exec, chain_of_images)
{
    exec_shell("exec /bin/sh -c 'exec /bin/sh -c \"exit 9\"'");
    return 99;
}

static void report_exit(void)
{
    event("atexit");
}

BODY(exec, handlers_do_not_run)
{
    MUST(atexit(report_exit) == 0);
    exec_shell("exit 0");
    return 99;
}

#if HAVE_QUICK_EXIT

BODY(exec, quick_exit_handlers_do_not_run)
{
    MUST(at_quick_exit(report_exit) == 0);
    exec_shell("exit 0");
    return 99;
}

#endif

BODY(exec, c_text_is_lost)
{
    fputs("old ", stdout);
    exec_shell("printf new");
    return 99;
}

BODY(exec, c_text_flushed_before)
{
    fputs("old ", stdout);
    fflush(stdout);
    exec_shell("printf new");
    return 99;
}

/* On a terminal the line has left the buffer; elsewhere it is lost with it. */
BODY(exec, c_line_before)
{
    fputs("old\n", stdout);
    exec_shell("echo new");
    return 99;
}

BODY(exec, stderr_text_is_not_lost)
{
    fputs("old ", stderr);
    exec_shell("printf new >&2");
    return 99;
}

BODY(exec, text_of_an_own_stream_is_lost)
{
    FILE *stream = fopen("file", "w");
    MUST(stream != 0);
    MUST(fputs("text", stream) >= 0);
    exec_shell("cat file; printf '<end>'");
    return 99;
}

#if HAVE_THREADS

static struct gate ready;

static void destroy(void *value)
{
    (void)value;
    event("key-destructor");
}

static void clean_up(void *argument)
{
    (void)argument;
    event("cleanup-handler");
}

static void *waiting_thread(void *argument)
{
    pthread_key_t key;
    MUST(pthread_key_create(&key, destroy) == 0);
    MUST(pthread_setspecific(key, &ready) == 0);
    pthread_cleanup_push(clean_up, 0);
    open_gate(&ready);
    for (;;)
        pause();
    pthread_cleanup_pop(0);
    return argument;
}

BODY(exec, threads_end_without_destructors)
{
    pthread_t thread;
    make_gate(&ready);
    MUST(pthread_create(&thread, 0, waiting_thread, 0) == 0);
    pass_gate(&ready);
    exec_shell("exit 6");
    return 99;
}

static void *executing_thread(void *argument)
{
    exec_shell(argument);
    return argument;
}

/* The thread does not come back: the process is another program by then. */
BODY(exec, from_another_thread)
{
    static char script[64];
    pthread_t thread;
    snprintf(script, sizeof script, "[ $$ = %ld ] && exit 5", (long)getpid());
    MUST(pthread_create(&thread, 0, executing_thread, script) == 0);
    pthread_join(thread, 0);
    return 99;
}

#endif

BODY(exec, close_on_exec)
{
    int file = open("file", O_WRONLY | O_CREAT, 0600);
    MUST(file >= 0);
    MUST(dup2(file, 8) == 8 && fcntl(8, F_SETFD, FD_CLOEXEC) == 0);
    MUST(dup2(file, 9) == 9);
    exec_shell("for n in 8 9; do (eval \": >&$n\") 2>/dev/null && echo $n:open || echo $n:closed; done");
    return 99;
}

/* dup2() makes a descriptor without the flag, whatever the old one has. */
BODY(exec, duplicate_has_no_close_on_exec)
{
    int file = open("file", O_WRONLY | O_CREAT, 0600);
    MUST(file >= 0);
    MUST(fcntl(file, F_SETFD, FD_CLOEXEC) == 0);
    MUST(dup2(file, 9) == 9);
    exec_shell("(: >&9) 2>/dev/null && echo open || echo closed");
    return 99;
}

/* A reader that sees the end of the pipe knows that the exec succeeded: the usual way to find out. */
BODY(exec, close_on_exec_tells_of_success)
{
    int ends[2];
    char byte;
    pid_t child;
    MUST(pipe(ends) == 0);
    child = fork_child();
    if (child == 0) {
        MUST(fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0);
        exec_shell("exit 0");
        _exit(99);
    }
    close(ends[1]);
    event_number("read", (long)read(ends[0], &byte, 1));
    event_status("child", await(child));
    return 0;
}

static void on_signal(int number)
{
    event_signal("caught", number);
}

BODY(exec, caught_signal_has_the_default_action)
{
    set_action(SIGTERM, on_signal, 0);
    exec_shell("kill -TERM $$; exit 3");
    return 99;
}

BODY(exec, ignored_signal_stays_ignored)
{
    set_action(SIGTERM, SIG_IGN, 0);
    exec_shell("kill -TERM $$; exit 3");
    return 99;
}

BODY(exec, default_signal_stays_default)
{
    exec_shell("kill -TERM $$; exit 3");
    return 99;
}

BODY(exec, blocked_signal_stays_blocked)
{
    block(SIGTERM);
    exec_shell("kill -TERM $$; exit 3");
    return 99;
}

#if HAVE_COMMAND_LINE

/* Nobody but the kernel can be asked what is pending for a shell: the bit of SIGTERM is the last but 14. */
BODY(exec, pending_signal_stays_pending)
{
    block(SIGTERM);
    send_self(SIGTERM);
    exec_shell("while read name value; do case $name-$value in ShdPnd:-*4000) exit 3;; esac; done </proc/self/status; exit 4");
    return 99;
}

#endif

/* Ignored it stays from image to image, and from parent to child. */
BODY(exec, ignored_signal_reaches_grandchildren)
{
    set_action(SIGTERM, SIG_IGN, 0);
    exec_shell("/bin/sh -c 'kill -TERM $$; exit 4'; exit $?");
    return 99;
}

/* It goes off in the new image, where nobody catches it. In the old one it would be an event. */
BODY(exec, interval_timer_goes_on)
{
    struct itimerval timer;
    memset(&timer, 0, sizeof timer);
    timer.it_value.tv_usec = 300000;
    set_action(SIGALRM, on_signal, 0);
    MUST(setitimer(ITIMER_REAL, &timer, 0) == 0);
    exec_shell("exec sleep 1000");
    return 99;
}

BODY(exec, alarm_goes_on)
{
    set_action(SIGALRM, on_signal, 0);
    alarm(1);
    exec_shell("exec sleep 1000");
    return 99;
}

#if HAVE_POSIX_TIMERS

/* Were it kept, it would go off in the new image before the later one of a child does, which lets the new image exit. */
BODY(exec, posix_timer_is_deleted)
{
    struct gate later;
    make_gate(&later);
    /* However often it goes off before the new image is there. */
    set_action(SIGALRM, do_nothing, SA_RESTART);
    start_posix_timer(SIGALRM, 100, 100);
    if (fork_child() == 0) {
        block(SIGALRM);
        start_posix_timer(SIGALRM, 400, 0);
        take_signal(SIGALRM);
        MUST(write(later.writer, "\n", 1) == 1);
        _exit(0);
    }
    MUST(dup2(later.reader, 9) == 9);
    exec_shell("read line <&9; exit 3");
    return 99;
}

#endif

BODY(exec, mode_mask_and_folder_are_kept)
{
    MUST(mkdir("folder", 0700) == 0 && chdir("folder") == 0);
    umask(027);
    exec_shell("pwd | sed 's,.*/,,'; : >file; ls -l file | cut -c1-10");
    return 99;
}

/* The child looks who its parent is once the new image has let it through, and lets the new image end. */
BODY(exec, children_are_kept)
{
    struct gate there, back;
    pid_t parent = getpid();
    make_gate(&there);
    make_gate(&back);
    if (fork_child() == 0) {
        pass_gate(&there);
        event_truth("same-parent", getppid() == parent);
        MUST(write(back.writer, "\n", 1) == 1);
        _exit(0);
    }
    /* A shell may know numbers of one digit only. */
    MUST(dup2(there.writer, 8) == 8 && dup2(back.reader, 9) == 9);
    exec_shell("printf x >&8; read line <&9; exit 5");
    return 99;
}
