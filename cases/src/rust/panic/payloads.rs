//! Catching, raising again, and what is thrown.

use std::panic::{catch_unwind, panic_any, resume_unwind};
use std::process::ExitCode;

use exitspec::{Context, event};

use super::{Bomb, Guard};

pub(super) fn caught(_: &Context) -> ExitCode {
    let result = catch_unwind(|| {
        let _guard = Guard("inside");
        panic!("it broke")
    });
    let failed: bool = result.map_or_else(|_: Box<_>| true, |(): ()| false);
    event!("caught:{failed}");
    ExitCode::from(3)
}

pub(super) fn caught_then_exit(_: &Context) {
    let _outside = Guard("outside");
    if catch_unwind(|| panic!("it broke")).is_err() {
        std::process::exit(4);
    }
}

pub(super) fn caught_str_and_string(_: &Context) {
    let number = std::hint::black_box(7);
    let Err(literal) = catch_unwind(|| panic!("literal"));
    let Err(formatted) = catch_unwind(move || panic!("formatted-{number}"));
    for payload in [literal, formatted] {
        event!("str:{:?}", payload.downcast_ref::<&str>());
        event!("string:{:?}", payload.downcast_ref::<String>());
    }
}

/// No hook is called for it.
pub(super) fn resumed(_: &Context) {
    let _guard = Guard("local");
    resume_unwind(Box::new("payload"))
}

pub(super) fn resumed_after_catching(_: &Context) {
    let Err(payload) = catch_unwind(|| panic!("it broke"));
    event!("caught");
    resume_unwind(payload)
}

pub(super) fn any(_: &Context) {
    let _guard = Guard("local");
    panic_any(42)
}

pub(super) fn any_string(_: &Context) {
    panic_any("a string".to_owned())
}

pub(super) fn whose_drop_panics(_: &Context) {
    panic_any(Bomb("payload"))
}

/// Nobody joins the thread, so that it is the thread itself that drops the payload.
pub(super) fn whose_drop_panics_in_a_thread(_: &Context) {
    drop(std::thread::spawn(|| panic_any(Bomb("payload"))));
    crate::sys::wait_for_ever()
}

pub(super) fn nested(_: &Context) -> ExitCode {
    let outer = catch_unwind(|| {
        let inner = catch_unwind(|| panic!("inner"));
        event!("inner:{}", inner.is_err());
        panic!("outer")
    });
    event!("outer:{}", outer.is_err());
    ExitCode::from(5)
}

pub(super) fn abort_is_not_caught(_: &Context) {
    let result = catch_unwind(|| std::process::abort());
    event!("caught:{}", result.is_err());
}

pub(super) fn exit_is_not_caught(_: &Context) {
    let result = catch_unwind(|| std::process::exit(6));
    event!("caught:{}", result.is_err());
}
