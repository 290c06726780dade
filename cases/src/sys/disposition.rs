//! What a process finds: dispositions of signals, and what descriptors lead to.

use std::ffi::c_int;
use std::fs::File;
use std::mem::{ManuallyDrop, MaybeUninit};
use std::os::fd::FromRawFd as _;
use std::os::unix::fs::MetadataExt as _;

use nix::errno::Errno;

/// What is done when a signal comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Disposition {
    /// `SIG_DFL`.
    Default,
    /// `SIG_IGN`.
    Ignored,
    /// A handler.
    Caught,
}

/// `sigaction`, asking only.
pub(crate) fn disposition(signal: c_int) -> nix::Result<Disposition> {
    let mut action = MaybeUninit::<libc::sigaction>::uninit();
    // SAFETY: there is room for the action, and none is set.
    Errno::result(unsafe { libc::sigaction(signal, std::ptr::null(), action.as_mut_ptr()) })?;
    // SAFETY: sigaction succeeded, so it filled the structure in.
    let action = unsafe { action.assume_init() };
    Ok(match action.sa_sigaction {
        libc::SIG_DFL => Disposition::Default,
        libc::SIG_IGN => Disposition::Ignored,
        _ => Disposition::Caught,
    })
}

/// Whether an open descriptor leads to the null device.
pub(crate) fn is_null_device(descriptor: c_int) -> std::io::Result<bool> {
    // SAFETY: the descriptor is only asked about, and stays whose it is.
    let file = ManuallyDrop::new(unsafe { File::from_raw_fd(descriptor) });
    let null = std::fs::metadata("/dev/null")?;
    let data = file.metadata()?;
    Ok((data.dev(), data.ino()) == (null.dev(), null.ino()))
}
