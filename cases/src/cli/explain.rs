//! `exitspec explain`.

use std::collections::BTreeSet;

use exitspec::expectation::{Book, Facts};
use exitspec::run::{Plan, Selection};
use exitspec::{Platform, Suite};
use exitspec_reports::{Expected, Subject, case, overview};

use super::args::ExplainArgs;
use super::execute::{Orders, Ran, execute, suite, with_nursery};
use super::exit::{Exit, Failure};
use super::output::{Colors, width};
use super::program::Done;

pub(super) fn explain(args: &ExplainArgs, colors: Colors) -> Result<Done, Failure> {
    let suite = suite(args.how.expectations.as_deref());
    // Without it there is nothing to explain; only a comparison can do without.
    let what = args.what.as_deref().unwrap_or_default();
    let ids = matching(&suite, what);
    if ids.is_empty() {
        let help = "`exitspec list --cases` shows what there is";
        return Err(Failure::nothing(format!(
            "no case has `{what}` in its name; {help}"
        )));
    }
    let selection = Selection {
        filters: ids.clone(),
        exact: true,
        ..args.narrow.selection()
    };
    let plan = Plan::new(&suite, &selection);
    let chosen = args.how.targets.choose(&plan.families(), true)?;
    let target = chosen.only().map_err(Failure::usage)?;
    let ran = with_nursery(&suite, |nursery| {
        execute(
            nursery,
            Orders {
                suite: &suite,
                selection,
                config: args.how.config(),
                progress: true,
                complete: true,
            },
            target,
        )
    })?;
    let Ran {
        document,
        book,
        signal,
    } = match ran {
        Ok(ran) => ran,
        Err(done) => return Ok(done),
    };
    colors.stdout(|out| match &ids[..] {
        [id] => {
            let subject = Subject {
                id,
                place: place(&book, id),
                expected: expected(&book, &plan, &document.platform),
                document: &document,
            };
            case(&subject, width(), out)
        }
        _ => overview(what, &document, width(), out),
    })?;
    Ok(Done::Exit(
        signal.map_or_else(|| Exit::of(&document), Exit::Signal),
    ))
}

/// The ids that are meant: the case of that id, or the cases of the group of that name, or whatever has it in its name.
fn matching(suite: &Suite, what: &str) -> Vec<String> {
    let what = what.trim_end_matches('/').replace("::", "/");
    let ids: Vec<String> = suite.cases().map(|(id, _)| id).collect();
    let all = |matches: &dyn Fn(&str) -> bool| -> Vec<String> {
        ids.iter().filter(|id| matches(id)).cloned().collect()
    };
    [
        all(&|id| id == what),
        all(&|id| id.rsplit_once('/').is_some_and(|(group, _)| group == what)),
        all(&|id| id.contains(&what)),
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
