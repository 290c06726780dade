//! The findings as Markdown.

use std::collections::BTreeMap;
use std::io::{self, Write};

use exitspec::document::Document;
use exitspec::expectation::SourceRef;
use exitspec::{Level, Platform, Verdict};

use super::names::{Names, Set, called};
use super::rows::{Row, Said, rows};
use crate::fold::{Folding, Place};
use crate::markdown::{code, link, text};
use crate::outcome::compares_left_behind;

pub(super) fn render(documents: &[&Document], out: impl Write) -> io::Result<()> {
    let platforms: Vec<&Platform> = documents
        .iter()
        .map(|document| &document.platform)
        .collect();
    let mut page = Page {
        names: Names::new(&platforms),
        folding: Folding::over(documents.iter().copied()),
        out,
    };
    let rows = rows(documents, compares_left_behind(documents.iter().copied()));
    page.head(documents)?;

    let deviates = [Verdict::Fail, Verdict::Xfail];
    let violated = |row: &Row<'_>| row.level() == Level::Mandated && row.has(&deviates);
    page.section(
        "Mandated behaviours that are violated",
        "A standard says what shall happen, and at least one platform does something else. XFAIL is a known deviation, FAIL \
         one that nobody has explained.",
        rows.iter().filter(|row| violated(row)),
    )?;
    let varies = |row: &Row<'_>| row.level() != Level::Undefined && row.differs() && !violated(row);
    page.section(
        "Where platforms may differ, and do",
        "Documented, implementation-defined and unspecified behaviour, and what is mandated only up to a choice.",
        rows.iter().filter(|row| varies(row)),
    )?;
    page.section(
        "Undefined behaviour that differs",
        "No standard says anything. What is observed is no fault, and no promise either.",
        rows.iter()
            .filter(|row| row.level() == Level::Undefined && row.differs()),
    )?;
    page.calamities(&rows)?;
    page.lacking(&rows)?;
    page.section(
        "Unexplained",
        "Deviations that are known and not understood (XFAIL, `unexplained:`) or not known at all (FAIL), known deviations that were not there (XPASS), and differences in mandated \
         behaviour that nobody has given a reason for. UNRESOLVED means that the harness could not tell.",
        rows.iter().filter(|row| {
            row.has(&[Verdict::Fail, Verdict::Xpass, Verdict::Unresolved])
                || row.is_silent_choice()
                || row.is_not_understood()
        }),
    )
}

struct Page<'a, W: Write> {
    names: Names,
    folding: Folding<'a>,
    out: W,
}

/// What is said of some results of a group.
type Key<'a> = (Level, &'a [SourceRef], Vec<Said>);

impl<'a, W: Write> Page<'a, W> {
    fn head(&mut self, documents: &[&Document]) -> io::Result<()> {
        writeln!(self.out, "# Findings\n")?;
        writeln!(
            self.out,
            "What differs between {} platforms. Written by `exitspec findings` from their run documents; not to be edited. \
             Where no architecture is named, it is {}.\n",
            documents.len(),
            text(self.names.usual())
        )?;
        let columns = ["platform", "architecture", "kernel", "emulator", "suite"];
        let verdicts = Verdict::ALL.map(Verdict::name);
        let heading: Vec<&str> = columns.into_iter().chain(verdicts).collect();
        writeln!(self.out, "| {} |", heading.join(" | "))?;
        writeln!(
            self.out,
            "|{}{}",
            "---|".repeat(columns.len()),
            "--:|".repeat(verdicts.len())
        )?;
        for document in documents {
            let (suite, platform) = (&document.suite, &document.platform);
            let cut = if document.interrupted {
                ", cut short"
            } else {
                ""
            };
            let mut cells = vec![
                text(&called(platform)),
                text(&platform.arch),
                text(&format!("{} {}", platform.os, platform.kernel)),
                text(platform.emulator.as_deref().unwrap_or("-")),
                text(&format!("{} {}{cut}", suite.name, suite.version)),
            ];
            cells.extend(Verdict::ALL.map(|verdict| document.count(verdict).to_string()));
            writeln!(self.out, "| {} |", cells.join(" | "))?;
        }
        Ok(())
    }

    fn section<'r>(
        &mut self,
        title: &str,
        about: &str,
        rows: impl Iterator<Item = &'r Row<'a>>,
    ) -> io::Result<()>
    where
        'a: 'r,
    {
        let mut blocks: Vec<(Key<'a>, Vec<Place<'a>>)> = Vec::new();
        let mut known: BTreeMap<(&str, Key<'a>), usize> = BTreeMap::new();
        for row in rows {
            let key: Key<'a> = (row.level(), row.sources(), row.said());
            let at = *known
                .entry((row.place.group(), key.clone()))
                .or_insert(blocks.len());
            match blocks.get_mut(at) {
                Some((_, places)) => places.push(row.place),
                None => blocks.push((key, vec![row.place])),
            }
        }
        let count: usize = blocks.iter().map(|(_, places)| places.len()).sum();
        self.title(title, count)?;
        writeln!(self.out, "{about}")?;
        let mut group = "";
        for ((level, sources, said), places) in &blocks {
            if places[0].group() != group {
                group = places[0].group();
                writeln!(self.out, "\n### {}\n", text(group))?;
            }
            self.names(places, &binding(*level, sources))?;
            for said in said {
                self.said(*level, said)?;
            }
        }
        if blocks.is_empty() {
            writeln!(self.out, "\nNone.")?;
        }
        Ok(())
    }

    fn title(&mut self, title: &str, count: usize) -> io::Result<()> {
        let results = if count == 1 { "result" } else { "results" };
        writeln!(self.out, "\n## {title} ({count} {results})\n")
    }

    fn names(&mut self, places: &[Place<'a>], more: &str) -> io::Result<()> {
        let names: Vec<String> = (self.folding.names(places).into_iter())
            .map(|names| format!("**{}** ({})", text(&names.cases), names.sinks))
            .collect();
        writeln!(self.out, "- {}{more}", names.join("; "))
    }

    fn said(&mut self, level: Level, said: &Said) -> io::Result<()> {
        let mut words: Vec<String> = Vec::new();
        // That something which is not mandated is as expected says little: only what it is.
        if said.verdict != Verdict::Pass || level == Level::Mandated {
            words.push(said.verdict.name().to_owned());
        }
        words.extend(said.words.iter().map(|word| code(word)));
        let line = format!(
            "{}: {}",
            text(&self.names.of(&said.platforms)),
            words.join(", ")
        );
        writeln!(
            self.out,
            "  - {line}{}",
            because(said.reason.as_deref(), said.url.as_deref())
        )
    }

    fn calamities(&mut self, rows: &[Row<'a>]) -> io::Result<()> {
        // By group, and by which calamity comes where.
        type Key<'k> = (&'k str, Vec<(String, Set)>);
        let mut blocks: BTreeMap<Key<'_>, Vec<Place<'a>>> = BTreeMap::new();
        for row in rows {
            let calamities = row.calamities();
            if !calamities.is_empty() {
                blocks
                    .entry((row.place.group(), calamities))
                    .or_default()
                    .push(row.place);
            }
        }
        self.title("Hangs and crashes", blocks.values().map(Vec::len).sum())?;
        writeln!(
            self.out,
            "All hangs, and the crashes that not every platform has, whether they are allowed or not."
        )?;
        let mut last = "";
        for ((group, calamities), places) in &blocks {
            if *group != last {
                last = group;
                writeln!(self.out, "\n### {}\n", text(group))?;
            }
            let calamities: Vec<String> = (calamities.iter())
                .map(|(ending, platforms)| {
                    format!("{} on {}", code(ending), text(&self.names.of(platforms)))
                })
                .collect();
            self.names(places, &format!(": {}", calamities.join("; ")))?;
        }
        if blocks.is_empty() {
            writeln!(self.out, "\nNone.")?;
        }
        Ok(())
    }

    /// What platforms lack that others have, by reason.
    fn lacking(&mut self, rows: &[Row<'a>]) -> io::Result<()> {
        let mut reasons: BTreeMap<(&str, Set), Vec<Place<'a>>> = BTreeMap::new();
        for row in rows {
            let runs =
                |outcome: &super::rows::Outcome<'_>| outcome.result.verdict != Verdict::Unsupported;
            if !row.outcomes.iter().any(runs) {
                continue;
            }
            for outcome in row.outcomes.iter().filter(|outcome| !runs(outcome)) {
                let reason = outcome
                    .result
                    .reason
                    .as_deref()
                    .unwrap_or("no reason is given");
                let platforms = outcome.platforms.clone();
                reasons
                    .entry((reason, platforms))
                    .or_default()
                    .push(row.place);
            }
        }
        self.title(
            "What some platforms lack",
            reasons.values().map(Vec::len).sum(),
        )?;
        writeln!(
            self.out,
            "Results that are UNSUPPORTED on some platforms and not on all.\n"
        )?;
        let mut last = "";
        for ((reason, platforms), places) in &reasons {
            if *reason != last {
                last = reason;
                writeln!(self.out, "- {}", text(reason))?;
            }
            let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
            for place in places {
                *groups.entry(place.group()).or_default() += 1;
            }
            let groups: Vec<String> = (groups.iter())
                .map(|(group, count)| format!("{} ({count})", text(group)))
                .collect();
            writeln!(
                self.out,
                "  - {}: {}",
                text(&self.names.of(platforms)),
                groups.join(", ")
            )?;
        }
        if reasons.is_empty() {
            writeln!(self.out, "None.")?;
        }
        Ok(())
    }
}

/// How binding it is, and who says so.
fn binding(level: Level, sources: &[SourceRef]) -> String {
    let source = |source: &SourceRef| {
        let label = format!("{}, {}", source.doc, source.clause);
        match &source.url {
            Some(url) => link(&label, url),
            None => text(&label),
        }
    };
    let sources: Vec<String> = sources.iter().map(source).collect();
    format!(": {level}, {}", sources.join("; "))
}

fn because(reason: Option<&str>, url: Option<&str>) -> String {
    match (reason, url) {
        (None, _) => String::new(),
        (Some(reason), None) => format!(" — {}", text(reason)),
        (Some(reason), Some(url)) => format!(" — {} ({})", text(reason), link("more", url)),
    }
}
