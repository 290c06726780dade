//! A diff for programs.

use std::collections::BTreeMap;
use std::io::{self, Write};

use exitspec::Platform;
use exitspec::document::{CaseResult, Document, SuiteVersion};
use serde::Serialize;

use super::compare::{Category, Diff, explanation};

/// The value of `schema`.
const SCHEMA: &str = "exitspec/diff/1";

#[derive(Serialize)]
struct Form<'a> {
    schema: &'static str,
    a: Side<'a>,
    b: Side<'a>,
    counts: BTreeMap<&'static str, usize>,
    unexplained: usize,
    changes: Vec<Changed<'a>>,
}

#[derive(Serialize)]
struct Side<'a> {
    suite: &'a SuiteVersion,
    platform: &'a Platform,
    interrupted: bool,
}

#[derive(Serialize)]
struct Changed<'a> {
    result: String,
    category: &'static str,
    explained: bool,
    a: Option<Of<'a>>,
    b: Option<Of<'a>>,
    differences: Vec<Difference<'a>>,
}

#[derive(Serialize)]
struct Of<'a> {
    level: &'static str,
    verdict: &'static str,
    reason: Option<&'a str>,
    url: Option<&'a str>,
    explains: bool,
}

#[derive(Serialize)]
struct Difference<'a> {
    field: &'static str,
    a: &'a str,
    b: &'a str,
}

/// Writes what changed as JSON, one entry for each result, also when nothing did.
///
/// # Errors
///
/// When the writer fails.
pub fn json(diff: &Diff<'_>, mut out: impl Write) -> io::Result<()> {
    let form = Form {
        schema: SCHEMA,
        a: side(diff.a),
        b: side(diff.b),
        counts: (Category::ALL.iter())
            .map(|&category| (id(category), diff.count(category)))
            .collect(),
        unexplained: diff.unexplained(),
        changes: (diff.changes.iter())
            .map(|change| Changed {
                result: change.result().key(),
                category: id(change.category),
                explained: change.is_explained(),
                a: change.a.map(of),
                b: change.b.map(of),
                differences: (change.pieces.iter())
                    .map(|piece| Difference {
                        field: piece.field,
                        a: &piece.a,
                        b: &piece.b,
                    })
                    .collect(),
            })
            .collect(),
    };
    serde_json::to_writer_pretty(&mut out, &form)?;
    out.write_all(b"\n")
}

fn side(document: &Document) -> Side<'_> {
    Side {
        suite: &document.suite,
        platform: &document.platform,
        interrupted: document.interrupted,
    }
}

fn of(result: &CaseResult) -> Of<'_> {
    Of {
        level: result.level.name(),
        verdict: result.verdict.name(),
        reason: result.reason.as_deref(),
        url: result.url.as_deref(),
        explains: explanation(result).is_some(),
    }
}

fn id(category: Category) -> &'static str {
    match category {
        Category::NewlyFailing => "newly_failing",
        Category::Fixed => "fixed",
        Category::Changed => "changed",
        Category::Undefined => "undefined",
        Category::BecameUnsupported => "became_unsupported",
        Category::BecameSupported => "became_supported",
        Category::Missing => "missing",
        Category::New => "new",
    }
}
