//! `exitspec explain`.

use std::collections::BTreeSet;
use std::io::Write;

use exitspec::expectation::{Book, Facts};
use exitspec::run::{Plan, Selection};
use exitspec::{Platform, Suite};
use exitspec_reports::{Expected, Subject, case, overview, plain};

use super::args::ExplainArgs;
use super::execute::{Orders, Ran, execute_on, suite};
use super::exit::{Exit, Failure};
use super::output::{Colors, width};
use super::program::Done;
use super::run::{unmade, worst};

pub(super) fn explain(args: &ExplainArgs, colors: Colors) -> Result<Done, Failure> {
    let suite = suite(args.how.expectations.as_deref());
    // Without it there is nothing to explain; only a comparison can do without.
    let what = args.what.as_deref().unwrap_or_default();
    let ids = matching(&suite, what);
    if ids.is_empty() {
        let help = "`exitspec list --cases` shows what there is";
        return Err(Failure::nothing(format!(
            "nothing matches `{what}`; {help}"
        )));
    }
    let selection = Selection {
        filters: ids.clone(),
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
    colors.stdout(|out| {
        for (number, (target, ran)) in chosen.targets.iter().zip(&runs).enumerate() {
            if !args.how.targets.one() {
                let gap = if number > 0 { "\n" } else { "" };
                writeln!(out, "{gap}Platform {}\n", plain(target.name()))?;
            }
            told(what, &ids, &plan, ran, &mut *out)?;
        }
        Ok(())
    })?;
    exits.extend(unmade(&chosen, colors)?);
    Ok(Done::Exit(worst(&exits)))
}

/// Everything about the case, or a table of several.
fn told(
    what: &str,
    ids: &[String],
    plan: &Plan,
    ran: &Ran,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let document = &ran.document;
    match ids {
        [id] => {
            let subject = Subject {
                id,
                place: place(&ran.book, id),
                expected: expected(&ran.book, plan, &document.platform),
                document,
            };
            case(&subject, width(), out)
        }
        _ => overview(what, document, width(), out),
    }
}

/// The ids that are meant: the case of that id, or the cases of the group of that name, or whatever `run` would take it for.
fn matching(suite: &Suite, what: &str) -> Vec<String> {
    let what = what.trim_end_matches('/').replace("::", "/");
    let ids: Vec<String> = suite.cases().map(|(id, _)| id).collect();
    let selection = Selection {
        filters: vec![what.clone()],
        ..Selection::default()
    };
    let plan = Plan::new(suite, &selection);
    let selected: BTreeSet<&str> = plan.items.iter().map(|item| item.id.as_str()).collect();
    let all = |matches: &dyn Fn(&str) -> bool| -> Vec<String> {
        ids.iter().filter(|id| matches(id)).cloned().collect()
    };
    [
        all(&|id| id == what),
        all(&|id| id.rsplit_once('/').is_some_and(|(group, _)| group == what)),
        all(&|id| id.contains(&what) && selected.contains(id)),
    ]
    .into_iter()
    .find(|found| !found.is_empty())
    .unwrap_or_default()
}

fn place(book: &Book, id: &str) -> Option<String> {
    let (file, place) = book.whereabouts(id)?;
    Some(match place {
        Some(place) => format!("{file}:{}", place.line),
        None => file.to_owned(),
    })
}

/// What is expected with each sink, in this binary; what is different in the twin is among the deviations.
fn expected(book: &Book, plan: &Plan, platform: &Platform) -> Vec<Expected> {
    let mut sinks = BTreeSet::new();
    plan.items
        .iter()
        .filter(|item| sinks.insert(item.sink))
        .filter_map(|item| {
            let facts = Facts {
                platform,
                runtime: platform.runtime_of(item.family()),
                panic: item.panic,
                isolation: item.isolation,
            };
            Some(Expected {
                sink: item.sink,
                resolved: book.resolve(&item.id, item.sink, &facts)?,
                deviations: book.deviations(&item.id, item.sink),
            })
        })
        .collect()
}
