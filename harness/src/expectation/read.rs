//! From a text to what it means, with every mistake in its form.

use std::collections::BTreeSet;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::{Range, Ranged};
use serde::de::{DeserializeOwned, IgnoredAny};

use crate::expectation::error::{Problem, most_like};
use crate::expectation::locate::{Document, JsonPath, member};
use crate::expectation::matrix::MatrixFile;
use crate::expectation::types::{CaseEntry, GroupFile};

/// What a file is.
#[derive(Debug)]
pub(super) enum Content {
    Group(Box<GroupFile>),
    Matrix(Box<MatrixFile>),
}

impl Content {
    /// The groups it is about, each with the place of its name.
    pub(super) fn names(&self) -> Vec<(JsonPath, &str)> {
        let root = JsonPath::default();
        match self {
            Content::Group(group) => vec![(root.key("group"), &group.group)],
            Content::Matrix(matrix) => {
                let path = root.key("groups");
                let names = matrix.groups.keys();
                names.map(|name| (path.key(name), name.as_str())).collect()
            }
        }
    }
}

/// Takes the text in, or tells all that is wrong with its form.
pub(super) fn read(document: &Document) -> Result<Content, Vec<Problem>> {
    let tree = check_json(document)?;
    let root = JsonPath::default();
    let kind = tree
        .as_object()
        .map(|object| (member(object, "group"), member(object, "groups")));
    match kind {
        Some((Some(_), None)) => whole::<GroupFile>(document, &tree, |parts, object| {
            parts.members::<CaseEntry>(object, "cases");
        })
        .map(|group| Content::Group(Box::new(group))),
        Some((None, Some(_))) => whole::<MatrixFile>(document, &tree, MatrixFile::parts)
            .map(|matrix| Content::Matrix(Box::new(matrix))),
        _ => Err(vec![document.problem(
            &root,
            "expected an object with either `group` or `groups`, which says what the file is",
            "name the group, or the groups of a matrix, as `family/name`",
        )]),
    }
}

/// Whether the text is JSON, without a key that is given twice.
pub(super) fn check_json(document: &Document) -> Result<Value<'_>, Vec<Problem>> {
    if let Some(problem) = syntax(document) {
        return Err(vec![problem]);
    }
    let root = JsonPath::default();
    let tree = document.tree().map_err(|error| {
        let message = error.kind().to_string().to_lowercase();
        vec![document.problem_at(error.range().start, &root, message, "write it as JSON")]
    })?;
    let mut duplicates = Vec::new();
    find_duplicates(document, &tree, &root, &mut duplicates);
    match duplicates.is_empty() {
        true => Ok(tree),
        false => Err(duplicates),
    }
}

fn syntax(document: &Document) -> Option<Problem> {
    let error = serde_json::from_str::<IgnoredAny>(&document.text).err()?;
    let byte = byte_of(&document.text, error.line(), error.column());
    Some(document.problem_at(
        byte,
        &JsonPath::default(),
        without_place(&error),
        "write it as JSON (no comments, no comma after the last element)",
    ))
}

/// `serde_json` counts columns in bytes, and points at the byte it has read last.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let line_start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let byte = line_start + column.saturating_sub(1);
    (0..=byte.min(text.len()))
        .rfind(|&byte| text.is_char_boundary(byte))
        .unwrap_or(0)
}

fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    message
        .strip_suffix(place.as_str())
        .unwrap_or(&message)
        .to_owned()
}

fn find_duplicates(
    document: &Document,
    value: &Value<'_>,
    path: &JsonPath,
    problems: &mut Vec<Problem>,
) {
    match value {
        Value::Object(object) => {
            let mut seen = BTreeSet::new();
            for property in &object.properties {
                let name = property.name.as_str();
                let path = path.key(name);
                if !seen.insert(name) {
                    problems.push(document.problem_at(
                        property.start(),
                        &path,
                        format!("`{name}` is given a second time"),
                        "keep one of the two",
                    ));
                }
                find_duplicates(document, &property.value, &path, problems);
            }
        }
        Value::Array(array) => {
            for (at, element) in array.elements.iter().enumerate() {
                find_duplicates(document, element, &path.index(at), problems);
            }
        }
        _ => {}
    }
}

/// Takes the whole text in. Reading stops at the first mistake, so when there is one the parts are tried one by one.
pub(super) fn whole<T: DeserializeOwned>(
    document: &Document,
    tree: &Value<'_>,
    parts: impl Fn(&mut Parts<'_>, &Object<'_>),
) -> Result<T, Vec<Problem>> {
    let (path, problem) = match typed::<T>(document, tree.range(), &JsonPath::default()) {
        Ok(value) => return Ok(value),
        Err(error) => *error,
    };
    let mut found = Parts {
        document,
        problems: Vec::new(),
    };
    if let Some(object) = tree.as_object() {
        parts(&mut found, object);
    }
    let mut problems = found.problems;
    if !problems.iter().any(|(part, _)| path.is_within(part)) {
        problems.push((path, problem));
    }
    Err(problems.into_iter().map(|(_, problem)| problem).collect())
}

/// The parts of a file that can be read by themselves.
pub(super) struct Parts<'d> {
    document: &'d Document,
    problems: Vec<(JsonPath, Problem)>,
}

impl Parts<'_> {
    /// Tries each member of the object under this key.
    pub(super) fn members<T: DeserializeOwned>(&mut self, object: &Object<'_>, key: &str) {
        if let Some(members) = member(object, key).and_then(Value::as_object) {
            for property in &members.properties {
                let path = JsonPath::default().key(key).key(property.name.as_str());
                self.part::<T>(&property.value, path);
            }
        }
    }

    /// Tries each element of the array under this key.
    pub(super) fn elements<T: DeserializeOwned>(&mut self, object: &Object<'_>, key: &str) {
        if let Some(array) = member(object, key).and_then(Value::as_array) {
            for (at, element) in array.elements.iter().enumerate() {
                self.part::<T>(element, JsonPath::default().key(key).index(at));
            }
        }
    }

    fn part<T: DeserializeOwned>(&mut self, value: &Value<'_>, path: JsonPath) {
        if let Err(error) = typed::<T>(self.document, value.range(), &path) {
            self.problems.push((path, error.1));
        }
    }
}

fn typed<T: DeserializeOwned>(
    document: &Document,
    range: Range,
    at: &JsonPath,
) -> Result<T, Box<(JsonPath, Problem)>> {
    let text = &document.text[range.start..range.end];
    let mut reader = serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let mut path = at.join(JsonPath::from(error.path()));
        let message = in_words(without_place(error.inner()));
        // A name that is no key of a map or variant of an enum is not in the path that serde came along.
        if let Some(name) = message
            .strip_prefix("unknown variant `")
            .and_then(|rest| rest.split('`').next())
            && document.has(&path.key(name))
        {
            path = path.key(name);
        }
        let help = help(&message);
        let problem = document.problem(&path, message, help);
        Box::new((path, problem))
    })
}

/// The message without the names of Rust's types.
fn in_words(message: String) -> String {
    const WORDS: [(&str, &str); 4] = [
        (", expected u8", "a number from 0 to 255"),
        (", expected u32", "a whole number that is not negative"),
        (", expected u64", "a whole number that is not negative"),
        (", expected i32", "a whole number"),
    ];
    let words = WORDS.iter().find_map(|(ending, words)| {
        let begin = message.strip_suffix(ending)?;
        Some(format!("{begin}, expected {words}"))
    });
    words.unwrap_or(message)
}

/// What to do about a mistake that serde words like this.
fn help(message: &str) -> String {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match (message, quoted.as_slice()) {
        (_, [wrong, right @ ..]) if message.starts_with("unknown ") => {
            match most_like(wrong, right.iter().copied()) {
                Some(like) => format!("did you mean `{like}`?"),
                None => "remove it, or give it one of these names".to_owned(),
            }
        }
        (_, [missing, ..]) if message.starts_with("missing field") => format!("add `{missing}`"),
        _ => "docs/expectations.md has the forms, with examples".to_owned(),
    }
}
