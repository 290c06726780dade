//! Mutexes, semaphores and segments that processes share.

use std::io::{self, Read as _};
use std::os::fd::AsRawFd as _;

use exitspec::{Context, event};

use super::{Ending, become_shell, child_takes};
use crate::sys;
use crate::sys::mutex::SharedMutex;
use crate::sys::sysv::{Segment, SemaphoreSet};
use crate::sys::wait::Word;

/// `ok`, or the name of the error.
fn told(result: nix::Result<()>) -> String {
    match result {
        Ok(()) => "ok".to_owned(),
        Err(error) => format!("{error:?}"),
    }
}

pub(super) fn robust_mutex(_: &Context) -> io::Result<()> {
    let mutex = SharedMutex::new(true)?;
    for ending in Ending::ALL {
        child_takes(ending, || mutex.lock())?;
        event!("{}:{}", ending.name(), told(mutex.lock()));
        mutex.make_consistent()?;
        mutex.unlock()?;
    }
    Ok(())
}

/// Unlocked without having been made consistent, it is of no use any more.
pub(super) fn robust_mutex_left_inconsistent(_: &Context) -> io::Result<()> {
    let mutex = SharedMutex::new(true)?;
    child_takes(Ending::Sigkill, || mutex.lock())?;
    event!("{}", told(mutex.lock()));
    mutex.unlock()?;
    event!("{}", told(mutex.lock()));
    Ok(())
}

pub(super) fn ordinary_mutex_stays_locked(_: &Context) -> io::Result<()> {
    for ending in Ending::ALL {
        let mutex = SharedMutex::new(false)?;
        child_takes(ending, || mutex.lock())?;
        event!("{}:{}", ending.name(), told(mutex.try_lock()));
    }
    Ok(())
}

pub(super) fn semaphore_is_undone(_: &Context) -> io::Result<()> {
    let set = SemaphoreSet::new(3)?;
    let report = || -> io::Result<()> {
        for ending in Ending::ALL {
            child_takes(ending, || set.add(-2, true))?;
            event!("{}:{}", ending.name(), set.value()?);
        }
        Ok(())
    };
    let reported = report();
    set.remove()?;
    reported
}

pub(super) fn semaphore_without_undo_stays(_: &Context) -> io::Result<()> {
    let set = SemaphoreSet::new(9)?;
    let report = || -> io::Result<()> {
        for ending in Ending::ALL {
            child_takes(ending, || set.add(-2, false))?;
            event!("{}:{}", ending.name(), set.value()?);
        }
        Ok(())
    };
    let reported = report();
    set.remove()?;
    reported
}

/// The adjustment goes with the process through the exec, and is made when the new image ends.
pub(super) fn semaphore_is_not_undone_by_exec(_: &Context) -> io::Result<()> {
    let set = SemaphoreSet::new(3)?;
    let reported = exec_with_adjustment(set);
    set.remove()?;
    reported
}

fn exec_with_adjustment(set: SemaphoreSet) -> io::Result<()> {
    while_a_shell_runs(
        || set.add(-2, true),
        |when| {
            event!("{when}:{}", set.value()?);
            Ok(())
        },
    )
}

/// A child takes something and becomes a shell. Looks while the shell runs, and after.
fn while_a_shell_runs(
    take: impl FnOnce() -> nix::Result<()>,
    look: impl Fn(&str) -> io::Result<()>,
) -> io::Result<()> {
    let (told_by, tell) = io::pipe()?;
    let (mut says, saying) = io::pipe()?;
    let child = sys::fork_child(|| {
        let ready = take().and_then(|()| sys::image::dup2(saying.as_raw_fd(), 1, false));
        match ready {
            Ok(()) => become_shell(told_by.as_raw_fd()),
            Err(_) => 1,
        }
    })?;
    drop(saying);
    says.read_exact(&mut [0; 6])?;
    look("while-it-runs")?;
    drop(tell);
    event!("shell:{}", Word(sys::wait_status(child)?));
    look("after")
}

/// The process goes on, but the owner is no more: its memory is gone.
pub(super) fn robust_mutex_and_exec(_: &Context) -> io::Result<()> {
    let mutex = SharedMutex::new(true)?;
    while_a_shell_runs(
        || mutex.lock(),
        |when| {
            event!("{when}:{}", told(mutex.try_lock()));
            mutex.make_consistent().or_else(only_once)?;
            mutex.unlock()?;
            Ok(())
        },
    )
}

/// There is nothing to make consistent the second time.
fn only_once(error: nix::errno::Errno) -> nix::Result<()> {
    match error {
        nix::errno::Errno::EINVAL => Ok(()),
        error => Err(error),
    }
}

pub(super) fn segment_is_detached(_: &Context) -> io::Result<()> {
    let segment = Segment::new()?;
    let report = || -> io::Result<()> {
        for ending in Ending::ALL {
            child_takes(ending, || match segment.attach() {
                Ok(_) if segment.is_attached()? => Ok(()),
                Ok(_) => Err(nix::errno::Errno::EIO),
                Err(error) => Err(error),
            })?;
            event!("{}:{}", ending.name(), segment.is_attached()?);
        }
        Ok(())
    };
    let reported = report();
    segment.remove()?;
    reported
}
