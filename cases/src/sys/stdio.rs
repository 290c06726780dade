//! C streams.

use std::ffi::{CStr, c_int};
use std::fs::File;
use std::io;
use std::os::fd::BorrowedFd;
use std::os::unix::fs::MetadataExt as _;

pub(crate) use libc::FILE;

/// The standard streams, where the C library keeps pointers to them in variables.
#[cfg(any(target_os = "linux", target_os = "macos", target_os = "freebsd"))]
mod standard {
    use libc::FILE;

    // SAFETY: the streams behind the macros of `<stdio.h>`; that they are there, the linker checks.
    unsafe extern "C" {
        #[cfg_attr(target_os = "linux", link_name = "stdin")]
        #[cfg_attr(not(target_os = "linux"), link_name = "__stdinp")]
        static STDIN: *mut FILE;
        #[cfg_attr(target_os = "linux", link_name = "stdout")]
        #[cfg_attr(not(target_os = "linux"), link_name = "__stdoutp")]
        static STDOUT: *mut FILE;
        #[cfg_attr(target_os = "linux", link_name = "stderr")]
        #[cfg_attr(not(target_os = "linux"), link_name = "__stderrp")]
        static STDERR: *mut FILE;
    }

    pub(super) fn stdin() -> *mut FILE {
        // SAFETY: the C library set the pointer up before main and nobody here changes it.
        unsafe { STDIN }
    }

    pub(super) fn stdout() -> *mut FILE {
        // SAFETY: as above.
        unsafe { STDOUT }
    }

    pub(super) fn stderr() -> *mut FILE {
        // SAFETY: as above.
        unsafe { STDERR }
    }
}

/// The standard streams, where they are objects themselves: `<stdio.h>` of OpenBSD since 7.8.
#[cfg(target_os = "openbsd")]
mod standard {
    use libc::FILE;

    // SAFETY: only their addresses are taken, so that their type does not matter; that they are there, the linker checks.
    unsafe extern "C" {
        static mut __stdin: libc::c_long;
        static mut __stdout: libc::c_long;
        static mut __stderr: libc::c_long;
    }

    pub(super) fn stdin() -> *mut FILE {
        (&raw mut __stdin).cast()
    }

    pub(super) fn stdout() -> *mut FILE {
        (&raw mut __stdout).cast()
    }

    pub(super) fn stderr() -> *mut FILE {
        (&raw mut __stderr).cast()
    }
}

/// The standard streams, where they are elements of an array that the macros of `<stdio.h>` index. The size of an
/// element is part of the binary interface.
#[cfg(any(target_os = "netbsd", target_os = "illumos"))]
mod standard {
    use libc::FILE;

    /// NetBSD's `struct __sFILE` with 64-bit pointers has 152 bytes, illumos's `struct __FILE_TAG` is `long __pad[16]`.
    #[cfg(target_pointer_width = "64")]
    const WORDS: usize = if cfg!(target_os = "netbsd") { 19 } else { 16 };

    #[repr(C)]
    struct Stream([u64; WORDS]);

    // SAFETY: only addresses are taken, by the size that `WORDS` says; that it is there, the linker checks.
    unsafe extern "C" {
        #[cfg_attr(target_os = "netbsd", link_name = "__sF")]
        #[cfg_attr(target_os = "illumos", link_name = "__iob")]
        static mut STREAMS: [Stream; 3];
    }

    pub(super) fn stdin() -> *mut FILE {
        (&raw mut STREAMS).cast()
    }

    pub(super) fn stdout() -> *mut FILE {
        (&raw mut STREAMS).cast::<Stream>().wrapping_add(1).cast()
    }

    pub(super) fn stderr() -> *mut FILE {
        (&raw mut STREAMS).cast::<Stream>().wrapping_add(2).cast()
    }
}

/// C's `stdin`.
pub(crate) fn stdin() -> *mut FILE {
    standard::stdin()
}

/// C's `stdout`.
pub(crate) fn stdout() -> *mut FILE {
    standard::stdout()
}

/// C's `stderr`.
pub(crate) fn stderr() -> *mut FILE {
    standard::stderr()
}

/// How a stream is buffered: the third argument of `setvbuf`.
#[derive(Clone, Copy)]
pub(crate) enum Buffering {
    /// `_IOFBF`
    Full,
    /// `_IOLBF`
    Line,
    /// `_IONBF`
    None,
}

impl Buffering {
    /// The libc crate has these for some systems only.
    fn mode(self) -> c_int {
        let solarish = cfg!(target_os = "illumos");
        match self {
            Buffering::Full => 0,
            Buffering::Line if solarish => 0o100,
            Buffering::Line => 1,
            Buffering::None if solarish => 4,
            Buffering::None => 2,
        }
    }
}

/// `setvbuf` with a buffer that lives for ever, or none: 0 on success.
pub(crate) fn setvbuf(
    stream: *mut FILE,
    buffer: Option<&'static mut [u8]>,
    mode: Buffering,
) -> c_int {
    let (start, size) = match buffer {
        Some(buffer) => (buffer.as_mut_ptr(), buffer.len()),
        None => (std::ptr::null_mut(), 0),
    };
    // SAFETY: callers pass an open stream; the buffer lives for ever and is the stream's alone from now on.
    unsafe { libc::setvbuf(stream, start.cast(), mode.mode(), size) }
}

/// `fputs`: negative on failure.
pub(crate) fn fputs(text: &CStr, stream: *mut FILE) -> c_int {
    // SAFETY: the text is NUL-terminated, and callers pass streams that are open.
    unsafe { libc::fputs(text.as_ptr(), stream) }
}

/// `fputc`: negative on failure.
pub(crate) fn fputc(byte: u8, stream: *mut FILE) -> c_int {
    // SAFETY: callers pass streams that are open.
    unsafe { libc::fputc(byte.into(), stream) }
}

/// `fwrite`: how many of the bytes the stream took.
pub(crate) fn fwrite(bytes: &[u8], stream: *mut FILE) -> usize {
    // SAFETY: the buffer is valid for its length, and callers pass streams that are open.
    unsafe { libc::fwrite(bytes.as_ptr().cast(), 1, bytes.len(), stream) }
}

/// `fgetc`: the byte, or negative at the end and on failure.
pub(crate) fn fgetc(stream: *mut FILE) -> c_int {
    // SAFETY: callers pass streams that are open.
    unsafe { libc::fgetc(stream) }
}

/// `ungetc`: negative on failure.
pub(crate) fn ungetc(byte: c_int, stream: *mut FILE) -> c_int {
    // SAFETY: callers pass streams that are open.
    unsafe { libc::ungetc(byte, stream) }
}

/// `fflush`: 0 on success.
pub(crate) fn fflush(stream: *mut FILE) -> c_int {
    // SAFETY: callers pass a stream that is open, or null for all of them.
    unsafe { libc::fflush(stream) }
}

/// `ferror`: not 0 when a call on the stream has failed.
pub(crate) fn ferror(stream: *mut FILE) -> c_int {
    // SAFETY: callers pass streams that are open.
    unsafe { libc::ferror(stream) }
}

/// `fclose`: 0 on success.
pub(crate) fn fclose(stream: *mut FILE) -> c_int {
    // SAFETY: callers pass a stream that is open, and do not use it afterwards.
    unsafe { libc::fclose(stream) }
}

/// `fopen`: null on failure.
pub(crate) fn fopen(path: &CStr, mode: &CStr) -> *mut FILE {
    // SAFETY: both are NUL-terminated.
    unsafe { libc::fopen(path.as_ptr(), mode.as_ptr()) }
}

/// `fdopen`: null on failure.
pub(crate) fn fdopen(descriptor: c_int, mode: &CStr) -> *mut FILE {
    // SAFETY: the mode is NUL-terminated; a bad descriptor makes the call fail.
    unsafe { libc::fdopen(descriptor, mode.as_ptr()) }
}

/// `tmpfile`: null on failure.
pub(crate) fn tmpfile() -> *mut FILE {
    // SAFETY: it takes nothing and gives a new stream.
    unsafe { libc::tmpfile() }
}

/// Which file is open behind the stream: its device and serial number.
pub(crate) fn file_identity(stream: *mut FILE) -> io::Result<[u64; 2]> {
    // SAFETY: callers pass streams that are open.
    let descriptor = unsafe { libc::fileno(stream) };
    // SAFETY: the stream has the descriptor open, and nothing closes it before the copy is made.
    let descriptor = unsafe { BorrowedFd::borrow_raw(descriptor) };
    let metadata = File::from(descriptor.try_clone_to_owned()?).metadata()?;
    Ok([metadata.dev(), metadata.ino()])
}

// POSIX.1-2024, flockfile(); the libc crate has none of the three. For the first see `locking`.
// SAFETY: as `<stdio.h>` declares them; that they are there, the linker checks.
unsafe extern "C" {
    #[link_name = "ftrylockfile"]
    fn c_ftrylockfile(stream: *mut FILE) -> c_int;
    #[link_name = "funlockfile"]
    fn c_funlockfile(stream: *mut FILE);
}

/// `ftrylockfile`: 0 when this thread has the lock now.
pub(crate) fn ftrylockfile(stream: *mut FILE) -> c_int {
    // SAFETY: callers pass streams that are open.
    unsafe { c_ftrylockfile(stream) }
}

/// `funlockfile`.
pub(crate) fn funlockfile(stream: *mut FILE) {
    // SAFETY: callers pass open streams that this thread has locked.
    unsafe { c_funlockfile(stream) }
}
