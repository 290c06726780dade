//! Several cases in a table: what arrived with each sink, what ran in which order, and the status word.

use std::collections::BTreeSet;
use std::io::{self, Write};

use exitspec::document::{CaseResult, Document};
use exitspec::observation::Observation;
use exitspec::{Panic, Sink};

use super::words::short_word;
use crate::escape::{bytes, plain};
use crate::style::{BOLD, DIM, of};
use crate::table::{Align, Cell, Table};

/// How many characters of what arrived are shown.
const LONGEST: usize = 40;

/// Writes a table of what a run observed, one row for each case: what arrived on stdout with each sink, the events in
/// their order, and the status word. Where sinks differ in the latter two, each value says for which sinks.
///
/// # Errors
///
/// When the writer fails.
pub fn overview(
    title: &str,
    document: &Document,
    width: usize,
    mut out: impl Write,
) -> io::Result<()> {
    let sinks: BTreeSet<Sink> = document.results.iter().map(|result| result.sink).collect();
    let rows = rows(document);
    let prefix = common_group(&rows);
    let mut table = Table::new(&vec![Align::Left; sinks.len() + 3]);
    let mut heading = vec![Cell::new("case").styled(DIM)];
    heading.extend(
        sinks
            .iter()
            .map(|sink| Cell::new(format!("stdout, {sink}")).styled(DIM)),
    );
    heading.extend(["events, in order", "status word"].map(|name| Cell::new(name).styled(DIM)));
    table.row(heading);
    for row in &rows {
        table.row(cells(row, &sinks, prefix));
    }
    writeln!(
        out,
        "{BOLD}{}{BOLD:#} on {}\n",
        plain(title),
        plain(&document.platform.name)
    )?;
    table.write(width, &mut out)?;
    for result in document
        .results
        .iter()
        .filter(|result| result.verdict.is_failure())
    {
        let style = of(result.verdict);
        let reason = result.reason.as_deref().unwrap_or("no reason is given");
        writeln!(
            out,
            "\n{style}{}{style:#} {}: {}",
            result.verdict,
            plain(&result.key()),
            plain(reason)
        )?;
    }
    writeln!(
        out,
        "\n{DIM}`exitspec explain CASE` tells more of one case.{DIM:#}"
    )
}

/// The results of one case in one profile.
struct Row<'a> {
    case: &'a str,
    panic: Option<Panic>,
    results: Vec<&'a CaseResult>,
}

/// In the order in which the results come first.
fn rows(document: &Document) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for result in &document.results {
        let same = |row: &&mut Row<'_>| row.case == result.case && row.panic == result.panic;
        match rows.iter_mut().find(same) {
            Some(row) => row.results.push(result),
            None => rows.push(Row {
                case: &result.case,
                panic: result.panic,
                results: vec![result],
            }),
        }
    }
    rows
}

/// The group that all cases are in, to be left out of their names; empty if there is none.
fn common_group<'a>(rows: &[Row<'a>]) -> &'a str {
    let group = |row: &Row<'a>| row.case.rfind('/').map_or("", |slash| &row.case[..=slash]);
    let first = rows.first().map_or("", group);
    match rows.iter().all(|row| group(row) == first) {
        true => first,
        false => "",
    }
}

fn cells(row: &Row<'_>, sinks: &BTreeSet<Sink>, prefix: &str) -> Vec<Cell> {
    let mut name = plain(row.case.strip_prefix(prefix).unwrap_or(row.case)).into_owned();
    if let Some(panic) = row.panic.filter(|&panic| panic != Panic::OWN) {
        name += &format!(" +{}", panic.name());
    }
    let mut cells = vec![Cell::new(name)];
    cells.extend(sinks.iter().map(|&sink| {
        let found = row.results.iter().find(|result| result.sink == sink);
        found.map_or_else(Cell::default, |result| arrived(result))
    }));
    cells.push(by_sink(row, |observation| {
        match observation.journal.is_empty() {
            true => vec!["-".to_owned()],
            false => vec![plain(&observation.journal.join(", ")).into_owned()],
        }
    }));
    cells.push(by_sink(row, |observation| vec![short_word(observation)]));
    cells
}

fn arrived(result: &CaseResult) -> Cell {
    let text = match &result.observation {
        Some(Observation {
            stdout: Some(stdout),
            ..
        }) if stdout.0.is_empty() => "nothing".to_owned(),
        Some(Observation {
            stdout: Some(stdout),
            ..
        }) => bytes(stdout, LONGEST),
        Some(_) => "not captured".to_owned(),
        None if result.racy.is_some() => "varies".to_owned(),
        None => result.verdict.name().to_owned(),
    };
    match result.verdict.is_failure() {
        true => Cell::new(text).styled(of(result.verdict)),
        false => Cell::new(text),
    }
}

/// What observations say about something, once if all sinks agree, and else with the sinks for each.
fn by_sink(row: &Row<'_>, say: impl Fn(&Observation) -> Vec<String>) -> Cell {
    let mut said: Vec<(Vec<String>, Vec<&str>)> = Vec::new();
    for result in &row.results {
        let Some(observation) = &result.observation else {
            continue;
        };
        let lines = say(observation);
        match said.iter_mut().find(|(known, _)| *known == lines) {
            Some((_, sinks)) => sinks.push(result.sink.name()),
            None => said.push((lines, vec![result.sink.name()])),
        }
    }
    match said.len() {
        0 | 1 => Cell::lines(
            said.pop()
                .map_or_else(|| vec!["-".to_owned()], |(lines, _)| lines),
        ),
        _ => Cell::lines(
            said.into_iter()
                .map(|(lines, sinks)| format!("{}: {}", sinks.join(", "), lines.join(", ")))
                .collect(),
        ),
    }
}
