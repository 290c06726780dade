//! `exitspec diff`: what changed between two runs.

use std::fs::File;
use std::path::Path;

use exitspec::document::{Document, read};
use exitspec_reports::diff::{diff as compare, json, text};

use super::args::{DiffArgs, DiffFormat};
use super::exit::{Exit, Failure};
use super::output::{Colors, width};

pub(super) fn diff(args: &DiffArgs, colors: Colors) -> Result<Exit, Failure> {
    let (a, b) = (document(&args.a)?, document(&args.b)?);
    let diff = compare(&a, &b);
    colors.stdout(|out| match args.format {
        DiffFormat::Text => text(&diff, width(), out),
        DiffFormat::Json => json(&diff, out),
    })?;
    Ok(match diff.changes.is_empty() {
        true => Exit::AsExpected,
        false => Exit::Unexpected,
    })
}

/// The run document in a file.
pub(super) fn document(path: &Path) -> Result<Document, Failure> {
    let named = |error: &dyn std::error::Error| {
        let causes = std::iter::successors(Some(error), |error| error.source());
        let causes: Vec<String> = causes.map(ToString::to_string).collect();
        Failure::usage(format!("{}: {}", path.display(), causes.join(": ")))
    };
    let file = File::open(path).map_err(|error| named(&error))?;
    read(file).map_err(|error| named(&error))
}
