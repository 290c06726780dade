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

FEATURE(ISO_EXIT, "_Exit()")
CASE(status, exit_0, ALWAYS, ALWAYS, "")
CASE(status, exit_1, ALWAYS, ALWAYS, "")
CASE(status, exit_2, ALWAYS, ALWAYS, "")
CASE(status, exit_42, ALWAYS, ALWAYS, "")
CASE(status, exit_101, ALWAYS, ALWAYS, "")
CASE(status, exit_126, ALWAYS, ALWAYS, "")
CASE(status, exit_127, ALWAYS, ALWAYS, "")
CASE(status, exit_128, ALWAYS, ALWAYS, "")
CASE(status, exit_137, ALWAYS, ALWAYS, "")
CASE(status, exit_255, ALWAYS, ALWAYS, "")
CASE(status, exit_256, ALWAYS, ALWAYS, "")
CASE(status, exit_257, ALWAYS, ALWAYS, "")
CASE(status, exit_511, ALWAYS, ALWAYS, "")
CASE(status, exit_minus_1, ALWAYS, ALWAYS, "")
CASE(status, exit_int_min, ALWAYS, ALWAYS, "")
CASE(status, exit_int_max, ALWAYS, ALWAYS, "")
CASE(status, _exit_0, ALWAYS, ALWAYS, "")
CASE(status, _exit_1, ALWAYS, ALWAYS, "")
CASE(status, _exit_2, ALWAYS, ALWAYS, "")
CASE(status, _exit_42, ALWAYS, ALWAYS, "")
CASE(status, _exit_101, ALWAYS, ALWAYS, "")
CASE(status, _exit_126, ALWAYS, ALWAYS, "")
CASE(status, _exit_127, ALWAYS, ALWAYS, "")
CASE(status, _exit_128, ALWAYS, ALWAYS, "")
CASE(status, _exit_137, ALWAYS, ALWAYS, "")
CASE(status, _exit_255, ALWAYS, ALWAYS, "")
CASE(status, _exit_256, ALWAYS, ALWAYS, "")
CASE(status, _exit_257, ALWAYS, ALWAYS, "")
CASE(status, _exit_511, ALWAYS, ALWAYS, "")
CASE(status, _exit_minus_1, ALWAYS, ALWAYS, "")
CASE(status, _exit_int_min, ALWAYS, ALWAYS, "")
CASE(status, _exit_int_max, ALWAYS, ALWAYS, "")
CASE(status, return_0, ALWAYS, ALWAYS, "")
CASE(status, return_1, ALWAYS, ALWAYS, "")
CASE(status, return_2, ALWAYS, ALWAYS, "")
CASE(status, return_42, ALWAYS, ALWAYS, "")
CASE(status, return_101, ALWAYS, ALWAYS, "")
CASE(status, return_126, ALWAYS, ALWAYS, "")
CASE(status, return_127, ALWAYS, ALWAYS, "")
CASE(status, return_128, ALWAYS, ALWAYS, "")
CASE(status, return_137, ALWAYS, ALWAYS, "")
CASE(status, return_255, ALWAYS, ALWAYS, "")
CASE(status, return_256, ALWAYS, ALWAYS, "")
CASE(status, return_257, ALWAYS, ALWAYS, "")
CASE(status, return_511, ALWAYS, ALWAYS, "")
CASE(status, return_minus_1, ALWAYS, ALWAYS, "")
CASE(status, return_int_min, ALWAYS, ALWAYS, "")
CASE(status, return_int_max, ALWAYS, ALWAYS, "")
CASE(status, c99_exit_0, ISO_EXIT, ALWAYS, "")
CASE(status, c99_exit_1, ISO_EXIT, ALWAYS, "")
CASE(status, c99_exit_2, ISO_EXIT, ALWAYS, "")
CASE(status, c99_exit_42, ISO_EXIT, ALWAYS, "")
CASE(status, c99_exit_101, ISO_EXIT, ALWAYS, "")
CASE(status, c99_exit_126, ISO_EXIT, ALWAYS, "")
CASE(status, c99_exit_127, ISO_EXIT, ALWAYS, "")
CASE(status, c99_exit_128, ISO_EXIT, ALWAYS, "")
CASE(status, c99_exit_137, ISO_EXIT, ALWAYS, "")
CASE(status, c99_exit_255, ISO_EXIT, ALWAYS, "")
CASE(status, c99_exit_256, ISO_EXIT, ALWAYS, "")
CASE(status, c99_exit_257, ISO_EXIT, ALWAYS, "")
CASE(status, c99_exit_511, ISO_EXIT, ALWAYS, "")
CASE(status, c99_exit_minus_1, ISO_EXIT, ALWAYS, "")
CASE(status, c99_exit_int_min, ISO_EXIT, ALWAYS, "")
CASE(status, c99_exit_int_max, ISO_EXIT, ALWAYS, "")
CASE(status, quick_exit_0, QUICK_EXIT, ALWAYS, "")
CASE(status, quick_exit_1, QUICK_EXIT, ALWAYS, "")
CASE(status, quick_exit_2, QUICK_EXIT, ALWAYS, "")
CASE(status, quick_exit_42, QUICK_EXIT, ALWAYS, "")
CASE(status, quick_exit_101, QUICK_EXIT, ALWAYS, "")
CASE(status, quick_exit_126, QUICK_EXIT, ALWAYS, "")
CASE(status, quick_exit_127, QUICK_EXIT, ALWAYS, "")
CASE(status, quick_exit_128, QUICK_EXIT, ALWAYS, "")
CASE(status, quick_exit_137, QUICK_EXIT, ALWAYS, "")
CASE(status, quick_exit_255, QUICK_EXIT, ALWAYS, "")
CASE(status, quick_exit_256, QUICK_EXIT, ALWAYS, "")
CASE(status, quick_exit_257, QUICK_EXIT, ALWAYS, "")
CASE(status, quick_exit_511, QUICK_EXIT, ALWAYS, "")
CASE(status, quick_exit_minus_1, QUICK_EXIT, ALWAYS, "")
CASE(status, quick_exit_int_min, QUICK_EXIT, ALWAYS, "")
CASE(status, quick_exit_int_max, QUICK_EXIT, ALWAYS, "")
CASE(status, si_status_of_exit_256, ALWAYS, ALWAYS, "")
CASE(status, si_status_of_exit_257, ALWAYS, ALWAYS, "")
CASE(status, si_status_of_exit_511, ALWAYS, ALWAYS, "")
CASE(status, si_status_of_exit_minus_1, ALWAYS, ALWAYS, "")
CASE(status, si_status_of_exit_int_min, ALWAYS, ALWAYS, "")
CASE(status, si_status_of_exit_int_max, ALWAYS, ALWAYS, "")
CASE(status, si_status_of__exit_256, ALWAYS, ALWAYS, "")
CASE(status, si_status_of__exit_257, ALWAYS, ALWAYS, "")
CASE(status, si_status_of__exit_511, ALWAYS, ALWAYS, "")
CASE(status, si_status_of__exit_minus_1, ALWAYS, ALWAYS, "")
CASE(status, si_status_of__exit_int_min, ALWAYS, ALWAYS, "")
CASE(status, si_status_of__exit_int_max, ALWAYS, ALWAYS, "")
CASE(status, si_status_of_return_256, ALWAYS, ALWAYS, "")
CASE(status, si_status_of_return_257, ALWAYS, ALWAYS, "")
CASE(status, si_status_of_return_511, ALWAYS, ALWAYS, "")
CASE(status, si_status_of_return_minus_1, ALWAYS, ALWAYS, "")
CASE(status, si_status_of_return_int_min, ALWAYS, ALWAYS, "")
CASE(status, si_status_of_return_int_max, ALWAYS, ALWAYS, "")
CASE(status, si_status_of_c99_exit_256, ISO_EXIT, ALWAYS, "")
CASE(status, si_status_of_c99_exit_257, ISO_EXIT, ALWAYS, "")
CASE(status, si_status_of_c99_exit_511, ISO_EXIT, ALWAYS, "")
CASE(status, si_status_of_c99_exit_minus_1, ISO_EXIT, ALWAYS, "")
CASE(status, si_status_of_c99_exit_int_min, ISO_EXIT, ALWAYS, "")
CASE(status, si_status_of_c99_exit_int_max, ISO_EXIT, ALWAYS, "")
CASE(status, si_status_of_quick_exit_256, QUICK_EXIT, ALWAYS, "")
CASE(status, si_status_of_quick_exit_257, QUICK_EXIT, ALWAYS, "")
CASE(status, si_status_of_quick_exit_511, QUICK_EXIT, ALWAYS, "")
CASE(status, si_status_of_quick_exit_minus_1, QUICK_EXIT, ALWAYS, "")
CASE(status, si_status_of_quick_exit_int_min, QUICK_EXIT, ALWAYS, "")
CASE(status, si_status_of_quick_exit_int_max, QUICK_EXIT, ALWAYS, "")
CASE(status, exit_success, ALWAYS, ALWAYS, "")
CASE(status, return_exit_success, ALWAYS, ALWAYS, "")
CASE(status, exit_failure, ALWAYS, ALWAYS, "")
CASE(status, return_exit_failure, ALWAYS, ALWAYS, "")

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
