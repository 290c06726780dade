//! `exitspec run`.

use std::io::Write;
use std::path::Path;

use exitspec::document::{Document, Output};
use exitspec::run::Config;
use exitspec_reports::{brief, summary};

use super::args::RunArgs;
use super::execute::{Orders, Ran, execute, suite, with_nursery};
use super::exit::{Exit, Failure};
use super::output::{Colors, width};
use super::program::Done;

/// Where the document goes.
enum Json {
    File(Output),
    Stdout,
}

pub(super) fn run(args: &RunArgs, colors: Colors) -> Result<Done, Failure> {
    let json = match args.json.as_deref() {
        None => None,
        Some(path) if path == Path::new("-") => Some(Json::Stdout),
        Some(path) => Some(Json::File(Output::prepare(path).map_err(Failure::usage)?)),
    };
    let suite = suite(args.how.expectations.as_deref());
    let default = args.how.config();
    let config = Config {
        jobs: args.jobs.unwrap_or(default.jobs),
        rounds: args.repeat,
        fail_fast: args.fail_fast,
        ..default
    };
    let ran = with_nursery(&suite, |nursery| {
        let selection = args.select.selection();
        execute(
            nursery,
            Orders {
                suite: &suite,
                selection,
                config,
                progress: !args.quiet,
                complete: true,
            },
        )
    })?;
    let Ran {
        document, signal, ..
    } = match ran {
        Ok(ran) => ran,
        Err(done) => return Ok(done),
    };
    // The document first: it is what must not be lost.
    if let Some(Json::File(output)) = &json {
        output.write(&document).map_err(Failure::usage)?;
    }
    let show = |out: &mut dyn Write| show(&document, args.quiet, out);
    match json {
        Some(Json::Stdout) => {
            colors.stderr(show)?;
            document
                .write(std::io::stdout())
                .map_err(Failure::printing)?;
        }
        _ => colors.stdout(show)?,
    }
    Ok(Done::Exit(
        signal.map_or_else(|| Exit::of(&document), Exit::Signal),
    ))
}

fn show(document: &Document, quiet: bool, out: &mut dyn Write) -> std::io::Result<()> {
    match quiet {
        true => brief(document, out),
        false => summary(document, width(), out),
    }
}
