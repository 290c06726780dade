//! What differs from system to system in the liars: the seam of this test.

/// The first real-time signal, where the libc crate tells it.
pub(crate) fn first_real_time_signal() -> Option<libc::c_int> {
    #[cfg(any(target_os = "linux", target_os = "illumos"))]
    return Some(libc::SIGRTMIN());
    #[cfg(not(any(target_os = "linux", target_os = "illumos")))]
    None
}

/// Has a function run before `main`.
macro_rules! run_before_main {
    ($function:ident) => {
        #[used]
        #[cfg_attr(
            target_vendor = "apple",
            unsafe(link_section = "__DATA,__mod_init_func")
        )]
        #[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".init_array"))]
        static BEFORE_MAIN: extern "C" fn() = $function;
    };
}
pub(crate) use run_before_main;
