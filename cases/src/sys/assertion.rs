//! What C's `assert` macro calls when it fails.

use std::ffi::CStr;

/// Why there is no [`fail`] here.
pub(crate) fn probe() -> Result<(), String> {
    match cfg!(target_os = "linux") {
        true => Ok(()),
        false => Err("what the assert macro calls here has not been written down yet".to_owned()),
    }
}

/// Fails as `assert(expression)` does at that place of a C program.
pub(crate) fn fail(expression: &CStr, file: &CStr, line: libc::c_int, function: &CStr) -> ! {
    #[cfg(target_os = "linux")]
    {
        // SAFETY: as the LSB declares it; that it is there, the linker checks.
        unsafe extern "C" {
            // LSB 5.0, `__assert_fail`; glibc and musl have it alike.
            fn __assert_fail(
                expression: *const libc::c_char,
                file: *const libc::c_char,
                line: libc::c_int,
                function: *const libc::c_char,
            ) -> !;
        }
        // SAFETY: four valid arguments, of which three are NUL-terminated.
        unsafe { __assert_fail(expression.as_ptr(), file.as_ptr(), line, function.as_ptr()) }
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (expression, file, line, function);
        super::_exit(127)
    }
}
