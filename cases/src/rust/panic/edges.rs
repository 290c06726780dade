//! Panics at the edges of Rust: in functions that C calls, and in cells that run something once.

use std::panic::catch_unwind;
use std::sync::{LazyLock, Once};

use exitspec::{Context, event, journal};
use libc::{SIGUSR1, c_int};

use super::Guard;
use crate::sys;
use crate::sys::signal::catch;

pub(super) fn extern_c(_: &Context) {
    extern "C" fn called_from_c() {
        let _guard = Guard("inside");
        panic!("it broke")
    }
    let _guard = Guard("outside");
    called_from_c();
}

pub(super) fn extern_c_unwind(_: &Context) {
    extern "C-unwind" fn called_from_c() {
        let _guard = Guard("inside");
        panic!("it broke")
    }
    let _guard = Guard("outside");
    called_from_c();
}

extern "C" fn first() {
    journal::event("atexit:1");
}

extern "C" fn panics() {
    journal::event("atexit:2");
    panic!("the handler breaks")
}

extern "C" fn third() {
    journal::event("atexit:3");
}

fn register() {
    sys::atexit(first);
    sys::atexit(panics);
    sys::atexit(third);
}

pub(super) fn exit_handler(_: &Context) {
    let _guard = Guard("local");
    register();
}

pub(super) fn exit_handler_of_process_exit(_: &Context) {
    let _guard = Guard("local");
    register();
    std::process::exit(3)
}

pub(super) fn caught_in_exit_handler(_: &Context) {
    extern "C" fn careful() {
        let result = catch_unwind(|| panic!("the handler breaks"));
        event!("caught:{}", result.is_err());
    }
    sys::atexit(first);
    sys::atexit(careful);
}

pub(super) fn signal_handler(_: &Context) -> nix::Result<()> {
    extern "C" fn handler(_: c_int) {
        panic!("the handler breaks")
    }
    let _guard = Guard("local");
    catch(SIGUSR1, handler, 0, &[])?;
    sys::raise(SIGUSR1);
    event!("not-reached");
    Ok(())
}

pub(super) fn thread_start_routine(_: &Context) {
    let joined = sys::pthread::run_in_thread(|| panic!("the routine breaks"));
    event!("not-reached:{joined:?}");
}

pub(super) fn key_destructor(_: &Context) {
    extern "C" fn destroy() {
        panic!("the destructor breaks")
    }
    let thread = std::thread::spawn(|| sys::set_thread_specific(destroy));
    event!("not-reached:{}", thread.join().is_ok());
}

/// The first use panics; so does the next, with a message of its own.
pub(super) fn lazy_lock(_: &Context) {
    static LAZY: LazyLock<u8> = LazyLock::new(|| panic!("no value"));
    event!("caught:{}", catch_unwind(|| *LAZY).is_err());
    event!("not-reached:{}", *LAZY);
}

pub(super) fn once(_: &Context) {
    static ONCE: Once = Once::new();
    event!(
        "caught:{}",
        catch_unwind(|| ONCE.call_once(|| panic!("not this time"))).is_err()
    );
    ONCE.call_once(|| event!("not-reached"));
}

/// C's buffer is flushed by `exit`, to which the panic of main leads.
pub(super) fn with_c_buffer(_: &Context) {
    sys::atexit(first);
    sys::fputs(c"text", sys::stdout());
    panic!("it broke")
}
