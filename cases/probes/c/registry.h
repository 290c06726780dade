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

/* tls: thread-specific data and thread-local storage */

/* concurrent: several threads end the process at once */

/* fork */

/* exec: exec and spawn */

/* session: what stays when a leader, a parent or a daemon's original ends */

FEATURE(THREADS, "POSIX threads")
FEATURE(DAEMON, "daemon()")
FEATURE(PRCTL, "prctl() of Linux")
CASE(session, foreground_group_gets_sighup, ALWAYS, ALWAYS, "sinks=tty terminal await")
CASE(session, exit_hangs_up_too, ALWAYS, ALWAYS, "sinks=tty terminal await")
CASE(session, underscore_exit_hangs_up_too, ALWAYS, ALWAYS, "sinks=tty terminal await")
CASE(session, aborted_leader_hangs_up_too, ALWAYS, ALWAYS, "sinks=tty terminal await")
CASE(session, terminated_leader_hangs_up_too, ALWAYS, ALWAYS, "sinks=tty terminal await")
CASE(session, killed_leader_hangs_up_too, ALWAYS, ALWAYS, "sinks=tty terminal await")
CASE(session, sighup_kills_by_default, ALWAYS, ALWAYS, "sinks=tty terminal await")
CASE(session, sighup_ignored, ALWAYS, ALWAYS, "sinks=tty terminal await")
CASE(session, ignored_sighup_is_ignored_after_exec, ALWAYS, ALWAYS, "sinks=tty terminal await")
CASE(session, handler_of_sighup_ends_the_process, ALWAYS, ALWAYS, "sinks=tty terminal await")
CASE(session, background_group_gets_none, ALWAYS, ALWAYS, "sinks=tty terminal await")
CASE(session, another_session_gets_none, ALWAYS, ALWAYS, "sinks=tty terminal await")
CASE(session, member_that_leads_nothing_does_not_hang_up, ALWAYS, ALWAYS, "sinks=tty terminal")
CASE(session, exec_does_not_hang_up, ALWAYS, ALWAYS, "sinks=tty terminal await")
CASE(session, terminal_is_given_up, ALWAYS, ALWAYS, "sinks=tty terminal await")
CASE(session, survivor_writes_to_the_terminal, ALWAYS, ALWAYS, "sinks=tty terminal await")
CASE(session, new_session_has_none, ALWAYS, ALWAYS, "sinks=tty terminal")
CASE(session, without_a_terminal_no_sighup, ALWAYS, ALWAYS, "sinks=pipe,tty await")
CASE(session, stopped_group_gets_sighup_and_sigcont, ALWAYS, ALWAYS, "await")
CASE(session, stopped_group_dies_by_default, ALWAYS, ALWAYS, "await")
CASE(session, stopped_group_of_a_killed_parent, ALWAYS, ALWAYS, "await")
CASE(session, running_group_gets_nothing, ALWAYS, ALWAYS, "await")
CASE(session, group_that_was_an_orphan_before_gets_nothing, ALWAYS, ALWAYS, "")
CASE(session, group_with_another_tie_is_left_alone, ALWAYS, ALWAYS, "await")
CASE(session, group_orphaned_by_setsid_is_left_alone, ALWAYS, ALWAYS, "")
CASE(session, terminal_stops_are_discarded, ALWAYS, ALWAYS, "")
CASE(session, sigstop_is_not_discarded, ALWAYS, ALWAYS, "continue")
CASE(session, terminal_stops_stop_a_group_that_is_no_orphan, ALWAYS, ALWAYS, "")
CASE(session, background_read_stops, ALWAYS, ALWAYS, "sinks=tty terminal")
CASE(session, orphaned_background_read_fails, ALWAYS, ALWAYS, "sinks=tty terminal await")
CASE(session, orphan_gets_another_parent, ALWAYS, ALWAYS, "await")
CASE(session, orphan_of_a_killed_parent, ALWAYS, ALWAYS, "await")
CASE(session, orphan_of_an_aborted_parent, ALWAYS, ALWAYS, "await")
CASE(session, children_are_not_ended, ALWAYS, ALWAYS, "await")
CASE(session, daemon, ALWAYS, ALWAYS, "await")
CASE(session, leader_cannot_lead_again, ALWAYS, ALWAYS, "")
CASE(session, leader_cannot_change_its_group, ALWAYS, ALWAYS, "")
CASE(session, daemon_function, DAEMON, ALWAYS, "await")
CASE(session, daemon_function_returns_0, DAEMON, ALWAYS, "await")
CASE(session, daemon_function_and_the_lead, DAEMON, ALWAYS, "await")
CASE(session, daemon_function_and_text, DAEMON, ALWAYS, "sinks=pipe,file,tty await")
CASE(session, daemon_function_connects_to_null, DAEMON, ALWAYS, "sinks=pipe,tty await")
CASE(session, daemon_function_changes_directory, DAEMON, ALWAYS, "await dir")
CASE(session, nearest_reaper_adopts, PRCTL, ALWAYS, "")
CASE(session, reaper_is_not_inherited, PRCTL, ALWAYS, "")
CASE(session, status_of_a_daemon_goes_to_the_reaper, PRCTL, ALWAYS, "")
CASE(session, zombie_goes_to_the_reaper, PRCTL, ALWAYS, "")
CASE(session, orphans_of_a_reaper_go_on_upwards, PRCTL, ALWAYS, "")
CASE(session, parent_death_signal, PRCTL, ALWAYS, "await")
CASE(session, parent_death_signal_of_a_killed_parent, PRCTL, ALWAYS, "await")
CASE(session, parent_death_signal_is_not_inherited, PRCTL, ALWAYS, "")
CASE(session, parent_death_signal_is_kept_by_exec, PRCTL, ALWAYS, "await")
CASE(session, parent_death_signal_of_a_thread, PRCTL, THREADS, "await")

/* release: what any ending gives back */

FEATURE(OFD_LOCKS, "F_OFD_SETLK")
FEATURE(FLOCK, "flock()")
FEATURE(SYSV, "semaphores and messages of System V")
FEATURE(SYSV_SHM, "shared memory of System V")
FEATURE(SOCKETS, "sockets")
FEATURE(SHM, "shm_open()")
FEATURE(NAMED_SEM, "sem_open()")
FEATURE(MQUEUE, "mq_open()")
CASE(release, record_lock_is_released, ALWAYS, ALWAYS, "dir")
CASE(release, record_lock_is_kept_by_exec, ALWAYS, ALWAYS, "dir")
CASE(release, record_lock_goes_with_close_on_exec, ALWAYS, ALWAYS, "dir")
CASE(release, record_lock_is_not_inherited, ALWAYS, ALWAYS, "dir")
CASE(release, record_lock_goes_with_any_descriptor, ALWAYS, ALWAYS, "dir")
CASE(release, record_lock_goes_to_who_waits, ALWAYS, ALWAYS, "dir")
CASE(release, record_lock_does_not_stay_with_a_child, ALWAYS, ALWAYS, "dir await")
CASE(release, description_lock_is_released, OFD_LOCKS, ALWAYS, "dir")
CASE(release, description_lock_is_kept_by_exec, OFD_LOCKS, ALWAYS, "dir")
CASE(release, description_lock_stays_with_a_child, OFD_LOCKS, ALWAYS, "dir await")
CASE(release, flock_is_released, FLOCK, ALWAYS, "dir")
CASE(release, flock_is_kept_by_exec, FLOCK, ALWAYS, "dir")
CASE(release, flock_stays_with_a_child, FLOCK, ALWAYS, "dir await")
CASE(release, semaphore_is_undone, SYSV, ALWAYS, "")
CASE(release, semaphore_without_undo_stays, SYSV, ALWAYS, "")
CASE(release, semaphore_is_not_undone_by_exec, SYSV, ALWAYS, "")
CASE(release, semaphore_is_not_undone_by_a_child, SYSV, ALWAYS, "")
CASE(release, segment_is_detached, SYSV_SHM, ALWAYS, "")
CASE(release, segment_is_detached_by_exec, SYSV_SHM, ALWAYS, "")
CASE(release, message_of_system_v, SYSV, ALWAYS, "")
CASE(release, memory_lock_of_another_stays, PRCTL, ALWAYS, "")
CASE(release, memory_lock_is_not_inherited, PRCTL, ALWAYS, "")
CASE(release, memory_lock_goes_with_exec, PRCTL, ALWAYS, "")
CASE(release, reader_sees_the_end, ALWAYS, ALWAYS, "")
CASE(release, what_was_written_can_be_read, ALWAYS, ALWAYS, "")
CASE(release, reader_sees_the_end_after_exec, ALWAYS, ALWAYS, "")
CASE(release, exec_keeps_the_pipe_open, ALWAYS, ALWAYS, "")
CASE(release, a_child_keeps_the_pipe_open, ALWAYS, ALWAYS, "await")
CASE(release, writer_gets_epipe, ALWAYS, ALWAYS, "")
CASE(release, writer_gets_sigpipe, ALWAYS, ALWAYS, "")
CASE(release, waiting_writer_gets_epipe, ALWAYS, ALWAYS, "")
CASE(release, fifo_stays_and_its_reader_sees_the_end, ALWAYS, ALWAYS, "dir")
CASE(release, status_flags_of_a_shared_description, ALWAYS, ALWAYS, "")
CASE(release, peer_of_a_socket_sees_the_end, SOCKETS, ALWAYS, "")
CASE(release, peer_of_a_tcp_socket_sees_the_end, SOCKETS, ALWAYS, "")
CASE(release, peer_of_a_socket_with_unread_data, SOCKETS, ALWAYS, "")
CASE(release, peer_of_a_tcp_socket_with_unread_data, SOCKETS, ALWAYS, "")
CASE(release, sender_gets_epipe, SOCKETS, ALWAYS, "")
CASE(release, nobody_listens_any_more, SOCKETS, ALWAYS, "dir")
CASE(release, port_is_released, SOCKETS, ALWAYS, "")
CASE(release, files, ALWAYS, ALWAYS, "dir")
CASE(release, lock_file, ALWAYS, ALWAYS, "dir")
CASE(release, offset_of_a_shared_description, ALWAYS, ALWAYS, "dir")
CASE(release, mapped_file, ALWAYS, ALWAYS, "dir")
CASE(release, terminal_modes, ALWAYS, ALWAYS, "sinks=tty")
CASE(release, shared_memory, SHM, ALWAYS, "")
CASE(release, named_semaphore, NAMED_SEM, ALWAYS, "")
CASE(release, message_queue, MQUEUE, ALWAYS, "")
CASE(release, notice_of_a_queue, MQUEUE, ALWAYS, "")

/* story: what befalls programs, and what helps */

CASE(story, log_kept_by_return, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(story, log_lost_by_exit, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(story, log_lost_by_underscore_exit, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(story, log_lost_by_sigterm, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(story, log_lost_by_abort, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(story, log_kept_by_an_exit_handler, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(story, exit_handler_does_not_help_against_sigterm, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(story, log_kept_by_a_loop_that_ends, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(story, log_kept_by_a_handler_that_dies, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(story, stream_log_kept_by_return, ALWAYS, ALWAYS, "dir")
CASE(story, stream_log_kept_by_exit, ALWAYS, ALWAYS, "dir")
CASE(story, stream_log_lost_by_underscore_exit, ALWAYS, ALWAYS, "dir")
CASE(story, stream_log_lost_by_sigterm, ALWAYS, ALWAYS, "dir")
CASE(story, stream_log_kept_by_a_flush_after_each_line, ALWAYS, ALWAYS, "dir")
CASE(story, coverage_written_by_exit, ALWAYS, ALWAYS, "dir")
CASE(story, coverage_lost_by_underscore_exit, ALWAYS, ALWAYS, "dir")
CASE(story, coverage_lost_by_abort, ALWAYS, ALWAYS, "dir")
CASE(story, coverage_lost_by_sigterm, ALWAYS, ALWAYS, "dir")
CASE(story, coverage_lost_by_exec, ALWAYS, ALWAYS, "dir")
CASE(story, coverage_written_by_exit_in_a_handler, ALWAYS, ALWAYS, "dir")
CASE(story, coverage_written_by_both_sides_of_a_fork, ALWAYS, ALWAYS, "dir")
CASE(story, coverage_of_a_worker_lost, ALWAYS, ALWAYS, "dir")
CASE(story, temporary_file_removed_by_return, ALWAYS, ALWAYS, "dir")
CASE(story, temporary_file_left_by_sigterm, ALWAYS, ALWAYS, "dir")
CASE(story, temporary_file_without_a_name, ALWAYS, ALWAYS, "dir")
CASE(story, output_twice_when_exec_fails, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(story, output_once_by_underscore_exit, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(story, output_once_when_flushed_first, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(story, success_without_output, ALWAYS, ALWAYS, "sinks=full,closed")
CASE(story, failure_told, ALWAYS, ALWAYS, "sinks=full")
CASE(story, reader_left, ALWAYS, ALWAYS, "sinks=broken")
CASE(story, reader_left_and_sigpipe_ignored, ALWAYS, ALWAYS, "sinks=broken")
CASE(story, helper_keeps_the_output_open, ALWAYS, ALWAYS, "")
CASE(story, a_database_as_stderr, ALWAYS, ALWAYS, "dir")
CASE(story, a_database_as_stdout, ALWAYS, ALWAYS, "dir")
CASE(story, a_database_as_stdout_at_the_last_flush, ALWAYS, ALWAYS, "dir")
CASE(story, a_database_as_stderr_of_another_program, ALWAYS, ALWAYS, "dir")
CASE(story, a_database_as_stdin_of_another_program, ALWAYS, ALWAYS, "dir")
CASE(story, a_database_after_gaps_are_filled, ALWAYS, ALWAYS, "dir")
CASE(story, a_database_of_a_program_started_without_stdio, ALWAYS, ALWAYS, "dir sinks=closed")
CASE(story, no_errors, ALWAYS, ALWAYS, "")
CASE(story, errors_255, ALWAYS, ALWAYS, "")
CASE(story, errors_256_pass, ALWAYS, ALWAYS, "")
CASE(story, errors_257_look_like_one, ALWAYS, ALWAYS, "")
CASE(story, errors_512_pass, ALWAYS, ALWAYS, "")
CASE(story, errors_256_pass_by_underscore_exit, ALWAYS, ALWAYS, "")
CASE(story, errors_capped, ALWAYS, ALWAYS, "")
CASE(story, minus_one, ALWAYS, ALWAYS, "")
CASE(story, status_word_as_code, ALWAYS, ALWAYS, "")
CASE(story, status_word_decoded, ALWAYS, ALWAYS, "")
CASE(story, code_of_a_killed_child, ALWAYS, ALWAYS, "")
CASE(story, handler_that_exits_hides_the_signal, ALWAYS, ALWAYS, "")
CASE(story, exit_handler_changes_the_code, ALWAYS, ALWAYS, "")
CASE(story, interrupted_work_passes, ALWAYS, ALWAYS, "")
CASE(story, worker_outlives_what_it_uses, THREADS, ALWAYS, "")
CASE(story, worker_is_stopped_first, THREADS, ALWAYS, "")
CASE(story, exit_waits_for_a_worker_for_ever, THREADS, ALWAYS, "ending_limit=1000")
CASE(story, worker_cut_off_by_return, THREADS, ALWAYS, "")
CASE(story, two_threads_end_the_process, THREADS, ALWAYS, "racy=20 ending_limit=2000")

#undef FEATURE
#undef CASE
#undef ENDING
#undef WITNESS
