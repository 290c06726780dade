//! Pure renderers of run documents: they take a document and a writer, and nothing else. No clock, no environment, no
//! files.
//!
//! What they write has ANSI styles in it; whoever owns the writer strips them where they are not wanted. Text that came
//! from a case is escaped, so that it cannot do anything to a terminal.

mod ascii;
pub mod claims;
pub mod diff;
mod escape;
mod explain;
pub mod findings;
mod fold;
#[cfg(test)]
mod golden;
mod markdown;
mod outcome;
pub mod report;
#[cfg(test)]
mod samples;
mod seen;
mod style;
mod summary;
mod table;
#[cfg(test)]
mod testing;

pub use ascii::Ascii;
pub use escape::plain;
pub use explain::{Compared, Expected, Side, Subject, case, overview, side_by_side, sides};
pub use style::of as style_of;
pub use summary::{brief, summary};
pub use table::{Align, Cell, Table};
