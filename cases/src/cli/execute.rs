//! Running a plan while listening for interrupts, for every subcommand that runs cases.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use exitspec::Suite;
use exitspec::document::Document;
use exitspec::expectation::Source;
use exitspec::run::{
    Config, Interrupts, Plan, Recorder, Selection, Session, book, die_by, executors, run, total,
};
use exitspec::supervise::{Nursery, Role, Stopper, start};
use exitspec::{Platform, expectation::Book};
use nix::sys::signal::Signal;

use super::args::How;
use super::exit::Failure;
use super::program::Done;
use super::progress::Progress;

/// The suite, with the expectations that were asked for.
pub(super) fn suite(expectations: Option<&std::path::Path>) -> Suite {
    let mut suite = crate::suite();
    if let Some(folder) = expectations {
        suite.expectations = Source::Dir(folder.to_owned());
    }
    suite
}

/// What is to be run.
pub(super) struct Orders<'a> {
    pub(super) suite: &'a Suite,
    pub(super) selection: Selection,
    pub(super) config: Config,
    pub(super) progress: bool,
    /// Whether every case has to have an expectation, and every expectation a case.
    pub(super) complete: bool,
}

/// What came of it.
pub(super) struct Ran {
    pub(super) document: Document,
    /// What the document was judged by.
    pub(super) book: Book,
    /// Set when a signal asked for the end; an end that is still to come.
    pub(super) signal: Option<Signal>,
}

/// Starts the harness and gives it to `work`; in the children that become cases, runs those. When this comes back, every
/// process is gone.
pub(super) fn with_nursery<T>(
    suite: &Suite,
    work: impl FnOnce(&Nursery) -> Result<T, Failure>,
) -> Result<Result<T, Done>, Failure> {
    match start(suite).map_err(Failure::harness)? {
        Role::Case(case) => Ok(Err(Done::Case(case.run(suite)))),
        Role::Harness(nursery) => {
            let worked = work(&nursery);
            nursery.close();
            worked.map(Ok)
        }
    }
}

/// Runs what is ordered.
pub(super) fn execute(nursery: &Nursery, orders: Orders<'_>) -> Result<Ran, Failure> {
    let Orders {
        suite,
        selection,
        config,
        progress,
        complete,
    } = orders;
    let mut plan = Plan::new(suite, &selection);
    if plan.items.is_empty() {
        return Err(Failure::nothing(nothing_selected(&selection)));
    }
    let book = match complete {
        true => book(suite, &plan).map_err(Failure::usage)?,
        false => suite.expectations.load().map_err(Failure::usage)?,
    };
    plan.probe(suite, crate::twin());
    let platform = Platform::of_this_process();
    let command = std::env::args().collect();
    let revision = crate::REVISION.map(str::to_owned);
    let mut recorder = Recorder::new(suite, &platform, revision, command, &config);
    let session = Session::new(suite, book, platform, &plan, config.timeout_scale);
    let executors =
        executors(&plan, &config, || Session::executor(nursery)).map_err(Failure::harness)?;
    let listener = Listener::start(nursery.stopper()).map_err(Failure::harness)?;
    let mut bar = Progress::new(total(&plan, &config), progress);
    let complete = run(&session, &plan, &config, executors, |finished| {
        bar.tell(&finished);
        recorder.add(finished);
        true
    });
    bar.end();
    let signal = listener.over();
    Ok(Ran {
        document: recorder.finish(!complete),
        book: session.into_book(),
        signal,
    })
}

fn nothing_selected(selection: &Selection) -> String {
    match &selection.filters[..] {
        [] => "nothing is selected".to_owned(),
        filters => format!(
            "nothing matches `{}`; `exitspec list` shows what there is",
            filters.join("`, `")
        ),
    }
}

impl How {
    pub(super) fn config(&self) -> Config {
        Config {
            timeout_scale: self.timeout_scale,
            ..Config::default()
        }
    }
}

/// Waits for signals that ask for the end: the first stops the run. Once the run is over they end the process at once,
/// so that one that waits for a slow reader of its output can be ended.
struct Listener {
    seen: Arc<Mutex<Option<Signal>>>,
    over: Arc<AtomicBool>,
}

impl Listener {
    fn start(stopper: Stopper) -> std::io::Result<Listener> {
        let interrupts = Interrupts::hold();
        let listener = Listener {
            seen: Arc::default(),
            over: Arc::default(),
        };
        let (seen, over) = (Arc::clone(&listener.seen), Arc::clone(&listener.over));
        thread::Builder::new().spawn(move || {
            loop {
                let signal = interrupts.wait();
                if over.load(Ordering::SeqCst) {
                    die_by(signal);
                }
                seen.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .get_or_insert(signal);
                stopper.stop();
            }
        })?;
        Ok(listener)
    }

    /// The run is over: which signal came first, if one did.
    fn over(self) -> Option<Signal> {
        self.over.store(true, Ordering::SeqCst);
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
