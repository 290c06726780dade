//! What a handler may do besides returning. In each case the handler in question is the second of three to be called.

use std::ffi::c_int;

use exitspec::{Context, journal};

use super::{first, third};
use crate::sys::{self, jump, signal};

/// Exits with unflushed text and the handler between two others.
fn exit_with(handler: extern "C" fn()) -> ! {
    sys::fputs(c"text", sys::stdout());
    sys::atexit(first);
    sys::atexit(handler);
    sys::atexit(third);
    sys::exit(7)
}

pub(super) fn handler_underscore_exit(_: &Context) {
    extern "C" fn handler() {
        sys::_exit(9)
    }
    exit_with(handler)
}

pub(super) fn handler_upper_exit(_: &Context) {
    extern "C" fn handler() {
        sys::_Exit(9)
    }
    exit_with(handler)
}

pub(super) fn handler_raises_sigterm(_: &Context) {
    extern "C" fn handler() {
        sys::raise(libc::SIGTERM);
    }
    exit_with(handler)
}

pub(super) fn handler_raises_sigkill(_: &Context) {
    extern "C" fn handler() {
        sys::raise(libc::SIGKILL);
    }
    exit_with(handler)
}

pub(super) fn handler_aborts(_: &Context) {
    extern "C" fn handler() {
        sys::abort()
    }
    exit_with(handler)
}

pub(super) fn handler_raises_a_caught_signal(_: &Context) -> nix::Result<()> {
    extern "C" fn on_signal(_: c_int) {
        journal::event("caught");
    }
    extern "C" fn handler() {
        sys::raise(libc::SIGUSR1);
        journal::event("atexit:goes-on");
    }
    signal::catch(libc::SIGUSR1, on_signal, 0, &[])?;
    exit_with(handler)
}

pub(super) fn handler_forks_and_child_underscore_exits(_: &Context) {
    extern "C" fn handler() {
        let ended = sys::fork_child(|| {
            journal::event("child");
            sys::_exit(0)
        })
        .and_then(sys::wait_status);
        journal::event(if ended.is_ok() {
            "parent"
        } else {
            "fork-failed"
        });
    }
    exit_with(handler)
}

/// The child is in the middle of an exit of its own, which goes on. The text is flushed before there are two of it.
pub(super) fn handler_forks_and_child_returns(_: &Context) {
    extern "C" fn handler() {
        sys::fflush(sys::stdout());
        match sys::fork() {
            Ok(0) => journal::event("child"),
            Ok(child) => {
                let ended = sys::wait_status(child);
                journal::event(if ended.is_ok() {
                    "parent"
                } else {
                    "wait-failed"
                });
            }
            Err(_) => journal::event("fork-failed"),
        }
    }
    exit_with(handler)
}

pub(super) fn handler_starts_and_joins_a_thread(_: &Context) {
    extern "C" fn handler() {
        let joined = std::thread::spawn(|| journal::event("thread")).join();
        journal::event(if joined.is_ok() {
            "joined"
        } else {
            "join-failed"
        });
    }
    exit_with(handler)
}

pub(super) fn handler_leaves_a_thread_running(_: &Context) {
    extern "C" fn handler() {
        let (started, start) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            journal::event("thread");
            // The handler waits for this.
            let _ = started.send(());
            sys::wait_for_ever()
        });
        // An error would mean that the thread has ended: the event would be missing.
        let _ = start.recv();
    }
    exit_with(handler)
}

pub(super) fn handler_executes(_: &Context) {
    extern "C" fn handler() {
        sys::exec_shell(c"printf executed; exit 3")
    }
    exit_with(handler)
}

pub(super) fn handler_never_returns(context: &Context) {
    extern "C" fn handler() {
        journal::event("atexit:waits");
        sys::wait_for_ever()
    }
    context.ending();
    exit_with(handler)
}

/// The jump leaves the handler and `exit` itself; then the process ends by `_exit`.
pub(super) fn handler_jumps_out(_: &Context) {
    extern "C" fn handler() {
        journal::event("atexit:jumps");
        jump::jump_back(5)
    }
    extern "C" fn body() {
        exit_with(handler)
    }
    let value = jump::catch_jump(body);
    exitspec::event!("back:{value}");
    sys::_exit(9)
}
