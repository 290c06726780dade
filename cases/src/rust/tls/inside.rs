//! What is done while a value is being dropped.

use std::process::ExitCode;
use std::thread;

use exitspec::{Context, event, journal};

use super::{THREAD, exit_handler, touch};
use crate::sys;

/// Calls the function when it is dropped.
struct OnDrop(fn());

impl Drop for OnDrop {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// A value whose drop runs `$body`, in a key `$key`.
macro_rules! on_drop {
    ($key:ident, $body:expr) => {
        thread_local!(static $key: OnDrop = const { OnDrop($body) });
    };
}

/// Makes a value on another thread, and reports that the thread has ended.
fn on_a_thread(body: impl FnOnce() + Send + 'static) -> ExitCode {
    let joined = thread::spawn(body).join();
    event!("joined:{}", joined.is_ok());
    ExitCode::from(7)
}

pub(super) fn drop_uses_itself(_: &Context) -> ExitCode {
    on_drop!(KEY, look);
    fn look() {
        event!("drop:there:{}", KEY.try_with(|_| ()).is_ok());
    }
    on_a_thread(|| KEY.with(|_| ()))
}

fn make_thread_value() {
    let made = THREAD.try_with(|_| ()).is_ok();
    event!("drop:makes:{made}");
}

pub(super) fn drop_makes_another(_: &Context) -> ExitCode {
    on_drop!(KEY, make_thread_value);
    on_a_thread(|| KEY.with(|_| ()))
}

pub(super) fn drop_makes_another_on_main(_: &Context) -> ExitCode {
    on_drop!(KEY, make_thread_value);
    KEY.with(|_| ());
    ExitCode::from(7)
}

pub(super) fn drop_starts_a_thread(_: &Context) -> ExitCode {
    on_drop!(KEY, || {
        let joined = thread::spawn(|| touch(&THREAD)).join();
        event!("drop:joined:{}", joined.is_ok());
    });
    on_a_thread(|| KEY.with(|_| ()))
}

pub(super) fn drop_panics(_: &Context) -> ExitCode {
    on_drop!(KEY, || panic!("the drop panics"));
    on_a_thread(|| KEY.with(|_| ()))
}

pub(super) fn drop_panics_on_main(_: &Context) -> ExitCode {
    on_drop!(KEY, || panic!("the drop panics"));
    KEY.with(|_| ());
    ExitCode::from(7)
}

pub(super) fn drop_exits(_: &Context) -> ExitCode {
    on_drop!(KEY, || {
        journal::event("drop:exits");
        sys::exit(9)
    });
    sys::atexit(exit_handler);
    on_a_thread(|| KEY.with(|_| ()))
}

pub(super) fn drop_process_exits(_: &Context) -> ExitCode {
    on_drop!(KEY, || {
        journal::event("drop:exits");
        std::process::exit(9)
    });
    sys::atexit(exit_handler);
    on_a_thread(|| KEY.with(|_| ()))
}

pub(super) fn drop_exits_on_main(context: &Context) {
    on_drop!(KEY, || {
        journal::event("drop:exits");
        sys::exit(9)
    });
    KEY.with(|_| ());
    sys::atexit(exit_handler);
    context.ending();
    sys::exit(7)
}

pub(super) fn drop_aborts(_: &Context) -> ExitCode {
    on_drop!(KEY, || sys::abort());
    on_a_thread(|| KEY.with(|_| ()))
}
