//! The JSON Schema of the expectation format, made from the types.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::expectation::bless::pretty;
use crate::expectation::matrix::MatrixFile;
use crate::expectation::types::GroupFile;

/// The JSON Schema of a fixture file: a group or a matrix, one of the two.
pub fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let group = generator.subschema_for::<GroupFile>();
    let matrix = generator.subschema_for::<MatrixFile>();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "exitspec expectations",
        "description": "One file: the expectations of one group of cases, or of one matrix. docs/expectations.md describes it.",
        "oneOf": [group, matrix],
        "$defs": generator.take_definitions(true),
    })
}

/// The text of the checked-in `fixtures/schema.json`.
pub fn schema_text() -> String {
    pretty(&schema())
}
