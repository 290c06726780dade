//! Two runs, result by result.

use std::collections::BTreeMap;

use exitspec::document::{CaseResult, Document};
use exitspec::expectation::UNEXPLAINED;
use exitspec::{Level, Verdict};

use super::sample::{self, Sample};
use crate::fold::Place;
use crate::outcome::{brief, comparable, compares_left_behind, differing};

/// What kind of change it is, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// FAIL, XPASS or UNRESOLVED now, and none of them before.
    NewlyFailing,
    /// The reverse.
    Fixed,
    /// Something else was observed, or the verdict is another one.
    Changed,
    /// The same where nothing is demanded.
    Undefined,
    /// It could run before, and cannot now.
    BecameUnsupported,
    /// It could not run before, and can now.
    BecameSupported,
    /// There is no such result now.
    Missing,
    /// There was no such result before.
    New,
}

impl Category {
    /// All of them, in their order.
    pub const ALL: [Category; 8] = [
        Category::NewlyFailing,
        Category::Fixed,
        Category::Changed,
        Category::Undefined,
        Category::BecameUnsupported,
        Category::BecameSupported,
        Category::Missing,
        Category::New,
    ];

    /// The name, for reading.
    pub fn name(self) -> &'static str {
        match self {
            Category::NewlyFailing => "newly failing",
            Category::Fixed => "fixed",
            Category::Changed => "changed",
            Category::Undefined => "changed, undefined behaviour",
            Category::BecameUnsupported => "became unsupported",
            Category::BecameSupported => "became supported",
            Category::Missing => "missing",
            Category::New => "new",
        }
    }
}

/// One thing that changed, with its value on either side in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Piece {
    /// A field of the observation, or `outcomes` for a racy case.
    pub field: &'static str,
    /// In the first document.
    pub a: String,
    /// In the second document.
    pub b: String,
}

/// One result that is not the same in both documents.
#[derive(Debug, Clone)]
pub struct Change<'a> {
    /// What kind of change it is.
    pub category: Category,
    /// The result in the first document.
    pub a: Option<&'a CaseResult>,
    /// The result in the second document.
    pub b: Option<&'a CaseResult>,
    /// What was observed differently.
    pub pieces: Vec<Piece>,
    /// Whether both samples of a racy case have the same outcomes, so that only the verdicts differ.
    pub same_outcomes: bool,
}

/// What differs between two documents.
#[derive(Debug, Clone)]
pub struct Diff<'a> {
    /// The first document.
    pub a: &'a Document,
    /// The second document.
    pub b: &'a Document,
    /// What the two are called, for two of one platform: the names of their files.
    pub names: Option<[String; 2]>,
    /// The changes, sorted by category and then as results are.
    pub changes: Vec<Change<'a>>,
}

impl<'a> Change<'a> {
    /// The result, as it is now if it still exists.
    pub fn result(&self) -> &'a CaseResult {
        match (self.b, self.a) {
            (Some(result), _) | (None, Some(result)) => result,
            (None, None) => unreachable!("a change has at least one side"),
        }
    }

    pub(crate) fn place(&self) -> Place<'a> {
        Place::of(self.result())
    }

    /// Whether the reason of one side explains it. One that holds on both sides alike does not tell why they differ, and
    /// what fails now is not what anybody had a reason for, unless a known deviation has gone. What is missing or new is a
    /// matter of what was run, and needs no reason.
    pub fn is_explained(&self) -> bool {
        let (Some(a), Some(b)) = (self.a, self.b) else {
            return true;
        };
        match (explanation(a), explanation(b)) {
            (Some(_), None) if self.category == Category::NewlyFailing => {
                (a.verdict, b.verdict) == (Verdict::Xfail, Verdict::Xpass)
            }
            (a, b) => a != b,
        }
    }
}

impl Diff<'_> {
    /// The same with names for the documents, which the heading shows.
    pub fn named(mut self, names: [String; 2]) -> Self {
        self.names = Some(names);
        self
    }

    /// How many results changed in this way.
    pub fn count(&self, category: Category) -> usize {
        self.changes
            .iter()
            .filter(|change| change.category == category)
            .count()
    }

    /// How many changes have no reason on either side.
    pub fn unexplained(&self) -> usize {
        self.changes
            .iter()
            .filter(|change| !change.is_explained())
            .count()
    }
}

/// The reason of an override, or why something is not supported. Where there is neither, a result's reason says only how
/// what was observed differs from what was expected, and explains nothing.
pub(crate) fn explanation(result: &CaseResult) -> Option<&str> {
    let is_explanation = match result.verdict {
        Verdict::Xfail | Verdict::Unsupported => true,
        Verdict::Pass => result.differences.is_empty(),
        Verdict::Fail | Verdict::Xpass | Verdict::Unresolved => false,
    };
    let said = result.reason.as_deref().filter(|_| is_explanation);
    said.filter(|reason| !reason.starts_with(UNEXPLAINED))
}

/// Compares two documents, result by result.
///
/// What varies from run to run is not looked at, save for the outcomes of racy cases, which are compared as samples; nor is
/// what differs between platforms without being a behaviour of theirs: the number of a signal.
pub fn diff<'a>(a: &'a Document, b: &'a Document) -> Diff<'a> {
    let comparing = Comparing {
        a,
        b,
        left_behind: compares_left_behind([a, b]),
    };
    let mut results: BTreeMap<Place<'a>, [Option<&'a CaseResult>; 2]> = BTreeMap::new();
    for (side, document) in [a, b].into_iter().enumerate() {
        for result in &document.results {
            results.entry(Place::of(result)).or_default()[side] = Some(result);
        }
    }
    let mut changes: Vec<Change<'a>> = results
        .into_values()
        .filter_map(|[a, b]| comparing.change(a, b))
        .collect();
    changes.sort_by_key(|change| change.category);
    Diff {
        a,
        b,
        names: None,
        changes,
    }
}

struct Comparing<'a> {
    a: &'a Document,
    b: &'a Document,
    left_behind: bool,
}

impl<'a> Comparing<'a> {
    fn change(&self, a: Option<&'a CaseResult>, b: Option<&'a CaseResult>) -> Option<Change<'a>> {
        let (category, pieces) = match (a, b) {
            (None, None) => return None,
            (Some(_), None) => (Category::Missing, Vec::new()),
            (None, Some(_)) => (Category::New, Vec::new()),
            (Some(a), Some(b)) => {
                let differs = self.observed_differently(a, b);
                (
                    category(a, b, differs.is_some())?,
                    differs.unwrap_or_default(),
                )
            }
        };
        Some(Change {
            category,
            a,
            b,
            same_outcomes: pieces.is_empty()
                && a.zip(b).is_some_and(|(a, b)| self.have_same_outcomes(a, b)),
            pieces,
        })
    }

    /// How what was observed differs; `None` when it does not, or cannot be told.
    fn observed_differently(&self, a: &CaseResult, b: &CaseResult) -> Option<Vec<Piece>> {
        if a.racy.is_some() || b.racy.is_some() {
            return self.raced_differently(a, b);
        }
        let (one, other) = (a.observation.as_ref()?, b.observation.as_ref()?);
        let one = comparable(one, self.left_behind);
        let other = comparable(other, self.left_behind);
        if one == other {
            return None;
        }
        let piece =
            |(field, values): (&'static str, Vec<String>)| match <[String; 2]>::try_from(values) {
                Ok([a, b]) => Some(Piece { field, a, b }),
                Err(_) => None,
            };
        Some(
            differing(&[&one, &other])
                .into_iter()
                .filter_map(piece)
                .collect(),
        )
    }

    /// Whether both were sampled, with the same outcomes.
    fn have_same_outcomes(&self, a: &CaseResult, b: &CaseResult) -> bool {
        let (one, other) = (self.sample(self.a, a), self.sample(self.b, b));
        (a.racy.is_some() || b.racy.is_some()) && !one.is_empty() && one.keys().eq(other.keys())
    }

    fn raced_differently(&self, a: &CaseResult, b: &CaseResult) -> Option<Vec<Piece>> {
        let (one, other) = (self.sample(self.a, a), self.sample(self.b, b));
        let differs = sample::can_tell(a, b) && sample::differ(&one, &other);
        if !differs && a.verdict == b.verdict {
            return None;
        }
        // What only one of them has is what the other verdict, if there is one, comes from.
        let only = |these: &Sample, those: &Sample| {
            let mut words: Vec<String> = these
                .keys()
                .filter(|outcome| !those.contains_key(outcome))
                .map(brief)
                .collect();
            words.dedup();
            several(&words)
        };
        let piece = Piece {
            field: "outcomes",
            a: only(&one, &other),
            b: only(&other, &one),
        };
        let is_told = !one.is_empty() && !other.is_empty() && !one.keys().eq(other.keys());
        Some(if is_told { vec![piece] } else { Vec::new() })
    }

    fn sample(&self, document: &Document, result: &CaseResult) -> Sample {
        match &result.observation {
            Some(observation) => Sample::from([(comparable(observation, self.left_behind), 1)]),
            None => {
                let volatile = document.volatile_of(result);
                let seen = volatile.map_or(&[][..], |volatile| &volatile.observations);
                sample::sample(seen, self.left_behind)
            }
        }
    }
}

/// A few outcomes, and how many more there are.
fn several(outcomes: &[String]) -> String {
    const SHOWN: usize = 3;
    let mut shown = outcomes.iter().take(SHOWN).cloned().collect::<Vec<_>>();
    match outcomes.len() {
        0 => return "none of its own".to_owned(),
        more if more > SHOWN => shown.push(format!("{} more", more - SHOWN)),
        _ => {}
    }
    shown.join(" | ")
}

fn category(a: &CaseResult, b: &CaseResult, differs: bool) -> Option<Category> {
    let unsupported = |result: &CaseResult| result.verdict == Verdict::Unsupported;
    Some(match (a.verdict.is_failure(), b.verdict.is_failure()) {
        (false, true) => Category::NewlyFailing,
        _ if unsupported(a) && unsupported(b) => return None,
        _ if unsupported(b) => Category::BecameUnsupported,
        _ if unsupported(a) => Category::BecameSupported,
        (true, false) => Category::Fixed,
        _ if !differs && a.verdict == b.verdict => return None,
        _ if a.level == Level::Undefined || b.level == Level::Undefined => Category::Undefined,
        _ => Category::Changed,
    })
}
