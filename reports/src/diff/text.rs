//! A diff for a terminal.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::Style;

use super::compare::{Category, Change, Diff, Piece};
use super::said::{Reason, Said, about, blocks, capital, counted, unlisted};
use crate::escape::plain;
use crate::fold::{Folding, Place};
use crate::style::{BOLD, DIM, of};
use crate::table::write_wrapped;

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
    for (side, name) in ["A", "B"].into_iter().enumerate() {
        page.lines(&format!("{name}  "), 3, &about(diff, side))?;
    }
    for category in Category::ALL {
        let changes = || {
            diff.changes
                .iter()
                .filter(|change| change.category == category)
        };
        match (changes().count(), unlisted(diff, category)) {
            (0, _) => {}
            (count, Some(why)) => {
                page.heading(category, count)?;
                page.lines("  ", 2, why)?;
            }
            (count, None) => {
                page.heading(category, count)?;
                page.category(changes())?;
            }
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
    /// Text behind a first word, wrapped below itself.
    fn lines(&mut self, first: &str, indent: usize, text: &str) -> io::Result<()> {
        let plain = plain(text);
        write_wrapped(
            (first, indent),
            &plain,
            Style::new(),
            self.width,
            &mut self.out,
        )
    }

    fn heading(&mut self, category: Category, count: usize) -> io::Result<()> {
        writeln!(
            self.out,
            "\n{BOLD}{} ({count}){BOLD:#}",
            capital(category.name())
        )
    }

    fn category<'c>(&mut self, changes: impl Iterator<Item = &'c Change<'a>>) -> io::Result<()>
    where
        'a: 'c,
    {
        let mut group = None;
        for (said, places) in &blocks(changes) {
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
        if let Some(outcomes) = &said.outcomes {
            self.lines("      ", 8, &format!("outcomes: {outcomes}"))?;
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
        writeln!(self.out)?;
        self.lines("", 0, &counted(diff))
    }
}
