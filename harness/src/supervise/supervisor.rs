//! A supervisor: single-threaded by construction, one case at a time, from the fork to the answer.

use std::mem::ManuallyDrop;
use std::os::unix::net::UnixStream;

use super::case_run::CaseRun;
use super::launch::{Side, launch};
use super::setup::Setup;
use super::watch::Watch;
use super::wire::{self, Answer, Job};
use crate::case::Suite;
use crate::sys::{self, Wakeups};

/// Serves jobs until the harness is gone. The supervisor itself never returns; what comes back is a case's process, on
/// its way to `main`.
pub(crate) fn serve(control: UnixStream, suite: &Suite, setup: &Setup) -> CaseRun {
    // A case's process comes back through this frame, and has no business with the supervisor's descriptors.
    let control = ManuallyDrop::new(control);
    sys::adopt_orphans();
    let Ok(wakeups) = Wakeups::new() else {
        sys::leave(1)
    };
    let mut buffer = vec![0; 1 << 16];
    loop {
        let Ok(Some(job)) = wire::receive::<Job>(&*control) else {
            sys::leave(0)
        };
        let answer: Answer = match suite.case(job.case) {
            None => Err("there is no such case in this binary".to_owned()),
            Some((id, case)) => match launch(setup, &id, case, &job) {
                Ok(Side::Case(run)) => return run,
                Ok(Side::Supervisor(running)) => {
                    let (control, wakeups, buffer) = (&*control, &wakeups, &mut buffer[..]);
                    let watch = Watch {
                        case,
                        sink: job.sink,
                        command: job.command.as_ref(),
                        scale: job.timeout_scale,
                        control,
                        wakeups,
                        buffer,
                    };
                    watch.watch(running).map_err(|error| error.to_string())
                }
                Err(error) => Err(format!("cannot start the case: {error}")),
            },
        };
        if wire::send(&*control, &answer).is_err() {
            sys::leave(0);
        }
    }
}
