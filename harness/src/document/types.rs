//! What a run document says.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::case::{Isolation, Panic};
use crate::expectation::SourceRef;
use crate::observation::{Observation, Volatile};
use crate::platform::Platform;
use crate::sink::Sink;
use crate::verdict::{Level, Verdict};

/// The value of [`Document::schema`] this version reads and writes.
pub const SCHEMA: &str = "exitspec/run/1";

/// One run on one platform. Everything but [`volatile`](Document::volatile) is canonical: the same run
/// again gives the same bytes.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// What was run.
    pub suite: SuiteVersion,
    /// What it was run on.
    pub platform: Platform,
    /// Set when the run was cut short: the results are those finished until then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub interrupted: bool,
    /// The results, sorted by case, sink and profile.
    pub results: Vec<CaseResult>,
    /// How many results have each verdict.
    pub summary: BTreeMap<Verdict, usize>,
    /// What varies from run to run.
    pub volatile: RunVolatile,
}

/// Name and version of a suite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuiteVersion {
    /// The suite's name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The revision of its sources, where known.
    pub revision: Option<String>,
}

/// The result of one case with one sink in one profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseResult {
    /// The case's id: `rust/atexit/lifo`.
    pub case: String,
    /// The first part of the id.
    pub family: String,
    /// What stdout and stderr were connected to.
    pub sink: Sink,
    /// The panic strategy of the binary that ran it; `None` when that was no Rust program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub panic: Option<Panic>,
    /// How it got its process.
    pub isolation: Isolation,
    /// How binding the expectation is.
    pub level: Level,
    /// The sources of the expectation.
    pub sources: Vec<SourceRef>,
    /// What came of it.
    pub verdict: Verdict,
    /// Why, for every verdict but PASS; for a documented variation that passed, its reason.
    pub reason: Option<String>,
    /// Where to read more about a known deviation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where the observation differs from the expectation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
    /// What happened; absent when nothing ran, and for racy cases, whose observations are volatile.
    pub observation: Option<Observation>,
    /// Set for a racy case: how many times it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub racy: Option<u32>,
}

/// One field that is not as expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// The field of the observation.
    pub field: String,
    /// What was expected, for reading.
    pub expected: String,
    /// What there was, for reading.
    pub got: String,
}

/// What varies from run to run.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct RunVolatile {
    /// When the run began, in seconds since 1970-01-01T00:00:00Z.
    pub started: u64,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// The command that made it.
    pub command: Vec<String>,
    /// How many cases ran at a time.
    #[serde(default)]
    pub jobs: usize,
    /// How many rounds there were: as many as were asked for, or, of a run that was cut short, those that saw every result.
    #[serde(default)]
    pub rounds: u32,
    /// The cases that did not come out the same in every round.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flips: Vec<Flip>,
    /// What varies of each result, by [`CaseResult::key`].
    pub results: BTreeMap<String, ResultVolatile>,
}

/// What varies of one result.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ResultVolatile {
    /// The facts of the (last) run of the case.
    #[serde(flatten)]
    pub facts: Volatile,
    /// For a racy case: each outcome and how often it was seen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observations: Vec<Counted>,
}

/// One outcome of a racy case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// How often it was seen.
    pub count: u32,
    /// What happened.
    pub observation: Observation,
}

/// A case, not declared racy, that came out differently in different rounds of one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flip {
    /// The result's [`CaseResult::key`].
    pub result: String,
    /// Each outcome, in the order in which they were first seen.
    pub outcomes: Vec<Outcome>,
}

/// One outcome of a case that flips.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// In how many rounds it was seen.
    pub count: u32,
    /// What came of it.
    pub verdict: Verdict,
    /// Why, for every verdict but PASS.
    pub reason: Option<String>,
    /// What happened; absent when the harness could not tell, and for racy cases.
    pub observation: Option<Observation>,
}

impl CaseResult {
    /// The name of the result: `rust/atexit/lifo@pipe`, and `rust/panic/code@pipe+abort` in the twin.
    pub fn key(&self) -> String {
        key(&self.case, self.sink, self.panic.unwrap_or(Panic::OWN))
    }
}

/// The name of the result of that case with that sink in that profile.
pub(crate) fn key(case: &str, sink: Sink, panic: Panic) -> String {
    match panic == Panic::OWN {
        true => format!("{case}@{sink}"),
        false => format!("{case}@{sink}+{}", panic.name()),
    }
}
