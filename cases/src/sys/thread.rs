//! POSIX threads, without std's between: their start routines have no frame of Rust's runtime below them, so that
//! `pthread_exit` and cancellation unwind nothing but frames without destructors.
//!
//! Everything such an unwinding may pass is `C-unwind`: in a frame that calls what it takes for a function that never
//! unwinds, Rust's part of the unwinder gives up.

use std::ffi::{c_int, c_void};

use exitspec::Need;

/// The start routine of a thread. What it gives is what a join gets.
pub(crate) type Routine = extern "C-unwind" fn(*mut c_void) -> *mut c_void;

/// A thread, by its id.
#[derive(Clone, Copy)]
pub(crate) struct Thread(libc::pthread_t);

// SAFETY: the id is a name of the thread, for any thread to use; where it is a pointer, nobody dereferences it.
unsafe impl Send for Thread {}
// SAFETY: as for Send.
unsafe impl Sync for Thread {}

impl Thread {
    /// `pthread_create`, with the default attributes and no argument.
    ///
    /// # Panics
    ///
    /// When there are no resources for a thread.
    pub(crate) fn start(routine: Routine) -> Thread {
        // SAFETY: as `<pthread.h>` declares it, but that the routine may unwind; that it is there, the linker checks.
        unsafe extern "C" {
            #[link_name = "pthread_create"]
            fn c_pthread_create(
                thread: *mut libc::pthread_t,
                attributes: *const libc::pthread_attr_t,
                routine: Routine,
                argument: *mut c_void,
            ) -> c_int;
        }
        // SAFETY: every byte pattern is a pthread_t: a number or a pointer.
        let mut thread = unsafe { std::mem::zeroed() };
        // SAFETY: the routine is a function of this program, and ignores its argument.
        let error = unsafe {
            c_pthread_create(
                &raw mut thread,
                std::ptr::null(),
                routine,
                std::ptr::null_mut(),
            )
        };
        assert_eq!(error, 0, "pthread_create failed");
        Thread(thread)
    }

    /// `pthread_self`.
    pub(crate) fn this() -> Thread {
        // SAFETY: always succeeds.
        Thread(unsafe { libc::pthread_self() })
    }

    /// `pthread_equal`.
    pub(crate) fn is(self, other: Thread) -> bool {
        // SAFETY: as `<pthread.h>` declares it; that it is there, the linker checks.
        unsafe extern "C" {
            #[link_name = "pthread_equal"]
            fn c_pthread_equal(one: libc::pthread_t, other: libc::pthread_t) -> c_int;
        }
        // SAFETY: it only compares the ids.
        unsafe { c_pthread_equal(self.0, other.0) != 0 }
    }

    /// `pthread_join`: waits until the thread has ended and gives its value; the error number on failure.
    pub(crate) fn join(self) -> Result<*mut c_void, c_int> {
        let mut value = std::ptr::null_mut();
        // SAFETY: `value` has room for the value, and each thread is joined once.
        match unsafe { libc::pthread_join(self.0, &raw mut value) } {
            0 => Ok(value),
            error => Err(error),
        }
    }

    /// `pthread_cancel`: 0 on success.
    pub(crate) fn cancel(self) -> c_int {
        // SAFETY: callers cancel threads that have not been joined.
        unsafe { c_pthread_cancel(self.0) }
    }
}

/// `pthread_exit` with this value.
pub(crate) fn pthread_exit_with(value: *mut c_void) -> ! {
    unsafe extern "C-unwind" {
        #[link_name = "pthread_exit"]
        fn c_pthread_exit(value: *mut c_void) -> !;
    }
    // SAFETY: the cases call this below start routines of their own, or through `without_callers`: no frame that is
    // unwound has a destructor.
    unsafe { c_pthread_exit(value) }
}

/// A value for a thread to give: a pointer that points nowhere.
pub(crate) fn value(number: usize) -> *mut c_void {
    std::ptr::without_provenance_mut(number)
}

// POSIX.1-2024, pthread_cancel(), pthread_setcancelstate(); the libc crate has these for some systems only.
// SAFETY: as `<pthread.h>` declares them; that they are there, the linker checks.
unsafe extern "C" {
    #[link_name = "pthread_cancel"]
    fn c_pthread_cancel(thread: libc::pthread_t) -> c_int;
    #[link_name = "pthread_setcancelstate"]
    fn c_pthread_setcancelstate(state: c_int, old: *mut c_int) -> c_int;
}

/// What a join gets of a thread that was cancelled: `PTHREAD_CANCELED`.
pub(crate) fn canceled() -> *mut c_void {
    let value: isize = if cfg!(target_os = "linux") {
        -1
    } else if cfg!(any(target_os = "illumos", target_os = "solaris")) {
        -19
    } else {
        1
    };
    std::ptr::without_provenance_mut(value.cast_unsigned())
}

/// `pthread_testcancel`.
pub(crate) fn testcancel() {
    unsafe extern "C-unwind" {
        #[link_name = "pthread_testcancel"]
        fn c_pthread_testcancel();
    }
    // SAFETY: when the thread is cancelled here, the frames above are the cases' own, without destructors.
    unsafe { c_pthread_testcancel() }
}

/// `pause` as a cancellation point.
pub(crate) fn pause() {
    unsafe extern "C-unwind" {
        #[link_name = "pause"]
        fn c_pause() -> c_int;
    }
    // SAFETY: as for testcancel.
    unsafe { c_pause() };
}

/// `pthread_setcancelstate` with `PTHREAD_CANCEL_ENABLE` or `PTHREAD_CANCEL_DISABLE`: 0 on success.
pub(crate) fn set_cancelable(enable: bool) -> c_int {
    // Apple's <pthread.h> has 1 for enable and 0 for disable, all the others the reverse.
    let state = c_int::from(enable == cfg!(target_vendor = "apple"));
    let mut old = 0;
    // SAFETY: `old` has room for the old state.
    unsafe { c_pthread_setcancelstate(state, &raw mut old) }
}

/// A key of thread-specific data.
#[derive(Clone, Copy)]
pub(crate) struct Key(libc::pthread_key_t);

impl Key {
    /// `pthread_key_create`.
    ///
    /// # Panics
    ///
    /// When there are no keys left.
    pub(crate) fn new(destructor: extern "C" fn(*mut c_void)) -> Key {
        let mut key = 0;
        // SAFETY: `key` has room for the key, and the destructor is a function of this program.
        let error = unsafe { libc::pthread_key_create(&raw mut key, Some(destructor)) };
        assert_eq!(error, 0, "pthread_key_create failed");
        Key(key)
    }

    /// The number of the key, for a static to keep.
    pub(crate) fn number(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }

    /// The key of that number.
    pub(crate) fn from_number(number: usize) -> Key {
        Key(libc::pthread_key_t::try_from(number).unwrap_or(libc::pthread_key_t::MAX))
    }

    /// `pthread_setspecific`: 0 on success.
    pub(crate) fn set(self, value: *mut c_void) -> c_int {
        // SAFETY: callers have made the key; the value is never dereferenced.
        unsafe { libc::pthread_setspecific(self.0, value) }
    }

    /// `pthread_getspecific`.
    pub(crate) fn get(self) -> *mut c_void {
        // SAFETY: callers have made the key.
        unsafe { libc::pthread_getspecific(self.0) }
    }

    /// `pthread_key_delete`: 0 on success.
    pub(crate) fn delete(self) -> c_int {
        // SAFETY: callers have made the key, and do not use it afterwards.
        unsafe { libc::pthread_key_delete(self.0) }
    }
}

/// Calls `body` between `pthread_cleanup_push` with `handler` and `pthread_cleanup_pop(0)`, as the macros do.
pub(crate) fn with_cleanup(handler: extern "C" fn(*mut c_void), body: fn()) {
    #[cfg(target_os = "linux")]
    {
        // The functions behind the older form of the macros, which glibc keeps and musl has as its only one. glibc's
        // buffer has four words, musl's three; matrix.rs declares eight.
        // SAFETY: the buffer is at least what either library has in mind; that they are there, the linker checks.
        unsafe extern "C" {
            fn _pthread_cleanup_push(
                buffer: *mut [usize; 8],
                routine: extern "C" fn(*mut c_void),
                argument: *mut c_void,
            );
            fn _pthread_cleanup_pop(buffer: *mut [usize; 8], execute: c_int);
        }
        let mut buffer = [0; 8];
        // SAFETY: the buffer stays where it is until the pop, or until the thread ends.
        unsafe { _pthread_cleanup_push(&raw mut buffer, handler, std::ptr::null_mut()) };
        body();
        // SAFETY: this is the buffer pushed last, since `body` has popped its own.
        unsafe { _pthread_cleanup_pop(&raw mut buffer, 0) };
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = handler;
        body();
    }
}

/// The exit of the main thread by `pthread_exit`, with none of Rust's runtime unwound: see [`without_callers`].
pub(crate) const LEAVING_MAIN: Need = Need {
    name: "pthread_exit-of-main",
    probe: || {
        match cfg!(target_os = "freebsd") {
        true => Err(
            "pthread_exit unwinds here, and there is no way known to keep it from the runtime's frames"
                .to_owned(),
        ),
        false => Ok(()),
    }
    },
};

/// Calls `body`, which does not return, so that an unwinder finds no frame below its own.
///
/// glibc's `pthread_exit` and cancellation unwind the stack by force. On the main thread that meets the `catch_unwind` of
/// std's runtime, which ends the process. So there `body` runs on a stack of its own, which ends with it. The other C
/// libraries do not unwind.
pub(crate) fn without_callers(body: extern "C-unwind" fn()) -> ! {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        // SAFETY: as `<ucontext.h>` declares them, but that the body may unwind; that they are there, the linker checks.
        unsafe extern "C" {
            fn getcontext(context: *mut libc::ucontext_t) -> c_int;
            fn makecontext(
                context: *mut libc::ucontext_t,
                body: extern "C-unwind" fn(),
                argument_count: c_int,
                ...
            );
            fn setcontext(context: *const libc::ucontext_t) -> c_int;
        }
        let stack = Box::leak(vec![0_u8; 1 << 20].into_boxed_slice());
        let context = Box::leak(Box::new(std::mem::MaybeUninit::zeroed()));
        // SAFETY: there is room for the context.
        unsafe { getcontext(context.as_mut_ptr()) };
        // SAFETY: getcontext filled it in.
        let context = unsafe { context.assume_init_mut() };
        context.uc_stack.ss_sp = stack.as_mut_ptr().cast();
        context.uc_stack.ss_size = stack.len();
        context.uc_link = std::ptr::null_mut();
        // SAFETY: the context has a stack, and both live for ever.
        unsafe { makecontext(context, body, 0) };
        // SAFETY: the context is complete. The frames that are left behind are never returned to.
        unsafe { setcontext(context) };
    }
    #[cfg(not(all(target_os = "linux", target_env = "gnu")))]
    body();
    unreachable!("the body came back")
}
