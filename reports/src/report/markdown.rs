//! The report as Markdown: the platforms, and by group what differs.

use std::fmt::{self, Write as _};
use std::io::{self, Write};

use exitspec::Verdict;

use super::Report;
use super::class::Class;
use super::matrix::{Block, Said, blocks, is_notable, platforms, rows};
use super::model::{Column, Group};
use crate::markdown::{code, link, text};

/// Sites show Markdown up to 512 KiB. The rest is for what is said of what is left out.
const LONGEST: usize = 480 * 1024;

/// Writes the report as Markdown. It is short enough to be shown by the sites that show Markdown; what is left out for that
/// is named.
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

fn fill(report: &Report<'_>, page: &mut String) -> fmt::Result {
    head(report, page)?;
    let mut left_out: Vec<(&str, usize)> = Vec::new();
    for group in &report.groups {
        let blocks = blocks(report, group);
        if blocks.is_empty() {
            continue;
        }
        let mut section = String::new();
        heading(report, group, &mut section)?;
        matrix(report, group, &blocks, &mut section)?;
        let mut whole = section.clone();
        evidence(report, &blocks, &mut whole)?;
        if page.len() + whole.len() <= LONGEST {
            page.push_str(&whole);
        } else {
            left_out.push((group.name, blocks.iter().map(|b| b.places.len()).sum()));
        }
    }
    agreed(report, page)?;
    if !left_out.is_empty() {
        let rows: usize = left_out.iter().map(|(_, count)| count).sum();
        writeln!(
            page,
            "\n## Left out\n\nTo keep this page short enough to be shown, {rows} results that differ are not in it; they are in \
             what `--html` and `--json` write:\n"
        )?;
        for (at, (group, count)) in left_out.iter().enumerate() {
            if page.len() > LONGEST + 16 * 1024 {
                writeln!(page, "- and {} more groups", left_out.len() - at)?;
                break;
            }
            writeln!(page, "- {} ({count})", text(group))?;
        }
    }
    Ok(())
}

fn head(report: &Report<'_>, page: &mut String) -> fmt::Result {
    let (rows, columns) = (&report.rows, &report.platforms);
    let notable = rows.iter().filter(|row| is_notable(row)).count();
    writeln!(
        page,
        "# Portability report\n\nWhat happens when processes end: {} results on {} platforms, by {} {}. On {} the platforms \
         differ, or one of them does not what it shall. Written by `exitspec report` from run documents; not to be edited.\n",
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

fn evidence(report: &Report<'_>, blocks: &[Block<'_>], page: &mut String) -> fmt::Result {
    for (number, block) in blocks.iter().enumerate() {
        let names: Vec<String> = (report.folding.names(&block.places).into_iter())
            .map(|names| format!("**{}** ({})", text(&names.cases), names.sinks))
            .collect();
        let sources: Vec<String> = (block.sources.iter())
            .map(|&at| {
                let source = report.sources[at];
                let label = format!("{}, {}", source.doc, source.clause);
                match &source.url {
                    Some(url) => link(&label, url),
                    None => text(&label),
                }
            })
            .collect();
        writeln!(
            page,
            "{}. {}: {}",
            number + 1,
            names.join("; "),
            sources.join("; ")
        )?;
        for said in &block.said {
            one(report, said, page)?;
        }
    }
    Ok(())
}

fn one(report: &Report<'_>, said: &Said, page: &mut String) -> fmt::Result {
    let numbers = ranges(&said.platforms);
    let mut words = vec![said.verdict.name().to_owned()];
    words.extend(said.words.iter().map(|word| code(word)));
    let because = said.note.map(|at| &report.notes[at]);
    let because = because.map_or(String::new(), |note| match &note.url {
        None => format!(". {}", text(&note.reason)),
        Some(url) => format!(". {} ({})", text(&note.reason), link("more", url)),
    });
    writeln!(
        page,
        "   - {} on {numbers}: {}{because}",
        mark(said.class, &said.letter()),
        words.join(", ")
    )
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
    let same: Vec<String> = (report.groups.iter())
        .filter(|group| !rows(report, group).iter().any(is_notable))
        .map(|group| format!("{} ({})", text(group.name), group.count))
        .collect();
    if same.is_empty() {
        return Ok(());
    }
    writeln!(
        page,
        "\n## Groups in which every platform does the same\n\n{}",
        same.join(", ")
    )
}
