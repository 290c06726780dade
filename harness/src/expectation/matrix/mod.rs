//! The base matrix: every ending × every witness × every sink, as rules instead of thousands of entries.

mod cells;
mod check;
mod text;
mod types;

pub use types::{CellOverride, MatrixEnding, MatrixFile, Outcome, Rule, Seen, Selector, Witness};
