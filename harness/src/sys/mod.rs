//! The seam to the system: all `cfg(target_os)`, and nearly all `unsafe`.

#![expect(
    unsafe_code,
    reason = "this module is the fence around the calls std and nix do not offer, or offer with a loss"
)]

mod io;

pub(crate) use io::{read_one_byte, regular_file_size, write_preserving_errno};
