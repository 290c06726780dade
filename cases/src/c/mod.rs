//! The family `c`: bodies in a C program, `probes/c`, that is built for each C library.
//!
//! A new case is added there; `probes/c/README.md` says how. What is to be run is read from the program's own registry.

mod registry;
#[cfg(feature = "cli")]
pub(crate) mod sources;

use exitspec::Group;

pub(crate) use registry::Registry;

/// The name of the family.
pub(crate) const FAMILY: &str = "c";

const REGISTRY: &str = include_str!("../../probes/c/registry.h");

/// What the program has.
pub(crate) fn registry() -> Registry {
    // It is compiled in, and a test reads it.
    Registry::parse(REGISTRY).unwrap_or_else(|error| panic!("probes/c/registry.h: {error}"))
}

/// The groups of the family.
pub(crate) fn groups() -> Vec<Group> {
    registry().groups()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registry_is_sound() {
        assert!(!registry().groups().is_empty());
    }
}
