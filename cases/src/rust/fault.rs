//! `rust/fault`: real faults, limits, timers and broken pipes, as opposed to signals that are merely sent.

mod limits;
mod memory;

use exitspec::{Case, Isolation, Need, Sink, case};

use crate::sys::{fault, jump, linux};

const DIVISION: Need = Need {
    name: "division-trap",
    probe: fault::probe_division,
};
const INSTRUCTIONS: Need = Need {
    name: "trap-instructions",
    probe: fault::probe_instructions,
};
const JUMP: Need = Need {
    name: "siglongjmp",
    probe: jump::probe,
};
const SECCOMP: Need = Need {
    name: "seccomp",
    probe: linux::probe_seccomp,
};

/// The cases of `rust/fault`.
pub(super) const CASES: &[Case] = &[
    // Memory.
    case!(memory::null_write),
    case!(memory::null_read),
    case!(memory::null_write_on_a_thread),
    case!(memory::null_write_with_the_default_action),
    case!(memory::write_to_read_only_page),
    case!(memory::read_without_permission),
    case!(memory::read_of_unmapped_page),
    case!(memory::call_of_data),
    case!(memory::read_past_the_end_of_a_mapped_file).own_dir(),
    case!(memory::read_of_a_truncated_file).own_dir(),
    // Instructions.
    case!(memory::integer_division_by_zero).needs(&[DIVISION]),
    case!(memory::illegal_instruction).needs(&[INSTRUCTIONS]),
    case!(memory::breakpoint).needs(&[INSTRUCTIONS]),
    // What a fault leaves undone.
    case!(memory::exit_handlers_do_not_run),
    case!(memory::destructors_do_not_run),
    case!(memory::buffers_are_not_flushed).sinks(&[Sink::Pipe, Sink::File]),
    // Faults that are caught, or are meant not to be noticed.
    case!(memory::handler_calls_underscore_exit),
    case!(memory::handler_jumps_back).needs(&[JUMP]),
    case!(memory::handler_restores_default_and_returns),
    case!(memory::handler_returns),
    case!(memory::fault_while_ignored),
    case!(memory::fault_while_blocked),
    case!(memory::fault_in_the_handler),
    // The stack.
    case!(memory::stack_overflow_on_main).isolation(Isolation::Spawn),
    case!(memory::stack_overflow_on_a_thread).isolation(Isolation::Spawn),
    case!(memory::stack_overflow_on_a_named_thread).isolation(Isolation::Spawn),
    case!(memory::stack_overflow_with_the_default_action),
    case!(memory::stack_overflow_caught_on_another_stack),
    case!(memory::stack_overflow_caught_on_the_same_stack),
    // Pipes without a reader.
    case!(limits::sigpipe_by_write),
    case!(limits::sigpipe_by_write_to_stdout).sinks(&[Sink::Broken]),
    case!(limits::sigpipe_by_send),
    case!(limits::sigpipe_ignored),
    case!(limits::sigpipe_caught),
    // Timers.
    case!(limits::sigalrm_by_alarm),
    case!(limits::sigalrm_by_setitimer),
    case!(limits::sigvtalrm_by_setitimer),
    case!(limits::sigprof_by_setitimer),
    case!(limits::alarm_is_cleared_by_fork),
    // Limits.
    case!(limits::sigxcpu_by_limit),
    case!(limits::sigxcpu_caught_then_sigkill).body_limit(20_000),
    case!(limits::sigxfsz_by_write).own_dir(),
    case!(limits::sigxfsz_by_ftruncate).own_dir(),
    case!(limits::sigxfsz_ignored).own_dir(),
    case!(limits::write_up_to_the_limit).own_dir(),
    // Seccomp.
    case!(limits::seccomp_kills_the_process).needs(&[SECCOMP]),
    case!(limits::seccomp_kill_is_not_caught).needs(&[SECCOMP]),
    case!(limits::seccomp_traps).needs(&[SECCOMP]),
    case!(limits::seccomp_trap_is_caught).needs(&[SECCOMP]),
    case!(limits::seccomp_kills_other_threads_too).needs(&[SECCOMP]),
    case!(limits::strict_seccomp_kills_by_sigkill).needs(&[SECCOMP]),
    case!(limits::strict_seccomp_lets_a_thread_exit).needs(&[SECCOMP]),
    case!(limits::strict_seccomp_against_underscore_exit).needs(&[SECCOMP]),
];
