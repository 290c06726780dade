//! `exitspec claims`: what texts say, held against what happens.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use exitspec::Suite;
use exitspec::document::{Document, Output};
use exitspec::expectation::claims::{Claims, Notions, Weighing};
use exitspec::run::{Plan, Selection};
use exitspec_reports::claims::{Report, json, markdown, page, table};

use super::args::{ClaimsArgs, ClaimsFormat};
use super::documents::of_platforms;
use super::execute::{Orders, execute_on, suite};
use super::exit::{Exit, Failure};
use super::output::{Colors, width};
use super::program::Done;
use super::run::{unmade, worst};
use crate::fixtures;

pub(super) fn claims(args: &ClaimsArgs, colors: Colors) -> Result<Done, Failure> {
    let suite = suite(args.how.expectations.as_deref());
    let folder = args.how.expectations.as_deref();
    let notions = notions(&suite, folder)?;
    let claims = read(args.claims.as_deref(), folder)?;
    claims.check(&suite, &notions).map_err(Failure::usage)?;
    for id in &args.ids {
        if !claims.all().iter().any(|claim| claim.id == *id) {
            return Err(Failure::nothing(format!(
                "there is no claim `{id}`; `exitspec claims` lists them"
            )));
        }
    }
    let output = match &args.output {
        Some(path) => Some(Output::prepare(path).map_err(Failure::usage)?),
        None => None,
    };
    let (documents, mut exits) = match args.from.is_empty() {
        false => (of_platforms(&args.from)?, Vec::new()),
        true => match run(args, &suite, &claims, &notions, colors)? {
            Ok(ran) => ran,
            Err(done) => return Ok(done),
        },
    };
    let weighing = claims.weigh(&args.ids, &documents);
    let report = Report {
        weighing: &weighing,
        places: places(&claims),
        notions: notions.all(),
        beside: match (&documents[..], args.ids.is_empty()) {
            ([only], false) => Some(only),
            _ => None,
        },
    };
    let write = |out: &mut dyn Write, width: usize| match (args.format, args.ids.is_empty()) {
        (ClaimsFormat::Text, true) => table(&report, width, out),
        (ClaimsFormat::Text, false) => page(&report, width, out),
        (ClaimsFormat::Markdown, _) => markdown(&report, out),
        (ClaimsFormat::Json, _) => json(&report, out),
    };
    match output {
        Some(output) => output
            .commit(|file| {
                let mut out = BufWriter::new(anstream::StripStream::new(file));
                write(&mut out, FILE_WIDTH)?;
                out.flush()
            })
            .map_err(Failure::usage)?,
        None => colors.stdout(|out| write(out, width()))?,
    }
    exits.push(exit(&weighing));
    Ok(Done::Exit(worst(&exits)))
}

/// How wide a text in a file is, whatever terminal there is.
const FILE_WIDTH: usize = 120;

/// The notions: of this folder of expectations, if it has some, and else those that are built in.
pub(super) fn notions(suite: &Suite, folder: Option<&Path>) -> Result<Notions, Failure> {
    let notions = match of(folder, "notions.json") {
        Some(path) => Notions::read(&path.display().to_string(), &content(&path)?),
        None => Notions::read(fixtures::NOTIONS.path, fixtures::NOTIONS.text),
    };
    let notions = notions.map_err(Failure::usage)?;
    notions.check(suite).map_err(Failure::usage)?;
    Ok(notions)
}

/// This file in the folder of expectations, if that is given and has it.
fn of(folder: Option<&Path>, name: &str) -> Option<PathBuf> {
    let path = folder?.join("claims").join(name);
    path.exists().then_some(path)
}

fn content(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path)
        .map_err(|error| Failure::usage(format!("{}: cannot be read: {error}", path.display())))
}

/// The claims: of this file, or of this folder of expectations, if it has some, and else those that are built in.
pub(super) fn read(path: Option<&Path>, folder: Option<&Path>) -> Result<Claims, Failure> {
    let path = path
        .map(Path::to_owned)
        .or_else(|| of(folder, "claims.json"));
    let claims = match path {
        Some(path) => Claims::read(&path.display().to_string(), &content(&path)?),
        None => Claims::read(fixtures::CLAIMS.path, fixtures::CLAIMS.text),
    };
    claims.map_err(Failure::usage)
}

/// Where each claim is written.
fn places(claims: &Claims) -> BTreeMap<&str, String> {
    let place = |id: &str| match claims.place(id) {
        Some(place) => format!("{}:{}", claims.file(), place.line),
        None => claims.file().to_owned(),
    };
    (claims.all().iter())
        .map(|claim| (claim.id.as_str(), place(&claim.id)))
        .collect()
}

/// The documents of a run, and what else there was on the way.
type Ran = (Vec<Document>, Vec<Exit>);

/// Runs the evidence, on each platform that was chosen.
fn run(
    args: &ClaimsArgs,
    suite: &Suite,
    claims: &Claims,
    notions: &Notions,
    colors: Colors,
) -> Result<Result<Ran, Done>, Failure> {
    let selection = Selection {
        filters: results(args, suite, claims, notions),
        exact: true,
        twin: false,
        ..Selection::default()
    };
    if selection.filters.is_empty() {
        return Err(Failure::nothing("there is no evidence to run"));
    }
    let plan = Plan::new(suite, &selection);
    let chosen = args.how.targets.choose(&plan.families(), true)?;
    let ran = execute_on(suite, &chosen.targets, || Orders {
        suite,
        selection: selection.clone(),
        config: args.how.config(),
        progress: true,
        complete: true,
    })?;
    let runs = match ran {
        Ok(runs) => runs,
        Err(done) => return Ok(Err(done)),
    };
    let signals = runs.iter().filter_map(|ran| ran.signal);
    let mut exits: Vec<Exit> = signals.map(Exit::Signal).collect();
    exits.extend(unmade(&chosen, colors)?);
    let documents = runs.into_iter().map(|ran| ran.document).collect();
    Ok(Ok((documents, exits)))
}

/// The names of the results that are evidence of the claims that are wanted, and those of the notions of single claims.
fn results(args: &ClaimsArgs, suite: &Suite, claims: &Claims, notions: &Notions) -> Vec<String> {
    let wanted =
        (claims.all().iter()).filter(|claim| args.ids.is_empty() || args.ids.contains(&claim.id));
    let mut names = Vec::new();
    for claim in wanted {
        for evidence in &claim.evidence {
            let case = suite.cases().find(|(id, _)| *id == evidence.case);
            let sinks = case.map_or_else(Vec::new, |(_, case)| evidence.sinks_of(case));
            names.extend(sinks.iter().map(|sink| format!("{}@{sink}", evidence.case)));
        }
        let notion = claim.notion.as_deref().filter(|_| !args.ids.is_empty());
        let rows = notion.and_then(|notion| notions.find(notion));
        names.extend(
            rows.into_iter()
                .flat_map(|notion| &notion.rows)
                .map(|row| row.case.clone()),
        );
    }
    names.sort();
    names.dedup();
    names
}

/// What the claims come to.
fn exit(weighing: &Weighing<'_>) -> Exit {
    let any = |is: fn(&exitspec::expectation::claims::Weighed<'_>) -> bool| {
        weighing.claims.iter().any(is)
    };
    if any(|weighed| !weighed.is_as_reviewed()) {
        Exit::Unexpected
    } else if any(|weighed| weighed.is_untold()) {
        Exit::Unresolved
    } else if any(|weighed| weighed.verdict().is_some()) {
        Exit::AsExpected
    } else {
        Exit::NothingRan
    }
}
