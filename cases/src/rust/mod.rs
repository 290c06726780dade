//! The Rust family: one file per group, native code that runs in a forked child or a fresh copy of the binary.

mod abort;
mod atexit;
mod classic;
mod command;
mod concurrent;
mod exec;
mod fault;
mod fork;
mod main_return;
mod matrix;
mod panic;
mod print;
mod process_exit;
mod quick_exit;
mod release;
mod runtime;
mod session;
mod signal;
mod status;
mod stdio;
mod sysexits;
mod threads;
mod tls;
mod wait;

use std::borrow::Cow;

use exitspec::Group;

/// The groups of the family, in the order of the catalogue.
pub(crate) fn groups() -> Vec<Group> {
    let group = |name, cases| Group {
        name,
        cases: Cow::Borrowed(cases),
    };
    vec![
        group("rust/status", status::CASES),
        group("rust/sysexits", sysexits::CASES),
        group("rust/wait", wait::CASES),
        group("rust/signal", signal::CASES),
        group("rust/fault", fault::CASES),
        group("rust/abort", abort::CASES),
        group("rust/stdio", stdio::CASES),
        group("rust/atexit", atexit::CASES),
        group("rust/quick_exit", quick_exit::CASES),
        group("rust/threads", threads::CASES),
        group("rust/concurrent", concurrent::CASES),
        group("rust/tls", tls::CASES),
        group("rust/fork", fork::CASES),
        group("rust/exec", exec::CASES),
        group("rust/session", session::CASES),
        group("rust/release", release::CASES),
        group("rust/main_return", main_return::CASES),
        group("rust/panic", panic::CASES),
        group("rust/print", print::CASES),
        group("rust/process_exit", process_exit::CASES),
        group("rust/command", command::CASES),
        group("rust/runtime", runtime::CASES),
        Group {
            name: "rust/matrix",
            cases: Cow::Owned(matrix::cases()),
        },
        group("rust/classic", classic::CASES),
    ]
}
