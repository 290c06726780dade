//! File locks.

use std::fs::File;
use std::io::{self, Read as _};
use std::os::fd::AsRawFd as _;

use exitspec::{Context, event};

use super::{Ending, become_shell, child_takes};
use crate::sys::image::dup2;
use crate::sys::locks::{Kind, lock};
use crate::sys::wait::Word;
use crate::sys::{self, Gate};

/// Whether the lock can be had through a description of its own.
fn is_free(kind: Kind) -> io::Result<bool> {
    Ok(lock(&open()?, kind)?)
}

fn open() -> io::Result<File> {
    File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open("file")
}

/// Takes the lock for the calling process, and keeps the file open.
fn take(kind: Kind) -> nix::Result<()> {
    let file = open().map_err(|_| nix::errno::Errno::EIO)?;
    match lock(&file, kind)? {
        true => {
            std::mem::forget(file);
            Ok(())
        }
        false => Err(nix::errno::Errno::EBUSY),
    }
}

fn released(kind: Kind) -> io::Result<()> {
    for ending in Ending::ALL {
        child_takes(ending, || take(kind))?;
        event!("{}:{}", ending.name(), is_free(kind)?);
    }
    Ok(())
}

pub(super) fn record_lock_is_released(_: &Context) -> io::Result<()> {
    released(Kind::Record)
}

pub(super) fn description_lock_is_released(_: &Context) -> io::Result<()> {
    released(Kind::Description)
}

pub(super) fn flock_is_released(_: &Context) -> io::Result<()> {
    released(Kind::Flock)
}

/// A child takes the lock on a descriptor that is closed on exec or not, and becomes a shell. Whether the lock is free
/// is reported while the shell runs, and after.
fn exec_with_lock(kind: Kind, close_on_exec: bool) -> io::Result<()> {
    let (told_by, tell) = io::pipe()?;
    let (mut says, saying) = io::pipe()?;
    let child = sys::fork_child(|| {
        let Ok(file) = open() else { return 1 };
        let descriptor = file.as_raw_fd();
        // Onto itself: only the flag is set. There is no other descriptor of the file, whose closing would count too.
        let ready = dup2(descriptor, descriptor, close_on_exec)
            .and_then(|()| lock(&file, kind))
            .and_then(|_| dup2(saying.as_raw_fd(), 1, false));
        match ready {
            Ok(()) => become_shell(told_by.as_raw_fd()),
            Err(_) => 1,
        }
    })?;
    drop(saying);
    says.read_exact(&mut [0; 6])?;
    event!("while-it-runs:{}", is_free(kind)?);
    drop(tell);
    event!("shell:{}", Word(sys::wait_status(child)?));
    event!("after:{}", is_free(kind)?);
    Ok(())
}

pub(super) fn record_lock_is_kept_by_exec(_: &Context) -> io::Result<()> {
    exec_with_lock(Kind::Record, false)
}

pub(super) fn record_lock_goes_with_close_on_exec(_: &Context) -> io::Result<()> {
    exec_with_lock(Kind::Record, true)
}

pub(super) fn flock_is_kept_by_exec(_: &Context) -> io::Result<()> {
    exec_with_lock(Kind::Flock, false)
}

/// A child has no part in its parent's record lock: it cannot take it, and its end does not release it.
pub(super) fn record_lock_is_not_inherited(_: &Context) -> io::Result<()> {
    let file = open()?;
    event!("taken:{}", lock(&file, Kind::Record)?);
    for name in ["first", "second"] {
        let child = sys::fork_child(|| {
            event!("{name}:{:?}", lock(&file, Kind::Record));
            0
        })?;
        sys::wait_status(child)?;
    }
    Ok(())
}

/// The classic trap: any descriptor of the file will do.
pub(super) fn record_lock_goes_with_any_descriptor(_: &Context) -> io::Result<()> {
    let file = open()?;
    event!("taken:{}", lock(&file, Kind::Record)?);
    let look = || -> io::Result<()> {
        let child = sys::fork_child(|| {
            event!("free:{}", is_free(Kind::Record).unwrap_or(false));
            0
        })?;
        sys::wait_status(child)?;
        Ok(())
    };
    look()?;
    drop(open()?);
    look()
}

/// The description is shared with a grandchild, which keeps the lock when the one who took it has ended.
fn stays_with_a_child(kind: Kind) -> io::Result<()> {
    let go = Gate::new()?;
    let child = sys::fork_child(|| {
        if take(kind).is_err() {
            return 1;
        }
        let forked = sys::fork_child(|| {
            go.pass();
            0
        });
        i32::from(forked.is_err())
    })?;
    event!("child:{}", Word(sys::wait_status(child)?));
    event!("while-a-child-has-it:{}", is_free(kind)?);
    go.open();
    // Nobody here can wait for a grandchild; the lock itself is what is waited for.
    while !is_free(kind)? {
        std::thread::yield_now();
    }
    event!("after");
    Ok(())
}

pub(super) fn description_lock_stays_with_a_child(_: &Context) -> io::Result<()> {
    stays_with_a_child(Kind::Description)
}

pub(super) fn flock_stays_with_a_child(_: &Context) -> io::Result<()> {
    stays_with_a_child(Kind::Flock)
}

/// `File::lock`, which leaves open what it locks with.
pub(super) fn std_lock_is_released(_: &Context) -> io::Result<()> {
    for ending in Ending::ALL {
        child_takes(ending, || {
            let file = open().map_err(|_| nix::errno::Errno::EIO)?;
            let taken = file.try_lock();
            std::mem::forget(file);
            taken.map_err(|_| nix::errno::Errno::EBUSY)
        })?;
        event!("{}:{}", ending.name(), open()?.try_lock().is_ok());
    }
    Ok(())
}
