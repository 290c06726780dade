//! What a report says. `docs/report.md` tells what each field means.

use std::collections::BTreeMap;

use exitspec::document::{Difference, SuiteVersion};
use exitspec::expectation::SourceRef;
use exitspec::observation::Observation;
use exitspec::{Level, Libc, Runtime, Sink, Verdict};
use serde::Serialize;

use super::class::Class;
use crate::claims::Entry;
use crate::fold::{Folding, Place};

/// The value of `schema`.
pub(super) const SCHEMA: &str = "exitspec/report/1";

/// Behaviours by platforms, with everything that can be shown about them.
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    pub(super) schema: &'static str,
    pub(super) suite: &'a SuiteVersion,
    pub(super) platforms: Vec<Column<'a>>,
    pub(super) sources: Vec<&'a SourceRef>,
    pub(super) notes: Vec<Note>,
    pub(super) observations: Vec<&'a Observation>,
    pub(super) groups: Vec<Group<'a>>,
    pub(super) rows: Vec<Row<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) claims: Option<Vec<Entry<'a>>>,
    /// To name rows of which the same is said.
    #[serde(skip)]
    pub(super) folding: Folding<'a>,
}

/// A platform.
#[derive(Debug, Serialize)]
pub(super) struct Column<'a> {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) detail: String,
    pub(super) name: &'a str,
    pub(super) families: Vec<&'a str>,
    pub(super) os: &'a str,
    pub(super) kernel: &'a str,
    pub(super) arch: &'a str,
    pub(super) libc: &'a Libc,
    pub(super) runtimes: BTreeMap<&'a str, &'a Runtime>,
    pub(super) emulator: Option<&'a str>,
    pub(super) container: Option<&'a str>,
    pub(super) by: By<'a>,
    pub(super) date: Option<String>,
    pub(super) command: Option<String>,
    pub(super) target: Option<String>,
    /// Only when it is another than the report's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) suite: Option<&'a SuiteVersion>,
    pub(super) interrupted: bool,
    pub(super) counts: BTreeMap<Verdict, usize>,
    pub(super) score: Score,
}

/// By what columns can be grouped.
#[derive(Debug, Serialize)]
pub(super) struct By<'a> {
    pub(super) libc: &'a str,
    pub(super) runtime: String,
    pub(super) arch: &'a str,
    pub(super) kernel: String,
}

/// How much of what is mandated, and could run, is as it shall be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(super) struct Score {
    pub(super) conforming: usize,
    pub(super) mandated: usize,
}

/// A reason that is given in more than one place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Note {
    pub(super) reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
}

/// Rows of one group, which stand together.
#[derive(Debug, Serialize)]
pub(super) struct Group<'a> {
    pub(super) family: &'a str,
    pub(super) name: &'a str,
    pub(super) first: usize,
    pub(super) count: usize,
}

/// One result's name on all platforms.
#[derive(Debug, Serialize)]
pub(super) struct Row<'a> {
    #[serde(skip)]
    pub(super) place: Place<'a>,
    pub(super) case: &'a str,
    pub(super) sink: Sink,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) panic: Option<&'static str>,
    pub(super) level: Level,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) racy: Option<u32>,
    #[serde(flatten)]
    pub(super) known: Known,
    pub(super) sources: Vec<usize>,
    pub(super) outcomes: Vec<Outcome<'a>>,
    /// For each platform the place of its outcome, -1 where there is no such result.
    pub(super) cells: Vec<i32>,
    /// Whether not the same was seen wherever something was seen.
    #[serde(skip)]
    pub(super) differs: bool,
}

/// What the expectations say of a result's name, apart from any platform.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Known {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) file: Option<String>,
    /// Alternatives, any of which will do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) expected: Vec<Vec<Field>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) deviations: Vec<Deviation>,
}

/// A field of an observation, and what is expected there in words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Field {
    pub(super) field: &'static str,
    pub(super) value: String,
}

/// What is expected instead where a condition holds.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Deviation {
    pub(super) when: String,
    pub(super) expected: Vec<Vec<Field>>,
    pub(super) note: usize,
}

/// What came out on some platforms.
#[derive(Debug, Serialize)]
pub(super) struct Outcome<'a> {
    pub(super) verdict: Verdict,
    pub(super) class: Class,
    /// Which of the row's different things was seen, the most frequent first; that nothing was is the last.
    pub(super) seen: usize,
    pub(super) brief: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) apart: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<usize>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(super) differences: &'a [Difference],
    /// How often, and the place among all observations.
    pub(super) observations: Vec<(u32, usize)>,
}
