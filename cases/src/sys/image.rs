//! Other images: exec, posix_spawn, system, popen.

use std::ffi::{CStr, c_char, c_int};

use libc::pid_t;
use nix::errno::Errno;

use super::stdio::FILE;
use super::wait::Word;

/// The arguments as `exec` takes them. At most seven.
fn list(arguments: &[&CStr]) -> [*const c_char; 8] {
    let mut list = [std::ptr::null(); 8];
    for (place, argument) in list[..7].iter_mut().zip(arguments) {
        *place = argument.as_ptr();
    }
    list
}

/// `execv`: comes back only with the reason why it could not. Allocates nothing.
pub(crate) fn execv(path: &CStr, arguments: &[&CStr]) -> Errno {
    let arguments = list(arguments);
    // SAFETY: the list ends with a null pointer, and its strings with a NUL.
    unsafe { libc::execv(path.as_ptr(), arguments.as_ptr()) };
    Errno::last()
}

// SAFETY: POSIX.1-2024, environ; that it is there, the linker checks.
unsafe extern "C" {
    static environ: *const *mut c_char;
}

/// `posix_spawn` without file actions and attributes.
pub(crate) fn posix_spawn(path: &CStr, arguments: &[&CStr]) -> nix::Result<pid_t> {
    let arguments = list(arguments);
    let mut child = 0;
    // SAFETY: nothing changes the environment meanwhile: the case has one thread.
    let environment = unsafe { environ };
    // SAFETY: there is room for the id; the lists end with null pointers, and their strings with NULs.
    let error = unsafe {
        libc::posix_spawn(
            &raw mut child,
            path.as_ptr(),
            std::ptr::null(),
            std::ptr::null(),
            arguments.as_ptr().cast(),
            environment,
        )
    };
    match error {
        0 => Ok(child),
        error => Err(Errno::from_raw(error)),
    }
}

/// `system`.
pub(crate) fn system(command: &CStr) -> nix::Result<Word> {
    // SAFETY: the command is a C string.
    Errno::result(unsafe { libc::system(command.as_ptr()) }).map(Word)
}

/// `system(NULL)`: whether it says that there is a shell.
pub(crate) fn system_has_shell() -> bool {
    // SAFETY: a null pointer asks whether there is a command interpreter.
    unsafe { libc::system(std::ptr::null()) != 0 }
}

/// `popen` for reading.
pub(crate) fn popen(command: &CStr) -> nix::Result<*mut FILE> {
    // SAFETY: both are C strings.
    let stream = unsafe { libc::popen(command.as_ptr(), c"r".as_ptr()) };
    match stream.is_null() {
        true => Err(Errno::last()),
        false => Ok(stream),
    }
}

/// `fgetc`: the next byte of a stream, if there is one.
pub(crate) fn fgetc(stream: *mut FILE) -> Option<u8> {
    // SAFETY: callers pass a stream that is open.
    u8::try_from(unsafe { libc::fgetc(stream) }).ok()
}

/// `pclose`.
pub(crate) fn pclose(stream: *mut FILE) -> nix::Result<Word> {
    // SAFETY: the stream comes from popen, and is not used afterwards.
    Errno::result(unsafe { libc::pclose(stream) }).map(Word)
}

/// `dup2`, with the close-on-exec flag set on the copy or not.
pub(crate) fn dup2(source: c_int, target: c_int, close_on_exec: bool) -> nix::Result<()> {
    // SAFETY: nothing of the case owns the target.
    Errno::result(unsafe { libc::dup2(source, target) })?;
    let flags = if close_on_exec { libc::FD_CLOEXEC } else { 0 };
    // SAFETY: takes numbers only.
    Errno::result(unsafe { libc::fcntl(target, libc::F_SETFD, flags) }).map(drop)
}

/// `close`.
pub(crate) fn close(descriptor: c_int) -> nix::Result<()> {
    // SAFETY: the case says itself whose descriptor this is: its own, or 0, 1 and 2, which nothing owns.
    Errno::result(unsafe { libc::close(descriptor) }).map(drop)
}

/// `CommandExt::pre_exec`. The closure may only do what is async-signal-safe; a panic aborts the child.
pub(crate) fn pre_exec(
    command: &mut std::process::Command,
    closure: impl FnMut() -> std::io::Result<()> + Send + Sync + 'static,
) {
    use std::os::unix::process::CommandExt as _;
    // SAFETY: the closures of the cases report events, end the child or give an error, all of which is safe there.
    unsafe { command.pre_exec(closure) };
}
