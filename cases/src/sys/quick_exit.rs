//! `quick_exit` and `at_quick_exit`, ISO C11 7.22.4. The libc crate declares them for some systems only.

use exitspec::Need;
use libc::c_int;

/// Both functions. OpenBSD and older versions of macOS lack them.
pub(crate) const QUICK_EXIT: Need = Need {
    name: "quick_exit",
    probe: || match (library::quick_exit(), library::at_quick_exit()) {
        (Some(_), Some(_)) => Ok(()),
        _ => Err("this C library has no quick_exit".to_owned()),
    },
};

/// `at_quick_exit`: 0 on success.
pub(crate) fn at_quick_exit(handler: extern "C" fn()) -> c_int {
    match library::at_quick_exit() {
        // SAFETY: the handler is a plain function of this program, which is never unloaded.
        Some(at_quick_exit) => unsafe { at_quick_exit(handler) },
        None => -1,
    }
}

/// `quick_exit`.
pub(crate) fn quick_exit(status: c_int) -> ! {
    let Some(quick_exit) = library::quick_exit() else {
        unreachable!("quick_exit({status}) is not here, and the case needs it")
    };
    // SAFETY: how the process ends is what the case is about; nothing of this process is used afterwards.
    unsafe { quick_exit(status) }
}

type QuickExit = unsafe extern "C" fn(status: c_int) -> !;
type AtQuickExit = unsafe extern "C" fn(handler: extern "C" fn()) -> c_int;

/// What the program is linked with.
#[cfg(not(any(target_os = "macos", target_os = "openbsd")))]
mod library {
    use libc::c_int;

    use super::{AtQuickExit, QuickExit};

    // SAFETY: as `<stdlib.h>` declares them; that they are there, the linker checks.
    unsafe extern "C" {
        #[link_name = "quick_exit"]
        fn c_quick_exit(status: c_int) -> !;
        #[link_name = "at_quick_exit"]
        fn c_at_quick_exit(handler: extern "C" fn()) -> c_int;
    }

    pub(super) fn quick_exit() -> Option<QuickExit> {
        Some(c_quick_exit)
    }

    pub(super) fn at_quick_exit() -> Option<AtQuickExit> {
        Some(c_at_quick_exit)
    }
}

/// What the running library has: linked with a function that is not there, the program could not start.
#[cfg(any(target_os = "macos", target_os = "openbsd"))]
mod library {
    use std::ffi::{CStr, c_void};

    use super::{AtQuickExit, QuickExit};

    pub(super) fn quick_exit() -> Option<QuickExit> {
        let found = find(c"quick_exit");
        // SAFETY: null, which is None, or the function of that name, which has this type.
        unsafe { std::mem::transmute::<*mut c_void, Option<QuickExit>>(found) }
    }

    pub(super) fn at_quick_exit() -> Option<AtQuickExit> {
        let found = find(c"at_quick_exit");
        // SAFETY: as above.
        unsafe { std::mem::transmute::<*mut c_void, Option<AtQuickExit>>(found) }
    }

    fn find(name: &CStr) -> *mut c_void {
        // SAFETY: the name is a C string.
        unsafe { libc::dlsym(libc::RTLD_DEFAULT, name.as_ptr()) }
    }
}
