//! The JSON Schema of the expectation format, made from the types.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::expectation::bless::pretty;
use crate::expectation::claims::{ClaimsFile, NotionsFile};
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

/// The JSON Schema of the files about claims: claims or notions, one of the two.
pub fn claims_schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let claims = generator.subschema_for::<ClaimsFile>();
    let notions = generator.subschema_for::<NotionsFile>();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "exitspec claims and notions",
        "description": "What texts claim, and what is the same in several languages. docs/claims-format.md describes it.",
        "oneOf": [claims, notions],
        "$defs": generator.take_definitions(true),
    })
}

/// The text of the checked-in `fixtures/claims/schema.json`.
pub fn claims_schema_text() -> String {
    pretty(&claims_schema())
}
