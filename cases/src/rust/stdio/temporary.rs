//! Whether the file of `tmpfile` is there when the process is gone.

use std::ffi::c_int;
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use exitspec::{Context, event};

use crate::sys;

/// Whether one of the directories where temporary files are made has an entry for that file.
fn is_somewhere(wanted: [u64; 2]) -> bool {
    let named = std::env::var_os("TMPDIR").unwrap_or_default();
    let directories = [
        named.as_os_str(),
        "/tmp".as_ref(),
        "/var/tmp".as_ref(),
        "/usr/tmp".as_ref(),
    ];
    directories
        .into_iter()
        .filter_map(|directory| Path::new(directory).read_dir().ok())
        .flat_map(|entries| entries.filter_map(Result::ok))
        .filter_map(|entry| entry.metadata().ok())
        .any(|metadata| [metadata.dev(), metadata.ino()] == wanted)
}

/// A child makes a temporary file with text in it, tells which, and ends by `end`.
fn make_in_child(end: impl FnOnce() -> c_int) -> io::Result<()> {
    let (mut told, mut teller) = io::pipe()?;
    let child = sys::fork_child(|| {
        let stream = sys::tmpfile();
        if stream.is_null() {
            return 125;
        }
        sys::fputs(c"text", stream);
        sys::fflush(stream);
        let Ok([device, number]) = sys::file_identity(stream) else {
            return 124;
        };
        let message = [device.to_ne_bytes(), number.to_ne_bytes()].concat();
        match teller.write_all(&message) {
            Ok(()) => end(),
            Err(_) => 123,
        }
    })?;
    drop(teller);
    let mut message = [[0; 8]; 2];
    told.read_exact(message.as_flattened_mut())?;
    sys::wait_status(child)?;
    event!("there:{}", is_somewhere(message.map(u64::from_ne_bytes)));
    Ok(())
}

pub(super) fn tmpfile_removed_by_exit(_: &Context) -> io::Result<()> {
    make_in_child(|| sys::exit(0))
}

pub(super) fn tmpfile_removed_by_underscore_exit(_: &Context) -> io::Result<()> {
    make_in_child(|| sys::_exit(0))
}

pub(super) fn tmpfile_removed_by_sigkill(_: &Context) -> io::Result<()> {
    make_in_child(|| sys::raise(libc::SIGKILL))
}
