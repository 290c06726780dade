//! `exitspec run`.

use std::io::Write;
use std::path::{Path, PathBuf};

use exitspec::document::{Document, Output};
use exitspec::run::{Config, Plan};
use exitspec_reports::{brief, plain, summary};

use super::args::RunArgs;
use super::execute::{Listener, Orders, Ran, Ready, ready, suite, with_nursery};
use super::exit::{Exit, Failure};
use super::output::{Colors, width};
use super::program::Done;
use super::targets::{Chosen, Target};

/// Where a document goes.
enum Json {
    None,
    File(Output),
    Stdout,
}

pub(super) fn run(args: &RunArgs, colors: Colors) -> Result<Done, Failure> {
    let suite = suite(args.how.expectations.as_deref());
    let plan = Plan::new(&suite, &args.select.selection());
    let chosen = args.how.targets.choose(&plan.families(), !args.quiet)?;
    let jsons = chosen
        .targets
        .iter()
        .map(|target| Json::new(args, target))
        .collect::<Result<Vec<_>, _>>()?;
    let ran = with_nursery(&suite, |nursery| {
        let mut runs = Vec::new();
        for target in &chosen.targets {
            runs.push(ready(orders(args, &suite), target)?);
        }
        let listener = Listener::start(nursery.stopper()).map_err(Failure::harness)?;
        let mut exits = Vec::new();
        for ((target, run), json) in chosen.targets.iter().zip(runs).zip(&jsons) {
            let (exit, signal) = one(
                args,
                target,
                run,
                json,
                &|run: Ready<'_>| run.run(nursery, &listener),
                colors,
            )?;
            exits.push(exit);
            if signal {
                break;
            }
        }
        listener.over();
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

/// Makes one run, keeps its document, and shows it. Tells what it comes to, and whether a signal asked for the end.
fn one<'a>(
    args: &RunArgs,
    target: &Target,
    run: Ready<'a>,
    json: &Json,
    make: &dyn Fn(Ready<'a>) -> Result<Ran, Failure>,
    colors: Colors,
) -> Result<(Exit, bool), Failure> {
    let Ran {
        mut document,
        signal,
        ..
    } = make(run)?;
    if args.compact {
        document.slim();
    }
    // The document first: it is what must not be lost.
    if let Json::File(output) = json {
        output.write(&document).map_err(Failure::usage)?;
    }
    let show = |out: &mut dyn Write| show(args, target, &document, out);
    match json {
        Json::Stdout => {
            colors.stderr(show)?;
            document
                .write(std::io::stdout())
                .map_err(Failure::printing)?;
        }
        Json::File(_) | Json::None => colors.stdout(show)?,
    }
    let exit = signal.map_or_else(|| Exit::of(&document), Exit::Signal);
    Ok((exit, signal.is_some()))
}

impl Json {
    fn new(args: &RunArgs, target: &Target) -> Result<Json, Failure> {
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
        Ok(Json::File(Output::prepare(&path).map_err(Failure::usage)?))
    }
}

fn in_folder(folder: &Path, target: &Target, compact: bool) -> Result<PathBuf, Failure> {
    std::fs::create_dir_all(folder).map_err(|error| {
        Failure::usage(format!(
            "cannot make the folder {}: {error}",
            folder.display()
        ))
    })?;
    let ending = if compact { "json.gz" } else { "json" };
    Ok(folder.join(format!("{}.{ending}", target.name())))
}

fn show(
    args: &RunArgs,
    target: &Target,
    document: &Document,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    if args.how.targets.one() {
        return match args.quiet {
            true => brief(document, out),
            false => summary(document, width(), out),
        };
    }
    writeln!(
        out,
        "{}: {}",
        plain(target.name()),
        plain(&document.platform.name)
    )?;
    brief(document, &mut *out)?;
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
            writeln!(out, "error: {}", plain(broken))?;
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
