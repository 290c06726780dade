//! Results of the same name side by side, and what is to be said of them.

use std::collections::{BTreeMap, BTreeSet};

use exitspec::document::{CaseResult, Document};
use exitspec::expectation::SourceRef;
use exitspec::observation::Observation;
use exitspec::{Level, Verdict};

use super::names::Set;
use crate::diff::explanation;
use crate::diff::sample::{Sample, can_tell, differ, sample};
use crate::fold::Place;
use crate::outcome::{Fate, brief, comparable, differing, ending, fate};

/// How many outcomes of a racy case are shown.
const OUTCOMES: usize = 6;

/// What was seen on some platforms.
#[derive(Debug, Clone)]
pub(crate) enum Seen {
    /// Nothing: it could not run, or could not be told.
    Nothing,
    Once(Box<Observation>),
    /// A racy case: the outcomes of all these platforms.
    Racy(Sample),
}

/// What came out on some platforms, with the same verdict and reason.
#[derive(Debug, Clone)]
pub(crate) struct Outcome<'a> {
    pub(crate) platforms: Set,
    /// One of their results.
    pub(crate) result: &'a CaseResult,
    /// Which of the row's different things was seen.
    seen: usize,
}

/// One result's name on all platforms that have it.
#[derive(Debug, Clone)]
pub(crate) struct Row<'a> {
    pub(crate) place: Place<'a>,
    pub(crate) outcomes: Vec<Outcome<'a>>,
    /// The different things that were seen, each with a result that has it.
    seen: Vec<(Seen, &'a CaseResult)>,
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
    let mut by_place: BTreeMap<Place<'a>, Vec<(usize, &'a CaseResult)>> = BTreeMap::new();
    for (at, document) in documents.iter().enumerate() {
        for result in &document.results {
            by_place
                .entry(Place::of(result))
                .or_default()
                .push((at, result));
        }
    }
    by_place
        .into_iter()
        .map(|(place, results)| {
            let mut row = Row {
                place,
                outcomes: Vec::new(),
                seen: Vec::new(),
                calamities: BTreeMap::new(),
                calm: false,
                hangs: false,
            };
            for (at, result) in results {
                row.add(at, result, seen(documents[at], result, left_behind));
            }
            row
        })
        .collect()
}

fn seen(document: &Document, result: &CaseResult, left_behind: bool) -> Seen {
    match (&result.observation, result.racy) {
        (Some(observation), _) => Seen::Once(Box::new(comparable(observation, left_behind))),
        (None, Some(_)) => {
            let volatile = document.volatile_of(result);
            let outcomes = volatile.map_or(&[][..], |volatile| &volatile.observations);
            match outcomes.is_empty() {
                true => Seen::Nothing,
                false => Seen::Racy(sample(outcomes, left_behind)),
            }
        }
        (None, None) => Seen::Nothing,
    }
}

impl Seen {
    /// Takes the other in, if it is the same, or if it cannot be told whether it is.
    fn takes(&mut self, other: &Seen, can_tell: bool) -> bool {
        match (self, other) {
            (Seen::Nothing, Seen::Nothing) => true,
            (Seen::Once(one), Seen::Once(other)) => one == other,
            (Seen::Racy(one), Seen::Racy(other)) => {
                let same = !(can_tell && differ(one, other));
                if same {
                    for (outcome, count) in other {
                        *one.entry(outcome.clone()).or_default() += count;
                    }
                }
                same
            }
            _ => false,
        }
    }

    fn observations(&self) -> Vec<&Observation> {
        match self {
            Seen::Nothing => Vec::new(),
            Seen::Once(observation) => vec![observation],
            Seen::Racy(sample) => sample.keys().collect(),
        }
    }
}

impl<'a> Row<'a> {
    fn add(&mut self, at: usize, result: &'a CaseResult, seen: Seen) {
        self.note(at, &seen);
        let takes =
            |(known, of): &mut (Seen, &CaseResult)| known.takes(&seen, can_tell(of, result));
        let known = self.seen.iter_mut().position(takes);
        let seen = known.unwrap_or_else(|| {
            self.seen.push((seen.clone(), result));
            self.seen.len() - 1
        });
        let same = |outcome: &&mut Outcome<'a>| {
            let other = outcome.result;
            outcome.seen == seen
                && (other.verdict, &other.reason, &other.url)
                    == (result.verdict, &result.reason, &result.url)
        };
        match self.outcomes.iter_mut().find(same) {
            Some(outcome) => drop(outcome.platforms.insert(at)),
            None => self.outcomes.push(Outcome {
                platforms: Set::from([at]),
                result,
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
        self.seen
            .iter()
            .filter(|(seen, _)| !matches!(seen, Seen::Nothing))
            .count()
            > 1
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
        match &self.seen[outcome.seen].0 {
            Seen::Nothing => Vec::new(),
            Seen::Racy(sample) => {
                let words: BTreeSet<String> = sample.keys().map(brief).collect();
                let more = words.len().saturating_sub(OUTCOMES);
                let mut words: Vec<String> = words.into_iter().take(OUTCOMES).collect();
                if more > 0 {
                    words.push(format!("{more} more"));
                }
                words
            }
            Seen::Once(observation) => self.of_the_others(observation, outcome.seen),
        }
    }

    /// The fields in which not all observations are the same, for one of them.
    fn of_the_others(&self, observation: &Observation, seen: usize) -> Vec<String> {
        let mut at = None;
        let mut all = Vec::new();
        for (number, (other, _)) in self.seen.iter().enumerate() {
            if let Seen::Once(other) = other {
                if number == seen {
                    at = Some(all.len());
                }
                all.push(&**other);
            }
        }
        let fields = differing(&all);
        match (at, fields.is_empty()) {
            (Some(at), false) => fields
                .iter()
                .map(|(field, values)| format!("{field}: {}", values[at]))
                .collect(),
            _ => vec![brief(observation)],
        }
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
