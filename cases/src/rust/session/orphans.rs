//! Orphaned groups, orphaned processes, and who is told.

use std::io;
use std::process::ExitCode;

use exitspec::{Context, event, journal};
use libc::{SIGCONT, SIGHUP, SIGKILL, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR1, c_int, pid_t};
use nix::unistd::setsid;

use crate::sys::reaper::{self, become_reaper, set_parent_death_signal};
use crate::sys::signal::{block, catch, is_pending, sigwait, unblock};
use crate::sys::wait::{Word, getpid, getppid, setpgid, waitpid};
use crate::sys::{self, Gate, Lifeline};

/// Waits until the parent is another one.
fn await_another_parent(parent: pid_t) {
    while getppid() == parent {
        std::thread::yield_now();
    }
}

/// Waits for the child's stop, and reports it.
fn await_stop(child: pid_t) -> io::Result<()> {
    let (_, word) = waitpid(child, libc::WUNTRACED)?;
    event!("child:{word}");
    Ok(())
}

extern "C" fn report_sighup(_: c_int) {
    journal::event("sighup");
}

extern "C" fn report_sigcont(_: c_int) {
    journal::event("sigcont");
}

pub(super) fn stopped_group_gets_sighup_and_sigcont(_: &Context) -> io::Result<()> {
    catch(SIGHUP, report_sighup, 0, &[SIGCONT])?;
    catch(SIGCONT, report_sigcont, 0, &[SIGHUP])?;
    let child = sys::fork_child(|| {
        if setpgid(0, 0).is_err() {
            return 1;
        }
        sys::raise(SIGSTOP);
        event!("goes-on");
        0
    })?;
    await_stop(child)
}

/// One member is stopped; another, in the same group, watches it die.
pub(super) fn stopped_group_dies_by_default(_: &Context) -> io::Result<()> {
    let stopped = Gate::new()?;
    block(&[SIGHUP]);
    sys::fork_child(|| {
        if setpgid(0, 0).is_err() {
            return 1;
        }
        let child = sys::fork_child(|| {
            unblock(&[SIGHUP]);
            sys::raise(SIGSTOP);
            event!("not-reached");
            0
        });
        let ended = child.and_then(|child| {
            await_stop(child)?;
            stopped.open();
            sys::wait_status(child)
        });
        match ended {
            Ok(word) => event!("child:{}", Word(word)),
            Err(error) => event!("error:{:?}", error.kind()),
        }
        event!("watcher:{}", is_pending(SIGHUP));
        0
    })?;
    stopped.pass();
    Ok(())
}

pub(super) fn running_group_gets_nothing(_: &Context) -> io::Result<()> {
    let lifeline = Lifeline::new()?;
    let grouped = Gate::new()?;
    let parent = getpid();
    block(&[SIGHUP]);
    sys::fork_child(|| {
        let own_group = setpgid(0, 0).is_ok();
        grouped.open();
        lifeline.await_end();
        await_another_parent(parent);
        event!("own-group:{own_group}");
        event!("sighup:{}", is_pending(SIGHUP));
        0
    })?;
    grouped.pass();
    Ok(())
}

/// A member of the leader's own group: the leader's parent is outside the session, so the group was an orphan all along.
pub(super) fn group_that_was_an_orphan_before_gets_nothing(_: &Context) -> io::Result<()> {
    let child = sys::fork_child(|| {
        sys::raise(SIGSTOP);
        event!("continued");
        0
    })?;
    await_stop(child)
}

/// The parent of a stopped process leaves the session, and lives on.
pub(super) fn group_orphaned_by_setsid_is_left_alone(_: &Context) -> io::Result<()> {
    let gone = Gate::new()?;
    let go = Gate::new()?;
    let middle = sys::fork_child(|| {
        let child = sys::fork_child(|| {
            if setpgid(0, 0).is_err() {
                return 1;
            }
            sys::raise(SIGSTOP);
            event!("continued");
            0
        });
        let stopped = child.and_then(|child| await_stop(child).map(|()| child));
        // Not the leader of its group, so it may.
        event!("setsid:{}", setsid().is_ok());
        gone.open();
        go.pass();
        match stopped {
            Ok(child) => match waitpid(child, libc::WNOHANG | libc::WCONTINUED) {
                Ok((0, _)) => event!("still-stopped"),
                Ok((_, word)) => event!("child:{word}"),
                Err(error) => event!("error:{error:?}"),
            },
            Err(error) => event!("error:{:?}", error.kind()),
        }
        0
    })?;
    gone.pass();
    go.open();
    event!("middle:{}", Word(sys::wait_status(middle)?));
    Ok(())
}

pub(super) fn terminal_stops_are_discarded(_: &Context) -> ExitCode {
    for (signal, name) in [
        (SIGTSTP, "sigtstp"),
        (SIGTTIN, "sigttin"),
        (SIGTTOU, "sigttou"),
    ] {
        sys::raise(signal);
        journal::event(name);
    }
    ExitCode::from(6)
}

pub(super) fn sigstop_is_not_discarded(context: &Context) -> ExitCode {
    sys::raise(SIGSTOP);
    context.await_continued();
    ExitCode::from(6)
}

/// Forks a child that tells when it has another parent, once its parent has ended.
fn fork_orphan() -> io::Result<()> {
    let lifeline = Lifeline::new()?;
    let ready = Gate::new()?;
    let parent = getpid();
    sys::fork_child(|| {
        event!("ours:{}", getppid() == parent);
        ready.open();
        lifeline.await_end();
        await_another_parent(parent);
        event!("adopted");
        0
    })?;
    ready.pass();
    Ok(())
}

pub(super) fn orphan_gets_another_parent(_: &Context) -> io::Result<()> {
    fork_orphan()
}

pub(super) fn orphan_of_a_killed_parent(_: &Context) -> io::Result<()> {
    fork_orphan()?;
    sys::raise(SIGKILL);
    Ok(())
}

/// Forks a child that forks a grandchild and ends; the grandchild, which is told who its parent was, is an orphan then.
fn fork_grandchild(grandchild: impl FnOnce(pid_t) -> c_int) -> io::Result<()> {
    let child = sys::fork_child(|| {
        let parent = getpid();
        i32::from(sys::fork_child(|| grandchild(parent)).is_err())
    })?;
    match sys::wait_status(child)? {
        0 => Ok(()),
        word => Err(io::Error::other(format!("no grandchild: {}", Word(word)))),
    }
}

pub(super) fn nearest_reaper_adopts(_: &Context) -> io::Result<()> {
    let ours = getpid();
    become_reaper()?;
    fork_grandchild(|parent| {
        await_another_parent(parent);
        event!("adopted-by-us:{}", getppid() == ours);
        9
    })?;
    let (_, word) = waitpid(-1, 0)?;
    event!("grandchild:{word}");
    Ok(())
}

/// The child of a reaper is none: its orphans go to the reaper.
pub(super) fn reaper_is_not_inherited(_: &Context) -> io::Result<()> {
    let ours = getpid();
    become_reaper()?;
    let told = Gate::new()?;
    sys::fork_child(|| {
        let parent = getpid();
        let forked = fork_grandchild(|middle| {
            await_another_parent(middle);
            event!("adopted-by-the-child:{}", getppid() == parent);
            event!("adopted-by-us:{}", getppid() == ours);
            told.open();
            0
        });
        if forked.is_ok() {
            told.pass();
        }
        i32::from(forked.is_err())
    })?;
    for _ in 0..2 {
        let (_, word) = waitpid(-1, 0)?;
        event!("{word}");
    }
    Ok(())
}

/// The two forks of a daemon: the first to be no leader of a group, the second to be no leader of the session.
pub(super) fn daemon(_: &Context) -> io::Result<ExitCode> {
    let lifeline = Lifeline::new()?;
    let original = getpid();
    let child = sys::fork_child(|| {
        event!("setsid:{}", setsid().is_ok());
        let leader = getpid();
        let forked = sys::fork_child(|| {
            lifeline.await_end();
            await_another_parent(leader);
            event!("adopted:{}", getppid() != original);
            let session = nix::unistd::getsid(None).map(nix::unistd::Pid::as_raw);
            event!("leads:{}", session == Ok(getpid()));
            event!("session-of-the-child:{}", session == Ok(leader));
            0
        });
        i32::from(forked.is_err())
    })?;
    event!("child:{}", Word(sys::wait_status(child)?));
    Ok(ExitCode::from(2))
}

pub(super) fn leader_cannot_lead_again(_: &Context) {
    event!("{:?}", setsid());
}

/// The child waits for the signal it asked for.
pub(super) fn parent_death_signal(_: &Context) -> io::Result<()> {
    let asked = Gate::new()?;
    block(&[SIGUSR1]);
    sys::fork_child(|| {
        event!("asked:{}", set_parent_death_signal(SIGUSR1).is_ok());
        asked.open();
        event!("told:{}", matches!(sigwait(&[SIGUSR1]), Ok(SIGUSR1)));
        0
    })?;
    asked.pass();
    Ok(())
}

pub(super) fn parent_death_signal_is_not_inherited(_: &Context) -> io::Result<()> {
    set_parent_death_signal(SIGUSR1)?;
    event!("parent:{}", reaper::parent_death_signal()? == SIGUSR1);
    let child = sys::fork_child(|| {
        event!("child:{:?}", reaper::parent_death_signal());
        0
    })?;
    sys::wait_status(child)?;
    Ok(())
}

/// The thread that forked ends; the process goes on.
pub(super) fn parent_death_signal_of_a_thread(_: &Context) -> io::Result<()> {
    let asked = Gate::new()?;
    block(&[SIGUSR1]);
    let forked = std::thread::scope(|scope| {
        let thread = scope.spawn(|| {
            let child = sys::fork_child(|| {
                event!("asked:{}", set_parent_death_signal(SIGUSR1).is_ok());
                asked.open();
                event!("told:{}", matches!(sigwait(&[SIGUSR1]), Ok(SIGUSR1)));
                0
            });
            asked.pass();
            child
        });
        thread.join()
    });
    let child = forked.map_err(|_| io::Error::other("the thread panicked"))??;
    event!("child:{}", Word(sys::wait_status(child)?));
    Ok(())
}
