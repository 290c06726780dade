//! What texts claim, put to the test; and what is the same thing in several languages.
//!
//! A [`Claim`] names results of cases and what they would show if it were true. [`Claims::weigh`] holds it against run
//! documents: its verdict is computed, and held against the one that somebody wrote down after looking at it. A
//! [`Notion`] names the cases that are about one thing in each family. `docs/claims-format.md` describes both files.

mod load;
#[cfg(test)]
mod tests;
mod types;
mod weigh;

pub use load::{Claims, Notions};
pub use types::{Claim, ClaimsFile, Evidence, Exception, Notion, NotionRow, NotionsFile, Standing};
pub use weigh::{Found, Seen, Unit, Weighed, Weighing};
