//! Claims for reading in a terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use exitspec::expectation::claims::{Found, Standing, Weighed};

use crate::claims::units::{columns, list};
use crate::claims::{Report, places, words};
use crate::escape::plain;
use crate::explain::{Compared, side_by_side, sides};
use crate::style::{BOLD, DIM};
use crate::table::{Align, Cell, Table, wrap};

/// Where the second column of a page begins.
const INDENT: usize = 12;

/// How many cases are named in a row of the table, and on a line of a page.
const FEW: usize = 2;
pub(super) const SEVERAL: usize = 8;

const BAD: Style = AnsiColor::Red.on_default().bold();

fn style(verdict: Option<Standing>) -> Style {
    match verdict {
        Some(Standing::Holds) => AnsiColor::Green.on_default(),
        Some(Standing::HoldsOnlyWhen) => AnsiColor::Yellow.on_default(),
        Some(Standing::DoesNotHold) => AnsiColor::Red.on_default(),
        None => AnsiColor::Magenta.on_default(),
    }
}

/// Writes one row for each claim, and all that is not as it was reviewed.
///
/// # Errors
///
/// When the writer fails.
pub fn table(report: &Report<'_>, width: usize, mut out: impl Write) -> io::Result<()> {
    let weighing = report.weighing;
    let all = columns(&weighing.units, 0..weighing.units.len(), |unit| {
        let verdicts = weighing
            .claims
            .iter()
            .map(|weighed| weighed.verdict_in(unit));
        verdicts.collect::<Vec<_>>()
    });
    writeln!(
        out,
        "{BOLD}Claims{BOLD:#}, put to the test on {}\n",
        list(&all)
    )?;
    let mut rows = Table::new(&[Align::Left; 4]);
    rows.row(
        ["", "claim", "verdict", "evidence"]
            .map(|name| Cell::new(name).styled(DIM))
            .into(),
    );
    for weighed in &weighing.claims {
        let mut evidence = vec![words::evidence(weighed)];
        evidence.extend(places::places(&weighing.units, &weighed.results, FEW));
        rows.row(vec![
            Cell::new(plain(&weighed.claim.id)),
            Cell::new(plain(&weighed.claim.claim)),
            Cell::new(words::verdict(weighed)).styled(style(weighed.verdict())),
            Cell::lines(evidence),
        ]);
    }
    rows.write(width, &mut out)?;
    if all.len() > 1 {
        writeln!(out, "\n{BOLD}By implementation{BOLD:#}\n")?;
        let mut rows = Table::new(&vec![Align::Left; all.len() + 1]);
        let mut heading = vec![Cell::default()];
        heading.extend(
            all.iter()
                .map(|column| Cell::new(&*column.name).styled(DIM)),
        );
        rows.row(heading);
        for weighed in &weighing.claims {
            let mut row = vec![Cell::new(plain(&weighed.claim.id))];
            row.extend(all.iter().map(|column| {
                let verdict = weighed.verdict_in(column.units[0]);
                Cell::new(short(verdict)).styled(style(verdict))
            }));
            rows.row(row);
        }
        rows.write(width, &mut out)?;
    }
    news(report, width, &mut out)?;
    writeln!(
        out,
        "\n{DIM}`exitspec claims ID` tells everything about one.{DIM:#}"
    )
}

/// The verdict of one implementation, in a table of many.
pub(super) fn short(verdict: Option<Standing>) -> &'static str {
    match verdict {
        Some(Standing::Holds) => "holds",
        Some(Standing::HoldsOnlyWhen) => "sometimes",
        Some(Standing::DoesNotHold) => "no",
        None => "-",
    }
}

/// All that is not as somebody found it who last looked at it, and what to do about it.
fn news(report: &Report<'_>, width: usize, out: &mut impl Write) -> io::Result<()> {
    for weighed in &report.weighing.claims {
        let id = plain(&weighed.claim.id);
        if let Some(review) = words::review(weighed) {
            writeln!(
                out,
                "\n{BAD}{id} is not as it was reviewed{BAD:#}: {review}"
            )?;
            for seen in words::deciding(weighed) {
                let unit = columns(&report.weighing.units, [seen.unit], |_| ());
                let mut line = format!(
                    "{}@{} on {} {}",
                    plain(seen.case),
                    seen.sink,
                    list(&unit),
                    match seen.found {
                        Found::Agrees => "agrees with the claim",
                        _ => "does not agree with the claim",
                    }
                );
                if let Found::Differs(how) = &seen.found {
                    line += &format!(": {}", plain(how));
                }
                indented(&line, width, out)?;
            }
            let place = report.places.get(&*weighed.claim.id).map(String::as_str);
            indented(
                &format!(
                    "Look at the text again: verdict, when, quote, and what agrees, in {}.",
                    plain(place.unwrap_or("the file of claims"))
                ),
                width,
                out,
            )?;
        } else if weighed
            .verdict()
            .is_some_and(|verdict| verdict != weighed.claim.verdict)
        {
            writeln!(
                out,
                "\n{id}: reviewed as `{}`; what decides otherwise is not here.",
                weighed.claim.verdict.name()
            )?;
        }
        for seen in &weighed.results {
            if let Found::Untold(why) = &seen.found {
                writeln!(
                    out,
                    "\n{BAD}UNRESOLVED{BAD:#} {id}: {}@{}: {}",
                    plain(seen.case),
                    seen.sink,
                    plain(why)
                )?;
            }
        }
    }
    Ok(())
}

fn indented(text: &str, width: usize, out: &mut impl Write) -> io::Result<()> {
    for line in wrap(text, width.saturating_sub(2).max(20)) {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

/// Writes everything about each of the claims.
///
/// # Errors
///
/// When the writer fails.
pub fn page(report: &Report<'_>, width: usize, mut out: impl Write) -> io::Result<()> {
    for (number, weighed) in report.weighing.claims.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        one(report, weighed, width, &mut out)?;
    }
    news(report, width, &mut out)
}

fn one(
    report: &Report<'_>,
    weighed: &Weighed<'_>,
    width: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let claim = weighed.claim;
    let shown = style(weighed.verdict());
    writeln!(
        out,
        "{BOLD}{}{BOLD:#} {shown}{}{shown:#}",
        plain(&claim.id),
        words::label(weighed.verdict())
    )?;
    if let Some(when) = words::when(weighed) {
        field("when", when, width, out)?;
    }
    field("said by", &claim.said_by, width, out)?;
    field("claim", &claim.claim, width, out)?;
    field("to quote", &claim.quote, width, out)?;
    field("evidence", &words::evidence(weighed), width, out)?;
    for line in places::places(&report.weighing.units, &weighed.results, SEVERAL) {
        field("", &line, width, out)?;
    }
    if let Some(place) = report.places.get(&*claim.id) {
        field("written in", place, width, out)?;
    }
    for (number, evidence) in claim.evidence.iter().enumerate() {
        let above = number.checked_sub(1).map(|above| &claim.evidence[above]);
        if above.is_none_or(|above| above.case != evidence.case) {
            writeln!(out, "\n{BOLD}{}{BOLD:#}", plain(&evidence.case))?;
        }
        field("if it held", &shows(&evidence.shows), width, out)?;
        for exception in &evidence.platforms {
            let turned = if exception.agrees {
                "agrees"
            } else {
                "does not agree"
            };
            let text = format!("on {} it {turned}: {}", exception.when, exception.reason);
            field("but", &text, width, out)?;
            if let Some(url) = &exception.url {
                field("", url, width, out)?;
            }
        }
        let mut rows = Table::new(&[Align::Left; 4]);
        for row in words::alike(&report.weighing.units, weighed, number) {
            rows.row(vec![
                Cell::new(format!("  {}", row.sinks.join(", "))),
                Cell::new(list(&row.columns)),
                Cell::new(words::agreement(&row.first.found)),
                Cell::lines(words::observed(row.first)),
            ]);
        }
        rows.write(width, &mut *out)?;
    }
    let notion = (report.notions.iter()).find(|known| Some(&known.name) == claim.notion.as_ref());
    match (notion, report.beside) {
        (Some(notion), Some(document)) => {
            writeln!(out)?;
            let compared = Compared {
                title: &notion.title,
                words: &notion.words,
                sides: &sides(notion),
                document,
            };
            side_by_side(&compared, width, out)
        }
        (Some(notion), None) => writeln!(
            out,
            "\n{DIM}`exitspec explain --compare {}` shows the same in other languages.{DIM:#}",
            plain(&notion.name)
        ),
        (None, _) => Ok(()),
    }
}

/// What would be observed, in words.
pub(super) fn shows(expect: &exitspec::expectation::Expect) -> String {
    let fields = expect.described().into_iter();
    let mut words: Vec<String> = fields
        .map(|(field, text)| format!("{field} {text}"))
        .collect();
    if let Some(options) = &expect.any_of {
        let options: Vec<String> = options.iter().map(shows).collect();
        words.push(options.join(", or "));
    }
    words.join(", ")
}

/// A name and a text, wrapped below itself.
fn field(name: &str, text: &str, width: usize, out: &mut impl Write) -> io::Result<()> {
    let room = width.saturating_sub(INDENT + 2).max(20);
    for (number, line) in wrap(&plain(text), room).into_iter().enumerate() {
        let name = if number == 0 { name } else { "" };
        writeln!(out, "  {DIM}{name:<INDENT$}{DIM:#}{line}")?;
    }
    Ok(())
}
