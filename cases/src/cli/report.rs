//! `exitspec report`: behaviours by platforms, as text, a page, Markdown and JSON.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use exitspec::document::Output;
use exitspec_reports::Ascii;
use exitspec_reports::findings::SamePlatform;
use exitspec_reports::report::{Given, Report, html, json, markdown, text};

use super::args::ReportArgs;
use super::claims;
use super::diff::document;
use super::execute::suite;
use super::exit::{Exit, Failure};
use super::output::{Colors, is_unicode, width};

use crate::platform::Descriptions;

type Render = fn(&Report<'_>, &mut dyn Write) -> io::Result<()>;

/// Where a rendering goes.
enum To {
    Stdout,
    File(Output),
}

pub(super) fn report(args: &ReportArgs, colors: Colors) -> Result<Exit, Failure> {
    let outputs = outputs(args)?;
    let folder = args.expectations.as_deref();
    let book = suite(folder).expectations.load().map_err(Failure::usage)?;
    let claims = claims::read(None, folder)?;
    let documents: Result<Vec<_>, _> = args.documents.iter().map(|path| document(path)).collect();
    let documents = documents?;
    let weighing = claims.weigh(&[], &documents);
    // Documents of a suite that the claims are not about say nothing of them.
    let told = weighing
        .claims
        .iter()
        .any(|claim| !claim.results.is_empty());
    let given = Given {
        documents: &documents,
        names: &names(args),
        book: Some(&book),
        claims: Some(&weighing).filter(|_| told),
    };
    let report = Report::new(&given).map_err(|SamePlatform { places, name }| {
        let [one, other] = places.map(|place| args.documents[place].display());
        Failure::usage(format!(
            "{one} and {other} describe the same platform: {name}"
        ))
    })?;
    if outputs.is_empty() {
        colors.stdout(|out| match is_unicode() {
            true => text(&report, width(), out),
            false => text(&report, width(), Ascii::new(out)),
        })?;
    }
    for (to, render) in outputs {
        match to {
            To::Stdout => {
                let mut out = BufWriter::new(io::stdout());
                render(&report, &mut out)
                    .and_then(|()| out.flush())
                    .map_err(Failure::printing)?;
            }
            To::File(output) => output
                .commit(|file| {
                    let mut out = BufWriter::new(file);
                    render(&report, &mut out)?;
                    out.flush()
                })
                .map_err(Failure::usage)?,
        }
    }
    Ok(Exit::AsExpected)
}

/// What is asked for, each where it goes; checked before anything is read.
fn outputs(args: &ReportArgs) -> Result<Vec<(To, Render)>, Failure> {
    let asked: [(&Option<_>, Render); 3] = [
        (&args.html, |report, out| html(report, out)),
        (&args.markdown, |report, out| markdown(report, out)),
        (&args.json, |report, out| json(report, out)),
    ];
    let mut outputs = Vec::new();
    let mut printed = false;
    for (path, render) in asked {
        let Some(path) = path else { continue };
        let to = match path == Path::new("-") {
            true if printed => {
                return Err(Failure::usage("only one of the outputs can go to stdout"));
            }
            true => {
                printed = true;
                To::Stdout
            }
            false => To::File(Output::prepare(path).map_err(Failure::usage)?),
        };
        outputs.push((to, render));
    }
    Ok(outputs)
}

/// The names by which `run --platform` knows the platforms: a run on several writes each to a file of that name.
fn names(args: &ReportArgs) -> Vec<Option<String>> {
    let known = Descriptions::load(None).ok();
    let name = |path: &PathBuf| {
        let name = path.file_name()?.to_str()?;
        let name = name.strip_suffix(".gz").unwrap_or(name);
        let name = name.strip_suffix(".json")?;
        let found = known.as_ref()?.named(name).ok()?;
        Some(found.name.clone())
    };
    args.documents.iter().map(name).collect()
}
