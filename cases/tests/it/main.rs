//! The command as its users meet it: the real binary, its output, its exit codes.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails by panicking"
)]

mod bad_documents;
mod blessing;
mod building;
mod claims;
mod diff;
mod findings;
mod formats;
mod interpreters;
mod interrupts;
mod judge;
mod listing;
mod merging;
mod mistakes;
mod output;
mod platforms;
mod published;
mod readme;
mod report;
mod running;
mod support;
