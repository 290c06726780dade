//! From a JSON path to a line and a column.

use std::fmt;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::error::{Place, Problem};

/// A path into a JSON text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct JsonPath(Vec<Step>);

/// One step of a [`JsonPath`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// To the member of that name.
    Key(String),
    /// To the element of that number, counted from 0.
    Index(usize),
}

impl JsonPath {
    /// This path and one step more.
    pub(super) fn key(&self, name: &str) -> JsonPath {
        self.with(Step::Key(name.to_owned()))
    }

    /// This path and one step more.
    pub(super) fn index(&self, index: usize) -> JsonPath {
        self.with(Step::Index(index))
    }

    /// This path, then that one.
    pub(super) fn join(&self, rest: JsonPath) -> JsonPath {
        JsonPath(self.0.iter().cloned().chain(rest.0).collect())
    }

    /// Whether this path leads to `other` or to something in it.
    pub(super) fn is_within(&self, other: &JsonPath) -> bool {
        self.0.starts_with(&other.0)
    }

    fn with(&self, step: Step) -> JsonPath {
        let mut path = self.clone();
        path.0.push(step);
        path
    }
}

impl fmt::Display for JsonPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(name) if !is_plain(name) => write!(f, "[{name:?}]")?,
                Step::Key(name) if at == 0 => f.write_str(name)?,
                Step::Key(name) => write!(f, ".{name}")?,
            }
        }
        Ok(())
    }
}

fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'-'))
}

impl From<&serde_path_to_error::Path> for JsonPath {
    fn from(path: &serde_path_to_error::Path) -> JsonPath {
        use serde_path_to_error::Segment;
        let step = |segment: &Segment| match segment {
            Segment::Seq { index } => Some(Step::Index(*index)),
            Segment::Map { key } | Segment::Enum { variant: key } => Some(Step::Key(key.clone())),
            Segment::Unknown => None,
        };
        JsonPath(path.iter().filter_map(step).collect())
    }
}

/// A JSON text with a name, which can tell where in it things are.
#[derive(Debug, Clone)]
pub(super) struct Document {
    /// The name of the file, for messages.
    pub(super) name: String,
    /// What is in it.
    pub(super) text: String,
    /// For expectations made in code: where in them this group is. There are no lines to point at then.
    pub(super) inline: Option<JsonPath>,
}

impl Document {
    /// The tree of the text, with the range of each value.
    pub(super) fn tree(&self) -> Result<Value<'_>, jsonc_parser::errors::ParseError> {
        let strict = ParseOptions {
            allow_comments: false,
            allow_loose_object_property_names: false,
            allow_trailing_commas: false,
            allow_missing_commas: false,
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
            allow_bare_decimal_point_numbers: false,
            allow_non_finite_numbers: false,
            allow_extended_string_escapes: false,
        };
        let parsed = parse_to_ast(&self.text, &CollectOptions::default(), &strict)?;
        Ok(parsed
            .value
            .unwrap_or(Value::NullKeyword(jsonc_parser::ast::NullKeyword {
                range: Range::new(0, 0),
            })))
    }

    /// A problem at this path, or at the nearest thing to it that is there.
    pub(super) fn problem(
        &self,
        path: &JsonPath,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Problem {
        let start = self.tree().ok().map(|tree| walk(&tree, &path.0).0);
        self.problem_at(start.unwrap_or(0), path, message, help)
    }

    /// A problem at this byte.
    pub(super) fn problem_at(
        &self,
        byte: usize,
        path: &JsonPath,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Problem {
        Problem {
            file: self.name.clone(),
            place: self.inline.is_none().then(|| place(&self.text, byte)),
            path: match &self.inline {
                Some(root) => root.join(path.clone()).to_string(),
                None => path.to_string(),
            },
            message: message.into(),
            help: help.into(),
            source: None,
        }
    }

    /// Whether there is something at the end of this path.
    pub(super) fn has(&self, path: &JsonPath) -> bool {
        self.tree()
            .is_ok_and(|tree| walk(&tree, &path.0).1 == path.0.len())
    }

    /// Where the entry at this path begins.
    pub(super) fn place_of(&self, path: &JsonPath) -> Option<Place> {
        let tree = self.tree().ok()?;
        self.inline
            .is_none()
            .then(|| place(&self.text, walk(&tree, &path.0).0))
    }
}

/// The member of that name. Of several, the last: the one whose value JSON readers keep.
pub(super) fn member<'t, 'a>(object: &'t Object<'a>, name: &str) -> Option<&'t Value<'a>> {
    let property = object
        .properties
        .iter()
        .rfind(|property| property.name.as_str() == name)?;
    Some(&property.value)
}

/// Where the thing at the end of the steps starts: the name of a member, an element, or the innermost thing on the way
/// that exists; and how many steps lead to something.
fn walk(tree: &Value<'_>, steps: &[Step]) -> (usize, usize) {
    let mut start = tree.start();
    let mut value = tree;
    for (taken, step) in steps.iter().enumerate() {
        let next = match (step, value) {
            (Step::Key(name), Value::Object(object)) => object
                .properties
                .iter()
                .rfind(|property| property.name.as_str() == name)
                .map(|property| (property.start(), &property.value)),
            (Step::Index(index), Value::Array(array)) => array
                .elements
                .get(*index)
                .map(|element| (element.start(), element)),
            _ => None,
        };
        match next {
            Some(next) => (start, value) = next,
            None => return (start, taken),
        }
    }
    (start, steps.len())
}

fn place(text: &str, byte: usize) -> Place {
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Place {
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        Document {
            name: "f.json".to_owned(),
            text: text.to_owned(),
            inline: None,
        }
    }

    fn root() -> JsonPath {
        JsonPath::default()
    }

    #[test]
    fn paths_read_like_code() {
        let path = root()
            .key("cases")
            .key("a b")
            .key("platforms")
            .index(0)
            .key("when");
        assert_eq!(path.to_string(), "cases[\"a b\"].platforms[0].when");
        assert_eq!(root().index(2).key("group").to_string(), "[2].group");
        assert!(path.is_within(&root().key("cases")));
        assert!(!root().key("cases").is_within(&path));
    }

    #[test]
    fn a_path_leads_to_its_line_and_column() {
        let text = "{\n  \"é\": [1,\n    {\"x\": {}}]\n}\n";
        for (path, line, column) in [
            (root(), 1, 1),
            (root().key("é"), 2, 3),
            (root().key("é").index(0), 2, 9),
            (root().key("é").index(1).key("x"), 3, 6),
            (
                root().key("é").index(1).key("x").key("missing").index(4),
                3,
                6,
            ),
            (root().key("é").index(7), 2, 3),
        ] {
            let found = document(text).place_of(&path).unwrap();
            assert_eq!((found.line, found.column), (line, column), "{path}");
        }
    }

    #[test]
    fn what_is_only_jsonc_is_no_json() {
        for text in [
            "{\"a\": 1,}",
            "{'a': 1}",
            "{a: 1}",
            "[1 2]",
            "// x\n1",
            "+1",
            "0x1",
        ] {
            assert!(document(text).tree().is_err(), "{text}");
        }
    }
}
