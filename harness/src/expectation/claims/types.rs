//! What a file of claims, and one of notions, may say.

use serde::{Deserialize, Serialize};

use crate::expectation::pattern::Expect;
use crate::expectation::types::When;
use crate::sink::Sink;

/// A file of claims.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimsFile {
    /// Where the JSON Schema of this format is, for editors; otherwise not looked at.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The claims, in the order in which they are shown.
    pub claims: Vec<Claim>,
}

/// What some text says, and what shows whether it is so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// A short name: `A1`.
    pub id: String,
    /// What kind of text says it.
    pub said_by: String,
    /// What it says, in our words.
    pub claim: String,
    /// What the evidence was found to come to when somebody last looked at it.
    pub verdict: Standing,
    /// When it holds, in words. Needed for a claim that holds only then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// A sentence that is true, to be quoted.
    pub quote: String,
    /// The notion that it is about, to see the same in other languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notion: Option<String>,
    /// What shows whether it is so.
    pub evidence: Vec<Evidence>,
}

/// Whether a claim holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// All evidence agrees with it.
    Holds,
    /// Some does, some does not.
    HoldsOnlyWhen,
    /// None does.
    DoesNotHold,
}

impl Standing {
    /// What results come to that agree with a claim, or do not; `None` when there are none.
    pub fn of(agree: impl IntoIterator<Item = bool>) -> Option<Standing> {
        let (mut yes, mut no) = (false, false);
        for agrees in agree {
            yes |= agrees;
            no |= !agrees;
        }
        match (yes, no) {
            (true, false) => Some(Standing::Holds),
            (true, true) => Some(Standing::HoldsOnlyWhen),
            (false, true) => Some(Standing::DoesNotHold),
            (false, false) => None,
        }
    }

    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Holds => "holds",
            Standing::HoldsOnlyWhen => "holds only when",
            Standing::DoesNotHold => "does not hold",
        }
    }
}

/// Results of one case that tell something about a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The id of the case.
    pub case: String,
    /// With which sinks; without it, with all that the case has and that can show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sinks: Vec<Sink>,
    /// What would be observed if the claim were true, in the form of an expectation. What is left out is not looked at.
    pub shows: Expect,
    /// Whether that is what is observed, as somebody found it who last looked at it.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub agrees: bool,
    /// Where it is the other way round. The last one that applies counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub platforms: Vec<Exception>,
}

/// Where evidence is not what it is elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// Which platforms: every condition given has to hold, and at least one has to be given.
    pub when: When,
    /// Whether the evidence agrees with the claim there.
    pub agrees: bool,
    /// Why, so that a reader understands it.
    pub reason: String,
    /// Where to read more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A file of notions.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NotionsFile {
    /// Where the JSON Schema of this format is, for editors; otherwise not looked at.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The notions, in the order in which they are listed.
    pub notions: Vec<Notion>,
}

/// One thing that several languages have, each by its own name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Notion {
    /// Its name on the command line: `end_at_once`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it is, and what to look at.
    pub words: String,
    /// Who has it.
    pub rows: Vec<NotionRow>,
}

/// How one family has a notion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NotionRow {
    /// The family: `c`, `rust`, `python`, `shell`.
    pub family: String,
    /// How it is written there: `os._exit(0)`.
    pub spelling: String,
    /// The id of the case that shows it.
    pub case: String,
}

fn yes() -> bool {
    true
}

fn is_yes(agrees: &bool) -> bool {
    *agrees
}
