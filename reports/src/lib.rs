//! Pure renderers of run documents: they take a document and a writer, and nothing else. No clock, no environment, no
//! files.
//!
//! What they write has ANSI styles in it; whoever owns the writer strips them where they are not wanted. Text that came
//! from a case is escaped, so that it cannot do anything to a terminal.

pub mod claims;
pub mod diff;
mod escape;
mod explain;
pub mod findings;
mod fold;
pub mod github;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod hostile;
mod junit;
mod lines;
mod markdown;
mod outcome;
pub mod report;
#[cfg(test)]
mod samples;
mod seen;
mod style;
mod summary;
mod table;
mod tap;
#[cfg(test)]
mod testing;
mod told;

pub use escape::{ascii, plain};
pub use explain::{Compared, Expected, Side, Subject, case, overview, side_by_side, sides};
pub use junit::{JunitError, junit};
pub use lines::lines;
pub use style::of as style_of;
pub use summary::{brief, summary};
pub use table::{Align, Cell, Table};
pub use tap::tap;
