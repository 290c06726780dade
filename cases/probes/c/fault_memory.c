/* Faults of the processor: memory that is not there, instructions that trap. Undefined in ISO C, which is the point. */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "probe.h"
#include "signal_helpers.h"

/* Where the compiler cannot see what is behind it. */
static volatile char *volatile nowhere;

static void write_null(void)
{
    *nowhere = 1;
}

BODY(fault, null_write)
{
    write_null();
    event("survived");
    return 0;
}

BODY(fault, null_read)
{
    char byte = *nowhere;
    event_number("survived", byte);
    return 0;
}

BODY(fault, null_call)
{
    void (*volatile function)(void) = NULL;
    function();
    event("survived");
    return 0;
}

/* What a fault leaves undone. */

BODY(fault, exit_handlers_do_not_run)
{
    MUST(atexit(report_exit_handler) == 0);
    write_null();
    event("survived");
    return 0;
}

BODY(fault, buffers_are_not_flushed)
{
    fputs("text", stdout);
    write_null();
    event("survived");
    return 0;
}

static void fault_in_exit(void)
{
    event("faulting");
    write_null();
    event("survived");
}

BODY(fault, fault_in_an_exit_handler)
{
    MUST(atexit(report_exit_handler) == 0);
    MUST(atexit(fault_in_exit) == 0);
    ending();
    exit(7);
}

/* Seen from a parent. */
BODY(fault, fault_of_a_child)
{
    pid_t child = fork();
    MUST(child >= 0);
    if (child == 0) {
        write_null();
        _exit(3);
    }
    event_status("child", await(child));
    return 0;
}

#if HAVE_CONSTRUCTORS

static int armed;

static void __attribute__((destructor)) destroy(void)
{
    if (armed)
        event("destructor");
}

BODY(fault, destructors_do_not_run)
{
    armed = 1;
    write_null();
    event("survived");
    return 0;
}

#endif

/* Faults that are caught, or are meant not to be noticed. */

static void leave(int number)
{
    event_signal("handler", number);
    _exit(9);
}

BODY(fault, handler_calls_underscore_exit)
{
    handle_signal(SIGSEGV, leave, 0, 0);
    write_null();
    event("survived");
    return 0;
}

static sigjmp_buf back;

static void jump_out(int number)
{
    (void)number;
    event("handler");
    siglongjmp(back, 3);
}

BODY(fault, handler_jumps_back)
{
    int value;
    handle_signal(SIGSEGV, jump_out, 0, 0);
    value = sigsetjmp(back, 1);
    if (value == 0)
        write_null();
    event_number("jumped", value);
    return 7;
}

static void restore(int number)
{
    event("handler");
    restore_default(number);
}

BODY(fault, handler_restores_default_and_returns)
{
    handle_signal(SIGSEGV, restore, 0, 0);
    write_null();
    event("survived");
    return 0;
}

static void return_three_times(int number)
{
    static volatile sig_atomic_t returns;
    (void)number;
    event("handler");
    if (returns++ == 3)
        _exit(9);
}

BODY(fault, handler_returns)
{
    handle_signal(SIGSEGV, return_three_times, 0, 0);
    write_null();
    event("survived");
    return 0;
}

BODY(fault, fault_while_ignored)
{
    ignore_signal(SIGSEGV);
    write_null();
    event("survived");
    return 0;
}

BODY(fault, fault_while_blocked)
{
    handle_signal(SIGSEGV, leave, 0, 0);
    block_signal(SIGSEGV);
    write_null();
    event("survived");
    return 0;
}

static void fault_again(int number)
{
    (void)number;
    event("handler");
    write_null();
    event("survived");
}

BODY(fault, fault_in_the_handler)
{
    handle_signal(SIGSEGV, fault_again, 0, 0);
    write_null();
    event("survived");
    return 0;
}

#if HAVE_THREADS
#include <pthread.h>

static void *write_null_on_thread(void *unused)
{
    write_null();
    event("survived");
    return unused;
}

BODY(fault, null_write_on_a_thread)
{
    pthread_t thread;
    MUST(pthread_create(&thread, NULL, write_null_on_thread, NULL) == 0);
    pthread_join(thread, NULL);
    event("joined");
    return 0;
}

#endif

#if HAVE_DIVISION_TRAP

BODY(fault, integer_division_by_zero)
{
    volatile int one = 1, zero = 0, result = one / zero;
    event_number("survived", result);
    return 0;
}

BODY(fault, integer_division_overflow)
{
    volatile int least = -2147483647 - 1, minus_one = -1, result = least / minus_one;
    event_number("survived", result);
    return 0;
}

#endif

#if HAVE_TRAP_INSTRUCTIONS

BODY(fault, illegal_instruction)
{
#if defined(__x86_64__) || defined(__i386__)
    __asm__ volatile("ud2");
#elif defined(__aarch64__)
    __asm__ volatile(".inst 0x00000000");
#elif defined(__riscv)
    __asm__ volatile("unimp");
#endif
    event("survived");
    return 0;
}

BODY(fault, breakpoint)
{
#if defined(__x86_64__) || defined(__i386__)
    __asm__ volatile("int3");
#elif defined(__aarch64__)
    __asm__ volatile("brk #0");
#elif defined(__riscv)
    __asm__ volatile("ebreak");
#endif
    event("survived");
    return 0;
}

#endif
