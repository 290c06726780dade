//! What changed between two runs: the comparison, and how it is shown.

mod compare;
mod json;
mod markdown;
mod said;
pub(crate) mod sample;
#[cfg(test)]
mod tests;
mod text;

pub use compare::{Category, Change, Diff, Piece, diff};
pub use json::json;
pub use markdown::markdown;
pub use text::text;

pub(crate) use compare::explanation;
