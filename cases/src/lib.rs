//! The exitspec conformance suite and the exitspec command.

mod fixtures;
mod rust;
mod sys;

use exitspec::Suite;
use exitspec::expectation::Source;

/// The suite: every case and every expectation.
pub fn suite() -> Suite {
    Suite {
        name: "exitspec",
        version: env!("CARGO_PKG_VERSION"),
        groups: rust::groups(),
        expectations: Source::Embedded(fixtures::FILES),
    }
}
