//! Threads as C starts them.

use std::ffi::c_void;

use nix::errno::Errno;

/// `pthread_create` and `pthread_join`: runs a function as C's start routine, which a panic cannot leave.
pub(crate) fn run_in_thread(body: fn()) -> nix::Result<()> {
    extern "C" fn start(body: *mut c_void) -> *mut c_void {
        // SAFETY: it is the function that was passed to pthread_create below.
        let body = unsafe { std::mem::transmute::<*mut c_void, fn()>(body) };
        body();
        std::ptr::null_mut()
    }
    let mut thread = std::mem::MaybeUninit::uninit();
    // SAFETY: there is room for the id, and `start` takes what is passed to it.
    let error = unsafe {
        libc::pthread_create(
            thread.as_mut_ptr(),
            std::ptr::null(),
            start,
            body as *mut c_void,
        )
    };
    if error != 0 {
        return Err(Errno::from_raw(error));
    }
    // SAFETY: pthread_create filled it in.
    let thread = unsafe { thread.assume_init() };
    // SAFETY: the thread is joined once, and its value is not asked for.
    match unsafe { libc::pthread_join(thread, std::ptr::null_mut()) } {
        0 => Ok(()),
        error => Err(Errno::from_raw(error)),
    }
}
