//! The environment of the calling process.

/// Sets a variable. For cases that have one thread.
pub(crate) fn setenv(name: &str, value: &str) {
    // SAFETY: the case has one thread.
    unsafe { std::env::set_var(name, value) };
}
