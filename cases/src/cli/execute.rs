//! Running a plan while listening for interrupts, for every subcommand that runs cases.

use std::collections::BTreeSet;
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
use super::exit::{Exit, Failure};
use super::program::Done;
use super::progress::Progress;
use super::targets::Target;
use crate::platform::Descriptions;

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

/// Runs what is ordered, on the machine this process runs on or on the one platform that was chosen.
pub(super) fn execute(
    nursery: &Nursery,
    orders: Orders<'_>,
    target: &Target,
) -> Result<Ran, Failure> {
    let ready = ready(orders, target)?;
    let listener = Listener::start(nursery.stopper()).map_err(Failure::harness)?;
    let ran = ready.run(nursery, &listener);
    listener.over();
    ran
}

/// Runs what is ordered on each of these platforms, one after another; with a signal the rest is left.
pub(super) fn execute_on<'a>(
    suite: &'a Suite,
    targets: &[Target],
    orders: impl Fn() -> Orders<'a>,
) -> Result<Result<Vec<Ran>, Done>, Failure> {
    with_nursery(suite, |nursery| {
        let runs = (targets.iter())
            .map(|target| ready(orders(), target))
            .collect::<Result<Vec<_>, _>>()?;
        let listener = Listener::start(nursery.stopper()).map_err(Failure::harness)?;
        let mut all = Vec::new();
        for run in runs {
            let ran = run.run(nursery, &listener)?;
            let signal = ran.signal;
            all.push(ran);
            if signal.is_some() {
                break;
            }
        }
        listener.over();
        Ok(all)
    })
}

impl Ran {
    /// What it comes to.
    pub(super) fn exit(&self) -> Exit {
        self.signal
            .map_or_else(|| Exit::of(&self.document), Exit::Signal)
    }
}

/// A run that can begin.
pub(super) struct Ready<'a> {
    plan: Plan,
    session: Session,
    orders: Orders<'a>,
}

/// Everything that has to be known before anything is run; to be called before there are other threads.
pub(super) fn ready<'a>(orders: Orders<'a>, target: &Target) -> Result<Ready<'a>, Failure> {
    let suite = orders.suite;
    let mut plan = Plan::new(suite, &orders.selection);
    if let Target::Platform(_, prepared) = target {
        // What is in this binary runs on what this binary runs on.
        plan.leave_out(|item| item.family() != prepared.family());
    }
    if plan.items.is_empty() {
        return Err(Failure::nothing(nothing_selected(&orders.selection)));
    }
    let book = match orders.complete {
        true => book(suite, &plan).map_err(Failure::usage)?,
        false => suite.expectations.load().map_err(Failure::usage)?,
    };
    let platform = match target {
        Target::ThisProcess => {
            // A mistake in it is one of whoever wrote it; what is found later is the harness's trouble.
            if plan.items.iter().any(|item| !item.native) {
                Descriptions::load(None).map_err(Failure::usage)?;
            }
            plan.probe(suite, crate::twin(), &crate::program)
                .map_err(Failure::harness)?;
            plan.on(Platform::of_this_process())
        }
        Target::Platform(_, prepared) => {
            plan.probe(suite, crate::twin(), &|family| prepared.program(family))
                .map_err(Failure::harness)?;
            prepared.platform.clone()
        }
    };
    let session = Session::new(suite, book, platform, &plan, orders.config.timeout_scale);
    Ok(Ready {
        plan,
        session,
        orders,
    })
}

impl Ready<'_> {
    /// The families of which it will have every result.
    pub(super) fn complete_families(&self) -> BTreeSet<&str> {
        let left_out = self.plan.left_out_by_family(self.orders.suite);
        let families = self.plan.families().into_iter();
        families
            .filter(|family| !left_out.contains_key(*family))
            .collect()
    }

    /// Does it.
    pub(super) fn run(self, nursery: &Nursery, listener: &Listener) -> Result<Ran, Failure> {
        let Ready {
            plan,
            session,
            orders,
        } = self;
        let config = &orders.config;
        // The clock of the document starts here.
        let command = std::env::args().collect();
        let revision = crate::REVISION.map(str::to_owned);
        let platform = session.platform();
        let mut recorder = Recorder::new(orders.suite, platform, revision, command, config)
            .leaving_out(plan.left_out_by_family(orders.suite));
        let executors =
            executors(&plan, config, || Session::executor(nursery)).map_err(Failure::harness)?;
        let mut bar = Progress::new(total(&plan, config), orders.progress);
        let complete = run(&session, &plan, config, executors, |finished| {
            bar.tell(&finished);
            recorder.add(finished);
            true
        });
        bar.end();
        Ok(Ran {
            document: recorder.finish(!complete),
            book: session.into_book(),
            signal: listener.seen(),
        })
    }
}

/// That nothing has such a name.
pub(super) fn nothing_selected(selection: &Selection) -> String {
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
pub(super) struct Listener {
    seen: Arc<Mutex<Option<Signal>>>,
    over: Arc<AtomicBool>,
}

impl Listener {
    pub(super) fn start(stopper: Stopper) -> std::io::Result<Listener> {
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

    /// Which signal came first, if one did.
    pub(super) fn seen(&self) -> Option<Signal> {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything has been run.
    pub(super) fn over(&self) {
        self.over.store(true, Ordering::SeqCst);
    }
}
