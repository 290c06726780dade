//! Integration tests of the library: one binary, one file per topic.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests do")]

mod expectation_bless;
mod expectation_docs;
mod expectation_fixtures;
mod expectation_load;
mod expectation_matrix;
