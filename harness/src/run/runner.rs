//! Running a plan: one thread per worker, results told one at a time.

use std::num::{NonZeroU32, NonZeroUsize};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::run::{Executor, Finished, Plan, Session};
use crate::supervise::{Lost, WorkerError};

/// How a plan is run.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// How many cases run at a time.
    pub jobs: NonZeroUsize,
    /// How many times everything runs.
    pub rounds: NonZeroU32,
    /// Start nothing more after the first FAIL, XPASS or UNRESOLVED.
    pub fail_fast: bool,
    /// What the limits of every case are multiplied with.
    pub timeout_scale: f64,
}

impl Default for Config {
    /// Everything once, with as many jobs as there are processors.
    fn default() -> Config {
        Config {
            jobs: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            rounds: NonZeroU32::MIN,
            fail_fast: false,
            timeout_scale: 1.0,
        }
    }
}

/// The environment variable with the factor for the limits of every case.
pub const ENV_TIMEOUT_SCALE: &str = "EXITSPEC_TIMEOUT_SCALE";

impl Config {
    /// Reads a factor for the limits: any finite number above 0.
    ///
    /// # Errors
    ///
    /// When the text is something else.
    pub fn parse_scale(text: &str) -> Result<f64, String> {
        match text.parse::<f64>() {
            Ok(scale) if scale.is_finite() && scale > 0.0 => Ok(scale),
            _ => Err(format!(
                "`{text}` is no factor: it takes a number above 0, such as 2 or 0.5"
            )),
        }
    }
}

/// Runs the plan, as often as the configuration says. Every result is given to `told`, one at a time, on the thread of the
/// worker that made it, which starts nothing new before: a result is never on its way while something else runs in its place.
/// When `told` answers `false`, nothing more is started. Returns whether all of it ran: not so when the nursery was stopped,
/// when `told` had enough, or after the first failure if that was asked for.
pub fn run(
    session: &Session,
    plan: &Plan,
    config: &Config,
    executors: Vec<Executor>,
    told: impl FnMut(Finished) -> bool + Send,
) -> bool {
    let total = total(plan, config);
    let (next, enough) = (AtomicUsize::new(0), AtomicBool::new(false));
    let told = Mutex::new((told, 0));
    std::thread::scope(|scope| {
        for mut executor in executors {
            let (told, next, enough) = (&told, &next, &enough);
            scope.spawn(move || {
                while !enough.load(Ordering::Relaxed) {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= total {
                        break;
                    }
                    // Round after round over the whole plan, so that the rounds of one case are far apart.
                    let item = &plan.items[number % plan.items.len()];
                    let Some(finished) = session.measure(item, &mut executor) else {
                        break;
                    };
                    let failed = finished.result.verdict.is_failure();
                    // After a panic in `told` the scope panics; until then its state is of no matter.
                    let (told, done) = &mut *told.lock().unwrap_or_else(PoisonError::into_inner);
                    *done += 1;
                    if !told(finished) || (config.fail_fast && failed) {
                        enough.store(true, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    let (_, done) = told.into_inner().unwrap_or_else(PoisonError::into_inner);
    done == total
}

/// How many results a run of the plan makes, all rounds counted.
pub fn total(plan: &Plan, config: &Config) -> usize {
    plan.items.len() * config.rounds.get() as usize
}

/// As many executors as are of use to the plan, and at least one. If the system gives fewer than asked for, these have
/// to do.
///
/// # Errors
///
/// When it gives not one.
pub fn executors(
    plan: &Plan,
    config: &Config,
    executor: impl Fn() -> Result<Executor, WorkerError>,
) -> Result<Vec<Executor>, WorkerError> {
    let runnable = plan
        .items
        .iter()
        .filter(|item| item.unsupported.is_none())
        .count();
    let wanted = config
        .jobs
        .get()
        .min(runnable * config.rounds.get() as usize);
    if wanted == 0 {
        // Nothing but UNSUPPORTED results: nobody will be asked.
        let nobody: Executor = Box::new(|_| Err(Lost::Stopped));
        return Ok(vec![nobody]);
    }
    let mut executors = vec![executor()?];
    executors.extend((1..wanted).map_while(|_| executor().ok()));
    Ok(executors)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::observation::{Ending, Report};
    use crate::run::Recorder;
    use crate::run::testing::{self, report};
    use crate::supervise::Job;
    use crate::verdict::Verdict;

    type Answer = Result<Report, Lost>;

    fn config(jobs: usize, rounds: u32) -> Config {
        Config {
            jobs: NonZeroUsize::new(jobs).unwrap(),
            rounds: NonZeroU32::new(rounds).unwrap(),
            ..Config::default()
        }
    }

    /// Runs the whole test suite, with this function in place of the supervisors.
    fn run_with(config: &Config, answer: fn(usize) -> Answer) -> (bool, Document) {
        let suite = testing::suite();
        let plan = Plan::all(&suite);
        let session = testing::session(&suite, &plan);
        let mut recorder = Recorder::new(&suite, session.platform(), None, Vec::new(), config);
        let executors = executors(&plan, config, || {
            Ok(Box::new(move |job: &Job| answer(job.case)))
        });
        let complete = run(&session, &plan, config, executors.unwrap(), |finished| {
            recorder.add(finished);
            true
        });
        (complete, recorder.finish(!complete))
    }

    #[test]
    fn every_item_gets_one_result_whatever_the_number_of_jobs() {
        for jobs in [1, 2, 50] {
            let (complete, document) =
                run_with(&config(jobs, 1), |_| Ok(report(Ending::Exited(0))));
            assert!(complete);
            assert_eq!(document.count(Verdict::Pass), 5, "{:?}", document.summary);
        }
    }

    #[test]
    fn the_canonical_part_does_not_depend_on_jobs_or_rounds() {
        let canonical = |jobs, rounds| {
            let (_, document) = run_with(&config(jobs, rounds), |case| {
                Ok(report(Ending::Exited(u8::try_from(case).unwrap())))
            });
            let mut bytes = Vec::new();
            document.write_canonical(&mut bytes).unwrap();
            String::from_utf8(bytes).unwrap()
        };
        assert_eq!(canonical(1, 1), canonical(4, 3));
    }

    #[test]
    fn a_lost_supervisor_makes_the_result_unresolved_and_the_run_goes_on() {
        let (complete, document) = run_with(&config(2, 1), |case| match case {
            0 => Err(Lost::Supervisor("it ended in the middle".to_owned())),
            _ => Ok(report(Ending::Exited(0))),
        });
        assert!(complete);
        assert_eq!(document.count(Verdict::Unresolved), 2);
        let lost = document
            .results
            .iter()
            .find(|result| result.case == "rust/z/first")
            .unwrap();
        assert!(lost.reason.as_deref().unwrap().contains("in the middle"));
        assert!(lost.observation.is_none());
    }

    #[test]
    fn a_stop_keeps_what_is_finished() {
        let (complete, document) = run_with(&config(1, 1), |case| match case {
            0 => Ok(report(Ending::Exited(0))),
            _ => Err(Lost::Stopped),
        });
        assert!(!complete && document.interrupted);
        assert_eq!(document.results.len(), 2);
    }

    #[test]
    fn the_first_failure_can_end_the_run() {
        let config = Config {
            fail_fast: true,
            ..config(1, 100)
        };
        let (complete, document) = run_with(&config, |_| Ok(report(Ending::Exited(1))));
        assert!(!complete);
        assert!(document.count(Verdict::Fail) >= 1);
    }

    #[test]
    fn a_racy_case_is_counted_outside_the_canonical_part() {
        static TURN: AtomicUsize = AtomicUsize::new(0);
        let suite = testing::racy_suite(10);
        let plan = Plan::all(&suite);
        let session = testing::session(&suite, &plan);
        let config = config(1, 2);
        let mut recorder = Recorder::new(&suite, session.platform(), None, Vec::new(), &config);
        let executors = executors(&plan, &config, || {
            Ok(Box::new(|_: &Job| {
                let rare = TURN.fetch_add(1, Ordering::Relaxed).is_multiple_of(5);
                let mut report = report(Ending::Exited(0));
                report.observation.journal = vec![if rare { "rare" } else { "usual" }.to_owned()];
                Ok(report)
            }))
        });
        run(&session, &plan, &config, executors.unwrap(), |finished| {
            recorder.add(finished);
            true
        });
        let document = recorder.finish(false);
        assert_eq!(TURN.load(Ordering::Relaxed), 20);
        let [result] = &document.results[..] else {
            panic!("one result");
        };
        assert_eq!((result.racy, &result.observation), (Some(10), &None));
        let counts: Vec<u32> = document
            .volatile_of(result)
            .unwrap()
            .observations
            .iter()
            .map(|seen| seen.count)
            .collect();
        assert_eq!(counts, [2, 8]);
        assert!(document.volatile.flips.is_empty());
    }

    #[test]
    fn no_worker_at_all_is_an_error_and_some_are_enough() {
        let plan = Plan::all(&testing::suite());
        let refused = || Err(WorkerError::Refused("no more processes".to_owned()));
        assert!(executors(&plan, &config(2, 1), refused).is_err());
        let asked = AtomicUsize::new(0);
        let some = || -> Result<Executor, WorkerError> {
            match asked.fetch_add(1, Ordering::Relaxed) {
                0 | 1 => Ok(Box::new(|_| Err(Lost::Stopped))),
                _ => Err(WorkerError::Refused("no more processes".to_owned())),
            }
        };
        assert_eq!(executors(&plan, &config(4, 1), some).unwrap().len(), 2);
    }

    #[test]
    fn there_are_no_more_workers_than_cases() {
        let plan = Plan::all(&testing::suite());
        let some = || -> Result<Executor, WorkerError> { Ok(Box::new(|_| Err(Lost::Stopped))) };
        assert_eq!(executors(&plan, &config(50, 1), some).unwrap().len(), 5);
        assert_eq!(executors(&plan, &config(50, 2), some).unwrap().len(), 10);
    }

    #[test]
    fn whoever_is_told_can_end_the_run() {
        let suite = testing::suite();
        let plan = Plan::all(&suite);
        let session = testing::session(&suite, &plan);
        let config = config(1, 100);
        let executors = executors(&plan, &config, || {
            Ok(Box::new(|_: &Job| Ok(report(Ending::Exited(0)))))
        });
        assert!(!run(&session, &plan, &config, executors.unwrap(), |_| {
            false
        }));
    }

    #[test]
    fn a_factor_is_a_positive_number() {
        assert_eq!(Config::parse_scale("2.5"), Ok(2.5));
        for bad in ["", "0", "-1", "inf", "nan", "two"] {
            assert!(Config::parse_scale(bad).is_err(), "{bad}");
        }
    }
}
