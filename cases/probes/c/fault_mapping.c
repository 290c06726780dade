/* Faults by what is mapped, and how; and the stack. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "probe.h"
#include "signal_helpers.h"

#if HAVE_MMAP
#include <sys/mman.h>

static size_t page_size(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

static volatile char *map(size_t length, int protection, int flags, int file)
{
    void *pages = mmap(NULL, length, protection, flags, file, 0);
    MUST(pages != MAP_FAILED);
    return pages;
}

static volatile char *map_anonymous(int protection)
{
    return map(page_size(), protection, MAP_PRIVATE | MAP_ANONYMOUS, -1);
}

BODY(fault, write_to_read_only_page)
{
    *map_anonymous(PROT_READ) = 1;
    event("survived");
    return 0;
}

BODY(fault, write_to_a_page_made_read_only)
{
    volatile char *page = map_anonymous(PROT_READ | PROT_WRITE);
    *page = 1;
    MUST(mprotect((void *)page, page_size(), PROT_READ) == 0);
    *page = 2;
    event("survived");
    return 0;
}

BODY(fault, read_without_permission)
{
    event_number("survived", *map_anonymous(PROT_NONE));
    return 0;
}

BODY(fault, read_of_unmapped_page)
{
    volatile char *page = map_anonymous(PROT_READ);
    MUST(munmap((void *)page, page_size()) == 0);
    event_number("survived", *page);
    return 0;
}

/* The page holds zeros, which are no function anywhere. */
BODY(fault, call_of_data)
{
    union {
        volatile char *data;
        void (*function)(void);
    } both;
    both.data = map_anonymous(PROT_READ | PROT_WRITE);
    both.function();
    event("survived");
    return 0;
}

static int one_byte_file(void)
{
    int file = open("mapped", O_RDWR | O_CREAT, 0600);
    MUST(file >= 0 && write(file, "x", 1) == 1);
    return file;
}

BODY(fault, read_past_the_end_of_a_mapped_file)
{
    volatile char *pages = map(2 * page_size(), PROT_READ, MAP_SHARED, one_byte_file());
    event_number("survived", pages[page_size()]);
    return 0;
}

/* What is left of the last page reads as zeros. */
BODY(fault, read_of_the_rest_of_the_last_page)
{
    volatile char *pages = map(page_size(), PROT_READ, MAP_SHARED, one_byte_file());
    event_number("first", pages[0]);
    event_number("last", pages[page_size() - 1]);
    return 0;
}

BODY(fault, read_of_a_truncated_file)
{
    int file = one_byte_file();
    volatile char *page = map(page_size(), PROT_READ, MAP_SHARED, file);
    MUST(ftruncate(file, 0) == 0);
    event_number("survived", *page);
    return 0;
}

#endif

/* The stack. */

static volatile int end_of_recursion = -1;

/* What follows the call keeps it from becoming a loop. */
static int deeper(int depth)
{
    volatile char frame[512];
    frame[0] = (char)depth;
    frame[sizeof frame - 1] = (char)depth;
    if (depth == end_of_recursion)
        return 0;
    return deeper(depth + 1) + frame[0] + frame[sizeof frame - 1];
}

BODY(fault, stack_overflow_on_main)
{
    event_number("survived", deeper(0));
    return 0;
}

static void leave(int number)
{
    event_signal("handler", number);
    _exit(9);
}

/* A handler that would need the stack that is used up. */
BODY(fault, stack_overflow_caught_on_the_same_stack)
{
    handle_signal(SIGSEGV, leave, 0, 0);
    handle_signal(SIGBUS, leave, 0, 0);
    event_number("survived", deeper(0));
    return 0;
}

#if HAVE_SIGALTSTACK

BODY(fault, stack_overflow_caught_on_another_stack)
{
    static char stack[65536];
    stack_t alternate;
    memset(&alternate, 0, sizeof alternate);
    alternate.ss_sp = stack;
    alternate.ss_size = sizeof stack;
    MUST(sigaltstack(&alternate, NULL) == 0);
    handle_signal(SIGSEGV, leave, SA_ONSTACK, 0);
    handle_signal(SIGBUS, leave, SA_ONSTACK, 0);
    event_number("survived", deeper(0));
    return 0;
}

#endif

#if HAVE_THREADS
#include <pthread.h>

static void *overflow(void *unused)
{
    event_number("survived", deeper(0));
    return unused;
}

BODY(fault, stack_overflow_on_a_thread)
{
    pthread_t thread;
    MUST(pthread_create(&thread, NULL, overflow, NULL) == 0);
    pthread_join(thread, NULL);
    event("joined");
    return 0;
}

#endif
