//! What can be typed after `exitspec report`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[command(after_help = "\
Without --html, --markdown and --json it is printed as text. The documents may be given in any order, and may be of several
families: each platform is a column, each result a row.

Examples:
  exitspec report here.json there.json                      what differs, on the terminal
  exitspec report docs/*.json --html report.html            a page that needs nothing else
  exitspec report docs/*.json --markdown - | gh issue comment 7 --body-file -
  exitspec report docs/*.json --html r.html --markdown r.md --json r.json

Exit codes:
  0  written    2  wrong usage, a file is no run document, or two are of one platform")]
pub(in crate::cli) struct ReportArgs {
    /// Run documents, each of another platform
    #[arg(value_name = "DOC", required = true)]
    pub(in crate::cli) documents: Vec<PathBuf>,
    /// Write a page for browsers to FILE, or to stdout when it is `-`
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) html: Option<PathBuf>,
    /// Write what differs as Markdown to FILE, or to stdout when it is `-`
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) markdown: Option<PathBuf>,
    /// Write everything for programs to FILE, or to stdout when it is `-`
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) json: Option<PathBuf>,
    /// Tell what cases are about by the JSON files below this folder instead of those built in
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) expectations: Option<PathBuf>,
}
