//! Finding what a case has left behind.
//!
//! Where orphans can be adopted (Linux: `PR_SET_CHILD_SUBREAPER`), every descendant of a dead case is below the
//! supervisor and none can get away. Elsewhere only the case's own group can be reached: what left it is not seen, and
//! the survey says so by being `Unknown`.

#[cfg(target_os = "linux")]
#[path = "linux.rs"]
mod os;
#[cfg(not(target_os = "linux"))]
#[path = "other.rs"]
mod os;

pub(crate) use os::{ADOPTS_ORPHANS, adopt_orphans, children, survey};

use libc::pid_t;

/// One living process below the supervisor.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Descendant {
    pub(crate) process: pid_t,
    pub(crate) group: pid_t,
    pub(crate) session: pid_t,
}

/// What there is below this process.
#[derive(Debug)]
pub(crate) enum Survey {
    /// Every living descendant.
    Living(Vec<Descendant>),
    /// There is no way to tell here.
    #[cfg_attr(
        target_os = "linux",
        expect(dead_code, reason = "made on systems without a subreaper")
    )]
    Unknown,
}
