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

FEATURE(ATEXIT_MAX, "_SC_ATEXIT_MAX")
FEATURE(ISO_EXIT, "_Exit()")
FEATURE(ON_EXIT, "on_exit()")
FEATURE(THREADS, "POSIX threads")
FEATURE(SETVBUF, "setvbuf()")
CASE(exit, handlers_run_in_reverse, ALWAYS, ALWAYS, "sinks=pipe,file")
CASE(exit, handlers_run_in_reverse_on_return, ALWAYS, ALWAYS, "")
CASE(exit, thirty_two, ALWAYS, ALWAYS, "")
CASE(exit, limit_is_at_least_thirty_two, ATEXIT_MAX, ALWAYS, "")
CASE(exit, as_many_as_sysconf_says, ATEXIT_MAX, ALWAYS, "")
CASE(exit, five_thousand, ALWAYS, ALWAYS, "")
CASE(exit, refusals_are_told, ALWAYS, ALWAYS, "")
CASE(exit, same_function_five_times, ALWAYS, ALWAYS, "")
CASE(exit, same_function_between_others, ALWAYS, ALWAYS, "")
CASE(exit, without_handlers, ALWAYS, ALWAYS, "")
CASE(exit, null_handler, ALWAYS, ALWAYS, "")
CASE(exit, nested_with_none_left, ALWAYS, ALWAYS, "")
CASE(exit, nested_with_1_left, ALWAYS, ALWAYS, "")
CASE(exit, nested_with_31_left, ALWAYS, ALWAYS, "")
CASE(exit, nested_with_32_left, ALWAYS, ALWAYS, "")
CASE(exit, nested_with_33_left, ALWAYS, ALWAYS, "")
CASE(exit, nested_with_99_left, ALWAYS, ALWAYS, "")
CASE(exit, nested_after_31_ran, ALWAYS, ALWAYS, "")
CASE(exit, nested_after_32_ran, ALWAYS, ALWAYS, "")
CASE(exit, nested_after_33_ran, ALWAYS, ALWAYS, "")
CASE(exit, nested_amid_66, ALWAYS, ALWAYS, "")
CASE(exit, three_levels, ALWAYS, ALWAYS, "")
CASE(exit, chain_of_a_hundred, ALWAYS, ALWAYS, "")
CASE(exit, thirty_at_once, ALWAYS, ALWAYS, "")
CASE(exit, same_function_again, ALWAYS, ALWAYS, "")
CASE(exit, handler_underscore_exit, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(exit, handler_upper_exit, ISO_EXIT, ALWAYS, "sinks=pipe,file,tty")
CASE(exit, handler_raises_sigterm, ALWAYS, ALWAYS, "")
CASE(exit, handler_raises_sigkill, ALWAYS, ALWAYS, "")
CASE(exit, handler_aborts, ALWAYS, ALWAYS, "")
CASE(exit, handler_stops_and_continues, ALWAYS, ALWAYS, "continue")
CASE(exit, handler_raises_a_caught_signal, ALWAYS, ALWAYS, "")
CASE(exit, handler_raises_a_blocked_signal, ALWAYS, ALWAYS, "")
CASE(exit, handler_forks_and_child_underscore_exits, ALWAYS, ALWAYS, "")
CASE(exit, handler_forks_and_child_returns, ALWAYS, ALWAYS, "")
CASE(exit, handler_executes, ALWAYS, ALWAYS, "")
CASE(exit, handler_never_returns, ALWAYS, ALWAYS, "ending_limit=1000")
CASE(exit, handler_starts_and_joins_a_thread, THREADS, ALWAYS, "")
CASE(exit, handler_leaves_a_thread_running, THREADS, ALWAYS, "")
CASE(exit, handler_ends_its_thread, THREADS, ALWAYS, "ending_limit=1000")
CASE(exit, from_another_thread, THREADS, ALWAYS, "")
CASE(exit, handler_jumps_out, ALWAYS, ALWAYS, "")
CASE(exit, handler_jumps_out_and_exits, ALWAYS, ALWAYS, "")
CASE(exit, exit_in_a_handler, ALWAYS, ALWAYS, "ending_limit=1000")
CASE(exit, exit_in_two_handlers, ALWAYS, ALWAYS, "ending_limit=1000")
CASE(exit, exit_in_every_handler, ALWAYS, ALWAYS, "ending_limit=1000")
CASE(exit, exit_in_the_last_handler, ALWAYS, ALWAYS, "ending_limit=1000")
CASE(exit, exit_in_a_handler_flushes, ALWAYS, ALWAYS, "ending_limit=1000")
CASE(exit, exit_in_a_handler_on_return, ALWAYS, ALWAYS, "ending_limit=1000")
CASE(exit, exit_in_a_handler_after_registering, ALWAYS, ALWAYS, "ending_limit=1000")
CASE(exit, exit_in_a_signal_handler_in_a_handler, ALWAYS, ALWAYS, "ending_limit=1000")
CASE(exit, quick_exit_in_a_handler, QUICK_EXIT, ALWAYS, "ending_limit=1000")
CASE(exit, by_fork, ALWAYS, ALWAYS, "")
CASE(exit, by_fork_twice, ALWAYS, ALWAYS, "")
CASE(exit, child_registers_more, ALWAYS, ALWAYS, "")
CASE(exit, parent_registers_more, ALWAYS, ALWAYS, "")
CASE(exit, child_underscore_exits, ALWAYS, ALWAYS, "")
CASE(exit, child_returns_from_main, ALWAYS, ALWAYS, "")
CASE(exit, dropped_by_exec, ALWAYS, ALWAYS, "")
CASE(exit, kept_when_exec_fails, ALWAYS, ALWAYS, "")
CASE(exit, from_a_thread_that_ended, THREADS, ALWAYS, "")
CASE(exit, from_several_threads_in_turn, THREADS, ALWAYS, "")
CASE(exit, text_is_flushed, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(exit, flush_comes_after_the_handlers, ALWAYS, ALWAYS, "sinks=file")
CASE(exit, text_of_a_handler_is_flushed, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(exit, text_of_the_last_handler_is_flushed, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(exit, text_of_a_handler_alone_is_flushed, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(exit, text_of_a_nested_handler_is_flushed, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(exit, handler_flushes, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(exit, handler_flushes_everything, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(exit, handler_closes_the_stream, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(exit, handler_closes_the_descriptor, ALWAYS, ALWAYS, "sinks=pipe,file")
CASE(exit, handler_opens_a_stream, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(exit, handler_prints_much, ALWAYS, ALWAYS, "sinks=pipe,file")
CASE(exit, handler_sets_the_buffering, SETVBUF, ALWAYS, "sinks=pipe,file,tty")
CASE(exit, handler_prints_to_stderr, ALWAYS, ALWAYS, "sinks=pipe,file,tty stderr=pipe")
CASE(exit, handler_redirects, ALWAYS, ALWAYS, "sinks=pipe,file")
CASE(exit, on_exit_status_and_argument, ON_EXIT, ALWAYS, "")
CASE(exit, on_exit_null_argument, ON_EXIT, ALWAYS, "")
CASE(exit, on_exit_whole_status, ON_EXIT, ALWAYS, "")
CASE(exit, on_exit_negative_status, ON_EXIT, ALWAYS, "")
CASE(exit, on_exit_status_of_return, ON_EXIT, ALWAYS, "")
CASE(exit, on_exit_one_list_with_atexit, ON_EXIT, ALWAYS, "")
CASE(exit, on_exit_same_function_twice, ON_EXIT, ALWAYS, "")
CASE(exit, on_exit_nested, ON_EXIT, ALWAYS, "")
CASE(exit, on_exit_status_of_the_last_exit, ON_EXIT, ALWAYS, "")
CASE(exit, on_exit_inherited_by_fork, ON_EXIT, ALWAYS, "")
CASE(exit, on_exit_dropped_by_exec, ON_EXIT, ALWAYS, "")
CASE(exit, on_exit_not_by_underscore_exit, ON_EXIT, ALWAYS, "")
CASE(exit, on_exit_not_by_abort, ON_EXIT, ALWAYS, "")

/* quick_exit: handlers of its own */

FEATURE(QUICK_EXIT, "quick_exit() and at_quick_exit()")
CASE(quick_exit, handlers_run_in_reverse, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, without_handlers, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, thirty_two, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, a_thousand, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, thirty_two_beside_exit_handlers, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, same_function_five_times, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, same_function_between_others, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, not_called_by_exit, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, not_called_by_return, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, not_called_by_underscore_exit, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, exit_handlers_are_not_called, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, same_function_in_both_lists, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, inherited_by_fork, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, dropped_by_exec, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, nested, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, nested_three_levels, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, nested_with_31_left, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, handler_registers_an_exit_handler, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, underscore_exit_in_a_handler, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, handler_never_returns, QUICK_EXIT, ALWAYS, "ending_limit=1000")
CASE(quick_exit, handler_forks, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, caught_signal_in_a_handler, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, sigterm_in_a_handler, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, abort_in_a_handler, QUICK_EXIT, ALWAYS, "")
CASE(quick_exit, quick_exit_in_a_handler, QUICK_EXIT, ALWAYS, "ending_limit=1000")
CASE(quick_exit, exit_in_a_handler, QUICK_EXIT, ALWAYS, "ending_limit=1000")
CASE(quick_exit, c_text_is_lost, QUICK_EXIT, ALWAYS, "sinks=pipe,file,tty")
CASE(quick_exit, text_of_a_handler_is_lost, QUICK_EXIT, ALWAYS, "sinks=pipe,file,tty")
CASE(quick_exit, flushed_text_arrives, QUICK_EXIT, ALWAYS, "sinks=pipe,file,tty")
CASE(quick_exit, handler_flushes, QUICK_EXIT, ALWAYS, "sinks=pipe,file,tty")
CASE(quick_exit, from_another_thread, QUICK_EXIT, THREADS, "")
CASE(quick_exit, from_a_thread_that_ended, QUICK_EXIT, THREADS, "")

/* abort */

FEATURE(FLOCKFILE, "flockfile()")
CASE(abort, plain, ALWAYS, ALWAYS, "")
CASE(abort, core, ALWAYS, ALWAYS, "core")
CASE(abort, ignored, ALWAYS, ALWAYS, "ending_limit=1000")
CASE(abort, blocked, ALWAYS, ALWAYS, "")
CASE(abort, ignored_and_blocked, ALWAYS, ALWAYS, "ending_limit=1000")
CASE(abort, caught_and_blocked, ALWAYS, ALWAYS, "")
CASE(abort, pending, ALWAYS, ALWAYS, "")
CASE(abort, handler_returns, ALWAYS, ALWAYS, "")
CASE(abort, handler_returns_once_reset, ALWAYS, ALWAYS, "")
CASE(abort, handler_returns_and_is_not_masked, ALWAYS, ALWAYS, "")
CASE(abort, raise_is_not_abort, ALWAYS, ALWAYS, "")
CASE(abort, in_a_forked_child, ALWAYS, ALWAYS, "")
CASE(abort, in_a_forked_child_with_handler, ALWAYS, ALWAYS, "")
CASE(abort, in_a_signal_handler, ALWAYS, ALWAYS, "")
CASE(abort, in_an_exit_handler, ALWAYS, ALWAYS, "")
CASE(abort, on_another_thread, THREADS, ALWAYS, "")
CASE(abort, on_two_threads, THREADS, ALWAYS, "racy=20 ending_limit=2000")
CASE(abort, blocked_on_this_thread_only, THREADS, ALWAYS, "")
CASE(abort, handler_calls_underscore_exit, ALWAYS, ALWAYS, "")
CASE(abort, handler_calls_exit, ALWAYS, ALWAYS, "")
CASE(abort, handler_executes, ALWAYS, ALWAYS, "")
CASE(abort, handler_jumps_back, ALWAYS, ALWAYS, "")
CASE(abort, handler_jumps_back_twice, ALWAYS, ALWAYS, "")
CASE(abort, handler_longjmps_back, ALWAYS, ALWAYS, "")
CASE(abort, handler_longjmps_back_twice, ALWAYS, ALWAYS, "")
CASE(abort, handler_aborts, ALWAYS, ALWAYS, "")
CASE(abort, handler_raises_sigterm, ALWAYS, ALWAYS, "")
CASE(abort, handler_stops, ALWAYS, ALWAYS, "continue")
CASE(abort, handler_sets_it_ignored, ALWAYS, ALWAYS, "ending_limit=1000")
CASE(abort, handler_sets_itself_again, ALWAYS, ALWAYS, "")
CASE(abort, exit_handlers_do_not_run, ALWAYS, ALWAYS, "")
CASE(abort, quick_exit_handlers_do_not_run, QUICK_EXIT, ALWAYS, "")
CASE(abort, in_a_quick_exit_handler, QUICK_EXIT, ALWAYS, "")
CASE(abort, c_text, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(abort, c_line, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(abort, c_text_on_stderr, ALWAYS, ALWAYS, "sinks=pipe,file,tty stderr=pipe")
CASE(abort, flushed_text_arrives, ALWAYS, ALWAYS, "")
CASE(abort, c_text_in_an_exit_handler, ALWAYS, ALWAYS, "")
CASE(abort, while_a_stream_is_locked, FLOCKFILE, THREADS, "ending_limit=1000")
CASE(abort, assertion_that_holds, ALWAYS, ALWAYS, "")
CASE(abort, failed_assertion, ALWAYS, ALWAYS, "stderr=pipe")
CASE(abort, failed_assertion_on_closed_stderr, ALWAYS, ALWAYS, "sinks=closed,full,broken")

/* start: constructors, destructors, and what runs before and after main */

FEATURE(CONSTRUCTORS, "functions that run before and after main, with priorities")
FEATURE(INIT_ARRAYS, "sections .init_array and .fini_array")
FEATURE(PREINIT_ARRAY, "section .preinit_array")
FEATURE(COMMAND_LINE, "/proc/self/cmdline")
CASE(start, constructors_of_an_array_in_order, CONSTRUCTORS, INIT_ARRAYS, "")
CASE(start, destructors_of_an_array_in_reverse, CONSTRUCTORS, INIT_ARRAYS, "")
CASE(start, preinit_array_comes_first, CONSTRUCTORS, PREINIT_ARRAY, "")
CASE(start, constructors_by_priority, CONSTRUCTORS, ALWAYS, "")
CASE(start, destructor_by_priority, CONSTRUCTORS, ALWAYS, "")
CASE(start, destructor_after_the_handlers, CONSTRUCTORS, ALWAYS, "")
CASE(start, destructor_on_return, CONSTRUCTORS, ALWAYS, "")
CASE(start, destructor_not_by_underscore_exit, CONSTRUCTORS, ALWAYS, "")
CASE(start, destructor_not_by_a_signal, CONSTRUCTORS, ALWAYS, "")
CASE(start, destructor_not_by_abort, CONSTRUCTORS, ALWAYS, "")
CASE(start, destructor_not_by_exec, CONSTRUCTORS, ALWAYS, "")
CASE(start, destructor_not_by_quick_exit, CONSTRUCTORS, QUICK_EXIT, "")
CASE(start, destructor_in_both_processes_after_fork, CONSTRUCTORS, ALWAYS, "")
CASE(start, destructor_underscore_exit_decides_the_code, CONSTRUCTORS, ALWAYS, "sinks=pipe,file,tty")
CASE(start, destructor_raises_sigterm, CONSTRUCTORS, ALWAYS, "")
CASE(start, destructor_forks, CONSTRUCTORS, ALWAYS, "ending_limit=1000")
CASE(start, destructor_starts_and_joins_a_thread, CONSTRUCTORS, THREADS, "ending_limit=1000")
CASE(start, destructor_forks_beside_a_thread, CONSTRUCTORS, THREADS, "ending_limit=1000")
CASE(start, destructor_never_returns, CONSTRUCTORS, ALWAYS, "ending_limit=1000")
CASE(start, destructor_prints, CONSTRUCTORS, ALWAYS, "sinks=pipe,file,tty")
CASE(start, destructor_prints_and_flushes, CONSTRUCTORS, ALWAYS, "sinks=pipe,file,tty")
CASE(start, destructor_registers_a_handler, CONSTRUCTORS, ALWAYS, "ending_limit=1000")
CASE(start, destructor_registers_a_handler_beside_a_thread, CONSTRUCTORS, THREADS, "ending_limit=1000")
CASE(start, destructor_exit_in_a_destructor, CONSTRUCTORS, ALWAYS, "ending_limit=1000")
CASE(start, destructor_after_exit_in_a_handler, CONSTRUCTORS, ALWAYS, "ending_limit=1000")
CASE(start, destructor_when_the_last_thread_ends, CONSTRUCTORS, THREADS, "")
CASE(start, destructor_on_the_exiting_thread, CONSTRUCTORS, THREADS, "")
CASE(start, exit_in_a_constructor, CONSTRUCTORS, COMMAND_LINE, "")
CASE(start, underscore_exit_in_a_constructor, CONSTRUCTORS, COMMAND_LINE, "")
CASE(start, abort_in_a_constructor, CONSTRUCTORS, COMMAND_LINE, "")
CASE(start, sigterm_in_a_constructor, CONSTRUCTORS, COMMAND_LINE, "")
CASE(start, exec_in_a_constructor, CONSTRUCTORS, COMMAND_LINE, "")
CASE(start, handler_of_a_constructor_is_called_last, CONSTRUCTORS, COMMAND_LINE, "")
CASE(start, handler_of_a_constructor_before_the_destructors, CONSTRUCTORS, COMMAND_LINE, "")
CASE(start, text_of_a_constructor_is_flushed, CONSTRUCTORS, COMMAND_LINE, "sinks=pipe,file,tty")

/* dso: shared objects */

FEATURE(DLOPEN, "dlopen()")
FEATURE(NODELETE, "RTLD_NODELETE")
FEATURE(ATFORK, "pthread_atfork()")
FEATURE(TLS_DESTRUCTORS, "__cxa_thread_atexit_impl()")
CASE(dso, constructor_at_dlopen, DLOPEN, ALWAYS, "")
CASE(dso, constructor_once_for_two_opens, DLOPEN, ALWAYS, "")
CASE(dso, destructor_at_exit, DLOPEN, ALWAYS, "")
CASE(dso, destructor_on_return, DLOPEN, ALWAYS, "")
CASE(dso, destructor_at_dlclose_once, DLOPEN, ALWAYS, "")
CASE(dso, two_opens_and_one_close, DLOPEN, ALWAYS, "")
CASE(dso, two_opens_and_two_closes, DLOPEN, ALWAYS, "")
CASE(dso, opened_again_after_dlclose, DLOPEN, ALWAYS, "")
CASE(dso, nodelete_keeps_it_at_dlclose, DLOPEN, NODELETE, "")
CASE(dso, destructors_of_two_in_reverse, DLOPEN, ALWAYS, "")
CASE(dso, dependency_first_at_dlopen, DLOPEN, ALWAYS, "")
CASE(dso, dependency_last_at_exit, DLOPEN, ALWAYS, "")
CASE(dso, dependency_last_at_dlclose, DLOPEN, ALWAYS, "")
CASE(dso, dependency_closed_before, DLOPEN, ALWAYS, "")
CASE(dso, destructors_of_program_and_library, DLOPEN, CONSTRUCTORS, "")
CASE(dso, destructor_in_both_processes_after_fork, DLOPEN, ALWAYS, "")
CASE(dso, destructor_not_by_underscore_exit, DLOPEN, ALWAYS, "")
CASE(dso, destructor_not_by_a_signal, DLOPEN, ALWAYS, "")
CASE(dso, destructor_not_by_abort, DLOPEN, ALWAYS, "")
CASE(dso, destructor_not_by_quick_exit, DLOPEN, QUICK_EXIT, "")
CASE(dso, handlers_at_exit_in_one_order, DLOPEN, ALWAYS, "")
CASE(dso, handlers_at_dlclose, DLOPEN, ALWAYS, "")
CASE(dso, handler_of_the_program_at_dlclose, DLOPEN, ALWAYS, "")
CASE(dso, handler_in_a_closed_library, DLOPEN, ALWAYS, "")
CASE(dso, closed_in_an_exit_handler, DLOPEN, ALWAYS, "ending_limit=1000")
CASE(dso, closed_in_a_handler_of_its_own, DLOPEN, ALWAYS, "ending_limit=1000")
CASE(dso, quick_exit_handler, DLOPEN, QUICK_EXIT, "")
CASE(dso, quick_exit_handler_of_a_closed_library, DLOPEN, QUICK_EXIT, "")
CASE(dso, fork_handler_of_a_closed_library, DLOPEN, ATFORK, "")
CASE(dso, thread_destructor_before_the_destructor, DLOPEN, TLS_DESTRUCTORS, "")
CASE(dso, thread_destructor_keeps_it_at_dlclose, DLOPEN, TLS_DESTRUCTORS, "")
CASE(dso, thread_destructor_of_another_thread, DLOPEN, TLS_DESTRUCTORS, "")
CASE(dso, exit_in_a_constructor, DLOPEN, ALWAYS, "ending_limit=1000")
CASE(dso, underscore_exit_in_a_destructor, DLOPEN, ALWAYS, "")
CASE(dso, underscore_exit_at_dlclose, DLOPEN, ALWAYS, "")
CASE(dso, exit_at_dlclose, DLOPEN, ALWAYS, "ending_limit=1000")
CASE(dso, exit_in_a_destructor_at_exit, DLOPEN, ALWAYS, "ending_limit=1000")
CASE(dso, text_of_a_destructor, DLOPEN, ALWAYS, "sinks=pipe,file,tty")
CASE(dso, opened_in_an_exit_handler, DLOPEN, ALWAYS, "ending_limit=1000")
CASE(dso, opened_in_a_destructor, DLOPEN, ALWAYS, "ending_limit=1000")
CASE(dso, handler_registered_in_a_destructor, DLOPEN, ALWAYS, "ending_limit=1000")
CASE(dso, closed_in_a_destructor, DLOPEN, ALWAYS, "ending_limit=1000")

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
