//! Forking in all its forms, where the child goes on in the caller's code or does one thing only.

#![expect(
    non_snake_case,
    reason = "`_exit` is a name of its own, also within a name"
)]

use std::ffi::{CStr, c_char, c_int};

use exitspec::Need;
use libc::pid_t;
use nix::errno::Errno;

/// On which side of a fork one is.
#[derive(Clone, Copy)]
pub(crate) enum Side {
    /// The new process.
    Child,
    /// The old one; the child has this id.
    Parent(pid_t),
}

/// `fork`: both sides go on in the caller's code, and through it back to `main`.
///
/// For cases whose process has one thread, so that the child may do anything.
pub(crate) fn fork() -> nix::Result<Side> {
    // SAFETY: the child is a copy of a process with one thread: no lock can be held by a thread that it lacks.
    side(unsafe { libc::fork() })
}

fn side(result: pid_t) -> nix::Result<Side> {
    match Errno::result(result)? {
        0 => Ok(Side::Child),
        child => Ok(Side::Parent(child)),
    }
}

/// `_Fork`, where the C library has it.
#[expect(non_upper_case_globals, reason = "the name of the C function")]
pub(crate) const HAS__Fork: Need = Need {
    name: "_Fork",
    probe: || match find__fork() {
        Some(_) => Ok(()),
        None => Err("this C library has no _Fork, or no way to ask for it".to_owned()),
    },
};

fn find__fork() -> Option<extern "C" fn() -> pid_t> {
    // SAFETY: looks a name up in what is loaded; the name is a C string.
    let address = unsafe { libc::dlsym(libc::RTLD_DEFAULT, c"_Fork".as_ptr()) };
    if address.is_null() {
        return None;
    }
    // SAFETY: the C library's function of that name has this type (POSIX.1-2024, _Fork()).
    Some(unsafe { std::mem::transmute::<*mut libc::c_void, extern "C" fn() -> pid_t>(address) })
}

/// `_Fork`; the child runs `child`, which may call async-signal-safe functions only, and ends by `_exit` with its value.
pub(crate) fn _Fork(child: fn() -> c_int) -> nix::Result<pid_t> {
    let Some(function) = find__fork() else {
        return Err(Errno::ENOSYS);
    };
    match side(function())? {
        Side::Child => super::_exit(child()),
        Side::Parent(child) => Ok(child),
    }
}

/// `pthread_atfork`: 0 on success.
pub(crate) fn pthread_atfork(
    prepare: extern "C" fn(),
    parent: extern "C" fn(),
    child: extern "C" fn(),
) -> c_int {
    // SAFETY: the handlers are functions of this program, which is never unloaded, and call only what a child may.
    unsafe { libc::pthread_atfork(Some(prepare), Some(parent), Some(child)) }
}

// SAFETY: as `<unistd.h>` declares it; that it is there, the linker checks.
unsafe extern "C" {
    // The libc crate declares it for some targets only.
    #[cfg_attr(not(target_os = "netbsd"), link_name = "vfork")]
    #[cfg_attr(target_os = "netbsd", link_name = "__vfork14")]
    fn c_vfork() -> pid_t;
}

/// `vfork`, and in the child nothing but `_exit`.
///
/// The function is small and never inlined because the child borrows its frame: the child makes no other call, and
/// changes nothing that the parent reads afterwards.
#[inline(never)]
pub(crate) fn vfork_then__exit(status: c_int) -> nix::Result<pid_t> {
    // SAFETY: see above; this is the one use of vfork that every system allows.
    let child = unsafe { c_vfork() };
    if child == 0 {
        // SAFETY: what vfork demands of its child.
        unsafe { libc::_exit(status) };
    }
    Errno::result(child)
}

/// `vfork`, and in the child `execve` of `/bin/sh -c COMMAND` with an empty environment, or `_exit(127)`.
#[inline(never)]
pub(crate) fn vfork_then_exec_shell(command: &CStr) -> nix::Result<pid_t> {
    let arguments: [*const c_char; 4] = [
        c"sh".as_ptr(),
        c"-c".as_ptr(),
        command.as_ptr(),
        std::ptr::null(),
    ];
    let environment: [*const c_char; 1] = [std::ptr::null()];
    // SAFETY: as in `vfork_then__exit`; everything the child needs was made before.
    let child = unsafe { c_vfork() };
    if child == 0 {
        // SAFETY: both lists end with a null pointer, and their strings with a NUL.
        unsafe {
            libc::execve(
                c"/bin/sh".as_ptr(),
                arguments.as_ptr(),
                environment.as_ptr(),
            )
        };
        // SAFETY: what vfork demands of its child.
        unsafe { libc::_exit(127) };
    }
    Errno::result(child)
}
