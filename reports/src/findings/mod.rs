//! What differs between platforms, from their run documents and the reasons of the overrides.

mod names;
mod render;
mod rows;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use exitspec::document::Document;

pub(crate) use names::{by_number, is_interpreted, subject};
#[cfg(test)]
pub(crate) use rows::rows;

/// Two of the documents describe the same platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamePlatform {
    /// The places of the two among those given.
    pub places: [usize; 2],
    /// The platform's name.
    pub name: String,
}

/// The documents of different platforms, in an order that does not depend on the one in which they were given.
#[derive(Debug)]
pub struct Platforms<'a>(Vec<&'a Document>);

impl<'a> Platforms<'a> {
    /// The documents, in their order.
    pub(crate) fn documents(&self) -> &[&'a Document] {
        &self.0
    }
}

impl<'a> Platforms<'a> {
    /// Takes the documents.
    ///
    /// # Errors
    ///
    /// When two of them describe the same platform: which of them is right cannot be told.
    pub fn new(documents: &'a [Document]) -> Result<Platforms<'a>, SamePlatform> {
        for (at, document) in documents.iter().enumerate() {
            let same = |other: &Document| names::same(&other.platform, &document.platform);
            if let Some(first) = documents[..at].iter().position(same) {
                return Err(SamePlatform {
                    places: [first, at],
                    name: document.platform.name.clone(),
                });
            }
        }
        let mut sorted: Vec<&Document> = documents.iter().collect();
        sorted.sort_by(|a, b| names::order(&a.platform, &b.platform));
        Ok(Platforms(sorted))
    }
}

/// Writes what differs between the platforms, as Markdown.
///
/// # Errors
///
/// When the writer fails.
pub fn findings(platforms: &Platforms<'_>, out: impl Write) -> io::Result<()> {
    render::render(&platforms.0, out)
}
