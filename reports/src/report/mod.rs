//! The portability report: behaviours by platforms. One model, made of run documents, and four ways to show it.
//!
//! `docs/report.md` describes the file that [`json()`] writes.

mod assets;
mod build;
mod class;
mod command;
mod date;
mod expected;
mod html;
mod intern;
mod json;
mod links;
mod markdown;
mod matrix;
mod model;
mod platforms;
#[cfg(test)]
mod tests;
mod text;

use exitspec::document::Document;
use exitspec::expectation::Book;
use exitspec::expectation::claims::Weighing;

pub use class::Class;
pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use model::Report;
pub use text::text;

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
