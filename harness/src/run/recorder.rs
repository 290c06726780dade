//! Collecting results into a document, and noticing when one does not come out the same in every round.

use std::collections::HashMap;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crate::case::Suite;
use crate::document::{CaseResult, Document, Flip, Outcome, RunVolatile, SCHEMA, SuiteVersion};
use crate::platform::Platform;
use crate::run::{Config, Finished};
use crate::verdict::Verdict;

/// Collects results into a document.
#[derive(Debug)]
pub struct Recorder {
    document: Document,
    begun: Instant,
    /// Where the result of each key is in the document, and in how many rounds it has been seen.
    places: HashMap<String, (usize, u32)>,
    /// The outcomes of each result that has had more than one.
    flips: HashMap<String, Vec<Outcome>>,
}

impl Recorder {
    /// Starts a document: the clock runs from here. `revision` and `command` go into it as they are.
    pub fn new(
        suite: &Suite,
        platform: &Platform,
        revision: Option<String>,
        command: Vec<String>,
        config: &Config,
    ) -> Recorder {
        let started = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |time| time.as_secs());
        let document = Document {
            schema: SCHEMA.to_owned(),
            suite: SuiteVersion {
                name: suite.name.to_owned(),
                version: suite.version.to_owned(),
                revision,
            },
            platform: platform.clone(),
            interrupted: false,
            results: Vec::new(),
            summary: Default::default(),
            volatile: RunVolatile {
                started,
                command,
                jobs: config.jobs.get(),
                rounds: config.rounds.get(),
                ..RunVolatile::default()
            },
        };
        Recorder {
            document,
            begun: Instant::now(),
            places: HashMap::new(),
            flips: HashMap::new(),
        }
    }

    /// Takes in a result. When there has been one of that key already, the worse of the two is kept.
    pub fn add(&mut self, finished: Finished) {
        let Finished {
            result, volatile, ..
        } = finished;
        let key = result.key();
        let Some((place, seen)) = self.places.get_mut(&key) else {
            self.places
                .insert(key.clone(), (self.document.results.len(), 1));
            self.document.results.push(result);
            self.document.volatile.results.insert(key, volatile);
            return;
        };
        let kept = &mut self.document.results[*place];
        count(&mut self.flips, &key, kept, *seen, &result);
        *seen += 1;
        if badness(result.verdict) > badness(kept.verdict) {
            *kept = result;
            self.document.volatile.results.insert(key, volatile);
        }
    }

    /// The finished document. `interrupted` says that not all that was wanted is in it.
    pub fn finish(mut self, interrupted: bool) -> Document {
        let mut flips: Vec<Flip> = self
            .flips
            .into_iter()
            .map(|(result, outcomes)| Flip { result, outcomes })
            .collect();
        flips.sort_unstable_by(|a, b| a.result.cmp(&b.result));
        self.document.volatile.flips = flips;
        self.document.volatile.duration_ms =
            u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        if interrupted {
            // What was asked for is not what there is: these are the rounds in which every result was seen.
            let seen = self.places.values().map(|&(_, seen)| seen);
            self.document.volatile.rounds = seen.min().unwrap_or(0);
        }
        self.document.interrupted = interrupted;
        self.document.sort();
        self.document
    }
}

/// Counts the outcome of a further round, once there are two different ones.
fn count(
    flips: &mut HashMap<String, Vec<Outcome>>,
    key: &str,
    kept: &CaseResult,
    seen_before: u32,
    result: &CaseResult,
) {
    let is = |outcome: &Outcome| {
        outcome.verdict == result.verdict && outcome.observation == result.observation
    };
    let first = outcome(kept, seen_before);
    if result.racy.is_some() || (is(&first) && !flips.contains_key(key)) {
        return;
    }
    let outcomes = flips.entry(key.to_owned()).or_insert_with(|| vec![first]);
    match outcomes.iter_mut().find(|seen| is(seen)) {
        Some(seen) => seen.count += 1,
        None => outcomes.push(outcome(result, 1)),
    }
}

fn outcome(result: &CaseResult, count: u32) -> Outcome {
    Outcome {
        count,
        verdict: result.verdict,
        reason: result.reason.clone(),
        observation: result.observation.clone(),
    }
}

/// Which of two verdicts on one case is to be kept: the one that somebody has to look at.
fn badness(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Fail => 5,
        Verdict::Xpass => 4,
        Verdict::Unresolved => 3,
        Verdict::Unsupported => 2,
        Verdict::Xfail => 1,
        Verdict::Pass => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ResultVolatile;
    use crate::observation::Ending;
    use crate::run::testing;

    fn recorder() -> Recorder {
        let config = Config::default();
        let suite = testing::suite();
        Recorder::new(&suite, &testing::platform(), None, Vec::new(), &config)
    }

    fn finished(verdict: Verdict, code: u8) -> Finished {
        let mut result = testing::result("rust/a/b", verdict);
        result.observation = Some(testing::observation(Ending::Exited(code)));
        Finished {
            result,
            volatile: ResultVolatile::default(),
            elapsed: std::time::Duration::ZERO,
        }
    }

    #[test]
    fn what_stays_the_same_is_no_flip() {
        let mut recorder = recorder();
        for _ in 0..3 {
            recorder.add(finished(Verdict::Pass, 0));
        }
        let document = recorder.finish(false);
        assert_eq!(document.results.len(), 1);
        assert!(document.volatile.flips.is_empty());
    }

    #[test]
    fn a_flip_is_told_with_every_outcome_and_the_worst_is_kept() {
        let mut recorder = recorder();
        for (verdict, code) in [
            (Verdict::Pass, 0),
            (Verdict::Pass, 0),
            (Verdict::Fail, 1),
            (Verdict::Pass, 0),
            (Verdict::Pass, 2),
        ] {
            recorder.add(finished(verdict, code));
        }
        let document = recorder.finish(false);
        assert_eq!(document.results[0].verdict, Verdict::Fail);
        let [flip] = &document.volatile.flips[..] else {
            panic!("{:?}", document.volatile.flips);
        };
        assert_eq!(flip.result, "rust/a/b@pipe");
        let seen: Vec<(u32, Verdict)> = flip
            .outcomes
            .iter()
            .map(|outcome| (outcome.count, outcome.verdict))
            .collect();
        assert_eq!(
            seen,
            [(3, Verdict::Pass), (1, Verdict::Fail), (1, Verdict::Pass)]
        );
    }

    #[test]
    fn a_run_that_was_cut_short_counts_the_rounds_it_made() {
        let mut recorder = recorder();
        recorder.document.volatile.rounds = 20;
        for _ in 0..3 {
            recorder.add(finished(Verdict::Pass, 0));
        }
        assert_eq!(recorder.finish(true).volatile.rounds, 3);
    }

    #[test]
    fn a_racy_case_does_not_flip_but_its_worst_verdict_counts() {
        let mut recorder = recorder();
        for verdict in [Verdict::Pass, Verdict::Fail, Verdict::Pass] {
            let mut finished = finished(verdict, 0);
            finished.result.racy = Some(5);
            recorder.add(finished);
        }
        let document = recorder.finish(false);
        assert_eq!(document.count(Verdict::Fail), 1);
        assert!(document.volatile.flips.is_empty());
    }
}
