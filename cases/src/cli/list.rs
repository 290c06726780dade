//! `exitspec list`.

use std::io::IsTerminal as _;

use exitspec::expectation::Facts;
use exitspec::run::{Plan, book};
use exitspec::{Platform, Sink};
use exitspec_reports::{Align, Cell, Table};

use super::args::ListArgs;
use super::exit::{Exit, Failure};
use super::output::{Colors, width};

/// Nothing is run for it, no process is made.
pub(super) fn list(args: &ListArgs, colors: Colors) -> Result<Exit, Failure> {
    let suite = crate::suite();
    let plan = Plan::new(&suite, &args.select.selection());
    if plan.items.is_empty() {
        return Err(Failure::nothing("nothing is selected"));
    }
    if args.cases {
        let table = cases(&plan, &book(&suite, &plan).map_err(Failure::usage)?);
        // What is read by a program has each case on a line of its own.
        let width = match std::io::stdout().is_terminal() {
            true => width(),
            false => usize::MAX,
        };
        colors.stdout(|out| table.write(width, out))?;
    } else {
        colors.stdout(|out| {
            plan.items
                .iter()
                .try_for_each(|item| writeln!(out, "{}", item.key()))
        })?;
    }
    Ok(Exit::AsExpected)
}

/// One line for each case: its id, its sinks, its level, what it shows.
fn cases(plan: &Plan, book: &exitspec::expectation::Book) -> Table {
    let platform = Platform::of_this_process();
    let mut table = Table::new(&[Align::Left; 4]);
    let mut items = plan.items.iter().peekable();
    while let Some(first) = items.next() {
        let mut sinks: Vec<Sink> = vec![first.sink];
        while let Some(other) = items.next_if(|item| item.case == first.case) {
            sinks.push(other.sink);
        }
        sinks.dedup();
        let facts = Facts {
            platform: &platform,
            runtime: platform.runtime_of(first.family()),
            panic: first.panic,
            isolation: first.isolation,
        };
        let (level, shows) = match book.resolve(&first.id, first.sink, &facts) {
            Some(resolved) => (resolved.level.name(), resolved.summary),
            None => ("-", "-".to_owned()),
        };
        let names: Vec<&str> = sinks.iter().map(|sink| sink.name()).collect();
        table.row(vec![
            Cell::new(first.id.clone()),
            Cell::new(names.join(" ")),
            Cell::new(level),
            Cell::new(shows),
        ]);
    }
    table
}
