//! The report for programs.

use std::io::{self, Write};

use super::Report;

/// Writes the report as JSON, on one line.
///
/// # Errors
///
/// When the writer fails.
pub fn json(report: &Report<'_>, mut out: impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut out, report)?;
    writeln!(out)
}
