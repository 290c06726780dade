//! Verdicts and levels, in the terms of POSIX.3 and DejaGnu.

use serde::{Deserialize, Serialize};

/// What came of holding an observation against its expectation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Verdict {
    /// As expected.
    Pass,
    /// Not as expected.
    Fail,
    /// A known deviation from what is mandated, with its reason.
    Xfail,
    /// A known deviation that was not there: news, and a failure until the entry is removed.
    Xpass,
    /// The platform lacks what the case needs; the result has the reason.
    Unsupported,
    /// The harness could not tell; never a pass.
    Unresolved,
}

impl Verdict {
    /// All verdicts, in the order in which summaries list them.
    pub const ALL: [Verdict; 6] = [
        Verdict::Pass,
        Verdict::Fail,
        Verdict::Xfail,
        Verdict::Xpass,
        Verdict::Unsupported,
        Verdict::Unresolved,
    ];

    /// `PASS`, `FAIL`, …
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Pass => "PASS",
            Verdict::Fail => "FAIL",
            Verdict::Xfail => "XFAIL",
            Verdict::Xpass => "XPASS",
            Verdict::Unsupported => "UNSUPPORTED",
            Verdict::Unresolved => "UNRESOLVED",
        }
    }
}

impl Verdict {
    /// Whether it is something that somebody has to look at: FAIL, XPASS or UNRESOLVED.
    pub fn is_failure(self) -> bool {
        match self {
            Verdict::Fail | Verdict::Xpass | Verdict::Unresolved => true,
            Verdict::Pass | Verdict::Xfail | Verdict::Unsupported => false,
        }
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

/// How binding an expectation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// A standard (POSIX.1-2024, ISO C23) says that it shall be so.
    Mandated,
    /// The implementation's own documents say so.
    Documented,
    /// A standard leaves it to the implementation, which has to say what it does.
    ImplementationDefined,
    /// A standard leaves it open.
    Unspecified,
    /// A standard imposes nothing: recorded, compared, never a failure.
    Undefined,
}

impl Level {
    /// The name used in expectations and reports.
    pub fn name(self) -> &'static str {
        match self {
            Level::Mandated => "mandated",
            Level::Documented => "documented",
            Level::ImplementationDefined => "implementation-defined",
            Level::Unspecified => "unspecified",
            Level::Undefined => "undefined",
        }
    }
}

impl std::fmt::Display for Level {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}
