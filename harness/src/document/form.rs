//! The forms of a document: the whole of it, and the canonical part.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use serde::Serialize;

use super::types::{CaseResult, Document, SCHEMA_OF_SEVERAL, SuiteVersion};
use crate::observation::Volatile;
use crate::platform::Platform;
use crate::verdict::Verdict;

/// The canonical part: a document without what varies.
#[derive(Serialize)]
struct Canonical<'a> {
    schema: &'a str,
    suite: &'a SuiteVersion,
    platform: &'a Platform,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    interrupted: bool,
    results: &'a [CaseResult],
    summary: &'a BTreeMap<Verdict, usize>,
}

/// Writes documents as [`Document::write`] does one: one as it is, several in one as [`read_all`](super::read_all) takes
/// them apart again.
///
/// # Errors
///
/// When the writer fails.
pub fn write_several(documents: &[Document], out: impl Write) -> io::Result<()> {
    write_all(documents, Lines::Many, out)
}

impl Document {
    /// Writes the whole document: indented JSON, so that two of them can be compared line by line, with a newline at
    /// the end. Nothing of the size of the document is held in memory.
    ///
    /// # Errors
    ///
    /// When the writer fails.
    pub fn write(&self, out: impl Write) -> io::Result<()> {
        write(self, out)
    }

    /// Writes the canonical part: the document as [`write`](Document::write) does it, without `volatile`. Two runs of
    /// one suite on one platform with the same outcomes give the same bytes.
    ///
    /// # Errors
    ///
    /// When the writer fails.
    pub fn write_canonical(&self, out: impl Write) -> io::Result<()> {
        let canonical = Canonical {
            schema: &self.schema,
            suite: &self.suite,
            platform: &self.platform,
            interrupted: self.interrupted,
            results: &self.results,
            summary: &self.summary,
        };
        write(&canonical, out)
    }

    /// Leaves out what varies of single results, for documents that are kept: times, process ids, text as it arrived. What
    /// was seen of racy cases stays, as that is all there is of them.
    pub fn slim(&mut self) {
        for facts in self.volatile.results.values_mut() {
            facts.facts = Volatile::default();
        }
        self.volatile
            .results
            .retain(|_, facts| !facts.observations.is_empty());
    }

    /// Puts the results in their order and counts them. Whoever makes a document calls this once at the end.
    pub fn sort(&mut self) {
        self.results
            .sort_unstable_by(|a, b| (&a.case, a.sink, a.panic).cmp(&(&b.case, b.sink, b.panic)));
        self.summary = Verdict::ALL.iter().map(|&verdict| (verdict, 0)).collect();
        for result in &self.results {
            *self.summary.entry(result.verdict).or_default() += 1;
        }
    }

    /// How many results have this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.summary.get(&verdict).copied().unwrap_or(0)
    }

    /// What varies of this result.
    pub fn volatile_of(&self, result: &CaseResult) -> Option<&super::ResultVolatile> {
        self.volatile.results.get(&result.key())
    }
}

/// Whether JSON is for reading line by line.
#[derive(Debug, Clone, Copy)]
pub(super) enum Lines {
    Many,
    One,
}

/// Several documents in one file.
#[derive(Serialize)]
struct Runs<'a> {
    schema: &'static str,
    runs: &'a [Document],
}

/// Writes one document as it is, and several as one.
pub(super) fn write_all(documents: &[Document], lines: Lines, out: impl Write) -> io::Result<()> {
    let runs = Runs {
        schema: SCHEMA_OF_SEVERAL,
        runs: documents,
    };
    match (documents, lines) {
        ([document], Lines::Many) => document.write(out),
        ([document], Lines::One) => Ok(serde_json::to_writer(out, document)?),
        (_, Lines::Many) => write(&runs, out),
        (_, Lines::One) => Ok(serde_json::to_writer(out, &runs)?),
    }
}

fn write(value: &impl Serialize, out: impl Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    serde_json::to_writer_pretty(&mut out, value)?;
    out.write_all(b"\n")?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::super::types::ResultVolatile;
    use super::*;
    use crate::run::testing;

    fn document() -> Document {
        let mut document = testing::document();
        for (case, verdict) in [
            ("rust/b/z", Verdict::Pass),
            ("rust/a/z", Verdict::Unsupported),
            ("rust/a/b", Verdict::Pass),
        ] {
            let result = testing::result(case, verdict);
            document
                .volatile
                .results
                .insert(result.key(), ResultVolatile::default());
            document.results.push(result);
        }
        document.sort();
        document
    }

    fn text(document: &Document) -> String {
        let mut bytes = Vec::new();
        document.write(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn canonical(document: &Document) -> String {
        let mut bytes = Vec::new();
        document.write_canonical(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn results_are_sorted_and_every_verdict_is_counted() {
        let document = document();
        let cases: Vec<&str> = document.results.iter().map(|r| r.case.as_str()).collect();
        assert_eq!(cases, ["rust/a/b", "rust/a/z", "rust/b/z"]);
        assert_eq!(document.summary.len(), Verdict::ALL.len());
        assert_eq!(document.count(Verdict::Pass), 2);
        assert_eq!(document.count(Verdict::Fail), 0);
    }

    #[test]
    fn the_canonical_part_is_the_document_without_what_varies() {
        let mut document = document();
        let before = canonical(&document);
        document.volatile.started += 1;
        document.volatile.results.clear();
        assert_eq!(canonical(&document), before);
        let mut whole: serde_json::Value = serde_json::from_str(&text(&document)).unwrap();
        whole.as_object_mut().unwrap().remove("volatile");
        assert_eq!(format!("{whole:#}\n"), before);
    }
}
