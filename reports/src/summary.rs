//! The summary of a run: a table of groups, what was left undone and why, what was not as expected, and one last line.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::Style;
use exitspec::Verdict;
use exitspec::document::{CaseResult, Document, Flip};

use crate::escape::plain;
use crate::style::{BOLD, DIM, of};
use crate::table::{Align, Cell, Table, wrap, write_wrapped};
use crate::told::{source, why};

/// Writes the summary of a run. Lines are at most `width` columns wide, save for what has no place to be cut at.
///
/// # Errors
///
/// When the writer fails.
pub fn summary(document: &Document, width: usize, mut out: impl Write) -> io::Result<()> {
    let out = &mut out;
    heading(document, width, out)?;
    groups(document).write(width, &mut *out)?;
    deviations(document, width, out)?;
    unsupported(document, width, out)?;
    not_as_expected(document, width, out)?;
    writeln!(out)?;
    last_line(document, width, out)
}

/// Writes only what somebody has to look at, and the last line.
///
/// # Errors
///
/// When the writer fails.
pub fn brief(document: &Document, width: usize, mut out: impl Write) -> io::Result<()> {
    let mut shown = Vec::new();
    not_as_expected(document, width, &mut shown)?;
    if !shown.is_empty() {
        out.write_all(&shown)?;
        writeln!(out)?;
    }
    last_line(document, width, &mut out)
}

fn not_as_expected(document: &Document, width: usize, out: &mut impl Write) -> io::Result<()> {
    for verdict in [Verdict::Unresolved, Verdict::Xpass, Verdict::Fail] {
        for result in document
            .results
            .iter()
            .filter(|result| result.verdict == verdict)
        {
            failure(result, width, out)?;
        }
    }
    flips(document, width, out)
}

fn heading(document: &Document, width: usize, out: &mut impl Write) -> io::Result<()> {
    let (suite, platform) = (&document.suite, &document.platform);
    let name = format!("{} {}", plain(&suite.name), plain(&suite.version));
    let line = format!(
        "{name} on {} (kernel {})",
        plain(&platform.name),
        plain(&platform.kernel)
    );
    for line in wrap(&line, width) {
        match line.strip_prefix(&name) {
            Some(rest) => writeln!(out, "{BOLD}{name}{BOLD:#}{rest}")?,
            None => writeln!(out, "{line}")?,
        }
    }
    writeln!(out)
}

/// A line of its own, indented, and wrapped below itself.
fn line(
    indent: usize,
    text: &str,
    style: Style,
    width: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let first = " ".repeat(indent);
    write_wrapped((&first, indent), &plain(text), style, width, out)
}

/// The group of a result: all of its case's id but the last part.
fn group_of(result: &CaseResult) -> &str {
    result.case.rsplit_once('/').map_or("", |(group, _)| group)
}

fn groups(document: &Document) -> Table {
    let mut counts: BTreeMap<&str, BTreeMap<Verdict, usize>> = BTreeMap::new();
    for result in &document.results {
        *counts
            .entry(group_of(result))
            .or_default()
            .entry(result.verdict)
            .or_default() += 1;
    }
    let mut table =
        Table::new(&[&[Align::Left][..], &[Align::Right; Verdict::ALL.len()][..]].concat());
    let heading = std::iter::once("group").chain(Verdict::ALL.map(Verdict::name));
    table.row(heading.map(|name| Cell::new(name).styled(DIM)).collect());
    for (group, counts) in &counts {
        table.row(row(plain(group).as_ref(), counts));
    }
    table.row(row("total", &document.summary));
    table
}

fn row(name: &str, counts: &BTreeMap<Verdict, usize>) -> Vec<Cell> {
    let count = |verdict| match counts.get(&verdict) {
        None | Some(0) => Cell::new("-").styled(DIM),
        Some(count) => Cell::new(count.to_string()).styled(of(verdict)),
    };
    std::iter::once(Cell::new(name))
        .chain(Verdict::ALL.map(count))
        .collect()
}

/// The known deviations, one line each: they are findings.
fn deviations(document: &Document, width: usize, out: &mut impl Write) -> io::Result<()> {
    let mut by_reason: BTreeMap<(&str, Option<&str>), Vec<String>> = BTreeMap::new();
    for result in document
        .results
        .iter()
        .filter(|result| result.verdict == Verdict::Xfail)
    {
        let reason = result.reason.as_deref().unwrap_or("no reason is given");
        by_reason
            .entry((reason, result.url.as_deref()))
            .or_default()
            .push(result.key());
    }
    if !by_reason.is_empty() {
        writeln!(out, "\nKnown deviations from what is mandated (XFAIL):")?;
    }
    for ((reason, url), results) in by_reason {
        line(2, reason, Style::new(), width, out)?;
        if let Some(url) = url {
            writeln!(out, "    {}", plain(url))?;
        }
        line(4, &several(&results), DIM, width, out)?;
    }
    Ok(())
}

/// What could not run, by reason, so that nothing is left out unseen.
fn unsupported(document: &Document, width: usize, out: &mut impl Write) -> io::Result<()> {
    let mut by_reason: BTreeMap<&str, usize> = BTreeMap::new();
    for result in document
        .results
        .iter()
        .filter(|result| result.verdict == Verdict::Unsupported)
    {
        *by_reason
            .entry(result.reason.as_deref().unwrap_or("no reason is given"))
            .or_default() += 1;
    }
    if !by_reason.is_empty() {
        writeln!(out, "\nNot run here (UNSUPPORTED):")?;
    }
    for (reason, count) in by_reason {
        let first = format!("{count:6} × ");
        write_wrapped((&first, 9), &plain(reason), Style::new(), width, out)?;
    }
    Ok(())
}

/// A few names, and how many more there are.
fn several(names: &[String]) -> String {
    const SHOWN: usize = 3;
    let shown = names[..names.len().min(SHOWN)].join(", ");
    match names.len() {
        0..=SHOWN => shown,
        more => format!("{shown} and {} more", more - SHOWN),
    }
}

/// One result that somebody has to look at: what, why, and who says so.
fn failure(result: &CaseResult, width: usize, out: &mut impl Write) -> io::Result<()> {
    let style = of(result.verdict);
    writeln!(
        out,
        "\n{style}{}{style:#} {BOLD}{}{BOLD:#}",
        result.verdict,
        plain(&result.key())
    )?;
    for why in why(result) {
        line(2, &why, Style::new(), width, out)?;
    }
    if let Some(url) = &result.url {
        writeln!(out, "  {}", plain(url))?;
    }
    line(2, &source(result), DIM, width, out)
}

fn flips(document: &Document, width: usize, out: &mut impl Write) -> io::Result<()> {
    for Flip { result, outcomes } in &document.volatile.flips {
        let style = of(Verdict::Fail);
        writeln!(
            out,
            "\n{style}FLIP{style:#} {BOLD}{}{BOLD:#}",
            plain(result)
        )?;
        for (number, outcome) in outcomes.iter().enumerate() {
            let style = of(outcome.verdict);
            let word = format!("{} × {}", outcome.count, outcome.verdict);
            let first = format!("  {} × {style}{}{style:#}", outcome.count, outcome.verdict);
            match &outcome.reason {
                Some(reason) => {
                    let first = (&*format!("{first}: "), word.chars().count() + 4);
                    write_wrapped(first, &plain(reason), Style::new(), width, out)?;
                }
                None => writeln!(out, "{first}")?,
            }
            let first = outcomes.first().filter(|_| number > 0);
            for change in first
                .map(|first| changed(first, outcome))
                .unwrap_or_default()
            {
                line(6, &change, Style::new(), width, out)?;
            }
        }
    }
    Ok(())
}

/// The fields of the observation in which an outcome differs from the first one.
fn changed(
    first: &exitspec::document::Outcome,
    other: &exitspec::document::Outcome,
) -> Vec<String> {
    let (Some(first), Some(other)) = (&first.observation, &other.observation) else {
        return Vec::new();
    };
    crate::explain::differences(first, other)
}

fn last_line(document: &Document, width: usize, out: &mut impl Write) -> io::Result<()> {
    let volatile = &document.volatile;
    if document.interrupted {
        let text = "The run was cut short: these are the results that were finished.";
        line(0, text, of(Verdict::Unresolved), width, out)?;
    }
    let results = document.results.len();
    let mut start = format!("{results} result{}", if results == 1 { "" } else { "s" });
    if volatile.rounds > 1 {
        start += &format!(" in {} rounds", volatile.rounds);
    }
    let mut pieces: Vec<(String, Style)> = (Verdict::ALL.iter())
        .filter(|&&verdict| document.count(verdict) > 0)
        .map(|&verdict| {
            (
                format!("{} {verdict}", document.count(verdict)),
                of(verdict),
            )
        })
        .collect();
    if pieces.is_empty() {
        pieces.push(("nothing ran".to_owned(), Style::new()));
    }
    match volatile.flips.len() {
        0 if volatile.rounds > 1 => pieces.push(("no flips".to_owned(), Style::new())),
        0 => {}
        1 => pieces.push(("1 flip".to_owned(), Style::new())),
        flips => pieces.push((format!("{flips} flips"), Style::new())),
    }
    let took = format!(
        " ({}.{} s)",
        volatile.duration_ms / 1000,
        volatile.duration_ms % 1000 / 100
    );
    write!(out, "{start}: ")?;
    let mut used = start.len() + 2;
    let count = pieces.len();
    for (number, (text, style)) in pieces.into_iter().enumerate() {
        let end = match number + 1 == count {
            true => &*took,
            false => ",",
        };
        let long = text.len() + end.len();
        match number > 0 && used + 1 + long > width {
            true => {
                write!(out, "\n  ")?;
                used = 2;
            }
            false if number > 0 => {
                write!(out, " ")?;
                used += 1;
            }
            false => {}
        }
        write!(out, "{style}{text}{style:#}{end}")?;
        used += long;
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{golden, testing};

    fn rendered(document: &Document) -> Vec<u8> {
        let mut out = Vec::new();
        summary(document, 100, &mut out).unwrap();
        out
    }

    #[test]
    fn a_run_with_everything_in_it() {
        golden::check("summary.txt", &rendered(&testing::document()));
    }

    #[test]
    fn a_run_that_was_cut_short() {
        let mut document = testing::document();
        document.interrupted = true;
        document.results.truncate(1);
        document.volatile.flips.clear();
        document.volatile.rounds = 1;
        document.sort();
        golden::check("summary-interrupted.txt", &rendered(&document));
    }

    #[test]
    fn it_fits_the_width() {
        use unicode_width::UnicodeWidthStr as _;
        let mut document = testing::document();
        for result in &mut document.results {
            if result.verdict != Verdict::Pass {
                result.reason = Some("漢字 for everybody, and more of it ".repeat(5));
            }
        }
        for width in [60, 80, 100] {
            let mut out = Vec::new();
            summary(&document, width, &mut out).unwrap();
            let text = anstream::adapter::strip_bytes(&out).into_vec();
            let text = String::from_utf8(text).unwrap();
            for line in text.lines() {
                assert!(line.width() <= width, "{width}: {line}");
            }
            let mut out = Vec::new();
            brief(&document, width, &mut out).unwrap();
            let text = anstream::adapter::strip_bytes(&out).into_vec();
            let text = String::from_utf8(text).unwrap();
            assert!(text.lines().all(|line| line.width() <= width), "{text}");
        }
    }

    #[test]
    fn failures_stand_out() {
        let text = String::from_utf8(rendered(&testing::document())).unwrap();
        let style = of(Verdict::Fail);
        assert!(text.contains(&format!("{style}FAIL{style:#}")));
    }

    #[test]
    fn nothing_from_a_case_reaches_the_terminal_as_it_is() {
        let mut document = testing::document();
        for result in &mut document.results {
            result.reason = Some("\u{1b}]0;title\u{7}".to_owned());
        }
        let text = anstream::adapter::strip_bytes(&rendered(&document)).into_vec();
        let text = String::from_utf8(text).unwrap();
        assert!(text.contains("\\u{1b}]0;title"), "{text}");
    }
}
