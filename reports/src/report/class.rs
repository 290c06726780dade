//! What a cell of the matrix means.

use exitspec::document::CaseResult;
use exitspec::observation::{Ending, Observation};
use exitspec::{Level, Verdict};
use serde::Serialize;

use crate::diff::explanation;

/// What a result means to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// What a standard or the implementation's documents say.
    Conforming,
    /// A known deviation from what is mandated.
    Deviation,
    /// One of the ways that are left open, or a documented variation.
    Choice,
    /// Nothing is demanded.
    Undefined,
    /// The platform lacks what the case needs.
    Unsupported,
    /// It did not end, and that was expected or allowed.
    Hung,
    /// Not as expected, or a known deviation that was not there.
    Unexpected,
    /// The harness could not tell.
    Unresolved,
}

impl Class {
    /// All of them, in the order of a legend.
    pub const ALL: [Class; 8] = [
        Class::Conforming,
        Class::Deviation,
        Class::Choice,
        Class::Undefined,
        Class::Unsupported,
        Class::Hung,
        Class::Unexpected,
        Class::Unresolved,
    ];

    /// What it means, in words.
    pub fn words(self) -> &'static str {
        match self {
            Class::Conforming => "as mandated or documented",
            Class::Deviation => "known deviation from what is mandated",
            Class::Choice => "one of several ways that are allowed",
            Class::Undefined => "undefined behaviour",
            Class::Unsupported => "not supported there",
            Class::Hung => "never ended, as expected or allowed",
            Class::Unexpected => "not as expected",
            Class::Unresolved => "could not be told",
        }
    }

    /// The class of a result with these observations.
    pub(super) fn of<'o>(
        result: &CaseResult,
        observations: impl IntoIterator<Item = &'o Observation>,
    ) -> Class {
        let hung = |observation: &Observation| matches!(observation.ending, Ending::Hung(_));
        match (result.verdict, result.level) {
            (Verdict::Unresolved, _) => Class::Unresolved,
            (Verdict::Unsupported, _) => Class::Unsupported,
            (Verdict::Fail | Verdict::Xpass, _) => Class::Unexpected,
            _ if observations.into_iter().any(hung) => Class::Hung,
            (Verdict::Xfail, _) => Class::Deviation,
            (Verdict::Pass, Level::Undefined) => Class::Undefined,
            (Verdict::Pass, Level::ImplementationDefined | Level::Unspecified) => Class::Choice,
            // That it passed with a reason says that the base was not what was observed.
            (Verdict::Pass, Level::Mandated | Level::Documented) => match explanation(result) {
                Some(_) => Class::Choice,
                None => Class::Conforming,
            },
        }
    }
}
