//! What may be expected of each field of an observation.

use serde::{Deserialize, Serialize};

use crate::bytes::Bytes;
use crate::observation::{Change, LeftBehind, Phase, Waitid};

/// What may be expected of an observation.
///
/// A field that is left out means what is most usual: nothing on stdout and stderr, an empty journal, no changes of
/// state, no core, nothing left behind, and a `waitid` view that agrees with the ending. Only `ending` has to be given.
/// `flushed` is looked at only when it is given, and only with the `file` sink. What went to a sink that cannot be read
/// back is not judged.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// Any of these will do; each is applied on top of the fields beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub any_of: Option<Vec<Expect>>,
    /// How the process ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ending: Option<EndingPattern>,
    /// What `waitid` says, where it is not simply the other view of the ending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waitid: Option<Waitid>,
    /// Whether a core is dumped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub core: Option<bool>,
    /// Stops and continuations, in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<Vec<Change>>,
    /// What arrives on stdout.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stdout: Option<TextPattern>,
    /// What arrives on stderr.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stderr: Option<TextPattern>,
    /// The events, in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journal: Option<JournalPattern>,
    /// How many bytes are in the file for stdout at each event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flushed: Option<Vec<u64>>,
    /// Descendants that outlive the process.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_behind: Option<Vec<LeftBehind>>,
}

impl Expect {
    /// Whether nothing is said.
    pub(super) fn is_empty(&self) -> bool {
        *self == Expect::default()
    }
}

/// How a process ends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EndingPattern {
    /// It exits with this code.
    Exited(u8),
    /// It exits with one of these codes.
    ExitedAnyOf(Vec<u8>),
    /// A signal of this name ends it.
    Signaled(String),
    /// A signal of one of these names ends it.
    SignaledAnyOf(Vec<String>),
    /// It does not end by itself, and this is where it hangs.
    Hung(Phase),
    /// However it ends.
    Any(Anything),
}

/// Stands for "anything at all": written `true`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "bool", into = "bool")]
pub struct Anything;

/// What arrives on a stream.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(
    untagged,
    expecting = "expected a string, {\"base64\": …}, {\"contains\": …}, {\"starts_with\": …}, {\"repeated\": …} or {\"any\": true}"
)]
pub enum TextPattern {
    /// Exactly these bytes.
    Exact(Bytes),
    /// Something less strict.
    Loose(LooseText),
}

/// What arrives on a stream, when it is too long to write down or cannot be said to the byte.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum LooseText {
    /// These bytes, somewhere; or several pieces, in this order, with anything around them.
    Contains(Pieces),
    /// These bytes first, then anything.
    StartsWith(Bytes),
    /// Exactly these bytes, so many times over.
    Repeated {
        /// The bytes.
        text: Bytes,
        /// How often.
        times: u32,
    },
    /// Anything.
    Any(Anything),
}

/// One piece of text, or a list of pieces in their order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "PiecesForm", into = "PiecesForm")]
pub struct Pieces(pub Vec<Bytes>);

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(
    untagged,
    expecting = "expected a string, {\"base64\": …}, or a list of these"
)]
enum PiecesForm {
    One(Bytes),
    Several(Vec<Bytes>),
}

/// Which events are reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(
    untagged,
    expecting = "expected a list of names, {\"any_order\": [..]}, {\"in_order\": [..]}, {\"repeated\": …} or {\"any\": true}"
)]
pub enum JournalPattern {
    /// Exactly these, in this order.
    Exact(Vec<String>),
    /// Something less strict.
    Loose(LooseJournal),
}

/// Which events are reported, when their order or their number cannot be said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum LooseJournal {
    /// Exactly these, in any order.
    AnyOrder(Vec<String>),
    /// These in this order, with others between them.
    InOrder(Vec<String>),
    /// One event, so many times over.
    Repeated {
        /// The event.
        event: String,
        /// How often.
        times: u32,
    },
    /// Any events.
    Any(Anything),
}

impl From<PiecesForm> for Pieces {
    fn from(form: PiecesForm) -> Pieces {
        match form {
            PiecesForm::One(piece) => Pieces(vec![piece]),
            PiecesForm::Several(pieces) => Pieces(pieces),
        }
    }
}

impl From<Pieces> for PiecesForm {
    fn from(Pieces(mut pieces): Pieces) -> PiecesForm {
        match pieces.len() {
            1 => PiecesForm::One(pieces.remove(0)),
            _ => PiecesForm::Several(pieces),
        }
    }
}

impl TryFrom<bool> for Anything {
    type Error = &'static str;

    fn try_from(value: bool) -> Result<Anything, &'static str> {
        match value {
            true => Ok(Anything),
            false => Err("the only value that makes sense here is true"),
        }
    }
}

impl From<Anything> for bool {
    fn from(_: Anything) -> bool {
        true
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Anything {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Anything".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "const": true, "description": "Stands for \"anything at all\"." })
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Pieces {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Pieces".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        PiecesForm::json_schema(generator)
    }
}
