//! Putting documents together: the parts of one run into one document, and those of several platforms side by side.

use std::collections::BTreeMap;

use super::types::{CaseResult, Counted, Document, ResultVolatile, SuiteVersion};
use crate::platform::Platform;

/// A document, and where it is from.
#[derive(Debug, Clone)]
pub struct Named {
    /// For messages: the file.
    pub from: String,
    /// What was read there.
    pub document: Document,
}

/// Why documents cannot be put together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// There are none.
    #[error("there is no document to put together")]
    Nothing,
    /// They are of different suites, or of different versions of one.
    #[error("{} and {} are of different suites: {} and {}", from[0], from[1], suite[0], suite[1])]
    Suite {
        /// Where they are from.
        from: [String; 2],
        /// The suites in words.
        suite: [String; 2],
    },
    /// They are of different platforms, and should not be.
    #[error("{} and {} are of different platforms: {field} is {} and {}", from[0], from[1], value[0], value[1])]
    Platform {
        /// Where they are from.
        from: [String; 2],
        /// In which field.
        field: String,
        /// What it is in either.
        value: [String; 2],
    },
    /// They are of one platform, and something else ran the cases of a family.
    #[error("{} and {} are of one platform, and their {family} cases were run by {} and {}", from[0], from[1], runtime[0], runtime[1])]
    Runtime {
        /// Where they are from.
        from: [String; 2],
        /// The family.
        family: String,
        /// The runtimes in words.
        runtime: [String; 2],
    },
    /// Both have this result, and it is not the same.
    #[error("{} and {} both have {result}, and do not agree: {field} is not the same", from[0], from[1])]
    Result {
        /// Where they are from.
        from: [String; 2],
        /// The name of the result.
        result: String,
        /// In which field.
        field: &'static str,
    },
}

/// Puts documents together: those of one platform into one, which is, but for what varies, the document of a run that was
/// not divided; those of several platforms beside each other, sorted by platform. The order in which they are given does
/// not matter.
///
/// # Errors
///
/// When they are of different suites, or two of one platform say different things of one result.
pub fn merge(mut documents: Vec<Named>) -> Result<Vec<Document>, MergeError> {
    documents.sort_by(|a, b| {
        let key = |named: &Named| (named.document.volatile.started, named.from.clone());
        key(a).cmp(&key(b))
    });
    let mut merged: Vec<Merging> = Vec::new();
    for named in documents {
        if let Some(first) = merged.first() {
            same_suite(first, &named)?;
        }
        let same =
            |merging: &&mut Merging| identity(&merging.document) == identity(&named.document);
        match merged.iter_mut().find(same) {
            Some(merging) => merging.add(named)?,
            None => merged.push(Merging::new(named)),
        }
    }
    let mut documents: Vec<Document> = merged.into_iter().map(Merging::finish).collect();
    documents.sort_by(|a, b| {
        let key = |document: &Document| {
            let Platform { name, kernel, .. } = &document.platform;
            (name.clone(), kernel.clone())
        };
        key(a).cmp(&key(b))
    });
    Ok(documents)
}

/// Puts documents of one platform together, as [`merge`] does it.
///
/// # Errors
///
/// Besides those of [`merge`], when they are not of one platform, or there are none.
pub fn merge_one(documents: Vec<Named>) -> Result<Document, MergeError> {
    if let [first, rest @ ..] = &documents[..]
        && let Some(other) =
            (rest.iter()).find(|other| identity(&other.document) != identity(&first.document))
    {
        let from = [first.from.clone(), other.from.clone()];
        return Err(platforms_differ(from, &first.document, &other.document));
    }
    let merged = merge(documents)?;
    merged.into_iter().next().ok_or(MergeError::Nothing)
}

fn platforms_differ(from: [String; 2], one: &Document, other: &Document) -> MergeError {
    let fields = |document| match serde_json::to_value(identity(document)) {
        Ok(serde_json::Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    let (one, other) = (fields(one), fields(other));
    let differs = |name: &&String| one.get(*name) != other.get(*name);
    // The name is made of the others, and says least.
    let mut names = one.keys().filter(differs);
    let field = names.next_back().cloned().unwrap_or_default();
    let value = [&one, &other].map(|fields| match fields.get(&field) {
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => "nothing".to_owned(),
    });
    MergeError::Platform { from, field, value }
}

/// What makes a platform another one. Which families were run, and by what, depends on the part.
fn identity(document: &Document) -> Platform {
    Platform {
        runtimes: BTreeMap::new(),
        ..document.platform.clone()
    }
}

fn same_suite(first: &Merging, named: &Named) -> Result<(), MergeError> {
    let (one, other) = (&first.document, &named.document);
    // Another platform may have been built from a copy whose revision nobody knows.
    let same = match identity(one) == identity(other) {
        true => one.suite == other.suite,
        false => (&one.suite.name, &one.suite.version) == (&other.suite.name, &other.suite.version),
    };
    match same {
        true => Ok(()),
        false => Err(MergeError::Suite {
            from: [first.from.clone(), named.from.clone()],
            suite: [&one.suite, &other.suite].map(words),
        }),
    }
}

fn words(suite: &SuiteVersion) -> String {
    let revision = suite.revision.as_deref().map(|id| format!(" ({id})"));
    format!(
        "{} {}{}",
        suite.name,
        suite.version,
        revision.unwrap_or_default()
    )
}

/// The documents of one platform so far.
struct Merging {
    /// The first of them.
    from: String,
    document: Document,
    /// Where each result is, and which document it is from.
    places: BTreeMap<String, (usize, String)>,
    /// How many results each family has in all, as far as one document tells.
    totals: BTreeMap<String, usize>,
}

impl Merging {
    fn new(named: Named) -> Merging {
        let Named { from, document } = named;
        let place = |(place, result): (usize, &CaseResult)| (result.key(), (place, from.clone()));
        Merging {
            places: document.results.iter().enumerate().map(place).collect(),
            totals: totals(&document),
            from,
            document,
        }
    }

    fn add(&mut self, named: Named) -> Result<(), MergeError> {
        let Named { from, document } = named;
        for (family, total) in totals(&document) {
            let known = self.totals.entry(family).or_default();
            *known = total.max(*known);
        }
        for (family, runtime) in document.platform.runtimes {
            let known = self.document.platform.runtimes.entry(family.clone());
            let known = known.or_insert_with(|| runtime.clone());
            if *known != runtime {
                let word = |of: &crate::platform::Runtime| format!("{} {}", of.name, of.version);
                return Err(MergeError::Runtime {
                    from: [self.from.clone(), from],
                    family,
                    runtime: [known, &runtime].map(word),
                });
            }
        }
        for result in document.results {
            let key = result.key();
            let next = self.document.results.len();
            let (place, first) = self
                .places
                .entry(key.clone())
                .or_insert((next, from.clone()));
            match self.document.results.get(*place) {
                None => self.document.results.push(result),
                Some(known) => {
                    if let Some(field) = differing(known, &result) {
                        return Err(MergeError::Result {
                            from: [first.clone(), from],
                            result: key,
                            field,
                        });
                    }
                }
            }
        }
        self.document.interrupted |= document.interrupted;
        let (all, more) = (&mut self.document.volatile, document.volatile);
        all.started = all.started.min(more.started);
        all.duration_ms += more.duration_ms;
        all.jobs = all.jobs.max(more.jobs);
        all.rounds = all.rounds.min(more.rounds);
        if all.command != more.command {
            all.command.clear();
        }
        for flip in more.flips {
            if !all.flips.iter().any(|known| known.result == flip.result) {
                all.flips.push(flip);
            }
        }
        for (key, facts) in more.results {
            match all.results.get_mut(&key) {
                Some(known) => add_outcomes(known, facts),
                None => drop(all.results.insert(key, facts)),
            }
        }
        Ok(())
    }

    fn finish(self) -> Document {
        let Merging {
            mut document,
            totals: all,
            ..
        } = self;
        document.sort();
        document
            .volatile
            .flips
            .sort_unstable_by(|a, b| a.result.cmp(&b.result));
        document.volatile.left_out.clear();
        // What is not left out any more is the total of what is there.
        let there = totals(&document);
        for (family, total) in all {
            let missing = total.saturating_sub(there.get(&family).copied().unwrap_or(0));
            if missing > 0 {
                document.volatile.left_out.insert(family, missing);
            }
        }
        document
    }
}

/// How many results each family has: those that are there, and those that were left out.
fn totals(document: &Document) -> BTreeMap<String, usize> {
    let mut totals = document.volatile.left_out.clone();
    for result in &document.results {
        *totals.entry(result.family.clone()).or_default() += 1;
    }
    totals
}

/// The outcomes of one more sample of a racy case.
fn add_outcomes(known: &mut ResultVolatile, more: ResultVolatile) {
    for Counted { count, observation } in more.observations {
        let same = |seen: &&mut Counted| seen.observation == observation;
        match known.observations.iter_mut().find(same) {
            Some(seen) => seen.count += count,
            None => known.observations.push(Counted { count, observation }),
        }
    }
    known
        .observations
        .sort_by(|a, b| a.observation.cmp(&b.observation));
}

/// The first field in which two results with one name are not the same.
fn differing(a: &CaseResult, b: &CaseResult) -> Option<&'static str> {
    let fields = [
        ("verdict", a.verdict == b.verdict),
        ("observation", a.observation == b.observation),
        ("level", a.level == b.level),
        ("reason", a.reason == b.reason),
        ("differences", a.differences == b.differences),
        ("isolation", a.isolation == b.isolation),
        ("sources", a.sources == b.sources),
        ("another field", a == b),
    ];
    fields.iter().find(|(_, same)| !same).map(|(name, _)| *name)
}

#[cfg(test)]
mod tests;
