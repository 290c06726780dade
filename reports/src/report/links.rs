//! Links that occur many times on a page of Markdown: each has its address once, at the end.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use super::Report;
use crate::markdown::{address, text};

/// The links that are used.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Places among the report's sources.
    sources: BTreeSet<usize>,
    /// Places among the report's notes.
    notes: BTreeSet<usize>,
}

impl Links {
    /// A source, with a link if it can be read on the web.
    pub(super) fn source(&mut self, report: &Report<'_>, at: usize) -> String {
        let source = report.sources[at];
        let label = text(&format!("{}, {}", source.doc, source.clause));
        match source.url.as_deref() {
            Some(url) if address(url).is_some() => {
                self.sources.insert(at);
                format!("[{label}][s{at}]")
            }
            Some(url) => format!("{label} ({})", text(url)),
            None => label,
        }
    }

    /// A reason, with a link to where there is more about it.
    pub(super) fn note(&mut self, report: &Report<'_>, at: usize) -> String {
        let note = &report.notes[at];
        let reason = text(&note.reason);
        match note.url.as_deref() {
            Some(url) if address(url).is_some() => {
                self.notes.insert(at);
                format!(". {reason} ([more][n{at}])")
            }
            Some(url) => format!(". {reason} (more: {})", text(url)),
            None => format!(". {reason}"),
        }
    }

    pub(super) fn extend(&mut self, others: &Links) {
        self.sources.extend(&others.sources);
        self.notes.extend(&others.notes);
    }

    /// How many bytes longer the definitions are with these others.
    pub(super) fn more(&self, report: &Report<'_>, others: &Links) -> usize {
        let only = Links {
            sources: others.sources.difference(&self.sources).copied().collect(),
            notes: others.notes.difference(&self.notes).copied().collect(),
        };
        only.definitions(report).map(|line| line.len() + 1).sum()
    }

    /// Where the links go.
    pub(super) fn define(&self, report: &Report<'_>, page: &mut String) -> fmt::Result {
        for (number, line) in self.definitions(report).enumerate() {
            if number == 0 {
                writeln!(page)?;
            }
            writeln!(page, "{line}")?;
        }
        Ok(())
    }

    fn definitions<'l>(&'l self, report: &'l Report<'_>) -> impl Iterator<Item = String> + 'l {
        let sources = self
            .sources
            .iter()
            .map(|&at| ('s', at, report.sources[at].url.as_deref()));
        let notes = self
            .notes
            .iter()
            .map(|&at| ('n', at, report.notes[at].url.as_deref()));
        sources
            .chain(notes)
            .filter_map(|(kind, at, url)| Some(format!("[{kind}{at}]: {}", address(url?)?)))
    }
}
