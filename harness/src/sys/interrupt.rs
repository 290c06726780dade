//! Whether the program was told to ignore a signal.

use std::mem::MaybeUninit;
use std::ptr::null;

/// Whether a signal is ignored now.
pub(crate) fn is_ignored(signal: libc::c_int) -> bool {
    let mut action = MaybeUninit::<libc::sigaction>::uninit();
    // SAFETY: a query: there is no new action, and `action` has room for the old one.
    let result = unsafe { libc::sigaction(signal, null(), action.as_mut_ptr()) };
    if result != 0 {
        return false;
    }
    // SAFETY: the call succeeded, so it filled the structure in.
    let action = unsafe { action.assume_init() };
    action.sa_sigaction == libc::SIG_IGN
}

#[cfg(test)]
mod tests {
    use super::is_ignored;

    #[test]
    fn rust_programs_ignore_sigpipe_and_no_other() {
        assert!(is_ignored(libc::SIGPIPE));
        assert!(!is_ignored(libc::SIGTERM));
        assert!(!is_ignored(0));
    }
}
