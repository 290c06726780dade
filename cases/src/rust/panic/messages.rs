//! What the default hook says.

use std::cell::RefCell;
use std::io::{self, Write as _};
use std::sync::Mutex;

use exitspec::{Context, event};

use super::Guard;
use crate::sys;

/// Hides a value from the compiler, which would otherwise refuse what is bound to panic.
fn hidden<T>(value: T) -> T {
    std::hint::black_box(value)
}

pub(super) fn of_a_str(_: &Context) {
    let _guard = Guard("local");
    panic!("it broke")
}

pub(super) fn formatted(_: &Context) {
    let number = hidden(42);
    panic!("it broke {number} times\nand once more")
}

/// The hook has room for 512 bytes; a longer message is written in pieces.
pub(super) fn longer_than_the_buffer(_: &Context) {
    panic!("{}", "x".repeat(500))
}

pub(super) fn nobody_reads(_: &Context) {
    let _guard = Guard("local");
    panic!("nobody reads this")
}

pub(super) fn with_backtrace(_: &Context) {
    sys::setenv("RUST_BACKTRACE", "1");
    panic!("it broke")
}

pub(super) fn with_backtraces_off(_: &Context) {
    sys::setenv("RUST_BACKTRACE", "0");
    panic!("it broke")
}

/// The text has no newline, and was written first.
pub(super) fn after_text(_: &Context) -> io::Result<()> {
    io::stdout().write_all(b"text")?;
    panic!("it broke")
}

#[expect(clippy::unwrap_used, reason = "its message is the point")]
pub(super) fn of_unwrap(_: &Context) {
    event!("{}", hidden(None::<u8>).unwrap());
}

pub(super) fn of_expect(_: &Context) {
    event!("{}", hidden(Err::<u8, _>(7)).expect("there is a value"));
}

#[expect(clippy::unwrap_used, reason = "its message is the point")]
pub(super) fn of_unwrap_on_err(_: &Context) {
    event!("{}", hidden(Err::<u8, _>("no value")).unwrap());
}

pub(super) fn of_index(_: &Context) {
    event!("{}", hidden([1, 2, 3].as_slice())[hidden(3)]);
}

pub(super) fn of_slice(_: &Context) {
    event!(
        "{}",
        hidden([1, 2, 3].as_slice())[hidden(2)..hidden(1)].len()
    );
}

pub(super) fn of_division(_: &Context) {
    event!("{}", 1 / hidden(0));
}

pub(super) fn of_assert(_: &Context) {
    assert!(hidden(1) > hidden(2));
}

pub(super) fn of_assert_eq(_: &Context) {
    assert_eq!(hidden(1), hidden(2), "they differ");
}

pub(super) fn of_unreachable(_: &Context) {
    unreachable!("never say never")
}

pub(super) fn of_borrow(_: &Context) {
    let cell = RefCell::new(0);
    let _held = cell.borrow_mut();
    event!("{}", cell.borrow());
}

pub(super) fn of_utf8_boundary(_: &Context) {
    event!("{}", &hidden("é")[..hidden(1)]);
}

pub(super) fn of_capacity(_: &Context) {
    event!("{}", Vec::<u16>::with_capacity(hidden(usize::MAX)).len());
}

#[expect(clippy::unwrap_used, reason = "its message is the point")]
pub(super) fn of_poison(_: &Context) {
    let mutex = Mutex::new(0);
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _held = mutex.lock();
        std::panic::resume_unwind(Box::new(()))
    }));
    event!("caught:{}", caught.is_err());
    event!("{}", mutex.lock().unwrap());
}
