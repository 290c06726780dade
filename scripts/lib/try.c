/* Shows that a platform's compiler, C library and emulator work together: exit handlers, pipes, fork, abort; with
   TRY_THREADS threads, and with TRY_DLOPEN the shared object that is made of this file with TRY_OBJECT. Prints the C library's version where it can be asked. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(TRY_OBJECT)
int try_object(void) { return 42; }
#else

#if defined(__GLIBC__) && !defined(__UCLIBC__) && !defined(__dietlibc__)
#include <gnu/libc-version.h>
#define VERSION gnu_get_libc_version()
#elif defined(__UCLIBC__)
#define TEXT(number) #number
#define VERSION_OF(major, minor, sublevel) TEXT(major) "." TEXT(minor) "." TEXT(sublevel)
#define VERSION VERSION_OF(__UCLIBC_MAJOR__, __UCLIBC_MINOR__, __UCLIBC_SUBLEVEL__)
#else
#define VERSION "?"
#endif

#if defined(TRY_THREADS)
#include <pthread.h>
static void *thread(void *argument) { return argument; }
/* To be cancelled in the midst of anything: what ends it is a signal's handler, whatever the timing. */
static void *waiting(void *argument) {
    volatile int *line = argument;
    int type;
    if (pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &type) != 0) return NULL;
    if (write(line[1], "", 1) != 1) return NULL;
    while (line[0] >= 0) continue;
    return NULL;
}
#endif
#if defined(TRY_DLOPEN)
#include <dlfcn.h>
#endif

static int out;
static void bye(void) {
    if (write(out, "bye", 3) != 3) _exit(9);
}

static int fail(const char *what) {
    fprintf(stderr, "%s does not work\n", what);
    return 1;
}

int main(int argc, char **argv) {
    char text[8] = "";
    int ends[2], status;
    pid_t child;

    if (pipe(ends) != 0) return fail("pipe");
    child = fork();
    if (child < 0) return fail("fork");
    if (child == 0) {
        out = ends[1];
        if (atexit(bye) != 0) _exit(9);
        exit(7);
    }
    close(ends[1]);
    if (read(ends[0], text, sizeof text - 1) != 3 || strcmp(text, "bye") != 0) return fail("atexit");
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 7) return fail("exit");
    child = fork();
    if (child < 0) return fail("fork");
    if (child == 0) {
        close(2); /* an emulator has something to say */
        abort();
    }
    if (waitpid(child, &status, 0) != child || !WIFSIGNALED(status) || WTERMSIG(status) != SIGABRT) return fail("abort");
#if defined(TRY_THREADS)
    {
        pthread_t other;
        void *result = NULL;
        int line[2];
        if (pthread_create(&other, NULL, thread, text) != 0) return fail("pthread_create");
        if (pthread_join(other, &result) != 0 || result != text) return fail("pthread_join");
        /* Some C libraries load a library of gcc's for this. */
        if (pipe(line) != 0 || pthread_create(&other, NULL, waiting, line) != 0) return fail("pthread_create");
        if (read(line[0], text, 1) != 1 || pthread_cancel(other) != 0) return fail("pthread_cancel");
        if (pthread_join(other, &result) != 0 || result != PTHREAD_CANCELED) return fail("pthread_cancel");
    }
#endif
#if defined(TRY_DLOPEN)
    {
        void *object = argc > 1 ? dlopen(argv[1], RTLD_NOW) : NULL;
        int (*function)(void);
        if (object == NULL) return fail(dlerror());
        *(void **)&function = dlsym(object, "try_object");
        if (function == NULL || function() != 42) return fail("dlsym");
    }
#else
    (void)argc;
    (void)argv;
#endif
    printf("%s\n", VERSION);
    return 0;
}
#endif
