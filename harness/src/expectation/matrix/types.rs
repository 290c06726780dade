//! What a matrix file may say.

use serde::{Deserialize, Serialize};

use crate::bytes::Bytes;
use crate::expectation::pattern::Expect;
use crate::expectation::types::{SourceRef, When};
use crate::expectation::unique::UniqueMap;
use crate::sink::Sink;
use crate::verdict::Level;

/// One file: the tables of one or more groups of cases, each of which is a matrix. Cases are named `ENDING.WITNESS`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MatrixFile {
    /// Where the JSON Schema of this format is, for editors; otherwise not looked at.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The groups by their paths, as `rust/matrix`. What they have in common has the same expectation.
    pub groups: UniqueMap<String, MatrixGroup>,
    /// The sinks that their cases run with.
    pub sinks: Vec<Sink>,
    /// How the process may end, by name.
    pub endings: UniqueMap<String, MatrixEnding>,
    /// What may be seen or lost, by name.
    pub witnesses: UniqueMap<String, Witness>,
    /// Which witness is seen at which ending with which sink. Every cell of every group is covered by
    /// exactly one rule.
    pub rules: Vec<Rule>,
    /// What is different on some platforms. The last one that applies to a cell counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub platforms: Vec<CellOverride>,
}

/// A group: each of these endings with each of these witnesses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MatrixGroup {
    /// What the group shows, in one line.
    pub summary: String,
    /// Its endings, by the names they have in the file.
    pub endings: Vec<String>,
    /// Its witnesses, by the names they have in the file.
    pub witnesses: Vec<String>,
}

impl MatrixGroup {
    /// Whether the group has the case of this ending and this witness.
    pub(super) fn has(&self, ending: &str, witness: &str) -> bool {
        self.endings.iter().any(|own| own == ending)
            && self.witnesses.iter().any(|own| own == witness)
    }
}

/// How a process may end, and what is seen of that without any witness.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MatrixEnding {
    /// What the body does, in a few words: `exit(7)`.
    pub summary: String,
    /// How binding `expect` is. The level of a cell is the less binding one of this and its rule's.
    pub level: Level,
    /// Where it says so; at least one.
    pub sources: Vec<SourceRef>,
    /// Anything a reader should know besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// How the process ends, and what it leaves on the streams and in the journal by itself.
    pub expect: Expect,
    /// What is different with a sink: these fields replace those of `expect`.
    #[serde(default, skip_serializing_if = "UniqueMap::is_unused")]
    pub by_sink: UniqueMap<Sink, Expect>,
}

/// Something whose running or loss is observed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Witness {
    /// What it is, in a few words: `a handler registered by atexit`.
    pub summary: String,
    /// What is observed when it is seen.
    pub seen: Seen,
}

/// What is observed when a witness is seen; at least one of the three.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// The events it reports, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub journal: Vec<String>,
    /// What it writes on stdout.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stdout: Option<Bytes>,
    /// What it writes on stderr.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stderr: Option<Bytes>,
}

/// Which names are meant: `"*"` for all of the file, or a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "SelectorForm", into = "SelectorForm")]
pub enum Selector {
    /// All of the file, whichever group has them.
    All,
    /// These.
    Names(Vec<String>),
}

impl Selector {
    /// Whether this name is meant.
    pub fn selects(&self, name: &str) -> bool {
        match self {
            Selector::All => true,
            Selector::Names(names) => names.iter().any(|own| own == name),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged, expecting = "expected \"*\" or a list of names")]
enum SelectorForm {
    All(String),
    Names(Vec<String>),
}

impl TryFrom<SelectorForm> for Selector {
    type Error = &'static str;

    fn try_from(form: SelectorForm) -> Result<Selector, &'static str> {
        match form {
            SelectorForm::All(star) if star == "*" => Ok(Selector::All),
            SelectorForm::All(_) => Err("expected \"*\" or a list of names"),
            SelectorForm::Names(names) => Ok(Selector::Names(names)),
        }
    }
}

impl From<Selector> for SelectorForm {
    fn from(selector: Selector) -> SelectorForm {
        match selector {
            Selector::All => SelectorForm::All("*".to_owned()),
            Selector::Names(names) => SelectorForm::Names(names),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Selector {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Selector".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Which names are meant: \"*\" for all of the file, or a list.",
            "anyOf": [{ "const": "*" }, { "type": "array", "items": { "type": "string" }, "minItems": 1 }],
        })
    }
}

/// What becomes of a witness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is seen: the handler runs, the text arrives.
    Runs,
    /// It is not.
    Lost,
    /// The sources leave it open.
    Either,
    /// There can be no such case.
    Impossible,
}

/// What becomes of some witnesses at some endings with some sinks, and who says so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// At which endings.
    pub endings: Selector,
    /// Which witnesses.
    pub witnesses: Selector,
    /// With which sinks; left out, all of the matrix.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sinks: Option<Vec<Sink>>,
    /// What becomes of them.
    pub outcome: Outcome,
    /// How binding that is.
    pub level: Level,
    /// Where it says so, or leaves it open; at least one.
    pub sources: Vec<SourceRef>,
    /// Why it is so, in a sentence; for an impossible cell, why there can be none.
    pub reason: String,
}

/// What is different in some cells on the platforms that a condition describes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CellOverride {
    /// At which endings.
    pub endings: Selector,
    /// With which witnesses.
    pub witnesses: Selector,
    /// With which sinks; left out, all of the matrix.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sinks: Option<Vec<Sink>>,
    /// Which platforms: every condition given has to hold, and at least one has to be given.
    pub when: When,
    /// What becomes of the witnesses there; left out, what the rule says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// These fields replace those of the ending; what the witness adds comes on top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expect: Option<Expect>,
    /// Why, so that a reader understands it.
    pub reason: String,
    /// The bug, commit, release note or manual that explains it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}
