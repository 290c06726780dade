//! The base matrix: every ending × every witness × every sink, as rules instead of thousands of entries.

mod area;
mod cells;
mod check;
mod suite;
mod text;
mod types;

pub use types::{
    CellOverride, MatrixEnding, MatrixFile, MatrixGroup, Outcome, Rule, Seen, Selector, Witness,
};
