//! A diff for a terminal.

use std::collections::BTreeMap;
use std::io::{self, Write};

use exitspec::Verdict;
use exitspec::document::{CaseResult, Document};

use super::compare::{Category, Change, Diff, Piece};
use crate::escape::plain;
use crate::fold::{Folding, Place};
use crate::style::{BOLD, DIM, of};
use crate::table::wrap;

/// What is said of some results; those of which the same is said are shown together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    group: String,
    level: String,
    verdicts: Vec<Verdict>,
    pieces: Vec<Piece>,
    reasons: Vec<Reason>,
    explained: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Reason {
    side: &'static str,
    text: String,
    url: Option<String>,
}

/// Writes what changed: nothing at all when nothing did. Lines are at most `width` columns wide, save for what has no
/// place to be cut at.
///
/// # Errors
///
/// When the writer fails.
pub fn text(diff: &Diff<'_>, width: usize, mut out: impl Write) -> io::Result<()> {
    if diff.changes.is_empty() {
        return Ok(());
    }
    let mut page = Page {
        folding: Folding::over([diff.a, diff.b]),
        width,
        out: &mut out,
    };
    page.document("A", diff.a)?;
    page.document("B", diff.b)?;
    for category in Category::ALL {
        let changes = || {
            diff.changes
                .iter()
                .filter(|change| change.category == category)
        };
        if changes().next().is_some() {
            page.category(category, changes())?;
        }
    }
    page.unexplained(diff)?;
    page.last_line(diff)
}

struct Page<'a, W: Write> {
    folding: Folding<'a>,
    width: usize,
    out: W,
}

impl<'a, W: Write> Page<'a, W> {
    fn document(&mut self, side: &str, document: &Document) -> io::Result<()> {
        let (suite, platform) = (&document.suite, &document.platform);
        let cut = if document.interrupted {
            ", cut short"
        } else {
            ""
        };
        self.lines(
            &format!("{side}  "),
            3,
            &format!(
                "{} (kernel {}, {} {}{cut})",
                platform.name, platform.kernel, suite.name, suite.version
            ),
        )
    }

    /// Text behind a first word, wrapped below itself.
    fn lines(&mut self, first: &str, indent: usize, text: &str) -> io::Result<()> {
        let room = self.width.saturating_sub(indent).max(20);
        for (number, line) in wrap(&plain(text), room).into_iter().enumerate() {
            match number {
                0 => writeln!(self.out, "{first}{line}")?,
                _ => writeln!(self.out, "{:indent$}{line}", "")?,
            }
        }
        Ok(())
    }

    fn category<'c>(
        &mut self,
        category: Category,
        changes: impl Iterator<Item = &'c Change<'a>>,
    ) -> io::Result<()>
    where
        'a: 'c,
    {
        let mut blocks: Vec<(Said, Vec<Place<'a>>)> = Vec::new();
        let mut known: BTreeMap<Said, usize> = BTreeMap::new();
        let mut count = 0;
        for change in changes {
            count += 1;
            let said = said(change);
            let at = *known.entry(said.clone()).or_insert(blocks.len());
            match blocks.get_mut(at) {
                Some((_, places)) => places.push(change.place()),
                None => blocks.push((said, vec![change.place()])),
            }
        }
        writeln!(
            self.out,
            "\n{BOLD}{} ({count}){BOLD:#}",
            capital(category.name())
        )?;
        let mut group = None;
        for (said, places) in &blocks {
            if group != Some(&said.group) {
                writeln!(self.out, "\n  {BOLD}{}{BOLD:#}", plain(&said.group))?;
                group = Some(&said.group);
            }
            self.block(said, places)?;
        }
        Ok(())
    }

    fn names(&mut self, places: &[Place<'a>], more: &str) -> io::Result<()> {
        for names in self.folding.names(places) {
            let text = format!("{}  [{}]{more}", names.cases, names.sinks);
            self.lines("    ", 6, &text)?;
        }
        Ok(())
    }

    fn block(&mut self, said: &Said, places: &[Place<'a>]) -> io::Result<()> {
        self.names(places, &format!("  {}", said.level))?;
        let verdicts: Vec<String> = (said.verdicts.iter())
            .map(|&verdict| {
                let style = of(verdict);
                format!("{style}{verdict}{style:#}")
            })
            .collect();
        if !verdicts.is_empty() {
            writeln!(self.out, "      {}", verdicts.join(" → "))?;
        }
        for Piece { field, a, b } in &said.pieces {
            self.lines("      ", 8, &format!("{field}: {a} → {b}"))?;
        }
        for Reason { side, text, url } in &said.reasons {
            self.lines("      ", 8, &format!("{side}: {text}"))?;
            if let Some(url) = url {
                writeln!(self.out, "        {DIM}{}{DIM:#}", plain(url))?;
            }
        }
        match said.explained {
            true => Ok(()),
            false => writeln!(self.out, "      unexplained"),
        }
    }

    /// What has no reason, once more and in short: somebody has to find it.
    fn unexplained(&mut self, diff: &Diff<'a>) -> io::Result<()> {
        let mut groups: BTreeMap<&str, Vec<Place<'a>>> = BTreeMap::new();
        for change in diff.changes.iter().filter(|change| !change.is_explained()) {
            let place = change.place();
            groups.entry(place.group()).or_default().push(place);
        }
        if groups.is_empty() {
            return Ok(());
        }
        writeln!(
            self.out,
            "\n{BOLD}Unexplained, without a reason on either side ({}){BOLD:#}",
            diff.unexplained()
        )?;
        for (group, places) in groups {
            writeln!(self.out, "\n  {BOLD}{}{BOLD:#}", plain(group))?;
            self.names(&places, "")?;
        }
        Ok(())
    }

    fn last_line(&mut self, diff: &Diff<'_>) -> io::Result<()> {
        let mut counts: Vec<String> = Category::ALL
            .iter()
            .map(|&category| (diff.count(category), category))
            .filter(|&(count, _)| count > 0)
            .map(|(count, category)| format!("{count} {}", category.name()))
            .collect();
        if diff.unexplained() > 0 {
            counts.push(format!("{} of them unexplained", diff.unexplained()));
        }
        let all = diff.changes.len();
        let results = if all == 1 {
            "result differs"
        } else {
            "results differ"
        };
        writeln!(self.out)?;
        self.lines("", 0, &format!("{all} {results}: {}", counts.join("; ")))
    }
}

fn said(change: &Change<'_>) -> Said {
    let sides: Vec<&CaseResult> = [change.a, change.b].into_iter().flatten().collect();
    let mut levels: Vec<&str> = sides.iter().map(|result| result.level.name()).collect();
    levels.dedup();
    let mut verdicts: Vec<Verdict> = sides.iter().map(|result| result.verdict).collect();
    if change.a.is_some() && change.b.is_some() && verdicts[0] == verdicts[1] {
        verdicts.clear();
    }
    Said {
        group: change.place().group().to_owned(),
        level: levels.join(" → "),
        verdicts,
        pieces: change.pieces.clone(),
        reasons: reasons(change),
        explained: change.is_explained(),
    }
}

fn reasons(change: &Change<'_>) -> Vec<Reason> {
    let reason = |side, result: Option<&CaseResult>| {
        let result = result?;
        // Where nothing is demanded, the reason is how it differs from what is usual, and that has been said.
        let usual = result.verdict == Verdict::Pass && !result.differences.is_empty();
        let text = result.reason.clone().filter(|_| !usual)?;
        Some(Reason {
            side,
            text,
            url: result.url.clone(),
        })
    };
    match (reason("A", change.a), reason("B", change.b)) {
        (Some(a), Some(b)) if (&a.text, &a.url) == (&b.text, &b.url) => {
            vec![Reason { side: "A, B", ..a }]
        }
        (a, b) => a.into_iter().chain(b).collect(),
    }
}

fn capital(name: &str) -> String {
    let mut characters = name.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}
