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

FEATURE(REALTIME, "SIGRTMIN and SIGRTMAX")
FEATURE(WAITID, "waitid()")
FEATURE(CONTINUED, "WCONTINUED")
FEATURE(THREADS, "threads")
FEATURE(SIGINFO, "SA_SIGINFO")
FEATURE(NOCLDWAIT, "SA_NOCLDWAIT")
FEATURE(RUSAGE, "getrusage()")
FEATURE(WAIT4, "wait4()")
FEATURE(PIDFD, "pidfd_open() of Linux, as a system call")
FEATURE(THREAD_EXIT_CALL, "Linux's system call exit, which ends one thread")
CASE(wait, exited, WAITID, ALWAYS, "")
CASE(wait, killed, WAITID, ALWAYS, "")
CASE(wait, killed_by_sigkill, WAITID, ALWAYS, "")
CASE(wait, killed_by_realtime_signal, WAITID, REALTIME, "")
CASE(wait, aborted_without_core, WAITID, ALWAYS, "")
CASE(wait, dumped, WAITID, ALWAYS, "core")
CASE(wait, stopped, WAITID, ALWAYS, "")
CASE(wait, continued, WAITID, ALWAYS, "")
CASE(wait, user_of_child, WAITID, ALWAYS, "")
CASE(wait, word_of_0_is_zero, ALWAYS, ALWAYS, "")
CASE(wait, word_is_zero_for_0_only, ALWAYS, ALWAYS, "")
CASE(wait, word_of_256, ALWAYS, ALWAYS, "")
CASE(wait, layout_of_the_word, ALWAYS, ALWAYS, "")
CASE(wait, one_answer_for_each_code, ALWAYS, ALWAYS, "")
CASE(wait, one_answer_for_each_fatal_signal, ALWAYS, ALWAYS, "")
CASE(wait, one_answer_for_each_realtime_signal, REALTIME, ALWAYS, "")
CASE(wait, one_answer_for_each_stop, ALWAYS, ALWAYS, "")
CASE(wait, one_answer_for_a_continuation, CONTINUED, ALWAYS, "")
CASE(wait, answers_to_all_words, ALWAYS, ALWAYS, "")
CASE(wait, stopped_by_sigstop, ALWAYS, ALWAYS, "")
CASE(wait, stopped_by_sigtstp, ALWAYS, ALWAYS, "")
CASE(wait, stopped_by_sigttin, ALWAYS, ALWAYS, "")
CASE(wait, stopped_by_sigttou, ALWAYS, ALWAYS, "")
CASE(wait, stop_is_told_once, ALWAYS, ALWAYS, "")
CASE(wait, kill_ends_a_stopped_child, CONTINUED, ALWAYS, "")
CASE(wait, term_waits_for_continuation, ALWAYS, ALWAYS, "")
CASE(wait, continued_though_ignored, ALWAYS, ALWAYS, "")
CASE(wait, continued_though_blocked, ALWAYS, ALWAYS, "")
CASE(wait, transitions_by_waitpid, CONTINUED, ALWAYS, "")
CASE(wait, transitions_by_waitid, WAITID, ALWAYS, "")
CASE(wait, stop_needs_wuntraced, WAITID, ALWAYS, "")
CASE(wait, continuation_needs_wcontinued, WAITID, ALWAYS, "")
CASE(wait, continuation_is_told_once, WAITID, ALWAYS, "")
CASE(wait, stop_is_told_again_with_wnowait, WAITID, ALWAYS, "")
CASE(wait, exit_replaces_stop, WAITID, ALWAYS, "")
CASE(wait, wnohang_waitpid_before_the_end, ALWAYS, ALWAYS, "")
CASE(wait, wnohang_waitpid_after_the_end, WAITID, ALWAYS, "")
CASE(wait, wnowait_is_repeatable, WAITID, ALWAYS, "")
CASE(wait, wnohang_waitid_before_the_end, WAITID, ALWAYS, "")
CASE(wait, exit_needs_wexited, WAITID, ALWAYS, "")
CASE(wait, waitid_without_states, WAITID, ALWAYS, "")
CASE(wait, waitid_of_an_unknown_kind, WAITID, ALWAYS, "")
CASE(wait, waitpid_bad_options, ALWAYS, ALWAYS, "")
CASE(wait, second_wait_fails, ALWAYS, ALWAYS, "")
CASE(wait, no_children, ALWAYS, ALWAYS, "")
CASE(wait, no_children_by_waitid, WAITID, ALWAYS, "")
CASE(wait, parent_is_no_child, ALWAYS, ALWAYS, "")
CASE(wait, grandchild_is_no_child, ALWAYS, ALWAYS, "")
CASE(wait, without_status, ALWAYS, ALWAYS, "")
CASE(wait, interrupted, ALWAYS, ALWAYS, "")
CASE(wait, waitid_interrupted, WAITID, ALWAYS, "")
CASE(wait, restarted, ALWAYS, ALWAYS, "")
CASE(wait, by_group_with_waitpid, ALWAYS, ALWAYS, "")
CASE(wait, by_own_group, ALWAYS, ALWAYS, "")
CASE(wait, by_empty_group, ALWAYS, ALWAYS, "")
CASE(wait, by_group_with_waitid, WAITID, ALWAYS, "")
CASE(wait, out_of_order, ALWAYS, ALWAYS, "")
CASE(wait, any_child_each_once, ALWAYS, ALWAYS, "")
CASE(wait, from_another_thread, THREADS, ALWAYS, "")
CASE(wait, two_threads_one_child, THREADS, ALWAYS, "")
CASE(wait, child_of_a_thread_that_is_gone, THREADS, ALWAYS, "")
CASE(wait, ignored_sigchld, ALWAYS, ALWAYS, "")
CASE(wait, ignored_sigchld_by_id, ALWAYS, ALWAYS, "")
CASE(wait, no_zombies_flag, NOCLDWAIT, ALWAYS, "")
CASE(wait, no_zombies_flag_with_the_default, NOCLDWAIT, ALWAYS, "")
CASE(wait, default_sigchld, WAITID, ALWAYS, "")
CASE(wait, kill_a_zombie, WAITID, ALWAYS, "")
CASE(wait, stop_a_zombie, WAITID, ALWAYS, "")
CASE(wait, null_signal_to_a_zombie, WAITID, ALWAYS, "")
CASE(wait, kill_the_group_of_a_zombie, WAITID, ALWAYS, "")
CASE(wait, zombie_is_not_left_behind, WAITID, ALWAYS, "")
CASE(wait, null_signal_after_the_wait, ALWAYS, ALWAYS, "")
CASE(wait, time_is_counted_after_the_wait, RUSAGE, WAITID, "")
CASE(wait, time_is_discarded_without_wait, RUSAGE, ALWAYS, "")
CASE(wait, time_of_a_grandchild_is_counted, RUSAGE, ALWAYS, "")
CASE(wait, wait4_tells_the_time, RUSAGE, WAIT4, "")
CASE(wait, sigchld_of_an_exit, SIGINFO, WAITID, "")
CASE(wait, sigchld_of_exit_256, SIGINFO, WAITID, "")
CASE(wait, sigchld_of_exit_minus_1, SIGINFO, WAITID, "")
CASE(wait, sigchld_of_a_kill, SIGINFO, WAITID, "")
CASE(wait, sigchld_of_a_stop, SIGINFO, WAITID, "")
CASE(wait, sigchld_of_a_continuation, SIGINFO, WAITID, "")
CASE(wait, no_sigchld_of_a_stop_if_asked, SIGINFO, WAITID, "")
CASE(wait, pending_sigchld_after_the_wait, SIGINFO, WAITID, "")
CASE(wait, three_endings_one_signal, WAITID, ALWAYS, "")
CASE(wait, handler_that_takes_all, ALWAYS, ALWAYS, "")
CASE(wait, leader_exits_first, THREADS, THREAD_EXIT_CALL, "")
CASE(wait, leader_exits_before_exit_group, THREADS, THREAD_EXIT_CALL, "")
CASE(wait, leader_exits_before_a_signal, THREADS, THREAD_EXIT_CALL, "")
CASE(wait, pidfd_is_readable_at_the_end, PIDFD, ALWAYS, "")
CASE(wait, waitid_by_pidfd, PIDFD, WAITID, "")
CASE(wait, waitid_by_nonblocking_pidfd, PIDFD, WAITID, "")
CASE(wait, pidfd_while_leader_is_gone, PIDFD, THREADS, "")

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
