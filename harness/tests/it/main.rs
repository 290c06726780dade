//! Integration tests of the library: one binary, one file per topic.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests do")]

mod expectation_load;
