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
mod tests {
    use super::*;
    use crate::observation::Ending;
    use crate::platform::Runtime;
    use crate::run::testing;
    use crate::verdict::Verdict;

    fn document(cases: &[&str]) -> Document {
        let mut document = testing::document();
        for case in cases {
            let mut result = testing::result(case, Verdict::Pass);
            result.observation = Some(testing::observation(Ending::Exited(0)));
            document
                .volatile
                .results
                .insert(result.key(), ResultVolatile::default());
            document.results.push(result);
        }
        document.sort();
        document
    }

    fn named(from: &str, document: Document) -> Named {
        Named {
            from: from.to_owned(),
            document,
        }
    }

    fn canonical(document: &Document) -> String {
        let mut bytes = Vec::new();
        document.write_canonical(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn parts_in_any_order_are_the_whole() {
        let whole = document(&["rust/a/1", "rust/a/2", "rust/b/1", "c/a/1"]);
        let mut parts = vec![
            named("x", document(&["rust/b/1"])),
            named("y", document(&["rust/a/2", "c/a/1"])),
            // One may have what another has, too.
            named("z", document(&["rust/a/1", "rust/a/2"])),
        ];
        for _ in 0..parts.len() {
            let merged = merge(parts.clone()).unwrap();
            assert_eq!(merged.len(), 1);
            assert_eq!(canonical(&merged[0]), canonical(&whole));
            assert_eq!(merged[0].volatile.results.len(), 4);
            parts.rotate_left(1);
        }
    }

    #[test]
    fn what_is_left_out_is_known_by_family() {
        let part = |cases: &[&str], left_out: &[(&str, usize)]| {
            let mut document = document(cases);
            for (family, count) in left_out {
                let family = (*family).to_owned();
                document.volatile.left_out.insert(family, *count);
            }
            document
        };
        let a = part(&["rust/a/1"], &[("rust", 2)]);
        let b = part(&["rust/a/2", "c/a/1"], &[("rust", 2), ("c", 1)]);
        let merged = merge(vec![named("a", a.clone()), named("b", b.clone())]).unwrap();
        let left: Vec<_> = merged[0].volatile.left_out.iter().collect();
        assert_eq!(left, [(&"c".to_owned(), &1), (&"rust".to_owned(), &1)]);
        let rest = part(&["rust/a/3", "c/a/2"], &[("rust", 2), ("c", 1)]);
        let merged = merge(vec![named("a", a), named("b", b), named("c", rest)]).unwrap();
        assert!(merged[0].volatile.left_out.is_empty());
    }

    #[test]
    fn platforms_stand_beside_each_other() {
        let on = |name: &str, kernel: &str| {
            let mut document = document(&["rust/a/1"]);
            document.platform.name = name.to_owned();
            document.platform.kernel = kernel.to_owned();
            document
        };
        let all = vec![
            named("1", on("musl", "6.1")),
            named("2", on("glibc", "6.12")),
            named("3", on("glibc", "6.1")),
        ];
        let merged = merge(all).unwrap();
        let names: Vec<_> = (merged.iter())
            .map(|document| (&*document.platform.name, &*document.platform.kernel))
            .collect();
        assert_eq!(
            names,
            [("glibc", "6.1"), ("glibc", "6.12"), ("musl", "6.1")]
        );
    }

    #[test]
    fn one_platform_is_one_and_what_makes_it_another_is_said() {
        let mut other = document(&["rust/a/2"]);
        other.platform.kernel = "99.9".to_owned();
        let first = document(&["rust/a/1"]);
        let here = first.platform.kernel.clone();
        let both = vec![named("a", first.clone()), named("b", other)];
        let error = merge_one(both).unwrap_err().to_string();
        assert_eq!(
            error,
            format!("a and b are of different platforms: kernel is {here} and 99.9")
        );
        assert_eq!(merge_one(Vec::new()).unwrap_err(), MergeError::Nothing);
        assert!(merge_one(vec![named("a", first)]).is_ok());
    }

    fn conflict(change: impl FnOnce(&mut Document)) -> String {
        let mut other = document(&["rust/a/1", "rust/a/2"]);
        change(&mut other);
        merge(vec![
            named("one.json", document(&["rust/a/1"])),
            named("other.json", other),
        ])
        .unwrap_err()
        .to_string()
    }

    #[test]
    fn a_conflict_names_both_files_and_what_it_is_about() {
        let error = conflict(|other| other.results[0].verdict = Verdict::Fail);
        assert_eq!(
            error,
            "one.json and other.json both have rust/a/1@pipe, and do not agree: verdict is not the same"
        );
        let error = conflict(|other| {
            other.results[0].observation = Some(testing::observation(Ending::Exited(1)));
        });
        assert!(error.contains("observation is not"), "{error}");
        let error = conflict(|other| other.results[0].racy = Some(2));
        assert!(error.contains("another field"), "{error}");
        let error = conflict(|other| other.suite.version = "9".to_owned());
        assert!(
            error.contains("one.json and other.json") && error.contains("testing 9"),
            "{error}"
        );
    }

    #[test]
    fn one_platform_has_one_runtime_for_a_family() {
        let with = |version: &str| {
            let mut document = document(&["shell/a/1"]);
            let runtime = Runtime {
                name: "bash".to_owned(),
                version: version.to_owned(),
                target: None,
                panic: None,
            };
            document
                .platform
                .runtimes
                .insert("shell".to_owned(), runtime);
            document
        };
        let merged = merge(vec![
            named("a", document(&["rust/a/1"])),
            named("b", with("5.2")),
        ]);
        assert_eq!(merged.unwrap()[0].platform.runtimes.len(), 1);
        let error = merge(vec![named("a", with("5.1")), named("b", with("5.2"))]).unwrap_err();
        assert!(
            error.to_string().contains("bash 5.1 and bash 5.2"),
            "{error}"
        );
    }

    #[test]
    fn samples_of_a_racy_case_add_up_and_what_was_cut_short_stays_so() {
        let sample = |outcomes: &[(u32, u8)]| {
            let mut document = document(&["rust/a/1"]);
            document.results[0].observation = None;
            document.results[0].racy = Some(20);
            let counted = |&(count, code): &(u32, u8)| Counted {
                count,
                observation: testing::observation(Ending::Exited(code)),
            };
            let facts = document.volatile.results.values_mut().next().unwrap();
            facts.observations = outcomes.iter().map(counted).collect();
            document
        };
        let mut cut = sample(&[(3, 2), (1, 1)]);
        cut.interrupted = true;
        let merged = merge(vec![named("a", sample(&[(20, 1)])), named("b", cut)]).unwrap();
        let facts = merged[0].volatile.results.values().next().unwrap();
        let counts: Vec<u32> = facts.observations.iter().map(|seen| seen.count).collect();
        assert_eq!(counts, [21, 3]);
        assert!(merged[0].interrupted);
    }
}
