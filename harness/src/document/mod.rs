//! The run document: the JSON of one run on one platform. `docs/run-document.md` describes the file.

mod file;
mod form;
mod types;

pub use file::{Output, OutputError, ReadError, read};
pub use types::{
    CaseResult, Counted, Difference, Document, Flip, Outcome, ResultVolatile, RunVolatile, SCHEMA,
    SuiteVersion,
};

pub(crate) use types::key;
