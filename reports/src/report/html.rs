//! The report as one page that needs nothing else.
//!
//! What was captured is in the page only as data: compact JSON, compressed, in base64. The names of platforms, which a
//! reader without scripts sees, are escaped by the template.

use std::io::{self, Write};

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use exitspec::Verdict;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};

use super::Report;
use super::assets::{SCRIPTS, STYLES};
use super::model::{Column, Score};
use crate::escape::plain;

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    report: &'a Report<'a>,
    title: String,
    suite: String,
    policy: String,
    style: String,
    script: String,
    verdicts: [&'static str; 6],
    rows: Vec<Platform>,
    data: String,
}

/// A row of the table that is there without scripts.
struct Platform {
    id: String,
    label: String,
    detail: String,
    runtimes: String,
    kernel: String,
    date: String,
    score: String,
    emulated: bool,
    interrupted: bool,
    counts: Vec<usize>,
}

/// Writes the report as a page.
///
/// # Errors
///
/// When the writer fails.
pub fn html(report: &Report<'_>, mut out: impl Write) -> io::Result<()> {
    let (style, script) = (STYLES.concat(), SCRIPTS.concat());
    let suite = report.suite;
    let page = Page {
        title: format!("How processes end on {}", platforms(report.platforms.len())),
        suite: plain(&format!("{} {}", suite.name, suite.version)).into_owned(),
        policy: policy(&style, &script),
        style,
        script,
        verdicts: Verdict::ALL.map(Verdict::name),
        rows: report.platforms.iter().map(row).collect(),
        data: STANDARD.encode(data(report)?),
        report,
    };
    page.write_into(&mut out)?;
    writeln!(out)
}

fn platforms(count: usize) -> String {
    match count {
        1 => "one platform".to_owned(),
        _ => format!("{count} platforms"),
    }
}

/// Nothing is loaded, and no style or script but those of the page is heeded, wherever it came from.
fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    format!(
        "default-src 'none'; style-src {}; script-src {}; img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(script)
    )
}

/// The whole report, compressed.
fn data(report: &Report<'_>) -> io::Result<Vec<u8>> {
    let mut compressed = GzEncoder::new(Vec::new(), Compression::best());
    serde_json::to_writer(&mut compressed, report)?;
    compressed.finish()
}

fn row(column: &Column<'_>) -> Platform {
    let plain = |text: &str| plain(text).into_owned();
    let mut runtimes: Vec<String> = (column.runtimes.values())
        .map(|runtime| format!("{} {}", runtime.name, runtime.version))
        .collect();
    runtimes.dedup();
    Platform {
        id: column.id.clone(),
        label: plain(&column.label),
        detail: plain(&column.detail),
        runtimes: plain(&runtimes.join(", ")),
        kernel: plain(&format!("{} {}", column.os, column.kernel)),
        date: column.date.clone().unwrap_or_default(),
        score: words(column.score),
        emulated: column.emulator.is_some(),
        interrupted: column.interrupted,
        counts: column.counts.values().copied().collect(),
    }
}

/// The score in words.
fn words(score: Score) -> String {
    format!("{} of {} mandated", score.conforming, score.mandated)
}
