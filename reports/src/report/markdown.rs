//! The report as Markdown: the platforms, and by group what differs.

use std::fmt::{self, Write as _};
use std::io::{self, Write};

use exitspec::Verdict;

use super::Report;
use super::class::Class;
use super::links::Links;
use super::matrix::{Block, Said, blocks, is_notable, platforms, rows};
use super::model::{Column, Group};
use crate::markdown::{code, text};

/// Sites show Markdown up to 512 KiB. What is beyond this is for what comes at the end.
const LONGEST: usize = 480 * 1024;

/// Writes the report as Markdown. It is short enough to be shown by the sites that show Markdown: where everything would be too
/// much, it leaves out evidence, and then groups, and says so.
///
/// # Errors
///
/// When the writer fails.
pub fn markdown(report: &Report<'_>, mut out: impl Write) -> io::Result<()> {
    let mut page = String::new();
    // Writing to a string does not fail.
    let filled = fill(report, &mut page);
    debug_assert!(filled.is_ok(), "a string takes whatever is written");
    out.write_all(page.as_bytes())
}

/// A group in which something differs.
struct Section<'g> {
    group: &'g Group<'g>,
    results: usize,
    /// The matrix and the names of its rows.
    short: String,
    /// The same with all evidence, and the links in it.
    whole: String,
    links: Links,
    shown: Shown,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Not,
    Short,
    Whole,
}

fn fill(report: &Report<'_>, page: &mut String) -> fmt::Result {
    head(report, page)?;
    let mut sections = Vec::new();
    for group in &report.groups {
        let blocks = blocks(report, group);
        if blocks.is_empty() {
            continue;
        }
        let mut section = Section {
            group,
            results: blocks.iter().map(|block| block.places.len()).sum(),
            short: String::new(),
            whole: String::new(),
            links: Links::default(),
            shown: Shown::Not,
        };
        heading(report, group, &mut section.short)?;
        matrix(report, group, &blocks, &mut section.short)?;
        section.whole.clone_from(&section.short);
        names(report, &blocks, &mut section.short)?;
        evidence(report, &blocks, &mut section.links, &mut section.whole)?;
        sections.push(section);
    }
    let mut links = Links::default();
    let mut room = LONGEST.saturating_sub(page.len());
    // As many groups as fit, and as many of them with all evidence as then fit: the small ones first.
    let mut order: Vec<usize> = (0..sections.len()).collect();
    order.sort_by_key(|&at| (sections[at].short.len(), at));
    for &at in &order {
        let section = &mut sections[at];
        if section.short.len() <= room {
            room -= section.short.len();
            section.shown = Shown::Short;
        }
    }
    order.sort_by_key(|&at| (sections[at].whole.len(), at));
    for at in order {
        let section = &mut sections[at];
        let more = section.whole.len().saturating_sub(section.short.len());
        let more = more + links.more(report, &section.links);
        if section.shown == Shown::Short && more <= room {
            room -= more;
            links.extend(&section.links);
            section.shown = Shown::Whole;
        }
    }
    for section in &sections {
        match section.shown {
            Shown::Not => {}
            Shown::Short => page.push_str(&section.short),
            Shown::Whole => page.push_str(&section.whole),
        }
    }
    agreed(report, page)?;
    left_out(&sections, page)?;
    links.define(report, page)
}

/// What is not there for lack of room.
fn left_out(sections: &[Section<'_>], page: &mut String) -> fmt::Result {
    let of = |shown: Shown| -> Vec<&Section<'_>> {
        (sections.iter())
            .filter(|section| section.shown == shown)
            .collect()
    };
    let (without, missing) = (of(Shown::Short), of(Shown::Not));
    if without.is_empty() && missing.is_empty() {
        return Ok(());
    }
    writeln!(
        page,
        "\n## Left out\n\nSo that this page is short enough to be shown, not everything is in it. It is in what `--html` and `--json` \
         write."
    )?;
    for (what, sections) in [
        ("Without what was seen, and why", without),
        ("Left out", missing),
    ] {
        let results: usize = sections.iter().map(|section| section.results).sum();
        if results > 0 {
            let names = sections.iter().map(|section| section.group.name);
            writeln!(
                page,
                "\n{what}: {results} results of {} groups: {}",
                sections.len(),
                several(names)
            )?;
        }
    }
    Ok(())
}

/// These names, as far as there is room at the end of the page.
fn several<'n>(names: impl Iterator<Item = &'n str>) -> String {
    const ROOM: usize = 8 * 1024;
    let mut said = String::new();
    for name in names {
        if said.len() + name.len() > ROOM {
            return said + ", and others";
        }
        if !said.is_empty() {
            said += ", ";
        }
        said += &text(name);
    }
    said
}

fn head(report: &Report<'_>, page: &mut String) -> fmt::Result {
    let (rows, columns) = (&report.rows, &report.platforms);
    let notable = rows.iter().filter(|row| is_notable(row)).count();
    writeln!(
        page,
        "# Portability report\n\nWhat happens when processes end: {} results of cases on {} platforms, by {} {}. In {} the platforms \
         differ, or one of them deviates. Written by `exitspec report` from run documents; not to be edited.\n",
        rows.len(),
        columns.len(),
        text(&report.suite.name),
        text(&report.suite.version),
        notable,
    )?;
    writeln!(page, "## Platforms\n")?;
    writeln!(
        page,
        "The score counts mandated behaviours only: the results that pass, of those that could run. What is not supported \
         (UNSUPPORTED) or could not be told (UNRESOLVED) is not counted.\n"
    )?;
    let verdicts = Verdict::ALL.map(Verdict::name).join(" | ");
    writeln!(
        page,
        "| no. | platform | machine | runtime | kernel | run on | score | {verdicts} |"
    )?;
    writeln!(page, "|--:|---|---|---|---|---|--:|{}", "--:|".repeat(6))?;
    for (at, column) in columns.iter().enumerate() {
        writeln!(page, "| {} | {} |", at + 1, cells(column).join(" | "))?;
    }
    writeln!(
        page,
        "\n## How to read it\n\nA column is a platform, by its number above. In a row the same letter is the same thing seen, A \
         what most platforms do.\n"
    )?;
    for class in Class::ALL {
        let example = mark(class, "A");
        writeln!(page, "- {example}: {}", class.words())?;
    }
    writeln!(page, "- an empty cell: the platform does not run it")
}

fn cells(column: &Column<'_>) -> Vec<String> {
    let score = column.score;
    let mut runtimes: Vec<String> = (column.runtimes.values())
        .map(|runtime| format!("{} {}", runtime.name, runtime.version))
        .collect();
    runtimes.dedup();
    let cut = if column.interrupted {
        ", cut short"
    } else {
        ""
    };
    let mut cells = vec![
        text(&column.label),
        text(&column.detail),
        text(&runtimes.join(", ")),
        text(&format!("{} {}", column.os, column.kernel)),
        format!("{}{cut}", column.date.as_deref().unwrap_or("-")),
        format!("{} of {}", score.conforming, score.mandated),
    ];
    cells.extend(column.counts.values().map(usize::to_string));
    cells
}

fn heading(report: &Report<'_>, group: &Group<'_>, page: &mut String) -> fmt::Result {
    let rows = rows(report, group);
    let agreeing = rows.iter().filter(|row| !is_notable(row)).count();
    let folded = match agreeing {
        0 => String::new(),
        1 => " One result is the same everywhere.".to_owned(),
        _ => format!(" {agreeing} results are the same everywhere."),
    };
    let differ = match rows.len() - agreeing {
        1 => "One result differs".to_owned(),
        differ => format!("{differ} results differ"),
    };
    writeln!(page, "\n## {}\n\n{differ}.{folded}\n", text(group.name))
}

fn matrix(
    report: &Report<'_>,
    group: &Group<'_>,
    blocks: &[Block<'_>],
    page: &mut String,
) -> fmt::Result {
    let platforms = platforms(rows(report, group));
    let numbers: Vec<String> = platforms.iter().map(|at| (at + 1).to_string()).collect();
    writeln!(page, "| row | level | results | {} |", numbers.join(" | "))?;
    writeln!(page, "|--:|---|--:|{}", ":-:|".repeat(platforms.len()))?;
    for (number, block) in blocks.iter().enumerate() {
        let cell = |at: &usize| {
            let said = block.said.iter().find(|said| said.platforms.contains(at));
            said.map_or_else(String::new, |said| mark(said.class, &said.letter()))
        };
        let cells: Vec<String> = platforms.iter().map(cell).collect();
        writeln!(
            page,
            "| {} | {} | {} | {} |",
            number + 1,
            block.level,
            block.places.len(),
            cells.join(" | ")
        )?;
    }
    writeln!(page)
}

/// A letter with what it means to a reader.
fn mark(class: Class, letter: &str) -> String {
    match class {
        Class::Conforming | Class::Choice => letter.to_owned(),
        Class::Deviation => format!("{letter}†"),
        Class::Undefined => format!("{letter}°"),
        Class::Unsupported => "–".to_owned(),
        Class::Hung => format!("{letter}∞"),
        Class::Unexpected => format!("**{letter}‼**"),
        Class::Unresolved => format!("{letter}?"),
    }
}

/// The names of the rows.
fn names(report: &Report<'_>, blocks: &[Block<'_>], page: &mut String) -> fmt::Result {
    for (number, block) in blocks.iter().enumerate() {
        writeln!(page, "{}. {}", number + 1, called(report, block))?;
    }
    Ok(())
}

fn called(report: &Report<'_>, block: &Block<'_>) -> String {
    let names: Vec<String> = (report.folding.names(&block.places).into_iter())
        .map(|names| format!("**{}** ({})", text(&names.cases), names.sinks))
        .collect();
    names.join("; ")
}

fn evidence(
    report: &Report<'_>,
    blocks: &[Block<'_>],
    links: &mut Links,
    page: &mut String,
) -> fmt::Result {
    for (number, block) in blocks.iter().enumerate() {
        let sources: Vec<String> = (block.sources.iter())
            .map(|&at| links.source(report, at))
            .collect();
        writeln!(
            page,
            "{}. {}: {}",
            number + 1,
            called(report, block),
            sources.join("; ")
        )?;
        let mut before: Option<&Said> = None;
        for said in &block.said {
            let is_same =
                before.is_some_and(|other| (other.seen, &other.words) == (said.seen, &said.words));
            let mut words = vec![said.verdict.name().to_owned()];
            match is_same && !said.words.is_empty() {
                true => words.push("the same".to_owned()),
                false => words.extend(said.words.iter().map(|word| code(word))),
            }
            let because = said.note.map_or(String::new(), |at| links.note(report, at));
            writeln!(
                page,
                "   - {} on {}: {}{because}",
                mark(said.class, &said.letter()),
                ranges(&said.platforms),
                words.join(", ")
            )?;
            before = Some(said);
        }
    }
    Ok(())
}

/// Platforms by their numbers: `1–5, 7`.
fn ranges(platforms: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for &at in platforms {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == at => *last = at,
            _ => ranges.push((at, at)),
        }
    }
    let word = |&(first, last): &(usize, usize)| match last - first {
        0 => format!("{}", first + 1),
        _ => format!("{}–{}", first + 1, last + 1),
    };
    ranges.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// The groups in which nothing differs.
fn agreed(report: &Report<'_>, page: &mut String) -> fmt::Result {
    let same: Vec<&str> = (report.groups.iter())
        .filter(|group| !rows(report, group).iter().any(is_notable))
        .map(|group| group.name)
        .collect();
    if same.is_empty() {
        return Ok(());
    }
    writeln!(
        page,
        "\n## Groups in which platforms do not differ\n\n{}",
        several(same.into_iter())
    )
}
