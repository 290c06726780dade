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

FEATURE(SETVBUF, "setbuf() and setvbuf()")
FEATURE(FREOPEN, "freopen()")
FEATURE(TMPFILE, "tmpfile()")
FEATURE(FLOCKFILE, "flockfile(), ftrylockfile() and funlockfile()")
FEATURE(THREADS, "threads")
FEATURE(SETRLIMIT, "getrlimit() and setrlimit()")
FEATURE(CONSTRUCTORS, "constructors and destructors with priorities")

CASE(stdio, before_the_buffer_is_full, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, before_the_buffer_is_full_by_putc, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, flushed_then_underscore_exit, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, flush_of_all_then_underscore_exit, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, closed_then_underscore_exit, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, more_than_a_buffer_then_exit, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, more_than_a_buffer_then_return, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, stderr_is_not_fully_buffered, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, stderr_part_of_a_line, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, stderr_overtakes_stdout, ALWAYS, ALWAYS, "sinks=shared")
CASE(stdio, write_overtakes_stdout, ALWAYS, ALWAYS, "sinks=pipe,file")
CASE(stdio, unbuffered_by_setvbuf, SETVBUF, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, unbuffered_by_setbuf, SETVBUF, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, line_buffered_by_setvbuf, SETVBUF, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, line_longer_than_the_buffer, SETVBUF, ALWAYS, "sinks=pipe,file")
CASE(stdio, fully_buffered_terminal, SETVBUF, ALWAYS, "sinks=tty")
CASE(stdio, one_byte_less_than_a_buffer, SETVBUF, ALWAYS, "sinks=pipe,file")
CASE(stdio, exactly_one_buffer, SETVBUF, ALWAYS, "sinks=pipe,file")
CASE(stdio, one_byte_more_than_a_buffer, SETVBUF, ALWAYS, "sinks=pipe,file")
CASE(stdio, exactly_two_buffers, SETVBUF, ALWAYS, "sinks=pipe,file")
CASE(stdio, one_byte_more_than_two_buffers, SETVBUF, ALWAYS, "sinks=pipe,file")
CASE(stdio, exactly_two_buffers_then_exit, SETVBUF, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, one_large_write, SETVBUF, ALWAYS, "sinks=pipe,file")
CASE(stdio, stderr_with_a_buffer_then_exit, SETVBUF, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, stderr_with_a_buffer_then_underscore_exit, SETVBUF, ALWAYS, "sinks=pipe,file,tty")

CASE(stdio, handler_output_arrives, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, handler_is_first_to_print, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, handler_registered_after_output, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, flushed_after_the_handlers, ALWAYS, ALWAYS, "sinks=file")
CASE(stdio, handler_flushes, ALWAYS, ALWAYS, "sinks=file")
CASE(stdio, handler_flushes_all, ALWAYS, ALWAYS, "sinks=file")
CASE(stdio, handler_calls_underscore_exit, ALWAYS, ALWAYS, "sinks=pipe,file")
CASE(stdio, handler_closes_stdout, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, handler_takes_descriptor_1_away, ALWAYS, ALWAYS, "stderr=pipe")
CASE(stdio, many_streams, ALWAYS, ALWAYS, "dir")
CASE(stdio, handler_opens_a_stream, ALWAYS, ALWAYS, "dir")
CASE(stdio, update_stream_is_flushed, ALWAYS, ALWAYS, "dir")
CASE(stdio, two_streams_on_one_descriptor, ALWAYS, ALWAYS, "sinks=pipe,file")
CASE(stdio, freopen_flushes_the_old_file, FREOPEN, ALWAYS, "dir")
CASE(stdio, reopened_stdout_is_flushed_by_exit, FREOPEN, ALWAYS, "sinks=pipe,file,tty dir")
CASE(stdio, destructor_output_arrives, CONSTRUCTORS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, flushed_after_the_destructors, CONSTRUCTORS, ALWAYS, "sinks=file")

CASE(stdio, failing_code_of_exit, ALWAYS, ALWAYS, "sinks=null,full,closed,broken stderr=pipe")
CASE(stdio, failing_code_of_return, ALWAYS, ALWAYS, "sinks=null,full,closed,broken stderr=pipe")
CASE(stdio, failing_sigpipe_at_exit, ALWAYS, ALWAYS, "sinks=broken stderr=pipe")
CASE(stdio, failing_sigpipe_at_return, ALWAYS, ALWAYS, "sinks=broken stderr=pipe")
CASE(stdio, failing_sigpipe_ends_the_handlers, ALWAYS, ALWAYS, "sinks=broken stderr=pipe")
CASE(stdio, failing_fflush_tells, ALWAYS, ALWAYS, "sinks=full,closed,broken stderr=pipe")
CASE(stdio, failing_fclose_tells, ALWAYS, ALWAYS, "sinks=full,broken stderr=pipe")
CASE(stdio, failing_fclose_tells_of_a_closed_descriptor, ALWAYS, ALWAYS, "sinks=closed stderr=pipe")
CASE(stdio, failing_error_of_an_earlier_flush, ALWAYS, ALWAYS, "sinks=full,closed,broken stderr=pipe")
CASE(stdio, handler_checks_stdout, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, failing_handler_checks_stdout, ALWAYS, ALWAYS, "sinks=full,broken stderr=pipe")
CASE(stdio, failing_handler_checks_closed_stdout, ALWAYS, ALWAYS, "sinks=closed stderr=pipe")
CASE(stdio, failing_handler_flushes_stdout, ALWAYS, ALWAYS, "sinks=pipe,full,closed,broken stderr=pipe")
CASE(stdio, failing_streams_leave_the_others, ALWAYS, ALWAYS, "sinks=full,broken dir")
CASE(stdio, failing_unbuffered_output_tells, SETVBUF, ALWAYS, "sinks=full,closed,broken stderr=pipe")
CASE(stdio, failing_sigxfsz_at_exit, SETRLIMIT, ALWAYS, "sinks=file")

CASE(stdio, fork_unflushed_both_exit, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, fork_flushed_both_exit, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, fork_unbuffered_both_exit, SETVBUF, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, fork_line_on_a_terminal_both_exit, ALWAYS, ALWAYS, "sinks=tty")
CASE(stdio, fork_unflushed_child_underscore_exits, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, fork_unflushed_parent_underscore_exits, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, fork_unflushed_child_is_killed, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, fork_unflushed_child_executes, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, fork_failed_exec_then_exit, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, fork_failed_exec_then_underscore_exit, ALWAYS, ALWAYS, "sinks=pipe,file,tty")
CASE(stdio, fork_child_exit_moves_the_input, ALWAYS, ALWAYS, "dir")

CASE(stdio, offset_after_exit, ALWAYS, ALWAYS, "dir")
CASE(stdio, offset_after_underscore_exit, ALWAYS, ALWAYS, "dir")
CASE(stdio, offset_after_fflush, ALWAYS, ALWAYS, "dir")
CASE(stdio, offset_after_fflush_of_all, ALWAYS, ALWAYS, "dir")
CASE(stdio, offset_after_fclose, ALWAYS, ALWAYS, "dir")
CASE(stdio, offset_after_exit_own_stream, ALWAYS, ALWAYS, "dir")
CASE(stdio, offset_after_exit_update_stream, ALWAYS, ALWAYS, "dir")
CASE(stdio, offset_after_exit_and_ungetc, ALWAYS, ALWAYS, "dir")
CASE(stdio, offset_after_exit_and_ungetc_of_another_byte, ALWAYS, ALWAYS, "dir")
CASE(stdio, offset_after_exit_at_the_end, ALWAYS, ALWAYS, "dir")
CASE(stdio, offset_after_exit_unread, ALWAYS, ALWAYS, "dir")
CASE(stdio, offset_after_underscore_exit_unbuffered, SETVBUF, ALWAYS, "dir")

CASE(stdio, locked_by_the_exiting_thread, THREADS, FLOCKFILE, "")
CASE(stdio, locked_by_another_thread, THREADS, FLOCKFILE, "ending_limit=1000")
CASE(stdio, locked_by_another_thread_at_return, THREADS, FLOCKFILE, "ending_limit=1000")
CASE(stdio, locked_other_stream_by_another_thread, THREADS, FLOCKFILE, "dir ending_limit=1000")
CASE(stdio, locked_stdin_by_a_reader, THREADS, FLOCKFILE, "ending_limit=1000")
CASE(stdio, locked_handler_prints, THREADS, FLOCKFILE, "ending_limit=1000")
CASE(stdio, locked_underscore_exit_does_not_wait, THREADS, FLOCKFILE, "")

CASE(stdio, executed_with_stdout_closed, ALWAYS, ALWAYS, "sinks=closed dir")
CASE(stdio, next_file_becomes_stdout, ALWAYS, ALWAYS, "sinks=closed dir")
CASE(stdio, next_stream_becomes_stdout, ALWAYS, ALWAYS, "sinks=closed dir")
CASE(stdio, text_lands_in_the_next_file, ALWAYS, ALWAYS, "sinks=closed dir")
CASE(stdio, error_text_lands_in_the_next_file, ALWAYS, ALWAYS, "sinks=closed dir")
CASE(stdio, tmpfile_removed_by_exit, TMPFILE, ALWAYS, "")
CASE(stdio, tmpfile_removed_by_underscore_exit, TMPFILE, ALWAYS, "")
CASE(stdio, tmpfile_removed_by_sigkill, TMPFILE, ALWAYS, "")
CASE(stdio, log_kept_by_exit, ALWAYS, ALWAYS, "dir")
CASE(stdio, log_lost_by_underscore_exit, ALWAYS, ALWAYS, "dir")
CASE(stdio, log_after_abort, ALWAYS, ALWAYS, "dir")
CASE(stdio, log_lost_by_sigterm, ALWAYS, ALWAYS, "dir")
CASE(stdio, log_kept_by_exit_after_sigterm, ALWAYS, ALWAYS, "dir")
CASE(stdio, log_flushed_before_sigkill, ALWAYS, ALWAYS, "dir")
CASE(stdio, log_closed_before_underscore_exit, ALWAYS, ALWAYS, "dir")
CASE(stdio, log_flushed_with_all_streams, ALWAYS, ALWAYS, "dir")
CASE(stdio, log_with_line_buffering, SETVBUF, ALWAYS, "dir")
CASE(stdio, error_count_as_code, ALWAYS, ALWAYS, "")

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
