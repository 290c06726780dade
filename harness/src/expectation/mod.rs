//! Expectations: what should happen, who says so, and how an observation is held against it.

mod types;
mod unique;

pub use types::{
    Anything, CaseEntry, EndingPattern, Expect, GroupFile, JournalPattern, LooseJournal, LooseText,
    Override, SourceRef, TextPattern, When,
};
pub use unique::UniqueMap;

use std::path::PathBuf;

/// Where the expectations of a suite are.
#[derive(Debug, Clone)]
pub enum Source {
    /// Compiled in: each file's path, for messages, and its text.
    Embedded(&'static [File]),
    /// All `*.json` files below a folder, read at the start of a run.
    Dir(PathBuf),
    /// Made in code.
    Inline(Vec<GroupFile>),
}

/// A compiled-in fixture file.
#[derive(Debug, Clone, Copy)]
pub struct File {
    /// The path as messages show it: `fixtures/rust/atexit.json`.
    pub path: &'static str,
    /// What is in it.
    pub text: &'static str,
}
