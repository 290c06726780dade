//! Expectations: what should happen, who says so, and how an observation is held against it.
//!
//! [`Source::load`] reads and checks fixture files (or groups made in code) and gives a [`Book`];
//! [`Book::check`] holds it against a suite; [`Book::resolve`] lays the base, the sink and the platform on top of each
//! other; [`judge()`] holds an observation against that. `docs/expectations.md` describes the format.

mod bless;
mod book;
mod check;
pub mod claims;
mod compare;
mod describe;
mod error;
mod judge;
#[cfg(test)]
mod judging;
mod layers;
mod load;
mod locate;
mod matrix;
mod names;
mod pattern;
mod read;
#[cfg(feature = "schema")]
mod schema;
mod signals;
#[cfg(test)]
mod testing;
mod types;
mod unique;
mod unmet;
mod version;

pub use bless::{BlessError, Blessing, Variation, bless, format};
pub use book::Book;
pub use check::UNEXPLAINED;
pub use error::{LoadError, Place, Problem};
pub use judge::{Judgement, judge, judge_all};
pub use layers::{Deviation, Facts, Resolved};
pub(crate) use load::files;
pub use load::{File, Source, is_group_file};
pub use matrix::{
    CellOverride, MatrixEnding, MatrixFile, MatrixGroup, Outcome, Rule, Seen, Selector, Witness,
};
pub use pattern::{
    Anything, EndingPattern, Expect, JournalPattern, LooseJournal, LooseText, Pieces, TextPattern,
};
#[cfg(feature = "schema")]
pub use schema::{claims_schema, claims_schema_text, schema, schema_text};
pub use types::{CaseEntry, GroupFile, Override, SourceRef, When};
pub use unique::UniqueMap;
pub use version::{VersionRange, VersionRangeError};
