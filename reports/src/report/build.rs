//! From run documents to a report.

use std::cmp::Reverse;

use exitspec::document::{CaseResult, Counted, Difference, Document, SuiteVersion};
use exitspec::expectation::{Book, SourceRef};
use exitspec::observation::Observation;
use exitspec::{Level, Verdict};

use super::Given;
use super::class::Class;
use super::intern::Interned;
use super::model::{Group, Known, Note, Outcome, Report, Row, SCHEMA};
use super::{expected, platforms};
use crate::claims::entries;
use crate::findings::{Platforms, SamePlatform};
use crate::fold::{Folding, Place};
use crate::outcome::{brief, compares_left_behind};
use crate::seen::{Kinds, Seen, by_place};

/// How many outcomes of a racy case are shown.
const OUTCOMES: usize = 3;

pub(super) fn report<'a>(given: &Given<'a>) -> Result<Report<'a>, SamePlatform> {
    const NO_SUITE: &SuiteVersion = &SuiteVersion {
        name: String::new(),
        version: String::new(),
        revision: None,
    };
    let platforms = Platforms::new(given.documents)?;
    let documents = platforms.documents();
    let place = |document: &Document| {
        documents
            .iter()
            .position(|own| std::ptr::eq(*own, document))
    };
    let mut names = vec![None; documents.len()];
    for (document, name) in given.documents.iter().zip(given.names) {
        place(document)
            .into_iter()
            .for_each(|at| names[at] = name.as_deref());
    }
    let suite = platforms::suite(documents).unwrap_or(NO_SUITE);
    let mut building = Building {
        documents,
        book: given.book,
        left_behind: compares_left_behind(documents.iter().copied()),
        sources: Interned::new(),
        notes: Interned::new(),
        observations: Interned::new(),
    };
    let mut by_place: Vec<_> = by_place(documents).into_iter().collect();
    // Groups within groups stand by themselves.
    by_place.sort_by_key(|(place, _)| place.group());
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut rows = Vec::new();
    for (place, results) in by_place {
        match groups.last_mut() {
            Some(group) if group.name == place.group() => group.count += 1,
            _ => groups.push(Group {
                family: results[0].1.family.as_str(),
                name: place.group(),
                first: rows.len(),
                count: 1,
            }),
        }
        rows.push(building.row(place, &results));
    }
    let Building {
        sources,
        notes,
        observations,
        ..
    } = building;
    Ok(Report {
        schema: SCHEMA,
        suite,
        platforms: platforms::columns(documents, &names, suite),
        sources: sources.into_values(),
        notes: notes.into_values(),
        observations: observations.into_values(),
        groups,
        rows,
        folding: Folding::over(documents.iter().copied()),
        claims: (given.claims).map(|weighing| entries(weighing, |document| place(document))),
    })
}

struct Building<'a, 'd> {
    documents: &'d [&'a Document],
    book: Option<&'d Book>,
    left_behind: bool,
    sources: Interned<&'a SourceRef>,
    notes: Interned<Note>,
    observations: Interned<&'a Observation>,
}

impl<'a> Building<'a, '_> {
    fn row(&mut self, place: Place<'a>, results: &[(usize, &'a CaseResult)]) -> Row<'a> {
        let (at, first) = results[0];
        let mut row = Row {
            place,
            case: place.case,
            sink: place.sink,
            panic: first.panic.filter(|_| place.twin).map(|p| p.name()),
            level: Level::Undefined,
            racy: first.racy,
            known: match self.book {
                Some(book) => expected::known(book, self.documents[at], first, &mut self.notes),
                None => Known::default(),
            },
            sources: (first.sources.iter())
                .map(|source| self.sources.place(source))
                .collect(),
            outcomes: Vec::new(),
            cells: vec![-1; self.documents.len()],
            differs: false,
        };
        let mut kinds = Kinds::default();
        let numbers: Vec<usize> = (results.iter())
            .map(|&(at, result)| {
                let seen = Seen::of(self.documents[at], result, self.left_behind);
                kinds.number(seen, result)
            })
            .collect();
        row.differs = kinds.differ();
        let ranks = ranks(&kinds, &numbers);
        let mut known: Vec<Same<'a>> = Vec::new();
        let mut cells = Vec::new();
        for (&(at, result), &number) in results.iter().zip(&numbers) {
            row.level = row.level.min(result.level);
            let same = Same {
                number,
                level: result.level,
                verdict: result.verdict,
                reason: result.reason.as_deref(),
                url: result.url.as_deref(),
                differences: &result.differences,
                observed: observed(self.documents[at], result),
            };
            let place = known.iter().position(|other| *other == same);
            cells.push((at, place.unwrap_or(known.len())));
            if place.is_none() {
                let apart = match row.differs {
                    true => kinds.words(
                        number,
                        &Seen::of(self.documents[at], result, self.left_behind),
                    ),
                    false => Vec::new(),
                };
                let outcome = self.outcome(result, &same.observed, ranks[number], apart);
                row.outcomes.push(outcome);
                known.push(same);
            }
        }
        row.sort(&cells);
        row
    }

    fn outcome(
        &mut self,
        result: &'a CaseResult,
        observed: &[(u32, &'a Observation)],
        seen: usize,
        apart: Vec<String>,
    ) -> Outcome<'a> {
        let note = result.reason.clone().map(|reason| Note {
            reason,
            url: result.url.clone(),
        });
        Outcome {
            verdict: result.verdict,
            class: Class::of(result, observed.iter().map(|(_, seen)| *seen)),
            seen,
            brief: in_short(observed, result.racy.is_some()),
            apart,
            note: note.map(|note| self.notes.place(note)),
            differences: &result.differences,
            observations: (observed.iter())
                .map(|&(count, seen)| (count, self.observations.place(seen)))
                .collect(),
        }
    }
}

/// All that is told of an outcome: results that have the same are told of once.
#[derive(PartialEq)]
struct Same<'a> {
    /// Which of the row's different things was seen.
    number: usize,
    level: Level,
    verdict: Verdict,
    reason: Option<&'a str>,
    url: Option<&'a str>,
    differences: &'a [Difference],
    observed: Vec<(u32, &'a Observation)>,
}

impl Row<'_> {
    /// Sorts the outcomes by what was seen, and puts these cells in place.
    fn sort(&mut self, cells: &[(usize, usize)]) {
        let mut order: Vec<usize> = (0..self.outcomes.len()).collect();
        order.sort_by_key(|&at| (self.outcomes[at].seen, at));
        let mut outcomes: Vec<Option<Outcome<'_>>> = std::mem::take(&mut self.outcomes)
            .into_iter()
            .map(Some)
            .collect();
        let mut moved = vec![0; order.len()];
        for (to, &from) in order.iter().enumerate() {
            moved[from] = to;
            self.outcomes.extend(outcomes[from].take());
        }
        for &(at, outcome) in cells {
            self.cells[at] = i32::try_from(moved[outcome]).unwrap_or(i32::MAX);
        }
    }
}

/// For each kind its place by how many platforms have it; those come first that come first in the row, and nothing last.
fn ranks(kinds: &Kinds<'_>, numbers: &[usize]) -> Vec<usize> {
    let kind_count = numbers.iter().max().map_or(0, |max| max + 1);
    let count = |number| numbers.iter().filter(|own| **own == number).count();
    let mut order: Vec<usize> = (0..kind_count).collect();
    order.sort_by_key(|&n| (kinds.is_nothing(n), Reverse(count(n)), n));
    let mut ranks = vec![0; kind_count];
    for (rank, number) in order.into_iter().enumerate() {
        ranks[number] = rank;
    }
    ranks
}

/// What was observed, and how often; the most frequent first.
fn observed<'a>(document: &'a Document, result: &'a CaseResult) -> Vec<(u32, &'a Observation)> {
    if let Some(observation) = &result.observation {
        return vec![(1, observation)];
    }
    let volatile = document
        .volatile_of(result)
        .filter(|_| result.racy.is_some());
    let counted = volatile.map_or(&[][..], |volatile| &volatile.observations);
    let pair = |seen: &'a Counted| (seen.count, &seen.observation);
    let mut observed: Vec<(u32, &Observation)> = counted.iter().map(pair).collect();
    observed.sort_by_key(|&(count, observation)| (Reverse(count), observation));
    observed
}

fn in_short(observed: &[(u32, &Observation)], racy: bool) -> String {
    let more = observed.len().saturating_sub(OUTCOMES);
    let word = |(count, observation): &(u32, &Observation)| match racy {
        true => format!("{count}× {}", brief(observation)),
        false => brief(observation),
    };
    let mut words: Vec<String> = observed.iter().take(OUTCOMES).map(word).collect();
    if more > 0 {
        words.push(format!("{more} more"));
    }
    words.join(" | ")
}
