//! After a case: listing what it left behind, and killing it, whatever it does.

use std::io;
use std::time::{Duration, Instant};

use libc::pid_t;

use crate::observation::LeftBehind;
use crate::sys::{self, Descendant, Survey, Wakeups};

/// How long the killing may take, in milliseconds before scaling. It is over in a moment unless a process is stuck in
/// the kernel or makes new ones faster than they can be killed.
pub(crate) const LIMIT_MS: u32 = 10_000;

/// How many of the processes left behind are listed in an observation.
const LISTED_MAX: usize = 100;

/// How many are looked for at a time. The first to be found are the nearest to us, and killing those brings up the rest.
const SURVEYED_MAX: usize = 1000;

/// Kills everything below this process. Gives what the first look showed, sorted. What is dying then does not count: how far it has
/// come is chance.
///
/// Killing is repeated until no child is left: a killed process hands its children over to us. Processes of the case's
/// own group are killed by one call, which no fork can outrun (the kernel lets no fork through that has the signal
/// pending).
pub(crate) fn sweep(
    case: pid_t,
    wakeups: &Wakeups,
    limit: Duration,
) -> io::Result<Vec<LeftBehind>> {
    let mut first_look = None;
    let deadline = Instant::now() + limit;
    loop {
        reap_all();
        if !sys::any_child() {
            return Ok(first_look.unwrap_or_default());
        }
        let at_most = if first_look.is_none() {
            LISTED_MAX
        } else {
            SURVEYED_MAX
        };
        if let Survey::Living(living) = sys::survey(at_most) {
            // There is a child. That nobody was seen who lives means that somebody was handed over to us in the middle of the
            // look, or will be when who is dying is gone: nobody is killed before that has been seen.
            let lives = living.iter().any(|descendant| !descendant.dying);
            if lives {
                first_look.get_or_insert_with(|| relations(case, &living));
            }
            if first_look.is_some() {
                kill(case, &living);
            }
        }
        if Instant::now() >= deadline {
            return Err(io::Error::other(
                "processes that the case left behind could not be killed",
            ));
        }
        wakeups.wait(Duration::from_millis(20))?;
    }
}

/// Kills what is below this process and is none of `ours`, with everything below that. For the nursery, which inherits
/// the case of a supervisor that was lost.
pub(crate) fn kill_strays(ours: &[pid_t], wakeups: &Wakeups) -> io::Result<()> {
    // Not bounded: the nursery has nothing better to do, and must not leave before this is done.
    loop {
        let Survey::Living(children) = sys::children() else {
            return Ok(());
        };
        let strays: Vec<Descendant> = children
            .into_iter()
            .filter(|child| !ours.contains(&child.process))
            .collect();
        if strays.is_empty() {
            return Ok(());
        }
        for stray in &strays {
            if stray.group == stray.process {
                sys::kill_group(stray.group);
            }
            sys::kill_process(stray.process);
        }
        wakeups.wait(Duration::from_millis(20))?;
        for stray in strays {
            // An error means that it has been reaped already.
            let _ = sys::reap(stray.process);
        }
    }
}

fn reap_all() {
    while let Ok(Some(_)) = sys::reap(-1) {}
}

fn relations(case: pid_t, living: &[Descendant]) -> Vec<LeftBehind> {
    let mut relations: Vec<LeftBehind> = living
        .iter()
        .filter(|descendant| !descendant.dying)
        .map(|descendant| match descendant {
            Descendant { group, .. } if *group == case => LeftBehind::Group,
            Descendant { session, .. } if *session == case => LeftBehind::Session,
            _ => LeftBehind::Elsewhere,
        })
        .collect();
    relations.sort_unstable();
    relations
}

fn kill(case: pid_t, living: &[Descendant]) {
    if living.iter().any(|descendant| descendant.group == case) {
        sys::kill_group(case);
    }
    for descendant in living.iter().filter(|descendant| descendant.group != case) {
        sys::kill_process(descendant.process);
    }
}
