//! The pretty and the terse form, run and printed by libtest-mimic.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use libtest_mimic::{Arguments, Completion, FormatSetting, Trial};

use super::engine::{Ended, Shared, gone, lock};
use super::options::{Format, Options};
use super::outcome::{Outcome, message};
use crate::run::{Config, Executor, Finished, Item, Plan};

/// The name of the thread that libtest-mimic prints from.
pub(super) const THREAD: &str = "tests";

/// No name of a test has this in it. Tests that the selection left out are handed over under this name and skipped by
/// it, so that the summary counts them.
const LEFT_OUT: &str = "\0";

/// What is gathered for the sections after the summary.
#[derive(Default)]
struct Sections {
    outputs: Vec<(String, String)>,
    times: Vec<(String, f64)>,
}

struct Run {
    shared: Arc<Shared>,
    executors: Mutex<Vec<Executor>>,
    sections: Mutex<Sections>,
    fail_fast: bool,
    failed: AtomicBool,
    skipped: AtomicBool,
}

/// Runs the tests and prints them as libtest does.
pub(super) fn run(
    shared: &Arc<Shared>,
    plan: Plan,
    config: &Config,
    executors: Vec<Executor>,
    seed: Option<u64>,
) -> Ended {
    if let Some(seed) = seed
        && let Err(error) = writeln!(io::stdout(), "\nshuffle seed: {seed}")
    {
        return gone(&error);
    }
    let arguments = arguments(&shared.options, executors.len());
    let run = Arc::new(Run {
        shared: Arc::clone(shared),
        executors: Mutex::new(executors),
        sections: Mutex::default(),
        fail_fast: config.fail_fast,
        failed: AtomicBool::new(false),
        skipped: AtomicBool::new(false),
    });
    let left_out = (0..plan.left_out).map(|_| Trial::test(LEFT_OUT, || Ok(())));
    let trials = plan
        .items
        .into_iter()
        .map(|item| trial(&run, item))
        .chain(left_out)
        .collect();
    let Some(conclusion) = printing(|| libtest_mimic::run(&arguments, trials)) else {
        return Ended::OutputGone;
    };
    let Some(conclusion) = conclusion else {
        return Ended::Cut;
    };
    if let Err(error) = print_sections(&lock(&run.sections)) {
        return gone(&error);
    }
    match run.skipped.load(Ordering::Relaxed) {
        true => Ended::Cut,
        false => Ended::Whole {
            passed: !conclusion.has_failed(),
        },
    }
}

fn arguments(options: &Options, threads: usize) -> Arguments {
    Arguments {
        color: Some(options.color),
        format: Some(match options.format {
            Format::Terse => FormatSetting::Terse,
            Format::Pretty | Format::Json => FormatSetting::Pretty,
        }),
        // A worker for each thread: none ever waits for another's.
        test_threads: Some(threads),
        skip: vec![LEFT_OUT.to_owned()],
        ..Arguments::default()
    }
}

fn trial(run: &Arc<Run>, item: Item) -> Trial {
    let run = Arc::clone(run);
    let name = item.test_name();
    Trial::ignorable_test(name.clone(), move || {
        if run.fail_fast && run.failed.load(Ordering::Relaxed) {
            run.skipped.store(true, Ordering::Relaxed);
            return Ok(Completion::ignored_with(
                "not run after a failure, because of --fail-fast",
            ));
        }
        let finished = run.measure(&item);
        let outcome = run.shared.record(&name, &finished);
        run.gather(&name, &finished, &outcome);
        match outcome {
            Outcome::Passed => Ok(Completion::Completed),
            Outcome::Ignored(reason) => Ok(Completion::ignored_with(reason)),
            Outcome::Failed(message) => {
                run.failed.store(true, Ordering::Relaxed);
                Err(message.into())
            }
        }
    })
}

impl Run {
    /// Makes the result, with any of the executors that are free.
    fn measure(&self, item: &Item) -> Finished {
        let executor = lock(&self.executors).pop();
        let Some(mut executor) = executor else {
            return self
                .shared
                .session
                .unresolved(item, "no supervisor is free".to_owned());
        };
        match self.shared.session.measure(item, &mut executor) {
            Some(finished) => {
                lock(&self.executors).push(executor);
                finished
            }
            // The run is over, and the main thread about to end the process: there is nothing more to say.
            None => loop {
                thread::park();
            },
        }
    }

    fn gather(&self, name: &str, finished: &Finished, outcome: &Outcome) {
        let options = &self.shared.options;
        if options.show_output && *outcome == Outcome::Passed {
            lock(&self.sections)
                .outputs
                .push((name.to_owned(), message(finished)));
        }
        if options.report_time && !matches!(outcome, Outcome::Ignored(_)) {
            lock(&self.sections)
                .times
                .push((name.to_owned(), finished.elapsed.as_secs_f64()));
        }
    }
}

/// What libtest prints between the lines and the summary, and libtest-mimic has no place for, comes after the summary.
fn print_sections(sections: &Sections) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout());
    if !sections.outputs.is_empty() {
        writeln!(out, "successes:\n")?;
        for (name, output) in &sections.outputs {
            writeln!(out, "---- {name} ----\n{output}\n")?;
        }
    }
    if !sections.times.is_empty() {
        writeln!(out, "times:")?;
        for (name, seconds) in &sections.times {
            writeln!(out, "    {name} <{seconds:.3}s>")?;
        }
        writeln!(out)?;
    }
    out.flush()
}

/// Runs something that panics when nobody reads its output, as libtest-mimic does. `None` when that happened, without
/// a word; `Some(None)` when it panicked for another reason, which has been printed then.
fn printing<T>(print: impl FnOnce() -> T) -> Option<Option<T>> {
    static BROKEN: AtomicBool = AtomicBool::new(false);
    let others = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| match is_broken_pipe(panic) {
        true => BROKEN.store(true, Ordering::SeqCst),
        false => others(panic),
    }));
    match catch_unwind(AssertUnwindSafe(print)) {
        Ok(value) => Some(Some(value)),
        Err(_) if BROKEN.load(Ordering::SeqCst) => None,
        Err(_) => Some(None),
    }
}

/// Whether a panic of the printing thread is an `unwrap` of that I/O error.
fn is_broken_pipe(panic: &PanicHookInfo<'_>) -> bool {
    thread::current().name() == Some(THREAD)
        && panic
            .payload_as_str()
            .is_some_and(|text| text.contains("kind: BrokenPipe"))
}
