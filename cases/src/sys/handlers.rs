//! Handlers that get arguments, and destructors of the program in an order of their own.

use std::ffi::{c_int, c_void};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use exitspec::Need;

/// `atexit` with a null pointer: 0 if it succeeds.
pub(crate) fn atexit_null() -> c_int {
    // SAFETY: as `<stdlib.h>` declares it, where `None` is the null pointer; that it is there, the linker checks.
    unsafe extern "C" {
        #[link_name = "atexit"]
        fn c_atexit(handler: Option<extern "C" fn()>) -> c_int;
    }
    // SAFETY: none: ISO C leaves undefined what a null pointer does here, and what comes of it is what the case observes.
    unsafe { c_atexit(None) }
}

/// `on_exit`: 0 on success.
pub(crate) fn on_exit_with(handler: extern "C" fn(c_int, *mut c_void), argument: usize) -> c_int {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        // SAFETY: as `<stdlib.h>` of glibc declares it; that it is there, the linker checks.
        unsafe extern "C" {
            #[link_name = "on_exit"]
            fn c_on_exit(
                handler: extern "C" fn(c_int, *mut c_void),
                argument: *mut c_void,
            ) -> c_int;
        }
        // SAFETY: the handler is a function of this program, and never dereferences its argument.
        unsafe { c_on_exit(handler, std::ptr::without_provenance_mut(argument)) }
    }
    #[cfg(not(all(target_os = "linux", target_env = "gnu")))]
    {
        let _ = (handler, argument);
        -1
    }
}

/// How many functions `atexit` says it takes: `sysconf(_SC_ATEXIT_MAX)`, or 32, which POSIX demands.
pub(crate) fn atexit_max() -> usize {
    #[cfg(any(target_os = "linux", target_vendor = "apple", target_os = "freebsd"))]
    {
        // SAFETY: it only looks up a number.
        let max = unsafe { libc::sysconf(libc::_SC_ATEXIT_MAX) };
        usize::try_from(max).unwrap_or(32)
    }
    #[cfg(not(any(target_os = "linux", target_vendor = "apple", target_os = "freebsd")))]
    {
        32
    }
}

/// Sections whose functions run before main and at the end, ordered by the number in their names.
pub(crate) const PRIORITIES: Need = Need {
    name: "init-priorities",
    probe: || match cfg!(any(target_vendor = "apple", target_os = "illumos")) {
        true => Err("the linker of this system does not order terminators by priority".to_owned()),
        false => Ok(()),
    },
};

static ARMED: AtomicBool = AtomicBool::new(false);

/// Has the program's destructors with a priority, [`Priorities`], report from now on.
pub(crate) fn arm_priorities() {
    // Taking the addresses keeps the linker from leaving the entries out.
    assert!(std::ptr::from_ref(&LOW).is_aligned());
    assert!(std::ptr::from_ref(&HIGH).is_aligned());
    assert!(std::ptr::from_ref(&PLAIN).is_aligned());
    ARMED.store(true, Ordering::Relaxed);
}

macro_rules! destructor {
    ($static:ident, $function:ident, $section:literal, $event:literal) => {
        #[used]
        #[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = $section))]
        static $static: extern "C" fn() = $function;

        extern "C" fn $function() {
            if ARMED.load(Ordering::Relaxed) {
                exitspec::journal::event($event);
            }
        }
    };
}

destructor!(LOW, low, ".fini_array.00200", "destructor:200");
destructor!(HIGH, high, ".fini_array.00300", "destructor:300");
destructor!(PLAIN, plain, ".fini_array", "destructor:plain");

/// `fork`: 0 in the child, and the child's process id in the parent. The child returns into the caller, with all that
/// this implies: only for callers whose frames it may return to.
pub(crate) fn fork() -> io::Result<libc::pid_t> {
    // SAFETY: cases fork while they have one thread.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()),
        process => Ok(process),
    }
}

/// `execv` of a file that is not there; gives the error.
pub(crate) fn exec_missing() -> nix::errno::Errno {
    let arguments = [c"missing".as_ptr(), std::ptr::null()];
    // SAFETY: the list is terminated by a null pointer, and its string by a NUL.
    unsafe { libc::execv(c"/nonexistent/missing".as_ptr(), arguments.as_ptr()) };
    nix::errno::Errno::last()
}
