//! C streams.

use std::ffi::{CStr, c_int};

pub(crate) use libc::FILE;

unsafe extern "C" {
    #[cfg_attr(
        any(target_os = "macos", target_os = "freebsd"),
        link_name = "__stdoutp"
    )]
    #[link_name = "stdout"]
    static mut C_STDOUT: *mut FILE;
    #[cfg_attr(
        any(target_os = "macos", target_os = "freebsd"),
        link_name = "__stderrp"
    )]
    #[link_name = "stderr"]
    static mut C_STDERR: *mut FILE;
}

/// C's `stdout`.
pub(crate) fn stdout() -> *mut FILE {
    // SAFETY: the C library set the pointer up before main and nobody here changes it.
    unsafe { C_STDOUT }
}

/// C's `stderr`.
pub(crate) fn stderr() -> *mut FILE {
    // SAFETY: as for stdout.
    unsafe { C_STDERR }
}

/// `fputs`: negative on failure.
pub(crate) fn fputs(text: &CStr, stream: *mut FILE) -> c_int {
    // SAFETY: the text is NUL-terminated, and callers pass streams that are open.
    unsafe { libc::fputs(text.as_ptr(), stream) }
}

/// `fflush`: 0 on success.
pub(crate) fn fflush(stream: *mut FILE) -> c_int {
    // SAFETY: callers pass a stream that is open, or null for all of them.
    unsafe { libc::fflush(stream) }
}
