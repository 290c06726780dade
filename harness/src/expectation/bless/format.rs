//! The canonical form of a fixture file.

use serde::Serialize;
use serde_json::Value;

use crate::expectation::error::{LoadError, Problem};
use crate::expectation::locate::Document;
use crate::expectation::read::check_json;
use crate::expectation::types::CaseEntry;

/// The canonical form of a fixture file: indented by two blanks, one element or member a line, members in the order in
/// which they were written, a newline at the end.
///
/// # Errors
///
/// When the text is no JSON, or has a key twice, of which one would be lost.
pub fn format(path: &str, text: &str) -> Result<String, LoadError> {
    let document = Document {
        name: path.to_owned(),
        text: text.to_owned(),
        inline: None,
    };
    let value = value(&document).map_err(|problems| LoadError { problems })?;
    Ok(pretty(&value))
}

fn value(document: &Document) -> Result<Value, Vec<Problem>> {
    check_json(document)?;
    // It has just been found to be JSON.
    Ok(serde_json::from_str(&document.text).unwrap_or_default())
}

/// The canonical text of a value.
pub(in crate::expectation) fn pretty(value: &impl Serialize) -> String {
    // Values, and the types of fixture files, have only string keys, so that writing them cannot fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// The canonical text of the file with this entry in it: in the place of the old one, or at the end.
pub(super) fn with_entry(
    document: &Document,
    name: &str,
    entry: &CaseEntry,
) -> Result<String, Vec<Problem>> {
    let mut file = value(document)?;
    file["cases"][name] = serde_json::to_value(entry).unwrap_or_default();
    Ok(pretty(&file))
}
