//! What only the base matrix needs: the less common endings and witnesses.

use std::ffi::{CStr, c_int, c_void};
use std::sync::atomic::{AtomicPtr, Ordering};

use exitspec::Need;

use super::stdio::fputs;

/// The `exit_group` system call.
pub(crate) const EXIT_GROUP: Need = Need {
    name: "exit_group",
    probe: || match cfg!(target_os = "linux") {
        true => Ok(()),
        false => Err("exit_group is a system call of Linux".to_owned()),
    },
};

/// `on_exit`, which came with SunOS and lives on in glibc.
pub(crate) const ON_EXIT: Need = Need {
    name: "on_exit",
    probe: || match cfg!(all(target_os = "linux", target_env = "gnu")) {
        true => Ok(()),
        false => Err("this C library has no on_exit".to_owned()),
    },
};

/// The functions behind the macro `pthread_cleanup_push`, which Rust cannot expand.
pub(crate) const CLEANUP_HANDLERS: Need = Need {
    name: "pthread_cleanup_push",
    probe: || match cfg!(target_os = "linux") {
        true => Ok(()),
        false => {
            Err("there is no function behind pthread_cleanup_push that is known here".to_owned())
        }
    },
};

/// `_Exit`.
#[expect(non_snake_case, reason = "the name of the C function")]
pub(crate) fn _Exit(status: c_int) -> ! {
    // SAFETY: as `<stdlib.h>` declares it; that it is there, the linker checks.
    unsafe extern "C" {
        #[link_name = "_Exit"]
        fn c_exit(status: c_int) -> !;
    }
    // SAFETY: nothing of this process is used afterwards.
    unsafe { c_exit(status) }
}

/// The `exit_group` system call, without the C library's `_exit` around it.
pub(crate) fn exit_group(status: c_int) -> ! {
    #[cfg(target_os = "linux")]
    // SAFETY: nothing of this process is used afterwards.
    unsafe {
        libc::syscall(libc::SYS_exit_group, status)
    };
    unreachable!("exit_group({status}) came back, or is not here")
}

/// `pthread_exit`, from whichever thread calls it.
pub(crate) fn pthread_exit() -> ! {
    unsafe extern "C-unwind" {
        #[link_name = "pthread_exit"]
        fn c_pthread_exit(value: *mut c_void) -> !;
    }
    // SAFETY: none that Rust could vouch for: unwinding by force through frames with destructors is undefined, and what
    // comes of it is what the case observes.
    unsafe { c_pthread_exit(std::ptr::null_mut()) }
}

/// Writes to where no memory is, which is undefined in every language and a fault on every machine.
pub(crate) fn write_to_no_memory() -> ! {
    let nowhere = std::ptr::without_provenance_mut::<u8>(8);
    // SAFETY: none; the fault is what the case is about. Nothing is ever mapped at the lowest page.
    unsafe { nowhere.write_volatile(1) };
    unreachable!("the write to no memory was let through")
}

/// Executes `/bin/sh -c COMMAND` in place of this program.
pub(crate) fn exec_shell(command: &CStr) -> ! {
    let arguments = [
        c"sh".as_ptr(),
        c"-c".as_ptr(),
        command.as_ptr(),
        std::ptr::null(),
    ];
    // SAFETY: the list is terminated by a null pointer, and its strings by NULs.
    unsafe { libc::execv(c"/bin/sh".as_ptr(), arguments.as_ptr()) };
    unreachable!("/bin/sh cannot be executed")
}

/// Waits until the process ends.
pub(crate) fn wait_for_ever() -> ! {
    loop {
        nix::unistd::pause();
    }
}

/// `fputs` to a stream of its own, opened on a copy of descriptor 1. The stream stays open.
pub(crate) fn fputs_to_own_stream(text: &CStr) {
    // SAFETY: copying a descriptor touches no memory; without a descriptor 1 it fails.
    let copy = unsafe { libc::dup(1) };
    if copy >= 0 {
        // SAFETY: the descriptor is open, and the mode is a C string.
        let stream = unsafe { libc::fdopen(copy, c"w".as_ptr()) };
        assert!(!stream.is_null(), "fdopen failed");
        fputs(text, stream);
    }
}

/// `on_exit`, with a handler that ignores its arguments (extra arguments do no harm in any calling convention of C).
pub(crate) fn on_exit(handler: extern "C" fn()) {
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
        static HANDLER: AtomicPtr<()> = AtomicPtr::new(std::ptr::null_mut());
        extern "C" fn call(_status: c_int, _argument: *mut c_void) {
            run_stored(&HANDLER);
        }
        store(&HANDLER, handler);
        // SAFETY: the handler is a function of this program, and ignores its argument.
        let result = unsafe { c_on_exit(call, std::ptr::null_mut()) };
        assert_eq!(result, 0, "on_exit failed");
    }
    #[cfg(not(all(target_os = "linux", target_env = "gnu")))]
    let _ = handler;
}

/// Sets a thread-specific value whose destructor runs the handler.
pub(crate) fn set_thread_specific(handler: extern "C" fn()) {
    extern "C" fn destroy(_value: *mut c_void) {
        run_stored(&TSD_HANDLER);
    }
    store(&TSD_HANDLER, handler);
    let mut key = 0;
    // SAFETY: `key` has room for the key, and the destructor is a function of this program.
    let created = unsafe { libc::pthread_key_create(&raw mut key, Some(destroy)) };
    // SAFETY: the key was just made; the value is never dereferenced.
    let set = unsafe { libc::pthread_setspecific(key, (&raw const TSD_HANDLER).cast()) };
    assert_eq!((created, set), (0, 0), "no thread-specific value");
}

/// Pushes a cleanup handler that is never popped.
pub(crate) fn push_cleanup_handler(handler: extern "C" fn()) {
    #[cfg(target_os = "linux")]
    {
        // SAFETY: as the `<pthread.h>` of both calls it in its macro; that it is there, the linker checks.
        unsafe extern "C" {
            // glibc and musl both have this function, with a buffer of four words at most.
            fn _pthread_cleanup_push(
                buffer: *mut [usize; 8],
                routine: extern "C" fn(*mut c_void),
                argument: *mut c_void,
            );
        }
        static HANDLER: AtomicPtr<()> = AtomicPtr::new(std::ptr::null_mut());
        extern "C" fn call(_argument: *mut c_void) {
            run_stored(&HANDLER);
        }
        store(&HANDLER, handler);
        let buffer = Box::leak(Box::new([0; 8]));
        // SAFETY: the buffer lives for ever, and the routine is a function of this program.
        unsafe { _pthread_cleanup_push(buffer, call, std::ptr::null_mut()) };
    }
    #[cfg(not(target_os = "linux"))]
    let _ = handler;
}

/// Has the program's destructor (its entry in `.fini_array`) run this.
pub(crate) fn arm_destructor(handler: extern "C" fn()) {
    // Taking the entry's address keeps the linker from leaving it out.
    assert!(std::ptr::from_ref(&DESTRUCTOR).is_aligned());
    store(&DESTRUCTOR_HANDLER, handler);
}

#[used]
#[cfg_attr(
    target_vendor = "apple",
    unsafe(link_section = "__DATA,__mod_term_func")
)]
#[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".fini_array"))]
static DESTRUCTOR: extern "C" fn() = destructor;

/// Runs at the end of every process of this program, and does nothing unless it was armed.
extern "C" fn destructor() {
    run_stored(&DESTRUCTOR_HANDLER);
}

static TSD_HANDLER: AtomicPtr<()> = AtomicPtr::new(std::ptr::null_mut());
static DESTRUCTOR_HANDLER: AtomicPtr<()> = AtomicPtr::new(std::ptr::null_mut());

fn store(place: &AtomicPtr<()>, handler: extern "C" fn()) {
    place.store(handler as *mut (), Ordering::Relaxed);
}

fn run_stored(place: &AtomicPtr<()>) {
    let handler = place.load(Ordering::Relaxed);
    if !handler.is_null() {
        // SAFETY: only `store` writes here, and it stores functions of this type.
        let handler = unsafe { std::mem::transmute::<*mut (), extern "C" fn()>(handler) };
        handler();
    }
}
