//! Running the tests and listening for interrupts at the same time.

use std::fs::File;
use std::io::{self, Write};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Instant;

use nix::sys::signal::Signal;

use super::json::Events;
use super::options::{Format, Options};
use super::outcome::Outcome;
use super::{shuffle, trials};
use crate::run::{Config, Executor, Finished, Interrupts, Plan, Recorder, Session, run};
use crate::supervise::Stopper;

/// What is to be done.
pub(super) struct Orders {
    pub(super) session: Session,
    pub(super) plan: Plan,
    pub(super) config: Config,
    pub(super) options: Options,
    pub(super) executors: Vec<Executor>,
    pub(super) log: Option<File>,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// Everything ran.
    Whole {
        /// Nothing failed.
        passed: bool,
    },
    /// Not everything ran, because of a failure.
    Cut,
    /// A signal asked for the end.
    Interrupted(Signal),
    /// Nobody reads what is printed.
    OutputGone,
}

/// What the threads that run tests share with the one that waits for them.
pub(super) struct Shared {
    pub(super) session: Session,
    pub(super) options: Options,
    /// `None` once the document is being made: results that come later are not in it.
    recorder: Mutex<Option<Recorder>>,
    log: Option<Mutex<File>>,
}

impl Shared {
    /// Records a result, and says what it is as a test.
    pub(super) fn record(&self, name: &str, finished: &Finished) -> Outcome {
        let outcome = Outcome::of(finished, self.options.time_limit);
        if let Some(recorder) = &mut *lock(&self.recorder) {
            recorder.add(finished.clone());
        }
        if let Some(log) = &self.log {
            // As in libtest, a log that cannot be written to does not end the run.
            let _ = writeln!(lock(log), "{} {name}", outcome.word());
        }
        outcome
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is behind these locks is whole between two statements.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs the tests to their end, or until something else ends the run. The recorder comes back with all results that
/// were finished.
pub(super) fn execute(
    orders: Orders,
    recorder: Recorder,
    stopper: &Stopper,
    interrupts: Interrupts,
) -> io::Result<(Ended, Option<Recorder>)> {
    let Orders {
        session,
        mut plan,
        config,
        options,
        executors,
        log,
    } = orders;
    let seed = options.shuffle.map(shuffle::number);
    if let Some(seed) = seed {
        shuffle::shuffle(&mut plan.items, seed);
    }
    if options.only_ignored || options.only_benchmarks {
        plan.left_out += plan.items.len();
        plan.items.clear();
    }
    let shared = Arc::new(Shared {
        session,
        options,
        recorder: Mutex::new(Some(recorder)),
        log: log.map(Mutex::new),
    });
    let (sender, receiver) = mpsc::channel();
    listen(interrupts, sender.clone())?;
    let runner = Arc::clone(&shared);
    thread::Builder::new()
        .name(trials::THREAD.to_owned())
        .spawn(move || {
            let ended = match runner.options.format {
                Format::Json => events(&runner, &plan, &config, executors, seed),
                Format::Pretty | Format::Terse => {
                    trials::run(&runner, plan, &config, executors, seed)
                }
            };
            // The other side waits for this message or has had another; both are fine.
            let _ = sender.send(ended);
        })?;
    let ended = receiver.recv().unwrap_or(Ended::Cut);
    stopper.stop();
    let recorder = lock(&shared.recorder).take();
    Ok((ended, recorder))
}

/// Tells of the first signal that comes.
fn listen(interrupts: Interrupts, sender: Sender<Ended>) -> io::Result<()> {
    thread::Builder::new().spawn(move || {
        let signal = interrupts.wait();
        let _ = sender.send(Ended::Interrupted(signal));
    })?;
    Ok(())
}

/// Runs the tests and prints JSON events.
fn events(
    shared: &Shared,
    plan: &Plan,
    config: &Config,
    executors: Vec<Executor>,
    seed: Option<u64>,
) -> Ended {
    let begun = Instant::now();
    let mut events = Events::new(io::stdout(), &shared.options);
    let mut printed = events.begin(plan.items.len(), seed);
    let complete = run(&shared.session, plan, config, executors, |finished| {
        let name = finished.test_name();
        let outcome = shared.record(&name, &finished);
        if printed.is_ok() {
            printed = events.test(&name, &finished, &outcome);
        }
        printed.is_ok()
    });
    match printed.and_then(|()| events.end(plan.left_out, begun.elapsed())) {
        Ok(passed) if complete => Ended::Whole { passed },
        Ok(_) => Ended::Cut,
        Err(error) => gone(&error),
    }
}

/// What it means that nothing can be printed.
pub(super) fn gone(error: &io::Error) -> Ended {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Ended::OutputGone,
        _ => {
            // Nobody can be told if this fails as well.
            let _ = writeln!(io::stderr(), "error: cannot print results: {error}");
            Ended::Cut
        }
    }
}
