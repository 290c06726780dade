//! The families.

use std::collections::BTreeMap;

use exitspec::Group;

use super::sources::Sources;
use crate::{c, script};

/// A family that a program runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// A program that is built for each C library.
    C,
    /// A script for each interpreter of Python.
    Python,
    /// A script for each shell.
    Shell,
}

/// All of them.
pub(crate) const FAMILIES: [Family; 3] = [Family::C, Family::Python, Family::Shell];

impl Family {
    /// The first part of the ids of its cases.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Family::C => "c",
            Family::Python => "python",
            Family::Shell => "shell",
        }
    }

    /// The one of this name.
    #[cfg(feature = "cli")]
    pub(crate) fn named(name: &str) -> Option<Family> {
        FAMILIES.into_iter().find(|family| family.name() == name)
    }

    /// What the program is made of.
    pub(crate) fn sources(self) -> Sources {
        Sources::of(self.name())
    }

    /// The file in which it says what it has.
    fn registry(self) -> &'static str {
        match self {
            Family::C => "registry.h",
            Family::Python | Family::Shell => "registry.txt",
        }
    }

    fn read(self) -> Result<(Vec<Group>, BTreeMap<String, String>), String> {
        let file = self.registry();
        let sources = self.sources();
        let told = |error: String| format!("{}: {error}", sources.place(file));
        let text = sources.text(file).map_err(told)?;
        match self {
            Family::C => c::Registry::parse(&text).map(|read| (read.groups(), read.features)),
            Family::Python | Family::Shell => script::Registry::parse(self.name(), &text)
                .map(|read| (read.groups(), read.features)),
        }
        .map_err(told)
    }

    /// Its groups.
    pub(crate) fn groups(self) -> Vec<Group> {
        self.sound().0
    }

    /// What a platform may lack, by the name that the registry uses: what it is, in words.
    #[cfg(feature = "cli")]
    pub(crate) fn features(self) -> BTreeMap<String, String> {
        self.sound().1
    }

    fn sound(self) -> (Vec<Group>, BTreeMap<String, String>) {
        // What is compiled in is read by a test; what a folder has instead, by `check`, before anything else.
        self.read().unwrap_or_else(|error| panic!("{error}"))
    }

    /// Whether its registry can be read.
    ///
    /// # Errors
    ///
    /// With the file, the line, and what is wrong.
    #[cfg(any(feature = "cli", test))]
    pub(crate) fn check(self) -> Result<(), String> {
        self.read().map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registries_are_sound() {
        for family in FAMILIES {
            family.check().unwrap();
            assert!(!family.groups().is_empty());
        }
    }
}
