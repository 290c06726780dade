//! The summary of a step: Markdown, of which GitHub takes one mebibyte and no more.

use std::collections::BTreeMap;
use std::io::{self, Write};

use exitspec::Verdict;
use exitspec::document::Document;

use crate::markdown::{code, link, text};
use crate::told::{Came, Told, told};

/// GitHub refuses the summary of a step that is longer than this.
pub const SUMMARY_LIMIT: usize = 1 << 20;

/// What is said when not everything fits.
const CUT: &str =
    "\n_This is cut off here, since it may not be longer. The run document has the rest._\n";

/// Writes the results of these documents as Markdown for reading: the counts, then everything that is not as expected, the
/// known deviations, and why something did not run. It is at most `limit` bytes long; what does not fit is left out at the
/// end, which is said.
///
/// # Errors
///
/// When the writer fails.
pub fn step_summary(documents: &[Document], limit: usize, out: impl Write) -> io::Result<()> {
    let mut page = Page {
        out,
        left: limit.saturating_sub(CUT.len()),
        cut: false,
    };
    page.add("## exitspec\n\n")?;
    counts(documents, &mut page)?;
    for document in documents {
        let mut section = Section {
            heading: match documents.len() {
                1 => String::new(),
                _ => format!("\n### {}\n", text(&document.platform.name)),
            },
        };
        failures(document, &mut section, &mut page)?;
        known(document, &mut section, &mut page)?;
        skipped(document, &mut section, &mut page)?;
    }
    page.finish(limit)
}

/// Blocks of text, each written whole or not at all.
struct Page<W> {
    out: W,
    left: usize,
    cut: bool,
}

impl<W: Write> Page<W> {
    fn add(&mut self, block: &str) -> io::Result<()> {
        // What comes after something that was left out would stand in the wrong place.
        self.cut |= block.len() > self.left;
        if self.cut {
            return Ok(());
        }
        self.left -= block.len();
        self.out.write_all(block.as_bytes())
    }

    fn finish(mut self, limit: usize) -> io::Result<()> {
        match self.cut && limit >= CUT.len() {
            true => self.out.write_all(CUT.as_bytes()),
            false => Ok(()),
        }
    }
}

/// The heading of a platform, written before the first thing that is said of it.
struct Section {
    heading: String,
}

impl Section {
    fn add<W: Write>(&mut self, block: &str, page: &mut Page<W>) -> io::Result<()> {
        let heading = std::mem::take(&mut self.heading);
        page.add(&format!("{heading}{block}"))
    }
}

fn counts<W: Write>(documents: &[Document], page: &mut Page<W>) -> io::Result<()> {
    let mut table = String::from("| platform | kernel |");
    for verdict in Verdict::ALL {
        table += &format!(" {verdict} |");
    }
    table += "\n|---|---|";
    table += &"---:|".repeat(Verdict::ALL.len());
    table += "\n";
    page.add(&table)?;
    for document in documents {
        let platform = &document.platform;
        let cut = if document.interrupted {
            " (cut short)"
        } else {
            ""
        };
        let mut row = format!(
            "| {}{cut} | {} |",
            text(&platform.name),
            text(&platform.kernel)
        );
        for verdict in Verdict::ALL {
            row += &format!(" {} |", document.count(verdict));
        }
        page.add(&(row + "\n"))?;
    }
    Ok(())
}

fn failures<W: Write>(
    document: &Document,
    section: &mut Section,
    page: &mut Page<W>,
) -> io::Result<()> {
    let mut failed: Vec<Told<'_>> = told(document)
        .filter(|told| matches!(told.came, Came::Failed | Came::Unresolved))
        .collect();
    failed.sort_by_key(|told| told.came);
    if !failed.is_empty() {
        section.add(
            &format!("\n**Not as expected ({})**\n\n", failed.len()),
            page,
        )?;
    }
    for told in &failed {
        let mut block = format!("- **{}** {}  \n", told.word, code(&told.result.key()));
        block += &format!("  {}  \n", text(&told.first));
        for line in &told.more {
            block += &match is_address(line) {
                true => format!("  {}  \n", link(line, line)),
                false => format!("  {}  \n", text(line)),
            };
        }
        page.add(&block)?;
    }
    Ok(())
}

fn is_address(line: &str) -> bool {
    line.starts_with("https://") || line.starts_with("http://")
}

/// Results by what is said of them.
fn by_reason(document: &Document, came: Came) -> BTreeMap<(String, Option<&str>), Vec<String>> {
    let mut reasons: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for told in told(document).filter(|told| told.came == came) {
        let url = told.result.url.as_deref();
        let reason = reasons.entry((told.first.clone(), url)).or_default();
        reason.push(told.result.key());
    }
    reasons
}

fn known<W: Write>(
    document: &Document,
    section: &mut Section,
    page: &mut Page<W>,
) -> io::Result<()> {
    let reasons = by_reason(document, Came::Known);
    if !reasons.is_empty() {
        let count = document.count(Verdict::Xfail);
        section.add(
            &format!("\n**Known deviations from what is mandated ({count})**\n\n"),
            page,
        )?;
    }
    for ((reason, url), results) in reasons {
        let more = url.map_or(String::new(), |url| format!(" ({})", link("more", url)));
        page.add(&format!(
            "- {}{more}: {}\n",
            text(&reason),
            several(&results)
        ))?;
    }
    Ok(())
}

fn skipped<W: Write>(
    document: &Document,
    section: &mut Section,
    page: &mut Page<W>,
) -> io::Result<()> {
    let reasons = by_reason(document, Came::Skipped);
    if !reasons.is_empty() {
        let count = document.count(Verdict::Unsupported);
        section.add(&format!("\n**Not run there ({count})**\n\n"), page)?;
    }
    for ((reason, _), results) in reasons {
        page.add(&format!("- {} × {}\n", results.len(), text(&reason)))?;
    }
    Ok(())
}

/// A few names, and how many more there are.
fn several(names: &[String]) -> String {
    const SHOWN: usize = 3;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| code(name)).collect();
    match names.len() {
        0..=SHOWN => shown.join(", "),
        more => format!("{} and {} more", shown.join(", "), more - SHOWN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{self, GLIBC, MUSL};
    use crate::{golden, hostile, testing};

    fn written(documents: &[Document], limit: usize) -> String {
        let mut out = Vec::new();
        step_summary(documents, limit, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_run_with_everything_in_it() {
        golden::check(
            "step-summary.md",
            written(&[testing::document()], SUMMARY_LIMIT).as_bytes(),
        );
    }

    #[test]
    fn several_platforms() {
        let documents = [samples::on(GLIBC), samples::on(MUSL)];
        golden::check(
            "step-summary-platforms.md",
            written(&documents, SUMMARY_LIMIT).as_bytes(),
        );
    }

    #[test]
    fn it_is_never_longer_than_it_may_be_and_says_what_is_missing() {
        let documents = [testing::document(), hostile::document("x")];
        let whole = written(&documents, usize::MAX);
        assert!(!whole.contains("cut off"));
        for limit in 0..whole.len() + CUT.len() {
            let text = written(&documents, limit);
            assert!(text.len() <= limit, "{limit}: {}", text.len());
            match text.contains("cut off") {
                true => assert!(whole.starts_with(text.strip_suffix(CUT).unwrap())),
                false => assert!(text == whole || limit < CUT.len(), "{limit}"),
            }
        }
    }

    #[test]
    fn thousands_of_failures_fit() {
        let mut document = hostile::document(&"<long> ".repeat(100));
        let failed = document.results[0].clone();
        document.results = (0..5000)
            .map(|number| {
                let mut result = failed.clone();
                result.case = format!("c/group/case{number}");
                result
            })
            .collect();
        document.sort();
        let text = written(&[document], SUMMARY_LIMIT);
        assert!(text.len() < SUMMARY_LIMIT && text.len() > SUMMARY_LIMIT / 2);
        assert!(text.ends_with(CUT));
    }

    #[test]
    fn hostile_text_is_no_markup_and_no_line_of_its_own() {
        let usual = written(&[hostile::document("text")], SUMMARY_LIMIT);
        for text in hostile::TEXTS {
            let written = written(&[hostile::document(text)], SUMMARY_LIMIT);
            assert_eq!(
                written.lines().count(),
                usual.lines().count(),
                "{text:?}: {written}"
            );
            for (line, usual) in written.lines().zip(usual.lines()) {
                let start = |line: &str| line.chars().take(2).collect::<String>();
                assert_eq!(start(line).trim(), start(usual).trim(), "{text:?}");
            }
            let markup = written.replace("\\<", "").replace("\\]", "");
            assert!(!markup.contains("<script") && !markup.contains("](javascript"));
        }
    }
}
