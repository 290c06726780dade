//! `exitspec judge`: what run documents observed, held against the expectations as they are now.

use std::path::Path;

use exitspec::document::{Document, Output};
use exitspec::expectation::Book;
use exitspec::run::{Rejudged, judge_again};
use exitspec_reports::plain;

use super::args::JudgeArgs;
use super::diff::document;
use super::execute::suite;
use super::exit::{Exit, Failure};
use super::output::Colors;

pub(super) fn judge(args: &JudgeArgs, colors: Colors) -> Result<Exit, Failure> {
    let book = (suite(args.expectations.as_deref()).expectations.load()).map_err(Failure::usage)?;
    let mut worst = Exit::AsExpected;
    for path in &args.documents {
        let output = match args.write {
            true => Some(Output::prepare(path).map_err(Failure::usage)?),
            false => None,
        };
        let mut document = document(path)?;
        let rejudged = anew(&mut document, &book, path)?;
        colors.stdout(|out| {
            for one in &rejudged {
                writeln!(out, "{}", line(path, one))?;
            }
            Ok(())
        })?;
        if let Some(output) = output.filter(|_| !rejudged.is_empty()) {
            output.write(&document).map_err(Failure::usage)?;
        }
        worst = worse(worst, exit(&document, !args.write && !rejudged.is_empty()));
    }
    Ok(worst)
}

fn anew(document: &mut Document, book: &Book, path: &Path) -> Result<Vec<Rejudged>, Failure> {
    judge_again(document, book).map_err(|result| {
        Failure::usage(format!(
            "{}: there is no expectation for {}: the document is of another suite, or of another version of this one; run it again",
            path.display(),
            plain(&result)
        ))
    })
}

fn line(path: &Path, rejudged: &Rejudged) -> String {
    let Rejudged {
        result,
        was,
        is,
        reason,
    } = rejudged;
    let verdict = match was == is {
        true => format!("{is} as before, for another reason"),
        false => format!("was {was}, is {is}"),
    };
    let reason = reason
        .as_deref()
        .map_or(String::new(), |reason| format!(": {}", plain(reason)));
    format!("{}: {}: {verdict}{reason}", path.display(), plain(result))
}

/// What one document comes to.
fn exit(document: &Document, stale: bool) -> Exit {
    match Exit::of(document) {
        Exit::AsExpected | Exit::NothingRan if stale => Exit::Unexpected,
        exit => exit,
    }
}

fn worse(one: Exit, other: Exit) -> Exit {
    let rank = |exit: Exit| match exit {
        Exit::Unexpected => 2,
        Exit::Unresolved => 1,
        _ => 0,
    };
    match rank(other) > rank(one) {
        true => other,
        false => one,
    }
}
