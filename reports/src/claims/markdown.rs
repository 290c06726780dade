//! Claims as a page in Markdown.

use std::io::{self, Write};

use exitspec::expectation::claims::{Standing, Weighed};

use crate::claims::text::{SEVERAL, short, shows};
use crate::claims::units::{columns, list};
use crate::claims::{Report, places, words};
use crate::markdown::{code, link, text};

/// Writes a table of all claims, one by implementation, and a section about each.
///
/// # Errors
///
/// When the writer fails.
pub fn markdown(report: &Report<'_>, mut out: impl Write) -> io::Result<()> {
    let weighing = report.weighing;
    let count = |wanted: Option<Standing>| {
        let verdicts = weighing.claims.iter().map(Weighed::verdict);
        verdicts.filter(|verdict| *verdict == wanted).count()
    };
    writeln!(
        out,
        "# Claims put to the test\n\n\
         What texts about ending a process say, and whether it is so. Written by `exitspec claims` from run documents; not to be edited. \
         A verdict is computed from the results of cases: a claim holds when all of them show what it says, does not hold when none does, \
         and holds only sometimes when some do.\n\n\
         Of {} claims hold: {}; hold only sometimes: {}; do not hold: {}; untested: {}.\n",
        weighing.claims.len(),
        count(Some(Standing::Holds)),
        count(Some(Standing::HoldsOnlyWhen)),
        count(Some(Standing::DoesNotHold)),
        count(None),
    )?;
    writeln!(out, "| | claim | verdict | evidence |\n|---|---|---|---|")?;
    for weighed in &weighing.claims {
        let id = text(&weighed.claim.id);
        writeln!(
            out,
            "| [{id}](#{}) | {} | {}{} | {} |",
            id.to_lowercase(),
            text(&weighed.claim.claim),
            text(&words::verdict(weighed)),
            review(weighed),
            text(&words::evidence(weighed))
        )?;
    }
    by_implementation(report, &mut out)?;
    for weighed in &weighing.claims {
        section(report, weighed, &mut out)?;
    }
    Ok(())
}

fn review(weighed: &Weighed<'_>) -> String {
    let review = words::review(weighed);
    review.map_or_else(String::new, |review| {
        format!(" **(not as it was reviewed: {})**", text(&review))
    })
}

fn by_implementation(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    let weighing = report.weighing;
    let all = columns(&weighing.units, 0..weighing.units.len(), |unit| {
        let verdicts = weighing
            .claims
            .iter()
            .map(|weighed| weighed.verdict_in(unit));
        verdicts.collect::<Vec<_>>()
    });
    let names: Vec<String> = all.iter().map(|column| text(&column.name)).collect();
    writeln!(
        out,
        "\n## By implementation\n\n\
         `holds`, `sometimes` and `no` are of the results of that implementation alone; `-` is where it has none.\n\n\
         | | {} |\n|---|{}",
        names.join(" | "),
        "---|".repeat(names.len())
    )?;
    for weighed in &weighing.claims {
        let cells: Vec<&str> = (all.iter())
            .map(|column| short(weighed.verdict_in(column.units[0])))
            .collect();
        writeln!(
            out,
            "| {} | {} |",
            text(&weighed.claim.id),
            cells.join(" | ")
        )?;
    }
    Ok(())
}

fn section(report: &Report<'_>, weighed: &Weighed<'_>, out: &mut impl Write) -> io::Result<()> {
    let claim = weighed.claim;
    writeln!(
        out,
        "\n## {}\n\n{}: {}\n\n**{}**{}: {}",
        text(&claim.id),
        text(&capital(&claim.said_by)),
        text(&claim.claim),
        text(&capital(&words::verdict(weighed))),
        review(weighed),
        text(&words::evidence(weighed)),
    )?;
    for line in places::places(&report.weighing.units, &weighed.results, SEVERAL) {
        writeln!(out, "- {}", text(&line))?;
    }
    writeln!(out, "\n> {}", text(&claim.quote))?;
    for (number, evidence) in claim.evidence.iter().enumerate() {
        writeln!(
            out,
            "\n{}, if it held: {}\n",
            code(&evidence.case),
            text(&shows(&evidence.shows))
        )?;
        writeln!(out, "| with | on | | observed |\n|---|---|---|---|")?;
        for row in words::alike(&report.weighing.units, weighed, number) {
            let observed: Vec<String> = (words::observed(row.first).iter())
                .map(|line| cell(line))
                .collect();
            writeln!(
                out,
                "| {} | {} | {} | {} |",
                row.sinks.join(", "),
                text(&list(&row.columns)),
                words::agreement(&row.first.found),
                observed.join("<br>")
            )?;
        }
        if !evidence.platforms.is_empty() {
            writeln!(out)?;
        }
        for exception in &evidence.platforms {
            let turned = if exception.agrees {
                "agrees"
            } else {
                "does not agree"
            };
            writeln!(
                out,
                "- On {} it {turned}: {}{}",
                text(&exception.when.to_string()),
                text(&exception.reason),
                (exception.url.as_ref())
                    .map_or_else(String::new, |url| format!(" ({})", link("more", url)))
            )?;
        }
    }
    if let Some(notion) = &claim.notion {
        writeln!(
            out,
            "\nThe same in other languages: {}.",
            code(&format!("exitspec explain --compare {notion}"))
        )?;
    }
    Ok(())
}

/// Code in the cell of a table, where a bar ends the cell even in code.
fn cell(line: &str) -> String {
    match line.contains('|') {
        true => text(line),
        false => code(line),
    }
}

fn capital(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters
        .next()
        .map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + characters.as_str()
}
