//! The C library as the bodies call it, each call fenced once: the seam to the system for this crate.
//!
//! Functions here do what the C function of that name does and nothing else, so that a body reads like the C program it
//! stands for.

#![expect(
    unsafe_code,
    reason = "the behaviour under test is the C library's own, called without std between"
)]

pub(crate) mod assertion;
pub(crate) mod branch;
pub(crate) mod disposition;
mod environment;
pub(crate) mod fault;
mod gate;
pub(crate) mod handlers;
pub(crate) mod image;
pub(crate) mod jump;
mod lifeline;
pub(crate) mod linux;
pub(crate) mod locking;
pub(crate) mod locks;
pub(crate) mod mapped;
mod matrix;
pub(crate) mod mutex;
pub(crate) mod named;
mod process;
pub(crate) mod pthread;
pub(crate) mod queue;
mod quick_exit;
pub(crate) mod reaper;
pub(crate) mod robust;
pub(crate) mod signal;
mod stdio;
pub(crate) mod sysv;
pub(crate) mod thread;
pub(crate) mod wait;

pub(crate) use environment::setenv;
pub(crate) use gate::Gate;
pub(crate) use handlers::{exec_missing, fork};
pub(crate) use lifeline::Lifeline;
pub(crate) use matrix::{
    _Exit, CLEANUP_HANDLERS, EXIT_GROUP, ON_EXIT, arm_destructor, exec_shell, exit_group,
    fputs_to_own_stream, on_exit, pthread_exit, push_cleanup_handler, set_thread_specific,
    wait_for_ever, write_to_no_memory,
};
pub(crate) use process::{_exit, abort, atexit, exit, fork_child, raise, wait_status};
pub(crate) use quick_exit::{QUICK_EXIT, at_quick_exit, quick_exit};
pub(crate) use stdio::{
    Buffering, FILE, fclose, fdopen, ferror, fflush, fgetc, file_identity, fopen, fputc, fputs,
    ftrylockfile, funlockfile, fwrite, setvbuf, stderr, stdin, stdout, tmpfile, ungetc,
};
