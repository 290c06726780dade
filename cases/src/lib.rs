//! The exitspec conformance suite and the exitspec command.

mod c;
#[cfg(feature = "cli")]
pub mod cli;
mod fixtures;
#[cfg(feature = "cli")]
pub mod platform;
mod probes;
mod rust;
mod script;
mod sys;
mod twin;

#[cfg(not(feature = "cli"))]
pub use twin::main as twin_main;
pub use twin::{missing as twin_missing, path as twin_path, twin};

use exitspec::Suite;
use exitspec::expectation::Source;

use probes::FAMILIES;

/// What runs a family whose bodies are not in this binary, on this machine; the reason when nothing does.
///
/// # Errors
///
/// When it cannot be built, or this was built without the command.
pub fn program(family: &str) -> Result<exitspec::run::Program, exitspec::run::NoProgram> {
    #[cfg(feature = "cli")]
    return platform::for_this_process(family);
    #[cfg(not(feature = "cli"))]
    return exitspec::run::no_program(family);
}

/// The revision of these sources, if whoever built this said so in `EXITSPEC_REVISION`.
pub const REVISION: Option<&str> = option_env!("EXITSPEC_REVISION");

/// The suite: every case and every expectation.
pub fn suite() -> Suite {
    Suite {
        name: "exitspec",
        version: env!("CARGO_PKG_VERSION"),
        groups: FAMILIES.into_iter().fold(rust::groups(), |groups, family| {
            [groups, family.groups()].concat()
        }),
        expectations: Source::Embedded(fixtures::files()),
    }
}
