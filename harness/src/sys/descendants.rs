//! Finding what a case has left behind.
//!
//! Where orphans can be adopted (Linux, FreeBSD), every descendant of a dead case is below the supervisor and none can get
//! away. Elsewhere only the case's own group can be reached: what left it is not seen, and the survey says so by being
//! `Unknown`.

use libc::pid_t;

use super::os::{System, This};

/// Whether [`adopt_orphans`] does what it says.
pub(crate) const ADOPTS_ORPHANS: bool = This::ADOPTS_ORPHANS;

/// One living process below the supervisor.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Descendant {
    pub(crate) process: pid_t,
    pub(crate) group: pid_t,
    pub(crate) session: pid_t,
    /// It has been killed, or is ending by itself, and only has yet to be gone. `false` where that cannot be told.
    pub(crate) dying: bool,
}

/// What there is below this process.
#[derive(Debug)]
pub(crate) enum Survey {
    /// Every living process that was asked about.
    Living(Vec<Descendant>),
    /// There is no way to tell here.
    Unknown,
}

impl From<Option<Vec<Descendant>>> for Survey {
    fn from(living: Option<Vec<Descendant>>) -> Survey {
        living.map_or(Survey::Unknown, Survey::Living)
    }
}

/// Makes orphaned descendants children of this process, where that can be done.
pub(crate) fn adopt_orphans() {
    This::adopt_orphans();
}

/// Lists the living descendants of this process, the nearest first, and no more than so many.
pub(crate) fn survey(at_most: usize) -> Survey {
    This::descendants(at_most).into()
}

/// Lists the living children of this process.
pub(crate) fn children() -> Survey {
    This::children().into()
}
