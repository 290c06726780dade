//! Names of results, folded: cases and sinks of which the same is said are named together, and the cells of a matrix by
//! their endings and witnesses.

use std::collections::{BTreeMap, BTreeSet};

use exitspec::Sink;
use exitspec::document::{CaseResult, Document};

use crate::escape::plain;

/// From how many on all of something is called `every`.
const MANY: usize = 4;

/// Where a result stands, in the order of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place<'a> {
    /// The case's id.
    pub(crate) case: &'a str,
    pub(crate) sink: Sink,
    /// Whether it is of a binary of its own kind, the panic=abort twin.
    pub(crate) twin: bool,
}

impl<'a> Place<'a> {
    pub(crate) fn of(result: &'a CaseResult) -> Place<'a> {
        Place {
            case: &result.case,
            sink: result.sink,
            // The name of a result says so, whatever its family.
            twin: result.key().ends_with("+abort"),
        }
    }

    /// The case's group: all of its id but the last part.
    pub(crate) fn group(&self) -> &'a str {
        self.case.rsplit_once('/').map_or("", |(group, _)| group)
    }

    fn name(&self) -> &'a str {
        self.case
            .rsplit_once('/')
            .map_or(self.case, |(_, name)| name)
    }
}

/// A row of names: cases, and their sinks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Names {
    pub(crate) cases: String,
    pub(crate) sinks: String,
}

type Sinks = BTreeSet<(Sink, bool)>;

/// All results there are, to know what all of something is.
#[derive(Debug, Default)]
pub(crate) struct Folding<'a> {
    sinks: BTreeMap<&'a str, Sinks>,
    endings: BTreeMap<&'a str, BTreeSet<&'a str>>,
    witnesses: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

/// The ending and the witness of a cell of a matrix; other names have no dot.
fn cell<'a>(place: &Place<'a>) -> Option<(&'a str, &'a str)> {
    place.name().split_once('.')
}

impl<'a> Folding<'a> {
    pub(crate) fn over(documents: impl IntoIterator<Item = &'a Document>) -> Folding<'a> {
        let mut all = Folding::default();
        for result in documents.into_iter().flat_map(|document| &document.results) {
            let place = Place::of(result);
            all.sinks
                .entry(place.case)
                .or_default()
                .insert((place.sink, place.twin));
            if let Some((ending, witness)) = cell(&place) {
                all.endings.entry(place.group()).or_default().insert(ending);
                all.witnesses
                    .entry(place.group())
                    .or_default()
                    .insert(witness);
            }
        }
        all
    }

    /// The names of these results of one group, in as few rows as it takes.
    pub(crate) fn names(&self, places: &[Place<'a>]) -> Vec<Names> {
        let mut sinks: BTreeMap<&str, (Place<'a>, Sinks)> = BTreeMap::new();
        for place in places {
            let (_, known) = sinks.entry(place.case).or_insert((*place, Sinks::new()));
            known.insert((place.sink, place.twin));
        }
        // Cases with the same sinks; cells by ending, since those of a witness are put together in the second step.
        let mut plain_cases: Vec<(Sinks, Vec<Place<'a>>)> = Vec::new();
        let mut by_ending: BTreeMap<&str, Vec<(Sinks, BTreeSet<&str>)>> = BTreeMap::new();
        for (place, sinks) in sinks.into_values() {
            match cell(&place) {
                Some((ending, witness)) => {
                    let known = by_ending.entry(ending).or_default();
                    match known.iter_mut().find(|(with, _)| *with == sinks) {
                        Some((_, witnesses)) => drop(witnesses.insert(witness)),
                        None => known.push((sinks, BTreeSet::from([witness]))),
                    }
                }
                None => match plain_cases.iter_mut().find(|(with, _)| *with == sinks) {
                    Some((_, cases)) => cases.push(place),
                    None => plain_cases.push((sinks, vec![place])),
                },
            }
        }
        let mut rows: Vec<Names> = plain_cases
            .iter()
            .map(|(sinks, cases)| Names {
                cases: join(cases.iter().map(Place::name)),
                sinks: self.sinks_of(sinks, cases.iter().map(|case| case.case)),
            })
            .collect();
        if let Some(first) = places.first() {
            rows.extend(self.cells(first.group(), by_ending));
        }
        rows
    }

    fn cells(
        &self,
        group: &str,
        by_ending: BTreeMap<&str, Vec<(Sinks, BTreeSet<&str>)>>,
    ) -> Vec<Names> {
        type Row<'r> = (Sinks, BTreeSet<&'r str>, BTreeSet<&'r str>);
        let mut rows: Vec<Row<'_>> = Vec::new();
        for (ending, cells) in by_ending {
            for (sinks, witnesses) in cells {
                let same = |(with, these, _): &&mut Row<'_>| *with == sinks && *these == witnesses;
                match rows.iter_mut().find(same) {
                    Some((_, _, endings)) => drop(endings.insert(ending)),
                    None => rows.push((sinks, witnesses, BTreeSet::from([ending]))),
                }
            }
        }
        rows.iter()
            .map(|(sinks, witnesses, endings)| {
                let cases = endings.iter().flat_map(|ending| {
                    witnesses
                        .iter()
                        .map(move |witness| format!("{group}/{ending}.{witness}"))
                });
                let cases: Vec<String> = cases.collect();
                Names {
                    cases: format!(
                        "{} × {}",
                        every("ending", endings, self.endings.get(group)),
                        every("witness", witnesses, self.witnesses.get(group))
                    ),
                    sinks: self.sinks_of(sinks, cases.iter().map(String::as_str)),
                }
            })
            .collect()
    }

    fn sinks_of<'c>(&self, sinks: &Sinks, mut cases: impl Iterator<Item = &'c str>) -> String {
        if sinks.len() >= MANY && cases.all(|case| self.sinks.get(case) == Some(sinks)) {
            return "every sink".to_owned();
        }
        let name = |&(sink, twin): &(Sink, bool)| match twin {
            true => format!("{sink}+abort"),
            false => sink.name().to_owned(),
        };
        sinks.iter().map(name).collect::<Vec<_>>().join(", ")
    }
}

fn every(what: &str, these: &BTreeSet<&str>, all: Option<&BTreeSet<&str>>) -> String {
    match these.len() >= MANY && all == Some(these) {
        true => format!("every {what}"),
        false => join(these.iter().copied()),
    }
}

fn join<'n>(names: impl Iterator<Item = &'n str>) -> String {
    plain(&names.collect::<Vec<_>>().join(", ")).into_owned()
}
