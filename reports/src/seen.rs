//! What was seen of one result on several platforms: which of it is the same, and in what the rest differs. Findings and
//! the report ask here, so that they never disagree.

use std::collections::{BTreeMap, BTreeSet};

use exitspec::Verdict;
use exitspec::document::{CaseResult, Document};
use exitspec::observation::Observation;

use crate::diff::sample::{Sample, can_tell, differ, sample};
use crate::fold::Place;
use crate::outcome::{brief, comparable, differing};

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

/// Results of the same name, each with the place of its document.
pub(crate) type ByPlace<'a> = BTreeMap<Place<'a>, Vec<(usize, &'a CaseResult)>>;

/// All results of these documents.
pub(crate) fn by_place<'a>(documents: &[&'a Document]) -> ByPlace<'a> {
    let mut by_place = ByPlace::new();
    for (at, document) in documents.iter().enumerate() {
        for result in &document.results {
            let results = by_place.entry(Place::of(result)).or_default();
            results.push((at, result));
        }
    }
    by_place
}

impl Seen {
    /// What this result of the document shows.
    pub(crate) fn of(document: &Document, result: &CaseResult, left_behind: bool) -> Seen {
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

    /// Takes the other in, if it is the same, or if it cannot be told whether it is.
    pub(crate) fn takes(&mut self, other: &Seen, can_tell: bool) -> bool {
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

    /// Whether this is a race with an outcome that the other has not.
    fn has_more_than(&self, other: &Seen) -> bool {
        match (self, other) {
            (Seen::Racy(one), Seen::Racy(other)) => {
                one.keys().any(|outcome| !other.contains_key(outcome))
            }
            _ => false,
        }
    }

    pub(crate) fn observations(&self) -> Vec<&Observation> {
        match self {
            Seen::Nothing => Vec::new(),
            Seen::Once(observation) => vec![observation],
            Seen::Racy(sample) => sample.keys().collect(),
        }
    }
}

/// The different things that were seen of one result, each with a result that has it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kinds<'a>(Vec<(Seen, &'a CaseResult)>);

impl<'a> Kinds<'a> {
    /// Which of the different things this is. A race that is not as it should be is another thing than one that is, if it
    /// has an outcome of its own.
    pub(crate) fn number(&mut self, seen: Seen, result: &'a CaseResult) -> usize {
        let takes = |(known, of): &mut (Seen, &CaseResult)| {
            let deviates =
                |result: &CaseResult| matches!(result.verdict, Verdict::Fail | Verdict::Xfail);
            let is_worse = match (deviates(of), deviates(result)) {
                (true, false) => known.has_more_than(&seen),
                (false, true) => seen.has_more_than(known),
                _ => false,
            };
            !is_worse && known.takes(&seen, can_tell(of, result))
        };
        self.0.iter_mut().position(takes).unwrap_or_else(|| {
            self.0.push((seen, result));
            self.0.len() - 1
        })
    }

    /// Whether this one is that nothing was seen.
    pub(crate) fn is_nothing(&self, number: usize) -> bool {
        matches!(self.0[number].0, Seen::Nothing)
    }

    /// Whether not the same was seen wherever something was seen.
    pub(crate) fn differ(&self) -> bool {
        let something = (0..self.0.len()).filter(|&number| !self.is_nothing(number));
        something.count() > 1
    }

    /// What `seen` shows, which is thing `number` of these, in words: of several things the fields in which they differ.
    /// Of a racy case it is what `seen` has itself: the thing has the outcomes of all platforms from which it cannot be told
    /// apart.
    pub(crate) fn words(&self, number: usize, seen: &Seen) -> Vec<String> {
        match seen {
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
            Seen::Once(observation) => self.of_the_others(observation, number),
        }
    }

    /// The fields in which not all observations are the same, for one of them.
    fn of_the_others(&self, observation: &Observation, seen: usize) -> Vec<String> {
        let mut at = None;
        let mut all = Vec::new();
        for (number, (other, _)) in self.0.iter().enumerate() {
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
}
