//! The process reaper, `procctl(2)`, of FreeBSD 10.2 and later.
//!
//! The layouts and flags are those of `<sys/procctl.h>`, which the libc crate does not have.

use std::ptr;

use libc::{c_int, c_uint, c_void, pid_t};
use nix::errno::Errno;

use crate::sys::descendants::Descendant;

const REAPER_PIDINFO_VALID: c_uint = 0x1;
const REAPER_PIDINFO_CHILD: c_uint = 0x2;
const REAPER_PIDINFO_ZOMBIE: c_uint = 0x8;
/// Since FreeBSD 14.
const REAPER_PIDINFO_EXITING: c_uint = 0x20;

/// `struct procctl_reaper_status`.
#[repr(C)]
#[derive(Default)]
struct Status {
    flags: c_uint,
    children: c_uint,
    descendants: c_uint,
    reaper: pid_t,
    newest: pid_t,
    padding: [c_uint; 15],
}

/// `struct procctl_reaper_pidinfo`.
#[repr(C)]
#[derive(Default, Clone)]
struct PidInfo {
    process: pid_t,
    subtree: pid_t,
    flags: c_uint,
    padding: [c_uint; 15],
}

/// `struct procctl_reaper_pids`.
#[repr(C)]
struct Pids {
    count: c_uint,
    padding: [c_uint; 15],
    list: *mut PidInfo,
}

pub(super) fn adopt_orphans() {
    // SAFETY: the command takes no data.
    let acquired = unsafe { reaper(libc::PROC_REAP_ACQUIRE, ptr::null_mut()) };
    // It fails for a process that is one already; children of a reaper are none.
    debug_assert_eq!(acquired, Ok(()));
}

pub(super) fn descendants(at_most: usize) -> Option<Vec<Descendant>> {
    let mut listed = list()?;
    // The list has no order that is promised.
    listed.sort_by_key(|info| info.flags & REAPER_PIDINFO_CHILD == 0);
    Some(living(&listed).take(at_most).collect())
}

pub(super) fn children() -> Option<Vec<Descendant>> {
    let mut listed = list()?;
    listed.retain(|info| info.flags & REAPER_PIDINFO_CHILD != 0);
    Some(living(&listed).collect())
}

/// The processes below this one, zombies included. Those below a descendant that is a reaper itself are missing: they
/// come to us when it ends.
fn list() -> Option<Vec<PidInfo>> {
    let mut status = Status::default();
    // SAFETY: this is the data that the command fills in.
    unsafe { reaper(libc::PROC_REAP_STATUS, (&raw mut status).cast()) }.ok()?;
    // With room for some that are made meanwhile. More are not missed for long: a survey is repeated.
    let count = status.descendants.saturating_add(64);
    let mut infos = vec![PidInfo::default(); usize::try_from(count).ok()?];
    let mut pids = Pids {
        count,
        padding: [0; 15],
        list: infos.as_mut_ptr(),
    };
    // SAFETY: this is the data that the command takes, and the list has room for as many as it says.
    unsafe { reaper(libc::PROC_REAP_GETPIDS, (&raw mut pids).cast()) }.ok()?;
    infos.retain(|info| info.flags & REAPER_PIDINFO_VALID != 0);
    Some(infos)
}

/// Leaves out zombies, and what has gone since the list was made.
fn living(infos: &[PidInfo]) -> impl Iterator<Item = Descendant> {
    infos
        .iter()
        .filter(|info| info.flags & REAPER_PIDINFO_ZOMBIE == 0)
        .filter_map(|info| {
            // SAFETY: takes a number and gives one.
            let group = unsafe { libc::getpgid(info.process) };
            // SAFETY: as above.
            let session = unsafe { libc::getsid(info.process) };
            (group >= 0 && session >= 0).then_some(Descendant {
                process: info.process,
                group,
                session,
                dying: info.flags & REAPER_PIDINFO_EXITING != 0,
            })
        })
}

/// Asks about this process as a reaper.
///
/// # Safety
///
/// The data is what the command reads and writes.
unsafe fn reaper(command: c_int, data: *mut c_void) -> nix::Result<()> {
    let own = libc::id_t::from(std::process::id());
    // SAFETY: the caller's promise.
    let result = unsafe { libc::procctl(libc::P_PID, own, command, data) };
    Errno::result(result).map(drop)
}
