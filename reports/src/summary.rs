//! The summary of a run: a table of groups, what was left undone and why, what was not as expected, and one last line.

use std::collections::BTreeMap;
use std::io::{self, Write};

use exitspec::Verdict;
use exitspec::document::{CaseResult, Document, Flip};

use crate::escape::plain;
use crate::style::{BOLD, DIM, of};
use crate::table::{Align, Cell, Table};

/// Writes the summary of a run. The table is at most `width` columns wide; other lines are as long as they are.
///
/// # Errors
///
/// When the writer fails.
pub fn summary(document: &Document, width: usize, mut out: impl Write) -> io::Result<()> {
    let out = &mut out;
    heading(document, out)?;
    groups(document).write(width, &mut *out)?;
    deviations(document, out)?;
    unsupported(document, out)?;
    not_as_expected(document, out)?;
    writeln!(out)?;
    last_line(document, out)
}

/// Writes only what somebody has to look at, and the last line.
///
/// # Errors
///
/// When the writer fails.
pub fn brief(document: &Document, mut out: impl Write) -> io::Result<()> {
    let mut shown = Vec::new();
    not_as_expected(document, &mut shown)?;
    if !shown.is_empty() {
        out.write_all(&shown)?;
        writeln!(out)?;
    }
    last_line(document, &mut out)
}

fn not_as_expected(document: &Document, out: &mut impl Write) -> io::Result<()> {
    for verdict in [Verdict::Unresolved, Verdict::Xpass, Verdict::Fail] {
        for result in document
            .results
            .iter()
            .filter(|result| result.verdict == verdict)
        {
            failure(result, out)?;
        }
    }
    flips(document, out)
}

fn heading(document: &Document, out: &mut impl Write) -> io::Result<()> {
    let (suite, platform) = (&document.suite, &document.platform);
    writeln!(
        out,
        "{BOLD}{} {}{BOLD:#} on {} (kernel {})\n",
        plain(&suite.name),
        plain(&suite.version),
        plain(&platform.name),
        plain(&platform.kernel)
    )
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
fn deviations(document: &Document, out: &mut impl Write) -> io::Result<()> {
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
        writeln!(out, "  {}", plain(reason))?;
        if let Some(url) = url {
            writeln!(out, "    {}", plain(url))?;
        }
        writeln!(out, "    {DIM}{}{DIM:#}", several(&results))?;
    }
    Ok(())
}

/// What could not run, by reason, so that nothing is left out unseen.
fn unsupported(document: &Document, out: &mut impl Write) -> io::Result<()> {
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
        writeln!(out, "{count:6} × {}", plain(reason))?;
    }
    Ok(())
}

/// A few names, and how many more there are.
fn several(names: &[String]) -> String {
    const SHOWN: usize = 3;
    let shown: Vec<_> = names.iter().take(SHOWN).map(|name| plain(name)).collect();
    match names.len() {
        0..=SHOWN => shown.join(", "),
        more => format!("{} and {} more", shown.join(", "), more - SHOWN),
    }
}

/// One result that somebody has to look at: what, why, and who says so.
fn failure(result: &CaseResult, out: &mut impl Write) -> io::Result<()> {
    let style = of(result.verdict);
    writeln!(
        out,
        "\n{style}{}{style:#} {BOLD}{}{BOLD:#}",
        result.verdict,
        plain(&result.key())
    )?;
    let mut said = Vec::new();
    for difference in &result.differences {
        let line = format!(
            "{}: expected {}, got {}",
            difference.field, difference.expected, difference.got
        );
        writeln!(out, "  {}", plain(&line))?;
        said.push(line);
    }
    if let Some(reason) = result
        .reason
        .as_ref()
        // The reason of a failure is its first difference, and how many more there are.
        .filter(|reason| !said.iter().any(|line| reason.starts_with(line.as_str())))
    {
        writeln!(out, "  {}", plain(reason))?;
    }
    if let Some(url) = &result.url {
        writeln!(out, "  {}", plain(url))?;
    }
    let sources: Vec<String> = result
        .sources
        .iter()
        .map(|source| format!("{}, {}", source.doc, source.clause))
        .collect();
    writeln!(
        out,
        "  {DIM}{}: {}{DIM:#}",
        result.level,
        plain(&sources.join("; "))
    )
}

fn flips(document: &Document, out: &mut impl Write) -> io::Result<()> {
    for Flip { result, outcomes } in &document.volatile.flips {
        let style = of(Verdict::Fail);
        writeln!(
            out,
            "\n{style}FLIP{style:#} {BOLD}{}{BOLD:#}",
            plain(result)
        )?;
        for (number, outcome) in outcomes.iter().enumerate() {
            let style = of(outcome.verdict);
            write!(
                out,
                "  {} × {style}{}{style:#}",
                outcome.count, outcome.verdict
            )?;
            if let Some(reason) = &outcome.reason {
                write!(out, ": {}", plain(reason))?;
            }
            writeln!(out)?;
            let first = outcomes.first().filter(|_| number > 0);
            for line in first
                .map(|first| changed(first, outcome))
                .unwrap_or_default()
            {
                writeln!(out, "      {}", plain(&line))?;
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

fn last_line(document: &Document, out: &mut impl Write) -> io::Result<()> {
    let volatile = &document.volatile;
    if document.interrupted {
        let style = of(Verdict::Unresolved);
        writeln!(
            out,
            "{style}The run was cut short: these are the results that were finished.{style:#}"
        )?;
    }
    let counts: Vec<String> = Verdict::ALL
        .iter()
        .filter(|&&verdict| document.count(verdict) > 0)
        .map(|&verdict| {
            let style = of(verdict);
            format!("{style}{} {verdict}{style:#}", document.count(verdict))
        })
        .collect();
    let results = document.results.len();
    write!(
        out,
        "{results} result{}",
        if results == 1 { "" } else { "s" }
    )?;
    if volatile.rounds > 1 {
        write!(out, " in {} rounds", volatile.rounds)?;
    }
    write!(
        out,
        ": {}",
        if counts.is_empty() {
            "nothing ran".to_owned()
        } else {
            counts.join(", ")
        }
    )?;
    match volatile.flips.len() {
        0 if volatile.rounds > 1 => write!(out, ", no flips")?,
        0 => {}
        flips => write!(out, ", {flips} flip{}", if flips == 1 { "" } else { "s" })?,
    }
    writeln!(
        out,
        " ({}.{} s)",
        volatile.duration_ms / 1000,
        volatile.duration_ms % 1000 / 100
    )
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
