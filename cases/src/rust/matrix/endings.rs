//! The endings: each does one thing, and does not come back unless `main` is to return.

use std::process::ExitCode;

use exitspec::{Finish, Need};

use crate::sys;

/// The exit code of every ending that has a choice.
const CODE: u8 = 7;

/// One way for a process to end.
pub(super) struct Ending {
    pub(super) name: &'static str,
    pub(super) perform: fn() -> Finish,
    pub(super) needs: &'static [Need],
    /// Whether a panic is part of it, so that the panic=abort build differs.
    pub(super) panics: bool,
}

const fn ending(name: &'static str, perform: fn() -> Finish) -> Ending {
    Ending {
        name,
        perform,
        needs: &[],
        panics: false,
    }
}

/// All endings of the family, in the order of reports.
pub(super) const ENDINGS: &[Ending] = &[
    ending("return_unit", || Finish::new(())),
    ending("return_code", || Finish::new(ExitCode::from(CODE))),
    ending("return_err", || {
        Finish::new(Err::<(), _>("the body gives up"))
    }),
    ending("exit", || sys::exit(CODE.into())),
    ending("_exit", || sys::_exit(CODE.into())),
    ending("_Exit", || sys::_Exit(CODE.into())),
    Ending {
        needs: &[sys::QUICK_EXIT],
        ..ending("quick_exit", || sys::quick_exit(CODE.into()))
    },
    ending("abort", || sys::abort()),
    ending("process_abort", || std::process::abort()),
    ending("sigterm", || by_signal(libc::SIGTERM)),
    ending("sigkill", || by_signal(libc::SIGKILL)),
    ending("fault", || sys::write_to_no_memory()),
    ending("pthread_exit_from_rust", || sys::pthread_exit()),
    ending("exec", || sys::exec_shell(c"exit 7")),
    Ending {
        needs: &[sys::EXIT_GROUP],
        ..ending("exit_group", || sys::exit_group(CODE.into()))
    },
    ending("process_exit", || std::process::exit(CODE.into())),
    Ending {
        panics: true,
        ..ending("panic", || panic!("the body panics"))
    },
    Ending {
        panics: true,
        ..ending("thread_panic_return", thread_panic_return)
    },
];

fn by_signal(signal: libc::c_int) -> Finish {
    sys::raise(signal);
    unreachable!("the default action of the signal ends the process")
}

fn thread_panic_return() -> Finish {
    // What the thread leaves is an Err, and it is the body that decides not to care.
    let _ = std::thread::spawn(|| panic!("a thread panics")).join();
    Finish::new(())
}
