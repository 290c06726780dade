//! What texts claim, and whether it holds: as a table, as a page about each claim, as Markdown and as JSON.

mod json;
mod markdown;
mod places;
#[cfg(test)]
mod tests;
mod text;
mod units;
mod words;

use std::collections::BTreeMap;

use exitspec::document::Document;
use exitspec::expectation::claims::{Notion, Weighing};

pub use json::json;
pub(crate) use json::{Entry, entries};
pub use markdown::markdown;
pub use text::{page, table};

/// Claims that have been weighed, with what else there is to say of them.
#[derive(Debug)]
pub struct Report<'a> {
    /// The claims.
    pub weighing: &'a Weighing<'a>,
    /// Where each is written, by its id: a file, and the line.
    pub places: BTreeMap<&'a str, String>,
    /// The notions they are about.
    pub notions: &'a [Notion],
    /// A run that has the cases of these notions too.
    pub beside: Option<&'a Document>,
}
