//! `exitspec diff`: what changed between two runs.

use std::path::Path;

use exitspec_reports::diff::{diff as compare, json, markdown, text};

use super::args::{DiffArgs, DiffFormat};
use super::documents::one;
use super::exit::{Exit, Failure};
use super::output::{Colors, width};

pub(super) fn diff(args: &DiffArgs, colors: Colors) -> Result<Exit, Failure> {
    let (a, b) = (one(&args.a)?, one(&args.b)?);
    let file = |path: &Path| path.display().to_string();
    let diff = compare(&a, &b).named([file(&args.a), file(&args.b)]);
    colors.stdout(|out| match args.format {
        DiffFormat::Text => text(&diff, width(), out),
        DiffFormat::Markdown => markdown(&diff, out),
        DiffFormat::Json => json(&diff, out),
    })?;
    Ok(match diff.changes.is_empty() {
        true => Exit::AsExpected,
        false => Exit::Unexpected,
    })
}
