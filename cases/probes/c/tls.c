/* What a C++ compiler makes of thread_local objects: destructors that the C library runs when the thread ends. */
#include "probe.h"

#if HAVE_THREADS && HAVE_TLS_DESTRUCTORS

#include "threads.h"
#include "tls.h"

/* What the C++ runtime calls; in no header. The last argument is of the library that the destructor is in. */
int __cxa_thread_atexit_impl(void (*destructor)(void *), void *object, void *library);
extern void *__dso_handle;

static void report(void *number)
{
    event_number("tls", NUMBER(number));
}

void register_tls(long number)
{
    MUST(__cxa_thread_atexit_impl(report, VALUE(number), &__dso_handle) == 0);
}

void register_tls_call(void (*function)(void *))
{
    MUST(__cxa_thread_atexit_impl(function, 0, &__dso_handle) == 0);
}

#endif
