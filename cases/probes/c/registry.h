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

/* wait: the wait family */

/* stdio */

/* signal */

/* fault */

/* threads */

FEATURE(THREADS, "POSIX threads")
FEATURE(CANCEL, "pthread_cancel()")
FEATURE(ROBUST, "robust mutexes shared between processes")
FEATURE(CONSTRUCTORS, "functions with the attributes constructor and destructor")
FEATURE(THREAD_EXIT_CALL, "Linux's system call exit, which ends one thread")

CASE(threads, main_leaves_alone, THREADS, ALWAYS, "")
CASE(threads, main_leaves_flushes_text, THREADS, ALWAYS, "sinks=pipe,file,tty")
CASE(threads, main_leaves_text_to_the_last_thread, THREADS, ALWAYS, "sinks=pipe,file")
CASE(threads, main_leaves_others_go_on, THREADS, ALWAYS, "")
CASE(threads, main_leaves_a_detached_thread_goes_on, THREADS, ALWAYS, "")
CASE(threads, main_leaves_detached, THREADS, ALWAYS, "")
CASE(threads, main_leaves_last_thread_calls_pthread_exit, THREADS, ALWAYS, "")
CASE(threads, main_leaves_another_thread_exits, THREADS, ALWAYS, "")
CASE(threads, main_leaves_its_value_is_joined, THREADS, ALWAYS, "")
CASE(threads, main_leaves_a_signal_still_kills, THREADS, ALWAYS, "")
CASE(threads, main_leaves_three_end_together, THREADS, ALWAYS, "racy=20")
CASE(threads, main_leaves_cleanup_and_specific_data, THREADS, ALWAYS, "")
CASE(threads, main_leaves_handlers_run_on_the_last_thread, THREADS, ALWAYS, "")
CASE(threads, main_leaves_process_is_still_there, THREADS, ALWAYS, "ending_limit=1000")
CASE(threads, main_leaves_last_thread_is_cancelled, THREADS, CANCEL, "")
CASE(threads, main_leaves_destructors_run, THREADS, CONSTRUCTORS, "")
CASE(threads, main_leaves_by_system_call_alone, THREADS, THREAD_EXIT_CALL, "")
CASE(threads, main_leaves_by_system_call_others_go_on, THREADS, THREAD_EXIT_CALL, "")
CASE(threads, thread_leaves_by_system_call, THREADS, THREAD_EXIT_CALL, "ending_limit=1000")
CASE(threads, exit_on_another_thread, THREADS, ALWAYS, "")
CASE(threads, exit_while_main_joins, THREADS, ALWAYS, "")
CASE(threads, exit_on_another_thread_flushes, THREADS, ALWAYS, "sinks=pipe,file,tty")
CASE(threads, exit_on_a_detached_thread, THREADS, ALWAYS, "")
CASE(threads, exit_leaves_specific_data, THREADS, ALWAYS, "")
CASE(threads, underscore_exit_on_another_thread, THREADS, ALWAYS, "sinks=pipe,tty")
CASE(threads, abort_on_another_thread, THREADS, ALWAYS, "")
CASE(threads, fatal_signal_for_one_thread, THREADS, ALWAYS, "")
CASE(threads, sigkill_for_one_thread, THREADS, ALWAYS, "")
CASE(threads, return_with_a_thread_waiting, THREADS, ALWAYS, "")
CASE(threads, return_with_a_detached_thread, THREADS, ALWAYS, "")
CASE(threads, return_leaves_specific_data, THREADS, ALWAYS, "")
CASE(threads, return_flushes_text_of_a_thread, THREADS, ALWAYS, "sinks=pipe,file")
CASE(threads, quick_exit_on_another_thread, THREADS, QUICK_EXIT, "")
CASE(threads, forked_child_of_a_thread_returns, THREADS, ALWAYS, "")
CASE(threads, forked_child_of_a_thread_exits, THREADS, ALWAYS, "")
CASE(threads, exec_on_another_thread, THREADS, ALWAYS, "")
CASE(threads, threads_run_while_handlers_do, THREADS, ALWAYS, "")
CASE(threads, handler_starts_a_thread, THREADS, ALWAYS, "")
CASE(threads, handler_has_a_thread_register, THREADS, ALWAYS, "")
CASE(threads, handler_calls_pthread_exit, THREADS, ALWAYS, "ending_limit=1000")
CASE(threads, handler_calls_pthread_exit_another_exits, THREADS, ALWAYS, "ending_limit=1000")
CASE(threads, handler_calls_pthread_exit_another_underscore_exits, THREADS, ALWAYS, "ending_limit=1000")
CASE(threads, cleanup_in_reverse_order, THREADS, ALWAYS, "")
CASE(threads, cleanup_of_functions_that_were_not_left, THREADS, ALWAYS, "")
CASE(threads, cleanup_before_specific_data, THREADS, ALWAYS, "")
CASE(threads, cleanup_popped_handler_is_not_called, THREADS, ALWAYS, "")
CASE(threads, cleanup_popped_handler_is_called_at_once, THREADS, ALWAYS, "")
CASE(threads, cleanup_not_at_exit, THREADS, ALWAYS, "")
CASE(threads, cleanup_exit_in_a_handler, THREADS, ALWAYS, "")
CASE(threads, cleanup_thread_end_calls_no_exit_handler, THREADS, ALWAYS, "")
CASE(threads, cleanup_of_main_not_at_exit, THREADS, ALWAYS, "")
CASE(threads, cancelled_value_of_the_thread, THREADS, CANCEL, "")
CASE(threads, cancelled_cleanup_then_specific_data, THREADS, CANCEL, "")
CASE(threads, cancelled_at_a_cancellation_point, THREADS, CANCEL, "")
CASE(threads, cancelled_not_while_disabled, THREADS, CANCEL, "")
CASE(threads, cancelled_when_enabled_again, THREADS, CANCEL, "")
CASE(threads, cancelled_asynchronously, THREADS, CANCEL, "ending_limit=1000")
CASE(threads, cancelled_exit_in_a_cleanup_handler, THREADS, CANCEL, "")
CASE(threads, cancelled_while_joining, THREADS, CANCEL, "")
CASE(threads, cancelled_main, THREADS, CANCEL, "")
CASE(threads, cancelled_main_alone, THREADS, CANCEL, "")
CASE(threads, cancelled_in_an_exit_handler, THREADS, CANCEL, "ending_limit=1000")
CASE(threads, disabled_in_a_cleanup_handler_of_a_cancelled_thread, THREADS, CANCEL, "")
CASE(threads, disabled_in_a_cleanup_handler_after_pthread_exit, THREADS, CANCEL, "")
CASE(threads, disabled_in_a_destructor_after_return, THREADS, CANCEL, "")
CASE(threads, disabled_in_a_destructor_after_pthread_exit, THREADS, CANCEL, "")
CASE(threads, disabled_cleanup_handler_is_not_cancelled, THREADS, CANCEL, "")
CASE(threads, disabled_cleanup_handler_after_pthread_exit_is_not_cancelled, THREADS, CANCEL, "")
CASE(threads, disabled_destructor_after_return_is_not_cancelled, THREADS, CANCEL, "")
CASE(threads, robust_owner_exited, THREADS, ROBUST, "")
CASE(threads, robust_owner_underscore_exited, THREADS, ROBUST, "")
CASE(threads, robust_owner_aborted, THREADS, ROBUST, "")
CASE(threads, robust_owner_was_killed, THREADS, ROBUST, "")
CASE(threads, robust_trylock_tells_too, THREADS, ROBUST, "")
CASE(threads, robust_owner_executed, THREADS, ROBUST, "")
CASE(threads, robust_owning_thread_ended, THREADS, ROBUST, "")
CASE(threads, robust_another_thread_ended_the_process, THREADS, ROBUST, "")
CASE(threads, robust_waiter_is_woken, THREADS, ROBUST, "")
CASE(threads, robust_made_consistent, THREADS, ROBUST, "")
CASE(threads, robust_not_made_consistent, THREADS, ROBUST, "")
CASE(threads, robust_second_owner_ended_too, THREADS, ROBUST, "")
CASE(threads, robust_stalled_stays_locked, THREADS, ROBUST, "")

/* tls: thread-specific data and thread-local storage */

FEATURE(TLS_DESTRUCTORS, "__cxa_thread_atexit_impl()")

CASE(tls, specific_on_return_and_pthread_exit, THREADS, ALWAYS, "")
CASE(tls, specific_null_before_the_destructor, THREADS, ALWAYS, "")
CASE(tls, specific_only_where_there_is_a_value, THREADS, ALWAYS, "")
CASE(tls, specific_without_a_destructor, THREADS, ALWAYS, "")
CASE(tls, specific_not_for_a_deleted_key, THREADS, ALWAYS, "")
CASE(tls, specific_of_a_key_made_in_a_destructor, THREADS, ALWAYS, "")
CASE(tls, specific_order_of_two_keys, THREADS, ALWAYS, "")
CASE(tls, specific_set_again_three_times, THREADS, ALWAYS, "")
CASE(tls, specific_set_again_for_ever, THREADS, ALWAYS, "ending_limit=1000")
CASE(tls, specific_as_many_rounds_as_promised, THREADS, ALWAYS, "ending_limit=1000")
CASE(tls, specific_not_at_exit, THREADS, ALWAYS, "")
CASE(tls, specific_not_at_return, THREADS, ALWAYS, "")
CASE(tls, specific_not_at_underscore_exit, THREADS, ALWAYS, "")
CASE(tls, specific_not_at_abort, THREADS, ALWAYS, "")
CASE(tls, specific_of_main_at_pthread_exit, THREADS, ALWAYS, "")
CASE(tls, specific_is_there_in_exit_handlers, THREADS, ALWAYS, "")
CASE(tls, specific_is_gone_after_pthread_exit, THREADS, ALWAYS, "")
CASE(tls, specific_exit_in_a_destructor, THREADS, ALWAYS, "")
CASE(tls, specific_underscore_exit_in_a_destructor, THREADS, ALWAYS, "")
CASE(tls, specific_signal_in_a_destructor, THREADS, ALWAYS, "")
CASE(tls, specific_thread_started_in_a_destructor, THREADS, ALWAYS, "")
CASE(tls, specific_of_each_thread, THREADS, ALWAYS, "")
CASE(tls, specific_in_a_forked_child, THREADS, ALWAYS, "")
CASE(tls, main_at_return, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, main_at_exit, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, main_at_underscore_exit, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, main_at_abort, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, main_at_quick_exit, QUICK_EXIT, TLS_DESTRUCTORS, "")
CASE(tls, main_at_pthread_exit, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, main_at_pthread_exit_against_specific_data, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, main_at_pthread_exit_others_go_on, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, main_order_of_three, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, main_against_exit_handlers, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, main_when_another_thread_exits, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, main_handler_registers_one, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, main_in_both_processes_after_fork, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, main_destructor_registers_another, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, main_destructor_registers_an_exit_handler, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, main_destructor_exits, THREADS, TLS_DESTRUCTORS, "ending_limit=1000")
CASE(tls, main_destructor_underscore_exits, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, main_against_destructors, CONSTRUCTORS, TLS_DESTRUCTORS, "")
CASE(tls, thread_ends, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, thread_at_pthread_exit, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, thread_order_of_three, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, thread_when_main_returns, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, thread_when_main_exits, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, thread_exits, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, thread_against_specific_data, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, thread_against_cleanup_handlers, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, thread_specific_data_registers_one, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, thread_destructor_sets_specific_data, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, thread_started_by_a_handler, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, thread_forks_and_child_exits, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, thread_destructor_registers_another, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, thread_destructor_exits, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, thread_destructor_aborts, THREADS, TLS_DESTRUCTORS, "")
CASE(tls, thread_at_cancellation, CANCEL, TLS_DESTRUCTORS, "")

/* concurrent: several threads end the process at once */

CASE(concurrent, two_exit, THREADS, ALWAYS, "racy=20")
CASE(concurrent, eight_exit, THREADS, ALWAYS, "racy=20")
CASE(concurrent, two_exit_with_slow_handlers, THREADS, ALWAYS, "racy=20")
CASE(concurrent, eight_exit_with_slow_handlers, THREADS, ALWAYS, "racy=20")
CASE(concurrent, two_exit_with_few_slow_handlers, THREADS, ALWAYS, "racy=20")
CASE(concurrent, two_exit_with_text, THREADS, ALWAYS, "racy=20 ending_limit=2000")
CASE(concurrent, eight_exit_with_text, THREADS, ALWAYS, "racy=20 ending_limit=2000")
CASE(concurrent, return_and_exit, THREADS, ALWAYS, "racy=20")
CASE(concurrent, return_and_underscore_exit, THREADS, ALWAYS, "racy=20")
CASE(concurrent, eight_pthread_exit, THREADS, ALWAYS, "racy=20")
CASE(concurrent, exit_and_pthread_exit, THREADS, ALWAYS, "racy=20")
CASE(concurrent, exit_and_underscore_exit, THREADS, ALWAYS, "racy=20")
CASE(concurrent, eight_underscore_exit, THREADS, ALWAYS, "racy=20")
CASE(concurrent, exit_and_abort, THREADS, ALWAYS, "racy=20")
CASE(concurrent, two_abort, THREADS, ALWAYS, "racy=20")
CASE(concurrent, eight_abort, THREADS, ALWAYS, "racy=20")
CASE(concurrent, exit_and_sigterm, THREADS, ALWAYS, "racy=20")
CASE(concurrent, exit_and_exec, THREADS, ALWAYS, "racy=20")
CASE(concurrent, underscore_exit_and_exec, THREADS, ALWAYS, "racy=20")
CASE(concurrent, two_quick_exit, THREADS, QUICK_EXIT, "racy=20")
CASE(concurrent, eight_quick_exit, THREADS, QUICK_EXIT, "racy=20")
CASE(concurrent, exit_and_quick_exit, THREADS, QUICK_EXIT, "racy=20")
CASE(concurrent, two_quick_exit_with_many_handlers, THREADS, QUICK_EXIT, "racy=20")
CASE(concurrent, exit_against_atexit, THREADS, ALWAYS, "racy=20")
CASE(concurrent, exit_against_fork, THREADS, ALWAYS, "racy=20 await")
CASE(concurrent, exit_against_thread_creation, THREADS, ALWAYS, "racy=20")
CASE(concurrent, exit_against_thread_ends, THREADS, ALWAYS, "racy=20")
CASE(concurrent, exit_against_allocation, THREADS, ALWAYS, "racy=20")
CASE(concurrent, exit_against_printing, THREADS, ALWAYS, "sinks=null racy=20 ending_limit=2000")
CASE(concurrent, exit_against_opening, THREADS, ALWAYS, "racy=20")
CASE(concurrent, exit_against_environment, THREADS, ALWAYS, "racy=20")
CASE(concurrent, underscore_exit_against_fork, THREADS, ALWAYS, "racy=20 await")
CASE(concurrent, underscore_exit_against_thread_creation, THREADS, ALWAYS, "racy=20")
CASE(concurrent, abort_against_fork, THREADS, ALWAYS, "racy=20 await")
CASE(concurrent, abort_against_printing, THREADS, ALWAYS, "sinks=null racy=20 ending_limit=2000")
CASE(concurrent, quick_exit_against_at_quick_exit, THREADS, QUICK_EXIT, "racy=20")
CASE(concurrent, quick_exit_against_printing, THREADS, QUICK_EXIT, "sinks=null racy=20 ending_limit=2000")
CASE(concurrent, second_exits, THREADS, ALWAYS, "ending_limit=1000")
CASE(concurrent, second_exits_while_main_returns, THREADS, ALWAYS, "ending_limit=1000")
CASE(concurrent, handler_exits_while_second_exits, THREADS, ALWAYS, "racy=20 ending_limit=1000")
CASE(concurrent, second_underscore_exits, THREADS, ALWAYS, "")
CASE(concurrent, second_aborts, THREADS, ALWAYS, "")
CASE(concurrent, second_raises_sigterm, THREADS, ALWAYS, "")
CASE(concurrent, second_registers_a_handler, THREADS, ALWAYS, "")
CASE(concurrent, second_ends, THREADS, ALWAYS, "")
CASE(concurrent, second_executes, THREADS, ALWAYS, "")
CASE(concurrent, second_forks_and_child_underscore_exits, THREADS, ALWAYS, "")
CASE(concurrent, second_forks_and_child_exits, THREADS, ALWAYS, "ending_limit=1000")
CASE(concurrent, second_quick_exits, THREADS, QUICK_EXIT, "ending_limit=1000")
CASE(concurrent, second_quick_exits_in_quick_exit, THREADS, QUICK_EXIT, "ending_limit=1000")
CASE(concurrent, second_exits_in_quick_exit, THREADS, QUICK_EXIT, "ending_limit=1000")
CASE(concurrent, second_underscore_exits_in_quick_exit, THREADS, QUICK_EXIT, "")

/* fork */

/* exec: exec and spawn */

/* session */

/* release: what any ending gives back */

#undef FEATURE
#undef CASE
#undef ENDING
#undef WITNESS
