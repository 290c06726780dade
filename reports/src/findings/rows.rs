//! Results of the same name side by side, and what is to be said of them.

use std::collections::BTreeMap;

use exitspec::document::{CaseResult, Document};
use exitspec::expectation::SourceRef;
use exitspec::{Level, Verdict};

use super::names::Set;
use crate::diff::explanation;
use crate::fold::Place;
use crate::outcome::{Fate, ending, fate};
use crate::seen::{Kinds, Seen, by_place};

/// What came out on some platforms, with the same verdict and reason.
#[derive(Debug, Clone)]
pub(crate) struct Outcome<'a> {
    pub(crate) platforms: Set,
    /// One of their results.
    pub(crate) result: &'a CaseResult,
    /// Which of the row's different things was seen.
    thing: usize,
    /// What was seen on these platforms.
    seen: Seen,
}

/// One result's name on all platforms that have it.
#[derive(Debug, Clone)]
pub(crate) struct Row<'a> {
    pub(crate) place: Place<'a>,
    pub(crate) outcomes: Vec<Outcome<'a>>,
    /// The different things that were seen.
    kinds: Kinds<'a>,
    calamities: BTreeMap<String, Set>,
    /// Whether one of them is calm: it neither hung nor crashed there.
    calm: bool,
    hangs: bool,
}

/// What is to be said of some outcome, so that the same is said once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Said {
    pub(crate) platforms: Set,
    pub(crate) verdict: Verdict,
    /// What was seen, where that is not the same everywhere or not as expected.
    pub(crate) words: Vec<String>,
    pub(crate) reason: Option<String>,
    pub(crate) url: Option<String>,
}

/// All results, sorted by name.
pub(crate) fn rows<'a>(documents: &[&'a Document], left_behind: bool) -> Vec<Row<'a>> {
    by_place(documents)
        .into_iter()
        .map(|(place, results)| {
            let mut row = Row {
                place,
                outcomes: Vec::new(),
                kinds: Kinds::default(),
                calamities: BTreeMap::new(),
                calm: false,
                hangs: false,
            };
            for (at, result) in results {
                row.add(at, result, Seen::of(documents[at], result, left_behind));
            }
            row
        })
        .collect()
}

impl<'a> Row<'a> {
    fn add(&mut self, at: usize, result: &'a CaseResult, seen: Seen) {
        self.note(at, &seen);
        let thing = self.kinds.number(seen.clone(), result);
        let same = |outcome: &&mut Outcome<'a>| {
            let other = outcome.result;
            outcome.thing == thing
                && (other.verdict, &other.reason, &other.url)
                    == (result.verdict, &result.reason, &result.url)
        };
        match self.outcomes.iter_mut().find(same) {
            Some(outcome) => {
                outcome.platforms.insert(at);
                outcome.seen.takes(&seen, false);
            }
            None => self.outcomes.push(Outcome {
                platforms: Set::from([at]),
                result,
                thing,
                seen,
            }),
        }
    }

    /// The most binding level the case has: it is the same everywhere, unless the suites were different ones.
    pub(crate) fn level(&self) -> Level {
        let levels = self.outcomes.iter().map(|outcome| outcome.result.level);
        levels.min().unwrap_or(Level::Undefined)
    }

    pub(crate) fn sources(&self) -> &'a [SourceRef] {
        self.outcomes
            .first()
            .map_or(&[], |outcome| &outcome.result.sources)
    }

    pub(crate) fn has(&self, verdicts: &[Verdict]) -> bool {
        self.outcomes
            .iter()
            .any(|outcome| verdicts.contains(&outcome.result.verdict))
    }

    /// Whether not the same was seen wherever something was seen.
    pub(crate) fn differs(&self) -> bool {
        self.kinds.differ()
    }

    /// Whether it is a difference in something mandated that nobody has given a reason for.
    pub(crate) fn is_silent_choice(&self) -> bool {
        self.level() == Level::Mandated
            && self.differs()
            && !self.has(&[Verdict::Fail, Verdict::Xpass, Verdict::Xfail])
            && (self.outcomes.iter()).all(|outcome| {
                outcome.result.verdict == Verdict::Unsupported
                    || explanation(outcome.result).is_none()
            })
    }

    /// Whether a deviation is known, and not understood.
    pub(crate) fn is_not_understood(&self) -> bool {
        let known = |outcome: &Outcome<'_>| outcome.result.verdict == Verdict::Xfail;
        self.outcomes
            .iter()
            .any(|outcome| known(outcome) && explanation(outcome.result).is_none())
    }

    /// What is to be said of each outcome.
    pub(crate) fn said(&self) -> Vec<Said> {
        self.outcomes
            .iter()
            .map(|outcome| Said {
                platforms: outcome.platforms.clone(),
                verdict: outcome.result.verdict,
                words: self.words(outcome),
                reason: match outcome.result.verdict {
                    Verdict::Unresolved | Verdict::Xpass | Verdict::Xfail => {
                        outcome.result.reason.clone()
                    }
                    _ => explanation(outcome.result).map(str::to_owned),
                },
                url: outcome.result.url.clone(),
            })
            .collect()
    }

    fn words(&self, outcome: &Outcome<'a>) -> Vec<String> {
        let result = outcome.result;
        let deviates = matches!(result.verdict, Verdict::Fail | Verdict::Xfail);
        if deviates && !result.differences.is_empty() {
            let word = |d: &exitspec::document::Difference| {
                format!("{}: expected {}, got {}", d.field, d.expected, d.got)
            };
            return result.differences.iter().map(word).collect();
        }
        self.kinds.words(outcome.thing, &outcome.seen)
    }

    /// The hangs and crashes, each with its platforms: a hang always, a crash only if not every platform crashes, since
    /// that is what the case is about then.
    pub(crate) fn calamities(&self) -> Vec<(String, Set)> {
        match self.calm || self.hangs {
            true => self.calamities.clone().into_iter().collect(),
            false => Vec::new(),
        }
    }

    /// Notes how it ended on one platform: the samples of several are put together, and this is not to be said of one
    /// that has not seen it.
    fn note(&mut self, at: usize, seen: &Seen) {
        let observations = seen.observations();
        self.calm |=
            !observations.is_empty() && !observations.iter().any(|o| fate(o) != Fate::Ended);
        for observation in observations.into_iter().filter(|o| fate(o) != Fate::Ended) {
            self.hangs |= fate(observation) == Fate::Hung;
            self.calamities
                .entry(ending(observation))
                .or_default()
                .insert(at);
        }
    }
}
