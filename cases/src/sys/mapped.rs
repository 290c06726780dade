//! Files in memory, and the status flags of descriptors.

use std::ffi::{c_int, c_void};
use std::fs::File;
use std::num::NonZeroUsize;
use std::ptr::NonNull;

use nix::errno::Errno;
use nix::sys::mman::{MapFlags, ProtFlags, mmap};

fn map(file: &File) -> nix::Result<NonNull<c_void>> {
    let length = NonZeroUsize::MIN;
    let access = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
    // SAFETY: a new mapping at a place of the system's choice, never unmapped. Callers pass a file of one byte.
    unsafe { mmap(None, length, access, MapFlags::MAP_SHARED, file, 0) }
}

/// Maps a file of at least one byte, and stores its first. The mapping stays.
pub(crate) fn store(file: &File, byte: u8) -> nix::Result<()> {
    let memory = map(file)?.cast::<u8>();
    // SAFETY: the mapping has this byte, and it may be written to.
    unsafe { memory.write_volatile(byte) };
    Ok(())
}

/// Maps a file of at least one byte, and loads its first. The mapping stays.
pub(crate) fn load(file: &File) -> nix::Result<u8> {
    let memory = map(file)?.cast::<u8>();
    // SAFETY: the mapping has this byte.
    Ok(unsafe { memory.read_volatile() })
}

/// Sets `O_NONBLOCK` on the open file description; gives the flags it had.
pub(crate) fn set_nonblocking(descriptor: c_int) -> nix::Result<c_int> {
    // SAFETY: takes numbers only.
    let flags = Errno::result(unsafe { libc::fcntl(descriptor, libc::F_GETFL) })?;
    // SAFETY: as above.
    Errno::result(unsafe { libc::fcntl(descriptor, libc::F_SETFL, flags | libc::O_NONBLOCK) })?;
    Ok(flags)
}
