//! Descriptor calls that are safe in signal handlers and do not own what they are given.

use std::os::fd::BorrowedFd;

use nix::errno::Errno;
use nix::fcntl::{FcntlArg, OFlag, fcntl};

/// Writes the bytes with one `write(2)`, again after `EINTR`, and leaves `errno` as it was. A failure is ignored: the
/// caller has nobody to tell.
pub(crate) fn write_preserving_errno(descriptor: i32, bytes: &[u8]) {
    let errno = Errno::last_raw();
    loop {
        // SAFETY: the buffer is valid for its length; a bad descriptor makes the call fail with EBADF, nothing more.
        let written = unsafe { libc::write(descriptor, bytes.as_ptr().cast(), bytes.len()) };
        if written >= 0 || Errno::last() != Errno::EINTR {
            break;
        }
    }
    Errno::set_raw(errno);
}

/// How large the regular file on this descriptor is; `None` when it is closed or no regular file. Leaves `errno` alone.
pub(crate) fn regular_file_size(descriptor: i32) -> Option<u64> {
    let errno = Errno::last_raw();
    let mut stat = std::mem::MaybeUninit::<libc::stat>::uninit();
    // SAFETY: `stat` has room for the result.
    let result = unsafe { libc::fstat(descriptor, stat.as_mut_ptr()) };
    Errno::set_raw(errno);
    if result != 0 {
        return None;
    }
    // SAFETY: fstat succeeded, so it filled the structure in.
    let stat = unsafe { stat.assume_init() };
    (stat.st_mode & libc::S_IFMT == libc::S_IFREG).then(|| u64::try_from(stat.st_size).unwrap_or(0))
}

/// Waits for one byte, or for the end of the file.
pub(crate) fn read_one_byte(descriptor: i32) {
    let mut byte = 0u8;
    loop {
        // SAFETY: the buffer is one byte long, and so is the request.
        let read = unsafe { libc::read(descriptor, (&raw mut byte).cast(), 1) };
        if read >= 0 || Errno::last() != Errno::EINTR {
            return;
        }
    }
}

/// Makes reads from this descriptor return at once when there is nothing.
pub(crate) fn set_nonblocking(descriptor: BorrowedFd<'_>) -> std::io::Result<()> {
    let flags = OFlag::from_bits_retain(fcntl(descriptor, FcntlArg::F_GETFL)?);
    fcntl(descriptor, FcntlArg::F_SETFL(flags | OFlag::O_NONBLOCK))?;
    Ok(())
}

/// Flushes every C stream of this process.
pub(crate) fn flush_c_streams() {
    // SAFETY: a null stream stands for all of them.
    unsafe { libc::fflush(std::ptr::null_mut()) };
}
