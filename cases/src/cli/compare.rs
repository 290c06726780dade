//! `exitspec explain --compare`: the same thing in several languages.

use exitspec::expectation::claims::{Notion, Notions};
use exitspec::run::{Plan, Selection};
use exitspec_reports::{Align, Cell, Compared, Table, plain, side_by_side, sides};

use super::args::ExplainArgs;
use super::claims::notions;
use super::execute::{Orders, Ran, execute_on, suite};
use super::exit::{Exit, Failure};
use super::output::{Colors, width};
use super::program::Done;
use super::run::{unmade, worst};

pub(super) fn compare(args: &ExplainArgs, colors: Colors) -> Result<Done, Failure> {
    let suite = suite(args.how.expectations.as_deref());
    let notions = notions(&suite, args.how.expectations.as_deref())?;
    let Some(what) = &args.what else {
        list(&notions, colors)?;
        return Ok(Done::Exit(Exit::AsExpected));
    };
    let found = find(&notions, what);
    if found.is_empty() {
        return Err(Failure::nothing(format!(
            "`{what}` is neither a notion nor a case of one; `exitspec explain --compare` lists the notions"
        )));
    }
    let rows = found.iter().flat_map(|notion| &notion.rows);
    let selection = Selection {
        filters: rows.map(|row| row.case.clone()).collect(),
        exact: true,
        ..args.narrow.selection()
    };
    let plan = Plan::new(&suite, &selection);
    let chosen = args.how.targets.choose(&plan.families(), true)?;
    let ran = execute_on(&suite, &chosen.targets, || Orders {
        suite: &suite,
        selection: selection.clone(),
        config: args.how.config(),
        progress: true,
        complete: true,
    })?;
    let runs = match ran {
        Ok(runs) => runs,
        Err(done) => return Ok(done),
    };
    let mut exits: Vec<Exit> = runs.iter().map(Ran::exit).collect();
    let mut gap = "";
    colors.stdout(|out| {
        for (target, ran) in chosen.targets.iter().zip(&runs) {
            if !args.how.targets.one() {
                writeln!(out, "{gap}Platform {}\n", plain(target.name()))?;
                gap = "";
            }
            for notion in &found {
                write!(out, "{gap}")?;
                gap = "\n";
                let compared = Compared {
                    title: &notion.title,
                    words: &notion.words,
                    sides: &sides(notion),
                    document: &ran.document,
                };
                side_by_side(&compared, width(), &mut *out)?;
            }
        }
        Ok(())
    })?;
    exits.extend(unmade(&chosen, colors)?);
    Ok(Done::Exit(worst(&exits)))
}

/// The notion of that name, or those that have that case.
fn find<'n>(notions: &'n Notions, what: &str) -> Vec<&'n Notion> {
    let case = what.trim_end_matches('/').replace("::", "/");
    match notions.find(what) {
        Some(notion) => vec![notion],
        None => (notions.all().iter())
            .filter(|notion| notion.rows.iter().any(|row| row.case == case))
            .collect(),
    }
}

fn list(notions: &Notions, colors: Colors) -> Result<(), Failure> {
    let mut table = Table::new(&[Align::Left; 3]);
    for notion in notions.all() {
        let spellings: Vec<&str> = notion
            .rows
            .iter()
            .map(|row| row.spelling.as_str())
            .collect();
        table.row(vec![
            Cell::new(notion.name.clone()),
            Cell::new(notion.title.clone()),
            Cell::new(spellings.join(" · ")),
        ]);
    }
    colors.stdout(|out| table.write(width(), out))
}
