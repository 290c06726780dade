//! The exitspec conformance suite and the exitspec command.

#[cfg(feature = "cli")]
pub mod cli;
mod fixtures;
mod rust;
mod sys;
mod twin;

#[cfg(not(feature = "cli"))]
pub use twin::main as twin_main;
pub use twin::{missing as twin_missing, path as twin_path, twin};

use exitspec::Suite;
use exitspec::expectation::Source;

/// The revision of these sources, if whoever built this said so in `EXITSPEC_REVISION`.
pub const REVISION: Option<&str> = option_env!("EXITSPEC_REVISION");

/// The suite: every case and every expectation.
pub fn suite() -> Suite {
    Suite {
        name: "exitspec",
        version: env!("CARGO_PKG_VERSION"),
        groups: rust::groups(),
        expectations: Source::Embedded(fixtures::FILES),
    }
}
