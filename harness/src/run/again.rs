//! Judging a document anew: what was observed stays, and is held against the expectations as they are now.

use crate::case::Panic;
use crate::document::{CaseResult, Document};
use crate::expectation::{Book, Facts};
use crate::observation::Observation;
use crate::run::session::settle;
use crate::verdict::Verdict;

/// A result that has another verdict now, or the same for another reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejudged {
    /// The result's [`CaseResult::key`].
    pub result: String,
    /// The verdict it had.
    pub was: Verdict,
    /// The verdict it has.
    pub is: Verdict,
    /// The reason it has.
    pub reason: Option<String>,
}

/// Holds what a document observed against these expectations, as a run does, and tells which results came out different.
/// Nothing is run. A result without an observation keeps its verdict and reason: why it could not run is the platform's
/// word.
///
/// # Errors
///
/// The key of the first result that has no expectation: the document is of another suite, or of another version of it.
pub fn judge_again(document: &mut Document, book: &Book) -> Result<Vec<Rejudged>, String> {
    let mut rejudged = Vec::new();
    let mut results = std::mem::take(&mut document.results);
    for result in &mut results {
        let before = result.clone();
        let observations = observations(document, result);
        let facts = Facts {
            platform: &document.platform,
            runtime: document.platform.runtime_of(&result.family),
            panic: result.panic.unwrap_or(Panic::OWN),
            isolation: result.isolation,
        };
        let Some(resolved) = book.resolve(&result.case, result.sink, &facts) else {
            return Err(result.key());
        };
        result.level = resolved.level;
        result.sources.clone_from(&resolved.sources);
        if !observations.is_empty() {
            settle(result, &resolved, &observations);
        }
        if *result != before {
            rejudged.push(Rejudged {
                result: result.key(),
                was: before.verdict,
                is: result.verdict,
                reason: result.reason.clone(),
            });
        }
    }
    document.results = results;
    document.sort();
    Ok(rejudged)
}

/// What was seen of a result: once, or of a racy case each outcome once.
fn observations(document: &Document, result: &CaseResult) -> Vec<Observation> {
    match (&result.observation, document.volatile_of(result)) {
        (Some(observation), _) => vec![observation.clone()],
        (None, Some(volatile)) => (volatile.observations.iter())
            .map(|seen| seen.observation.clone())
            .collect(),
        (None, None) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Suite;
    use crate::expectation::{File, Source};
    use crate::observation::Ending;
    use crate::run::testing;

    const EXPECTS_SEVEN: &[File] = &[File {
        path: "fixtures/rust/a.json",
        text: r#"{ "group": "rust/a", "cases": { "b": {
            "summary": "it ends", "level": "documented", "sources": [{ "doc": "d", "clause": "c" }],
            "expect": { "ending": { "exited": 7 } } } } }"#,
    }];

    fn document(verdict: Verdict, observed: Option<u8>) -> Document {
        let mut document = testing::document();
        document.results.push(testing::result("rust/a/b", verdict));
        document.results[0].observation =
            observed.map(|code| testing::observation(Ending::Exited(code)));
        document.sort();
        document
    }

    fn again(document: &mut Document) -> Result<Vec<Rejudged>, String> {
        let suite = Suite {
            expectations: Source::Embedded(EXPECTS_SEVEN),
            ..testing::suite()
        };
        judge_again(document, &suite.expectations.load().unwrap())
    }

    #[test]
    fn a_verdict_that_is_no_longer_right_is_corrected_and_told() {
        let mut document = document(Verdict::Pass, Some(3));
        let [rejudged] = &again(&mut document).unwrap()[..] else {
            panic!("one result");
        };
        assert_eq!((rejudged.was, rejudged.is), (Verdict::Pass, Verdict::Fail));
        assert_eq!(document.count(Verdict::Fail), 1);
        assert_eq!(document.results[0].sources[0].doc, "d");
        assert!(again(&mut document).unwrap().is_empty(), "once is enough");
    }

    #[test]
    fn what_could_not_run_stays_unsupported() {
        let mut document = document(Verdict::Unsupported, None);
        again(&mut document).unwrap();
        assert_eq!(document.count(Verdict::Unsupported), 1);
    }

    #[test]
    fn a_result_without_an_expectation_is_an_error_that_names_it() {
        let mut document = document(Verdict::Pass, Some(7));
        document.results[0].case = "rust/a/gone".to_owned();
        assert_eq!(again(&mut document).unwrap_err(), "rust/a/gone@pipe");
    }
}
