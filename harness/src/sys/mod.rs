//! The seam to the system: all `cfg(target_os)`, and nearly all `unsafe`.

#![expect(
    unsafe_code,
    reason = "the fence around the calls std and nix do not offer, or offer with a loss"
)]

mod descendants;
mod descriptors;
mod interrupt;
mod io;
mod os;
mod platform;
mod process;
mod signal;
mod threads;
mod wait;

pub(crate) use descendants::{ADOPTS_ORPHANS, Descendant, Survey, adopt_orphans, children, survey};
pub(crate) use descriptors::{close_range, connect, descriptor_limit};
pub(crate) use interrupt::is_ignored;
pub(crate) use io::{
    flush_c_streams, read_one_byte, regular_file_size, set_nonblocking, write_preserving_errno,
};
pub(crate) use platform::{container, emulator, full_device, libc as libc_identity};
pub(crate) use process::{
    Forked, environment, execute, fix_environment, fork, leave, lift_core_limit,
    limit_cores_and_files, set_environment, take_controlling_terminal,
};
#[cfg(test)]
pub(crate) use signal::signal_number;
pub(crate) use signal::{
    Wakeups, continue_process, kill_group, kill_process, reset_dispositions, restore_default,
    signal_name,
};
pub(crate) use threads::{blocked_threads, thread_count};
pub(crate) use wait::{Peek, any_child, peek, reap, reap_change};
