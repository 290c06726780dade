//! Panic hooks.

use std::fmt;
use std::panic::{catch_unwind, set_hook, take_hook};
use std::process::ExitCode;

use exitspec::{Context, event};

use super::Guard;

pub(super) fn replaced(_: &Context) {
    let _guard = Guard("local");
    set_hook(Box::new(|_| event!("hook")));
    panic!("it broke")
}

pub(super) fn silent(_: &Context) {
    set_hook(Box::new(|_| {}));
    panic!("it broke")
}

pub(super) fn chained(_: &Context) {
    let previous = take_hook();
    set_hook(Box::new(move |info| {
        event!("before");
        previous(info);
        event!("after");
    }));
    panic!("it broke")
}

pub(super) fn sees_the_payload(_: &Context) {
    set_hook(Box::new(|info| {
        event!("text:{:?}", info.payload_as_str());
        event!("located:{}", info.location().is_some());
        event!("panicking:{}", std::thread::panicking());
    }));
    panic!("broken")
}

/// What is registered again is the default hook.
pub(super) fn taken_away(_: &Context) {
    set_hook(Box::new(|_| event!("hook")));
    drop(take_hook());
    panic!("it broke")
}

pub(super) fn panics(_: &Context) {
    let _guard = Guard("local");
    set_hook(Box::new(|_| panic!("the hook breaks too")));
    panic!("it broke")
}

pub(super) fn exits(_: &Context) {
    let _guard = Guard("local");
    set_hook(Box::new(|_| std::process::exit(9)));
    panic!("it broke")
}

pub(super) fn aborts(_: &Context) {
    let _guard = Guard("local");
    set_hook(Box::new(|_| std::process::abort()));
    panic!("it broke")
}

pub(super) fn of_another_thread(_: &Context) -> ExitCode {
    set_hook(Box::new(|_| {
        event!("hook:{:?}", std::thread::current().name());
    }));
    let thread = std::thread::Builder::new().name("worker".to_owned());
    if let Ok(thread) = thread.spawn(|| panic!("it broke")) {
        event!("joined:{}", thread.join().is_err());
    }
    ExitCode::from(3)
}

pub(super) fn not_for_abort(_: &Context) {
    set_hook(Box::new(|_| event!("hook")));
    std::process::abort()
}

/// The default hook formats the message, and that panics.
pub(super) fn display_panics(_: &Context) {
    struct Breaks;
    impl fmt::Display for Breaks {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            panic!("Display panics")
        }
    }
    let caught = catch_unwind(|| panic!("{Breaks}"));
    event!("caught:{}", caught.is_err());
}
