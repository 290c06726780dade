//! The same thing in several languages, side by side.

use std::collections::BTreeSet;
use std::io::{self, Write};

use exitspec::document::{CaseResult, Document};
use exitspec::expectation::claims::Notion;
use exitspec::observation::Observation;
use exitspec::{Panic, Sink};

use super::words::short_word;
use crate::escape::{bytes, plain};
use crate::outcome::brief;
use crate::style::{BOLD, DIM, of};
use crate::table::{Align, Cell, Table, wrap};

/// How many characters of what arrived are shown.
const LONGEST: usize = 60;

/// One of several ways to have a thing.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// Who has it so: `python`.
    pub family: &'a str,
    /// How it is written there.
    pub spelling: &'a str,
    /// The id of the case that shows it.
    pub case: &'a str,
}

/// The ways that a notion names.
pub fn sides(notion: &Notion) -> Vec<Side<'_>> {
    (notion.rows.iter())
        .map(|row| Side {
            family: &row.family,
            spelling: &row.spelling,
            case: &row.case,
        })
        .collect()
}

/// What is compared.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// What it is.
    pub title: &'a str,
    /// What to look at.
    pub words: &'a str,
    /// Each way.
    pub sides: &'a [Side<'a>],
    /// A run of the cases.
    pub document: &'a Document,
}

/// Writes a column for each way to have a thing, and for each sink how it ended, what arrived, and which events there were.
/// Sinks with which all of that is the same share their rows.
///
/// # Errors
///
/// When the writer fails.
pub fn side_by_side(compared: &Compared<'_>, width: usize, mut out: impl Write) -> io::Result<()> {
    let platform = &compared.document.platform;
    writeln!(
        out,
        "{BOLD}{}{BOLD:#} on {}",
        plain(compared.title),
        plain(&platform.name)
    )?;
    for line in wrap(&plain(compared.words), width) {
        writeln!(out, "{line}")?;
    }
    writeln!(out)?;
    let results: Vec<Vec<&CaseResult>> = (compared.sides.iter())
        .map(|side| {
            let own = |result: &&CaseResult| {
                result.case == side.case && result.panic.is_none_or(|panic| panic == Panic::OWN)
            };
            compared.document.results.iter().filter(own).collect()
        })
        .collect();
    let mut table = Table::new(&vec![Align::Left; compared.sides.len() + 1]);
    let heading = |say: &dyn Fn(&Side<'_>) -> String| {
        let mut cells = vec![Cell::default()];
        cells.extend(
            compared
                .sides
                .iter()
                .map(|side| Cell::new(say(side)).styled(BOLD)),
        );
        cells
    };
    table.row(heading(&|side| {
        let runtime = platform.runtime_of(side.family);
        match runtime.name == side.family {
            true => side.family.to_owned(),
            false => plain(&format!("{}, {}", side.family, runtime.name)).into_owned(),
        }
    }));
    table.row(heading(&|side| plain(side.spelling).into_owned()));
    let mut case_names = vec![Cell::new("case").styled(DIM)];
    case_names.extend((compared.sides.iter()).map(|side| Cell::new(plain(side.case)).styled(DIM)));
    table.row(case_names);
    for (sinks, blocks) in blocks(compared.document, &results) {
        let names: Vec<&str> = sinks.iter().map(|sink| sink.name()).collect();
        table.row(vec![Cell::new(names.join(", ")).styled(BOLD)]);
        for (line, name) in ["ending", "stdout", "stderr", "events"]
            .into_iter()
            .enumerate()
        {
            let mut row = vec![Cell::new(name).styled(DIM)];
            row.extend(blocks.iter().map(|block| Cell::lines(block[line].clone())));
            table.row(row);
        }
    }
    table.write(width, &mut out)?;
    let failed = results.iter().flatten().filter(|r| r.verdict.is_failure());
    for result in failed {
        let style = of(result.verdict);
        writeln!(
            out,
            "\n{style}{}{style:#} {}: {}",
            result.verdict,
            plain(&result.key()),
            plain(result.reason.as_deref().unwrap_or("no reason is given"))
        )?;
    }
    writeln!(
        out,
        "\n{DIM}`exitspec explain CASE` tells more of one case.{DIM:#}"
    )
}

/// What is said of one case with one sink: four cells, one below the other.
type Block = [Vec<String>; 4];

/// Sinks with the same blocks, together.
fn blocks(document: &Document, results: &[Vec<&CaseResult>]) -> Vec<(Vec<Sink>, Vec<Block>)> {
    let sinks: BTreeSet<Sink> = (results.iter().flatten())
        .map(|result| result.sink)
        .collect();
    let ways = |sink: &Sink| {
        let has = |results: &&Vec<&CaseResult>| results.iter().any(|result| result.sink == *sink);
        results.iter().filter(has).count()
    };
    // What only one of them has is compared with nothing.
    let shared: BTreeSet<Sink> = sinks
        .iter()
        .copied()
        .filter(|sink| ways(sink) > 1)
        .collect();
    let sinks = if shared.is_empty() { sinks } else { shared };
    let mut blocks: Vec<(Vec<Sink>, Vec<Block>)> = Vec::new();
    for sink in sinks {
        let own: Vec<Block> = (results.iter())
            .map(|results| block(document, results.iter().find(|result| result.sink == sink)))
            .collect();
        match blocks.iter_mut().find(|(_, known)| *known == own) {
            Some((sinks, _)) => sinks.push(sink),
            None => blocks.push((vec![sink], own)),
        }
    }
    blocks
}

fn block(document: &Document, result: Option<&&CaseResult>) -> Block {
    let empty = || vec!["-".to_owned()];
    let Some(result) = result else {
        return [empty(), empty(), empty(), empty()];
    };
    let Some(observation) = &result.observation else {
        let outcomes = document.volatile_of(result).into_iter();
        let outcomes: Vec<String> = outcomes
            .flat_map(|volatile| &volatile.observations)
            .map(|seen| format!("{} × {}", seen.count, brief(&seen.observation)))
            .collect();
        if !outcomes.is_empty() {
            return [outcomes, empty(), empty(), empty()];
        }
        let reason = result.reason.as_deref().unwrap_or("no reason is given");
        let why = plain(&format!("{}: {reason}", result.verdict)).into_owned();
        return [vec![why], empty(), empty(), empty()];
    };
    [
        vec![plain(&short_word(observation)).into_owned()],
        vec![arrived(observation.stdout.as_ref())],
        vec![first_line(observation)],
        match observation.journal.is_empty() {
            true => empty(),
            false => vec![plain(&observation.journal.join(", ")).into_owned()],
        },
    ]
}

fn arrived(stream: Option<&exitspec::Bytes>) -> String {
    match stream {
        None => "not captured".to_owned(),
        Some(text) if text.0.is_empty() => "nothing".to_owned(),
        Some(text) => bytes(text, LONGEST),
    }
}

/// The first line of stderr; a mark where there are more.
fn first_line(observation: &Observation) -> String {
    let Some(stderr) = &observation.stderr else {
        return "not captured".to_owned();
    };
    let end = stderr.0.iter().position(|&byte| byte == b'\n');
    let first = end.map_or(stderr.0.len(), |end| end + 1);
    let shown = arrived(Some(&exitspec::Bytes(stderr.0[..first].to_vec())));
    match first < stderr.0.len() {
        true => format!("{shown} …"),
        false => shown,
    }
}
