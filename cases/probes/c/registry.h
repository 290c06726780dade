/* All there is to run. main.c reads this as macros and exitspec reads it as text: one item a line, in this form.

   FEATURE(NAME, "what it is")             something a C library may lack; features/NAME.c compiles and links where it is there
   CASE(group, name, NEED, NEED2, "how")   a body: BODY(group, name) in group.c or group_*.c; ALWAYS when it needs nothing
   ENDING(name, NEED)                      a row of the matrix: matrix.c
   WITNESS(name, NEED)                     a column of it

   `how` has words with blanks between: sinks=pipe,file (pipe alone when not given), stderr=pipe (whatever stdout is), racy=20 (runs so many
   times), body_limit=MS, ending_limit=MS (short for what is known to hang), continue (when stopped), await (descendants), core (lifts the
   limit), dir (a directory of its own), terminal (with the sink tty: it is the controlling terminal), root (needs to be root). */

#ifndef FEATURE
#define FEATURE(name, what)
#endif
#ifndef CASE
#define CASE(group, name, need, need2, how)
#endif
#ifndef ENDING
#define ENDING(name, need)
#endif
#ifndef WITNESS
#define WITNESS(name, need)
#endif

/* What describe.c asks for. */

FEATURE(MUSL_VERSION, "__libc_version")

/* matrix: every ending with every witness */

FEATURE(ISO_EXIT, "_Exit()")
FEATURE(ON_EXIT, "on_exit()")
FEATURE(INIT_ARRAYS, "sections .init_array and .fini_array")
FEATURE(THREADS, "POSIX threads")
FEATURE(TLS_DESTRUCTORS, "__cxa_thread_atexit_impl()")
FEATURE(EXIT_GROUP, "Linux's system call exit_group")
ENDING(return_0, ALWAYS)
ENDING(return_7, ALWAYS)
ENDING(exit, ALWAYS)
ENDING(_exit, ALWAYS)
ENDING(_Exit, ISO_EXIT)
ENDING(quick_exit, QUICK_EXIT)
ENDING(abort, ALWAYS)
ENDING(sigterm, ALWAYS)
ENDING(sigkill, ALWAYS)
ENDING(fault, ALWAYS)
ENDING(pthread_exit, THREADS)
ENDING(exec, ALWAYS)
ENDING(exit_group, EXIT_GROUP)
WITNESS(c_stdout_line, ALWAYS)
WITNESS(c_stdout_partial, ALWAYS)
WITNESS(c_stderr, ALWAYS)
WITNESS(c_own_file, ALWAYS)
WITNESS(atexit, ALWAYS)
WITNESS(at_quick_exit, QUICK_EXIT)
WITNESS(on_exit, ON_EXIT)
WITNESS(fini_array, INIT_ARRAYS)
WITNESS(thread_atexit, TLS_DESTRUCTORS)
WITNESS(tsd_key, THREADS)
WITNESS(thread_tsd_key, THREADS)
WITNESS(cleanup_handler, THREADS)
WITNESS(thread_cleanup_handler, THREADS)

/* exit: handlers and the way out */

CASE(exit, handlers_run_in_reverse, ALWAYS, ALWAYS, "sinks=pipe,file")

/* quick_exit: handlers of its own */

FEATURE(QUICK_EXIT, "quick_exit() and at_quick_exit()")
CASE(quick_exit, handlers_run_in_reverse, QUICK_EXIT, ALWAYS, "")

/* abort */

/* start: constructors, destructors, and what runs before and after main */

/* dso: shared objects */

FEATURE(DLOPEN, "dlopen()")

/* status: the status word and what becomes of a code */

/* wait: the wait family */

/* stdio */

/* signal */

/* fault */

/* threads */

/* tls: thread-specific data and thread-local storage */

/* concurrent: several threads end the process at once */

/* fork */

/* exec: exec and spawn */

/* session */

/* release: what any ending gives back */

#undef FEATURE
#undef CASE
#undef ENDING
#undef WITNESS
