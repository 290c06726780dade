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
/// their order, and the status word. Where sinks differ in the latter two, each value says for which sinks; so does what
/// arrived where the names of the cases would have to be broken to have a column for each sink.
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
    let wide = table(&rows, &sinks.into_iter().collect::<Vec<_>>(), prefix);
    let table = match wide.keeps_names(width) {
        true => wide,
        false => table(&rows, &[], prefix),
    };
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

/// The table, with a column for what arrived with each of these sinks, or with one for all.
fn table(rows: &[Row<'_>], sinks: &[Sink], prefix: &str) -> Table {
    let mut heading = vec!["case".to_owned()];
    match sinks {
        [] => heading.push("stdout".to_owned()),
        sinks => heading.extend(sinks.iter().map(|sink| format!("stdout, {sink}"))),
    }
    heading.extend(["events, in order", "status word"].map(str::to_owned));
    let mut table = Table::new(&vec![Align::Left; heading.len()]);
    let heading = heading.into_iter().map(|name| Cell::new(name).styled(DIM));
    table.row(heading.collect());
    for row in rows {
        table.row(cells(row, sinks, prefix));
    }
    table
}

fn cells(row: &Row<'_>, sinks: &[Sink], prefix: &str) -> Vec<Cell> {
    let mut name = plain(row.case.strip_prefix(prefix).unwrap_or(row.case)).into_owned();
    if let Some(panic) = row.panic.filter(|&panic| panic != Panic::OWN) {
        name += &format!(" +{}", panic.name());
    }
    let mut cells = vec![Cell::new(name)];
    let failure = |results: &[&CaseResult]| {
        let mut verdicts = results.iter().map(|result| result.verdict);
        let style = verdicts.find(|verdict| verdict.is_failure()).map(of);
        style.unwrap_or_default()
    };
    match sinks {
        [] => {
            let cell = by_sink(row, |result| Some(arrived(result)));
            cells.push(cell.styled(failure(&row.results)));
        }
        sinks => cells.extend(sinks.iter().map(|&sink| {
            let found = row.results.iter().find(|result| result.sink == sink);
            found.map_or_else(Cell::default, |result| {
                Cell::new(arrived(result)).styled(failure(&[result]))
            })
        })),
    }
    let observed = |result: &CaseResult, say: fn(&Observation) -> String| {
        let observation = result.observation.as_ref();
        observation.map(say)
    };
    cells.push(by_sink(row, |result| {
        observed(result, |observation| match observation.journal.is_empty() {
            true => "-".to_owned(),
            false => plain(&observation.journal.join(", ")).into_owned(),
        })
    }));
    cells.push(by_sink(row, |result| observed(result, short_word)));
    cells
}

fn arrived(result: &CaseResult) -> String {
    match &result.observation {
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
    }
}

/// What there is to say of results, once if all sinks agree, and else with the sinks for each.
fn by_sink(row: &Row<'_>, say: impl Fn(&CaseResult) -> Option<String>) -> Cell {
    let mut said: Vec<(String, Vec<&str>)> = Vec::new();
    for result in &row.results {
        let Some(words) = say(result) else {
            continue;
        };
        match said.iter_mut().find(|(known, _)| *known == words) {
            Some((_, sinks)) => sinks.push(result.sink.name()),
            None => said.push((words, vec![result.sink.name()])),
        }
    }
    match said.len() {
        0 => Cell::new("-"),
        1 => Cell::lines(said.into_iter().map(|(words, _)| words).collect()),
        _ => Cell::lines(
            said.into_iter()
                .map(|(words, sinks)| format!("{}: {words}", sinks.join(", ")))
                .collect(),
        ),
    }
}
