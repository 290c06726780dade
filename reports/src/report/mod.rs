//! The portability report: behaviours by platforms. One model, made of run documents, and four ways to show it.
//!
//! `docs/report.md` describes the file that [`json()`] writes.

mod build;
mod class;
mod command;
mod date;
mod expected;
mod intern;
mod json;
mod model;
mod platforms;

use exitspec::document::Document;
use exitspec::expectation::Book;
use exitspec::expectation::claims::Weighing;

pub use class::Class;
pub use json::json;
pub use model::Report;

use crate::findings::SamePlatform;

/// What a report is made of.
#[derive(Debug, Clone, Copy, Default)]
pub struct Given<'a> {
    /// The runs, each of another platform, in any order.
    pub documents: &'a [Document],
    /// For each document the name by which `exitspec run --platform` knows its platform, where that is known. May be shorter.
    pub names: &'a [Option<String>],
    /// What is expected, to tell what cases are about and what was to be seen.
    pub book: Option<&'a Book>,
    /// Claims that were weighed by these documents.
    pub claims: Option<&'a Weighing<'a>>,
}

impl<'a> Report<'a> {
    /// Puts the report together. It depends on nothing but what is given, and not on the order of the documents.
    ///
    /// # Errors
    ///
    /// When two documents describe the same platform: which of them is right cannot be told.
    pub fn new(given: &Given<'a>) -> Result<Report<'a>, SamePlatform> {
        build::report(given)
    }
}
