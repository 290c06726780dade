//! `exitspec bless`: runs cases, and takes what is observed for what is expected, where the library lets it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use exitspec::document::{CaseResult, Output};
use exitspec::expectation::{BlessError, Blessing, Book, Variation, bless as blessed};
use exitspec::observation::Observation;
use exitspec::run::{Config, Selection};
use exitspec::{Panic, Sink, Suite};
use exitspec_reports::plain;

use super::args::BlessArgs;
use super::execute::{Orders, Ran, execute, suite, with_nursery};
use super::exit::{Exit, Failure};
use super::output::Colors;
use super::program::Done;
use super::targets::Target;

pub(super) fn bless(args: &BlessArgs, colors: Colors) -> Result<Done, Failure> {
    let ci = std::env::var_os("CI").is_some();
    if ci {
        return Err(Failure::usage(BlessError::Ci));
    }
    let when = args.when().map_err(Failure::usage)?;
    // What varies with the panic strategy is observed in the twin.
    let panic = when
        .as_ref()
        .and_then(|when| when.panic)
        .unwrap_or(Panic::OWN);
    let suite = suite(Some(&args.expectations));
    let selection = Selection {
        twin: panic != Panic::OWN,
        ..args.select.selection()
    };
    let config = Config {
        timeout_scale: args.timeout_scale,
        ..Config::default()
    };
    let ran = with_nursery(&suite, |nursery| {
        let orders = Orders {
            suite: &suite,
            selection,
            config,
            progress: true,
            complete: false,
        };
        execute(nursery, orders, &Target::ThisProcess)
    })?;
    let Ran {
        document,
        book,
        signal,
    } = match ran {
        Ok(ran) => ran,
        Err(done) => return Ok(done),
    };
    if let Some(signal) = signal {
        // Half of what was asked for is not what was asked for.
        return Ok(Done::Exit(Exit::Signal(signal)));
    }
    let mut lines = Vec::new();
    let mut refused = false;
    for (case, results) in by_case(&document.results, panic) {
        if when.is_none() && !results.iter().any(|result| result.verdict.is_failure()) {
            continue;
        }
        let variation = when.clone().map(|when| Variation {
            when,
            reason: args.reason.as_deref().unwrap_or_default(),
            url: args.url.as_deref(),
        });
        match bless_case(args, &suite, &book, case, &results, variation) {
            Ok(Some(path)) => lines.push(format!("blessed {case} in {}", path.display())),
            Ok(None) => lines.push(format!("{case} is expected like that already")),
            Err(error) => {
                refused = true;
                lines.push(format!("not blessed: {case}: {error}"));
            }
        }
    }
    if lines.is_empty() {
        lines.push("everything is as expected: there is nothing to bless".to_owned());
    }
    colors.stdout(|out| {
        lines
            .iter()
            .try_for_each(|line| writeln!(out, "{}", plain(line)))
    })?;
    Ok(Done::Exit(if refused {
        Exit::Unexpected
    } else {
        Exit::AsExpected
    }))
}

/// The results of each case in that profile.
fn by_case(results: &[CaseResult], panic: Panic) -> BTreeMap<&str, Vec<&CaseResult>> {
    let mut cases: BTreeMap<&str, Vec<&CaseResult>> = BTreeMap::new();
    for result in results
        .iter()
        .filter(|result| result.panic.unwrap_or(Panic::OWN) == panic)
    {
        cases.entry(&result.case).or_default().push(result);
    }
    cases
}

/// Writes the file of one case, and says which it is; `None` when nothing has to change.
fn bless_case(
    args: &BlessArgs,
    suite: &Suite,
    book: &Book,
    case: &str,
    results: &[&CaseResult],
    variation: Option<Variation<'_>>,
) -> Result<Option<PathBuf>, Box<dyn std::error::Error>> {
    if results.iter().any(|result| result.racy.is_some()) {
        return Err("it is racy: what may happen is for somebody to say who knows it".into());
    }
    let observations: Vec<(Sink, &Observation)> = results
        .iter()
        .filter_map(|result| Some((result.sink, result.observation.as_ref()?)))
        .collect();
    let sinks = suite
        .cases()
        .find(|(id, _)| id == case)
        .map(|(_, case)| case.run_with());
    let blessing = Blessing {
        case,
        sinks: sinks.unwrap_or_default(),
        observations: &observations,
        level: args.level(),
        variation,
        ci: false,
    };
    let path = file_of(&args.expectations, book, case);
    let before = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => empty(case),
        Err(error) => return Err(format!("cannot read {}: {error}", path.display()).into()),
    };
    let after = blessed(&path.to_string_lossy(), &before, &blessing)?;
    if after == before {
        return Ok(None);
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Output::prepare(&path)?.commit(|file| file.write_all(after.as_bytes()))?;
    Ok(Some(path))
}

/// The file that has the case's group, or is to have it.
fn file_of(folder: &Path, book: &Book, case: &str) -> PathBuf {
    match book.whereabouts(case) {
        Some((file, _)) => PathBuf::from(file),
        None => folder.join(format!("{}.json", group_of(case))),
    }
}

fn group_of(case: &str) -> &str {
    case.rsplit_once('/').map_or(case, |(group, _)| group)
}

fn empty(case: &str) -> String {
    format!(
        "{{\n  \"group\": \"{}\",\n  \"cases\": {{}}\n}}\n",
        group_of(case)
    )
}
