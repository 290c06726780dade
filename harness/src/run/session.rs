//! Making one result: running the case as often as it takes, and judging what happened.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::case::{Case, Code, Panic, Suite};
use crate::document::{CaseResult, Counted, ResultVolatile};
use crate::expectation::{Book, Expect, Facts, Judgement, Resolved, judge_all};
use crate::observation::{Observation, Report, Volatile};
use crate::platform::Platform;
use crate::run::plan::{family, test_name};
use crate::run::{Item, Plan, Program};
use crate::supervise::{Command, Job, Lost, Nursery, WorkerError};
use crate::sys;
use crate::verdict::{Level, Verdict};

/// Runs one job at a time: a worker of the nursery, or a stand-in for one in tests.
pub type Executor = Box<dyn FnMut(&Job) -> Result<Report, Lost> + Send>;

/// What all runs of cases have in common.
#[derive(Debug)]
pub struct Session {
    suite: Suite,
    book: Book,
    platform: Platform,
    timeout_scale: f64,
    twin: Option<PathBuf>,
    programs: BTreeMap<String, Program>,
}

/// One result, with what varies of it.
#[derive(Debug, Clone)]
pub struct Finished {
    /// The canonical part.
    pub result: CaseResult,
    /// The rest.
    pub volatile: ResultVolatile,
    /// How long it took to make, all runs of a racy case together.
    pub elapsed: Duration,
}

impl Finished {
    /// The name of the result [as a test](Item::test_name).
    pub fn test_name(&self) -> String {
        let panic = self.result.panic.unwrap_or(Panic::OWN);
        test_name(&self.result.case, self.result.sink, panic)
    }
}

impl Session {
    /// A session for running items of this plan on this platform.
    pub fn new(
        suite: &Suite,
        book: Book,
        platform: Platform,
        plan: &Plan,
        timeout_scale: f64,
    ) -> Session {
        Session {
            suite: suite.clone(),
            book,
            platform,
            timeout_scale,
            twin: plan.twin.clone(),
            programs: plan.programs.clone(),
        }
    }

    /// The suite.
    pub fn suite(&self) -> &Suite {
        &self.suite
    }

    /// The platform.
    pub fn platform(&self) -> &Platform {
        &self.platform
    }

    /// Gives the expectations back.
    pub fn into_book(self) -> Book {
        self.book
    }

    /// A worker as an executor.
    ///
    /// # Errors
    ///
    /// When the nursery has none to give.
    pub fn executor(nursery: &Nursery) -> Result<Executor, WorkerError> {
        let mut worker = nursery.worker()?;
        Ok(Box::new(move |job| worker.run(job)))
    }

    /// The result of an item that cannot run here, if this is one.
    pub fn unsupported(&self, item: &Item) -> Option<Finished> {
        let reason = item.unsupported.clone()?;
        Some(self.without_observation(item, Verdict::Unsupported, reason))
    }

    /// The result of an item that could not be told.
    pub fn unresolved(&self, item: &Item, reason: String) -> Finished {
        self.without_observation(item, Verdict::Unresolved, reason)
    }

    /// Makes the result of an item. `None` when everything was stopped before it was known.
    pub fn measure(&self, item: &Item, executor: &mut Executor) -> Option<Finished> {
        let begun = Instant::now();
        let mut finished = self.made(item, executor)?;
        finished.elapsed = begun.elapsed();
        Some(finished)
    }

    fn made(&self, item: &Item, executor: &mut Executor) -> Option<Finished> {
        if let Some(finished) = self.unsupported(item) {
            return Some(finished);
        }
        let Some(case) = self.case(item) else {
            return Some(self.unresolved(item, "the case is not in this suite".to_owned()));
        };
        let resolved = self.resolve(item);
        if let Some(reason) = resolved
            .as_ref()
            .and_then(|resolved| resolved.impossible.clone())
        {
            return Some(self.without_observation(item, Verdict::Unsupported, reason));
        }
        if let Some(reason) = resolved
            .as_ref()
            .and_then(|resolved| unseen(resolved, sys::ADOPTS_ORPHANS))
        {
            return Some(self.without_observation(item, Verdict::Unsupported, reason));
        }
        let job = Job {
            case: item.case,
            sink: item.sink,
            isolation: item.isolation,
            panic: item.panic,
            timeout_scale: self.timeout_scale,
            command: self.command(item, case),
        };
        let times = case.racy.map_or(1, NonZeroU32::get);
        let mut outcomes = Outcomes::default();
        for time in 1..=times {
            match executor(&job) {
                Ok(report) => outcomes.add(report),
                Err(Lost::Stopped) => return None,
                Err(lost) if case.racy.is_none() => {
                    return Some(self.unresolved(item, lost.to_string()));
                }
                Err(lost) => {
                    return Some(self.unresolved(item, format!("run {time} of {times}: {lost}")));
                }
            }
        }
        Some(outcomes.finish(item, resolved.as_ref(), case.racy))
    }

    /// What is executed for this item when it is not this binary.
    fn command(&self, item: &Item, case: &Case) -> Option<Command> {
        match case.code {
            Code::Program => Some(self.programs.get(item.family())?.command.clone()),
            Code::Native(_) => {
                let twin = self.twin.as_ref().filter(|_| item.panic != Panic::OWN)?;
                Some(Command {
                    arguments: vec![twin.to_string_lossy().into_owned()],
                    ..Command::default()
                })
            }
        }
    }

    fn case(&self, item: &Item) -> Option<&Case> {
        self.suite.case(item.case).map(|(_, case)| case)
    }

    fn resolve(&self, item: &Item) -> Option<Resolved> {
        let facts = Facts {
            platform: &self.platform,
            runtime: self.platform.runtime_of(item.family()),
            panic: item.panic,
            isolation: item.isolation,
        };
        self.book.resolve(&item.id, item.sink, &facts)
    }

    fn without_observation(&self, item: &Item, verdict: Verdict, reason: String) -> Finished {
        let resolved = self.resolve(item);
        let mut result = blank(item, resolved.as_ref());
        result.verdict = verdict;
        result.reason = Some(reason);
        result.racy = self.case(item).and_then(|case| case.racy).map(Into::into);
        Finished {
            result,
            volatile: ResultVolatile::default(),
            elapsed: Duration::ZERO,
        }
    }
}

/// Why what is expected could not be seen here. What a case leaves behind is listed where a supervisor adopts it; elsewhere
/// the list is always empty, which says nothing about a case that is to leave something.
fn unseen(resolved: &Resolved, adopts_orphans: bool) -> Option<String> {
    let expects = match &resolved.deviation {
        Some(deviation) => &deviation.expects,
        None => &resolved.base,
    };
    let leaves = |expect: &Expect| {
        expect
            .left_behind
            .as_ref()
            .is_some_and(|left| !left.is_empty())
    };
    (!adopts_orphans && expects.iter().any(leaves))
        .then(|| "what a case leaves behind cannot be listed on this system".to_owned())
}

/// The outcomes of the runs of a racy case.
#[derive(Default)]
struct Outcomes {
    seen: Vec<Counted>,
    last: Volatile,
}

impl Outcomes {
    fn add(&mut self, report: Report) {
        self.last = report.volatile;
        match self
            .seen
            .iter_mut()
            .find(|counted| counted.observation == report.observation)
        {
            Some(counted) => counted.count += 1,
            None => self.seen.push(Counted {
                count: 1,
                observation: report.observation,
            }),
        }
    }

    fn finish(
        mut self,
        item: &Item,
        resolved: Option<&Resolved>,
        racy: Option<NonZeroU32>,
    ) -> Finished {
        let observations: Vec<Observation> = self
            .seen
            .iter()
            .map(|counted| counted.observation.clone())
            .collect();
        let mut result = blank(item, resolved);
        result.racy = racy.map(NonZeroU32::get);
        match resolved {
            Some(resolved) => settle(&mut result, resolved, &observations),
            // What was observed is kept: somebody will want to write the expectation.
            None => result.reason = Some("there is no expectation for it".to_owned()),
        }
        if racy.is_none() {
            result.observation = self.seen.pop().map(|counted| counted.observation);
        }
        let volatile = ResultVolatile {
            facts: self.last,
            observations: self.seen,
        };
        Finished {
            result,
            volatile,
            elapsed: Duration::ZERO,
        }
    }
}

/// Gives a result the verdict that its observations deserve.
pub(super) fn settle(result: &mut CaseResult, resolved: &Resolved, observations: &[Observation]) {
    let judgement = judge_all(resolved, result.sink, observations);
    let Judgement {
        verdict,
        reason,
        url,
        differences,
    } = judgement;
    result.verdict = verdict;
    result.reason = reason;
    result.url = url;
    result.differences = differences;
    if result.racy.is_some() && !verdict.is_failure() {
        // Which of the outcomes that may be there was seen, and differs in what, is another matter every time.
        let differs = !std::mem::take(&mut result.differences).is_empty();
        if result.level == Level::Undefined && differs {
            result.reason = None;
            result.url = None;
        }
    }
}

/// A result about which nothing is known yet but what it is about.
fn blank(item: &Item, resolved: Option<&Resolved>) -> CaseResult {
    CaseResult {
        case: item.id.clone(),
        family: family(&item.id).to_owned(),
        sink: item.sink,
        panic: item.native.then_some(item.panic),
        isolation: item.isolation,
        level: resolved.map_or(Level::Undefined, |resolved| resolved.level),
        sources: resolved
            .map(|resolved| resolved.sources.clone())
            .unwrap_or_default(),
        verdict: Verdict::Unresolved,
        reason: None,
        url: None,
        differences: Vec::new(),
        observation: None,
        racy: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Group;
    use crate::expectation::Deviation;
    use crate::observation::{Ending, LeftBehind};
    use crate::run::book;
    use crate::run::testing::{self, body};

    #[test]
    fn a_case_without_an_expectation_is_unresolved_with_what_was_observed() {
        let mut suite = testing::suite();
        suite.groups.push(Group {
            name: "rust/new",
            cases: vec![Case::new("new", body)].into(),
        });
        let plan = Plan::all(&suite);
        assert!(book(&suite, &plan).is_err());
        let session = testing::session(&suite, &plan);
        let mut executor: Executor = Box::new(|_| Ok(testing::report(Ending::Exited(3))));
        let finished = session
            .measure(plan.items.last().unwrap(), &mut executor)
            .unwrap();
        assert_eq!(finished.result.verdict, Verdict::Unresolved);
        assert!(finished.result.observation.is_some());
    }

    #[test]
    fn a_race_about_something_undefined_has_a_reason_only_if_every_outcome_is_as_the_platform_does()
    {
        let exits = |code: u8| -> Vec<Expect> {
            let json = format!(r#"{{"ending": {{"exited": {code}}}}}"#);
            vec![serde_json::from_str(&json).unwrap()]
        };
        let resolved = Resolved {
            summary: String::new(),
            note: None,
            level: Level::Undefined,
            sources: Vec::new(),
            base: exits(7),
            deviation: Some(Deviation {
                expects: exits(8),
                reason: "a lock".to_owned(),
                url: Some("https://example.org/1".to_owned()),
            }),
            impossible: None,
        };
        let suite = testing::suite();
        let plan = Plan::all(&suite);
        let settled = |codes: &[u8]| {
            let mut result = blank(&plan.items[0], Some(&resolved));
            result.racy = Some(20);
            let observation = |code: &u8| testing::report(Ending::Exited(*code)).observation;
            let observations: Vec<Observation> = codes.iter().map(observation).collect();
            settle(&mut result, &resolved, &observations);
            assert_eq!(result.verdict, Verdict::Pass);
            assert!(result.differences.is_empty());
            (result.reason, result.url.is_some())
        };
        assert_eq!(settled(&[8, 8]), (Some("a lock".to_owned()), true));
        // Which of the others came is another matter every time.
        assert_eq!(settled(&[8, 9]), (None, false));
        assert_eq!(settled(&[7]), (None, false));
    }

    #[test]
    fn what_cannot_be_listed_is_neither_passed_nor_failed() {
        let leaving = |left: &[LeftBehind]| {
            let expect = Expect {
                left_behind: Some(left.to_vec()),
                ..Expect::default()
            };
            Resolved {
                summary: String::new(),
                note: None,
                level: Level::Mandated,
                sources: Vec::new(),
                base: vec![Expect::default(), expect],
                deviation: None,
                impossible: None,
            }
        };
        assert!(unseen(&leaving(&[LeftBehind::Group]), false).is_some());
        assert_eq!(unseen(&leaving(&[LeftBehind::Group]), true), None);
        assert_eq!(unseen(&leaving(&[]), false), None);
    }
}
