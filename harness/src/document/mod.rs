//! The run document: the JSON of one run on one platform. `docs/run-document.md` describes the file.

mod complete;
mod form;
mod merge;
mod output;
mod read;
mod types;

pub use complete::{lost, lost_families};
pub use form::write_several;
pub use merge::{MergeError, Named, merge, merge_one};
pub use output::{Output, OutputError};
pub use read::{ReadError, read, read_all};
pub use types::{
    CaseResult, Counted, Difference, Document, Flip, Outcome, ResultVolatile, RunVolatile, SCHEMA,
    SCHEMA_OF_SEVERAL, SuiteVersion,
};

pub(crate) use types::key;
