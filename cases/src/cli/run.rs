//! `exitspec run`.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use exitspec::document::Document;
use exitspec::run::{Config, Plan};
use exitspec_reports::{brief, plain, summary};

use super::args::RunArgs;
use super::execute::{Listener, Orders, Ran, nothing_selected, ready, suite, with_nursery};
use super::exit::{Exit, Failure};
use super::keep::Keeping;
use super::output::{Colors, width};
use super::outputs::{Outputs, without_commands};
use super::program::Done;
use super::targets::{Chosen, Target};

/// Where a document goes.
enum Json {
    None,
    File(Keeping),
    Stdout,
}

pub(super) fn run(args: &RunArgs, colors: Colors) -> Result<Done, Failure> {
    let suite = suite(args.how.expectations.as_deref());
    let selection = args.select.selection();
    let plan = Plan::new(&suite, &selection);
    if plan.items.is_empty() {
        return Err(Failure::nothing(nothing_selected(&selection)));
    }
    let wanted = args.how.targets.wanted(&plan.families())?;
    // Whether there is a place for the results is known before anything is built for them.
    let mut jsons = BTreeMap::new();
    for name in wanted.names() {
        let json = Json::new(args, &name)?;
        jsons.insert(name, json);
    }
    let on_stdout = jsons.values().any(|json| matches!(json, Json::Stdout));
    let outputs = Outputs::prepare(&args.outputs, on_stdout.then_some("--json -"))?;
    let chosen = wanted.make_ready(!args.quiet)?;
    let of_target = |target: &Target| jsons.remove(target.name()).unwrap_or(Json::None);
    let jsons: Vec<Json> = chosen.targets.iter().map(of_target).collect();
    let ran = with_nursery(&suite, |nursery| {
        let mut runs = Vec::new();
        for (target, json) in chosen.targets.iter().zip(&jsons) {
            let run = ready(orders(args, &suite), target)?;
            if let Json::File(keeping) = json {
                keeping.check(&run.complete_families())?;
            }
            runs.push(run);
        }
        let listener = Listener::start(nursery.stopper()).map_err(Failure::harness)?;
        let (mut exits, mut documents) = (Vec::new(), Vec::new());
        for ((target, run), json) in chosen.targets.iter().zip(runs).zip(&jsons) {
            let Ran {
                document, signal, ..
            } = run.run(nursery, &listener)?;
            let document = shown(args, target, document, json, &outputs, colors)?;
            exits.push(signal.map_or_else(|| Exit::of(&document), Exit::Signal));
            if outputs.any() {
                documents.push(document);
            }
            if signal.is_some() {
                break;
            }
        }
        listener.over();
        match outputs.write(&documents) {
            // Whoever ended it before there was a result knows.
            Err(failure) if failure.exit == Exit::NothingRan => exits.push(failure.exit),
            written => written?,
        }
        Ok(exits)
    })?;
    let mut exits = match ran {
        Ok(exits) => exits,
        Err(done) => return Ok(done),
    };
    exits.extend(unmade(&chosen, colors)?);
    Ok(Done::Exit(worst(&exits)))
}

fn orders<'a>(args: &RunArgs, suite: &'a exitspec::Suite) -> Orders<'a> {
    let default = args.how.config();
    Orders {
        suite,
        selection: args.select.selection(),
        config: Config {
            jobs: args.jobs.unwrap_or(default.jobs),
            rounds: args.repeat,
            fail_fast: args.fail_fast,
            ..default
        },
        progress: !args.quiet,
        complete: true,
    }
}

/// Keeps the document of a run, and shows it.
fn shown(
    args: &RunArgs,
    target: &Target,
    mut document: Document,
    json: &Json,
    outputs: &Outputs,
    colors: Colors,
) -> Result<Document, Failure> {
    if args.compact {
        document.slim();
    }
    // The document first: it is what must not be lost.
    if let Json::File(keeping) = json
        && let Some(beside) = keeping.write_run(&document)?
    {
        let beside = beside.display().to_string();
        colors.stderr(|out| {
            writeln!(
                out,
                "The document that is there is complete and stays; what was finished is in {}",
                plain(&beside)
            )
        })?;
    }
    let show = |out: &mut dyn Write| show(args, target, &document, out);
    match json {
        Json::Stdout => {
            colors.stderr(show)?;
            document
                .write(std::io::stdout())
                .map_err(Failure::printing)?;
        }
        Json::File(_) | Json::None if outputs.needs_stdout() => colors.stderr(show)?,
        Json::File(_) | Json::None if args.outputs.github => {
            colors.stdout(|out| without_commands(out, show))?;
        }
        Json::File(_) | Json::None => colors.stdout(show)?,
    }
    Ok(document)
}

impl Json {
    fn new(args: &RunArgs, target: &str) -> Result<Json, Failure> {
        let path = match args.json.as_deref() {
            None => return Ok(Json::None),
            Some(path) if path == Path::new("-") && args.how.targets.one() => {
                return Ok(Json::Stdout);
            }
            Some(path) if path == Path::new("-") => {
                return Err(Failure::usage(
                    "--json - takes the document of one platform; name a folder for several",
                ));
            }
            Some(path) => path,
        };
        let path = match args.how.targets.one() {
            true => path.to_owned(),
            false => in_folder(path, target, args.compact)?,
        };
        Ok(Json::File(Keeping::prepare(&path, args.force)?))
    }
}

fn in_folder(folder: &Path, target: &str, compact: bool) -> Result<PathBuf, Failure> {
    std::fs::create_dir_all(folder).map_err(|error| {
        Failure::usage(format!(
            "cannot make the folder {}: {error}",
            folder.display()
        ))
    })?;
    let ending = if compact { "json.gz" } else { "json" };
    Ok(folder.join(format!("{target}.{ending}")))
}

fn show(
    args: &RunArgs,
    target: &Target,
    document: &Document,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    if args.how.targets.one() {
        return match args.quiet {
            true => brief(document, width(), out),
            false => summary(document, width(), out),
        };
    }
    writeln!(
        out,
        "{}: {}",
        plain(target.name()),
        plain(&document.platform.name)
    )?;
    brief(document, width(), &mut *out)?;
    writeln!(out)
}

/// Tells of the platforms on which nothing was run.
pub(super) fn unmade(chosen: &Chosen, colors: Colors) -> Result<Vec<Exit>, Failure> {
    colors.stderr(|out| {
        for (name, missing) in &chosen.missing {
            writeln!(
                out,
                "UNSUPPORTED: platform {}: {}",
                plain(name),
                plain(missing)
            )?;
        }
        for broken in &chosen.broken {
            write!(out, "error: ")?;
            for line in broken.lines() {
                writeln!(out, "{}", plain(line))?;
            }
        }
        Ok(())
    })?;
    Ok(chosen.broken.iter().map(|_| Exit::Unresolved).collect())
}

/// A signal before anything else, then what somebody has to look at.
pub(super) fn worst(exits: &[Exit]) -> Exit {
    let rank = |exit: &Exit| match exit {
        Exit::Signal(_) => 0,
        Exit::Usage => 1,
        Exit::Unexpected => 2,
        Exit::Unresolved => 3,
        Exit::AsExpected => 4,
        Exit::NothingRan => 5,
    };
    exits
        .iter()
        .copied()
        .min_by_key(rank)
        .unwrap_or(Exit::NothingRan)
}
